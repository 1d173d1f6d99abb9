"""What a text says of when: days and periods, read, resolved, inferred, and put into words.

What this package does not know: how an answer is put together; `rag/flow/` calls it.
"""
