"""The Library tab: what is in the collection, how it gets there, and how it is."""
