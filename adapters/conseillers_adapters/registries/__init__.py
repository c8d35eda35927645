"""Registers of establishments: files, INSEE's stock, services of the State, and several asked in turn.

Those asked over the network are imported by their own names (`sirene`, `api_entreprise`,
`recherche_entreprises`): they alone need an HTTP client; so is `stock_loading`, which reads Parquet.
"""

from conseillers_adapters.registries.establishment_file import (
    UnreadableEstablishments,
    write_establishments,
)
from conseillers_adapters.registries.file import FileRegistry, packaged_companies
from conseillers_adapters.registries.in_turn import InTurn
from conseillers_adapters.registries.remembering import Remembering
from conseillers_adapters.registries.stock import NoStock, StockRegistry

__all__ = [
    "FileRegistry",
    "InTurn",
    "NoStock",
    "Remembering",
    "StockRegistry",
    "UnreadableEstablishments",
    "packaged_companies",
    "write_establishments",
]
