"""The reader beside the tabs: an article with passages marked, cleaned or raw."""
