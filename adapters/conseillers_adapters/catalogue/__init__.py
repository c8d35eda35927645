"""The catalogue the service is delivered with: the themes of the terms and their subjects (CGU 2)."""

import json
from functools import cache
from importlib.resources import files

from conseillers_adapters.documents import read
from conseillers_domain.catalogue import Catalogue

__all__ = ["delivered_catalogue"]


@cache
def delivered_catalogue() -> Catalogue:
    """The themes, subjects, questions and landings of an installation nobody has adapted yet.

    Ten themes of thirty-six subjects, and the free topic in a theme of its own (CGU 2, 4.1, 4.2).
    """
    packaged = files(__name__).joinpath("delivered.json").read_text("utf-8")
    return read(Catalogue, json.loads(packaged))
