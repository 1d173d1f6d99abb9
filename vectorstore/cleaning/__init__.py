"""The furniture of a flattened page as labelled spans, the ledger; reversible."""

from vectorstore.cleaning.find import CLEANING_VERSION, find_furniture
from vectorstore.cleaning.ledger import apply_ledger, raw_offset, raw_spans

__all__ = ["CLEANING_VERSION", "apply_ledger", "find_furniture", "raw_offset", "raw_spans"]
