"""One answer as the HTML of a message: statements, cards, chips, and how it came about."""
