"""A run: a collection made ready, every sample asked of it and measured, and the run kept."""
