"""Public question sets, measured with the same chain that answers a user's questions."""
