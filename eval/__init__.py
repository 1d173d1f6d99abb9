"""Questions with expected answers in, a report and a gate out."""
