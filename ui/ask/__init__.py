"""The Ask tab: a question, the turns of a conversation, what can be done with an answer."""
