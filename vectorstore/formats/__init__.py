"""The content of one file, as bytes, in; articles and the metadata stated with them out."""
