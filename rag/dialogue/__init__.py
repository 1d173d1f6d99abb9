"""What a question leaves to the one before it: pronouns, parts of questions, names.

`rag/follow_up.py` completes it.
"""
