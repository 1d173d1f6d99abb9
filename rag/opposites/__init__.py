"""What stands against what: pairs of words that say the opposite, and their forms in a text.

Whoever compares what texts say looks here: `rag/premises/premise.py`, `rag/positions/polarity.py`,
`rag/positions/stances.py`.
"""
