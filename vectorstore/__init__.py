"""Article files in, searchable chunks with exact offsets out.

Imports nothing else of this project, so it can be read, tested and reused alone.
"""
