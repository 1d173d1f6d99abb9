"""Which sentences are of the kind that a question asks for: a figure, a cost, somebody's words.

What this package does not know: how an answer is put together; `rag/flow/` calls it.
"""
