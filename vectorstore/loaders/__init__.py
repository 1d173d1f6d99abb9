"""What a user names in, articles out: files, folders, archives and web addresses."""

from vectorstore.loaders.load import count, load, load_path, load_upload, load_url

__all__ = ["count", "load", "load_path", "load_upload", "load_url"]
