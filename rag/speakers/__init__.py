"""How a text shows who says what: verbs, quotation marks, roles, interviews.

`rag/attribution.py` decides.
"""
