"""The samples that come with the program, the user's own, and how they are read and written."""
