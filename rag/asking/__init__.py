"""What a question says of where and when its answer was reported, and which outlets it compares.

`rag/flow/finding.py` narrows the search by it.
"""
