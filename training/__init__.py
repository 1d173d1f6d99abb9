"""Trains the reader that comes with Citewire, from articles and questions that you point to.

Not needed to run Citewire. `python -m training --help` lists the steps; docs/TRAINING.md tells
them. What this package does not know: how answers are made of what a reader finds.
"""
