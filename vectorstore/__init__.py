"""Article files in, searchable chunks with exact offsets out.

The way of an article: `loaders` finds what the user names, `formats` reads each kind of file,
`cleaning` labels the furniture of the page, `metadata` reads what the page says about itself,
`sentences` and `chunking` cut the text, `names` makes spellings one, `embedding` makes vectors,
`catalog` is the database and `index` the dense search beside it; `store` does all of it for a
collection. Imports nothing else of this project, so it can be read, tested and reused alone.
"""
