"""The Evaluation tab: a run with its progress, the report of one, and the user's own samples."""
