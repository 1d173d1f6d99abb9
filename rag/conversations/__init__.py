"""Conversations that are kept: questions and answers as they were shown, and what they become."""
