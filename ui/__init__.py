"""The pages of the web chat; the only place that imports gradio."""
