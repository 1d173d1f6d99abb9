"""The words of questions and texts made comparable: stems, families, forms, spellings.

What this package does not know: how an answer is put together; `rag/flow/` calls it.
"""
