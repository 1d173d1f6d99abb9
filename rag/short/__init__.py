"""The few words that answer a question: of the kind that is asked for, whole, and told of it.

`rag/short_answer.py` chooses; the modules here know what is asked for and what a sentence gives.
"""
