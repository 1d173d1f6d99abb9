"""What two reports can differ in: days, amounts, names, states, reasons.

`rag/disagreement.py` sets them side by side.
"""
