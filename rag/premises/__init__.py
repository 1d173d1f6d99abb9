"""What a question takes for granted, and whether the collection denies or never tells it.

What this package does not know: how an answer is put together; `rag/flow/` calls it.
"""
