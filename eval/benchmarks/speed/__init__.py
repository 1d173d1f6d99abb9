"""How fast Citewire is, beside the pipeline of LangChain's tutorial: `citewire bench`."""
