"""The data files that ship with the package; `data/SOURCES.md` says where they come from."""

import gzip
import json
from importlib.resources import files
from typing import Any


def packaged(name: str) -> dict[str, Any]:
    """The document of that name, as `scripts/build_geography.py` wrote it."""
    path = files("conseillers_adapters.geography") / "data" / f"{name}.json.gz"
    document: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return document
