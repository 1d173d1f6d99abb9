"""`python -m vectorstore.embedding`: converts the packaged model, once, so that no question waits.

What this module does not know: where the conversion is kept.
"""

from vectorstore.embedding.model import SentenceEmbeddings

if __name__ == "__main__":
    SentenceEmbeddings("all-MiniLM-L6-v2").embed_query("ready")
