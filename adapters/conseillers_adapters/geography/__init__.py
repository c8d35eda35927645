"""The official territories and activities, packaged: no network, no database."""

from conseillers_adapters.geography.activities import naf_label
from conseillers_adapters.geography.official import official_geography
from conseillers_adapters.geography.search import CommuneSearch

__all__ = ["CommuneSearch", "naf_label", "official_geography"]
