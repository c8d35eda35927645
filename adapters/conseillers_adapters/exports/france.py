"""The map of France that reports show: `data/SOURCES.md` says where it comes from."""

import gzip
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from attrs import frozen

CREDIT: Final = "Victor Cazanave (svg-maps), d’après MapSVG"
"""Whom the map's licence asks to name wherever it is shown."""

LICENCE: Final = "Creative Commons Attribution 4.0 International"


@frozen
class Outline:
    """A département of the map: its path, and the point where its label stands."""

    path: str
    at: tuple[int, int]


@frozen(kw_only=True)
class France:
    """Mainland France and Corsica, drawn: outlines by code, in a picture that wide and that high."""

    width: int
    height: int
    outlines: Mapping[str, Outline]


@cache
def france() -> France:
    """The packaged map, as `scripts/build_map.py` wrote it."""
    path = files("conseillers_adapters.exports") / "data" / "map.json.gz"
    document = json.loads(gzip.decompress(path.read_bytes()))
    _, _, width, height = document["view_box"]
    return France(
        width=width,
        height=height,
        outlines={
            code: Outline(path=shape["path"], at=tuple(shape["at"]))
            for code, shape in document["shapes"].items()
        },
    )
