"""Documents (JSON trees) read into frozen classes and written back, with every fault told at once.

Needs attrs and cattrs only: an embedding service reads a directory document with it, no web near.
"""

from conseillers_adapters.documents.reading import prepare, read, read_partly
from conseillers_adapters.documents.strict import converter
from conseillers_adapters.documents.writing import unstructure

__all__ = ["converter", "prepare", "read", "read_partly", "unstructure"]
