"""The conversations beside the chat: a list, a search, what can be done with each."""
