"""Registers of establishments: a file, the public search service, and several asked in turn.

`recherche_entreprises` is imported by its own name: it alone needs an HTTP client.
"""

from conseillers_adapters.registries.establishment_file import (
    UnreadableEstablishments,
    write_establishments,
)
from conseillers_adapters.registries.file import FileRegistry, packaged_companies
from conseillers_adapters.registries.in_turn import InTurn

__all__ = [
    "FileRegistry",
    "InTurn",
    "UnreadableEstablishments",
    "packaged_companies",
    "write_establishments",
]
