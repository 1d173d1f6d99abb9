"""A run as a report: sheets and sentences, then the terminal, Markdown, a page, and files."""
