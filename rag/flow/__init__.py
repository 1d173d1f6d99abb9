"""The steps from question to Answer, by stage: finding, judging, telling, recording.

`rag/chain.py` puts them in order; each step is given what the steps before it found.
"""
