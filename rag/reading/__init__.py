"""What reads passages with the question in mind: the reader that ships, or a model of the user's.

What this package does not know: how an answer is put together; `rag/flow/` calls it.
"""
