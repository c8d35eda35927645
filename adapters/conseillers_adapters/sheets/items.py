"""Several codes in one cell: between semicolons, quoted as in CSV when one needs it."""

import re
from collections.abc import Iterable
from typing import Final

from conseillers_adapters.documents.misread import Misread

SEPARATOR: Final = ";"

# The spaces before an item are never given back: a quote that opens must close.
_ITEM: Final = re.compile(r'\s*+(?:"((?:[^"]|"")*+)"\s*|([^;"][^;]*)?)(?:;|\Z)')


def joined(items: Iterable[str]) -> str:
    """The cell that holds these items."""
    return SEPARATOR.join(map(quoted, items))


def quoted(item: str) -> str:
    """An item as a cell holds it: as it is, or between quotes when it would be read otherwise."""
    if item and item == item.strip() and SEPARATOR not in item and '"' not in item:
        return item
    return '"' + item.replace('"', '""') + '"'


def split(cell: str) -> list[str]:
    """The items of a cell; outer spaces and nothing between two semicolons are no part of them.

    Raises:
        Misread: when quotes open and do not close, or close and are followed by something.
    """
    if '"' not in cell:
        return [item for part in cell.split(SEPARATOR) if (item := part.strip())]
    items = []
    at = 0
    while at < len(cell):
        found = _ITEM.match(cell, at)
        if found is None:
            raise Misread(
                "format",
                "Guillemets mal placés : ils entourent un élément entier, et se doublent à l’intérieur.",
            )
        between_quotes, bare = found.groups()
        if between_quotes is not None:
            items.append(between_quotes.replace('""', '"'))
        elif bare and bare.strip():
            items.append(bare.strip())
        at = found.end()
    return items
