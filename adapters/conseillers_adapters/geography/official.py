"""The territories in force, read from the packaged file."""

from functools import lru_cache
from typing import Final

from conseillers_adapters.geography.packaged import packaged
from conseillers_domain.geography_document import CommuneColumns, GeographyDocument
from conseillers_domain.territory import Geography

YEAR: Final = "2026"
"""The version of the territories that the package ships."""


@lru_cache(maxsize=1)
def official_geography() -> Geography:
    """The official geography of the year the package ships, read once a process."""
    document = packaged(f"geography-{YEAR}")
    communes = CommuneColumns(**document.pop("communes"))
    return GeographyDocument(**document, communes=communes).geography()
