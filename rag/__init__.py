"""A question in, an answer out in which every sentence is cited."""
