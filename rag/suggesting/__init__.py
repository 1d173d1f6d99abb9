"""Questions that the collection answers, offered where none was asked or one was declined.

What this package does not know: how an answer is put together; `rag/flow/` calls it.
"""
