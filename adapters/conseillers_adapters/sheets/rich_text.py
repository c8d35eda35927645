"""Texts as a workbook holds them: what its own writing would deform is escaped beforehand."""

import re
from typing import Final

from conseillers_domain.errors import too_long

LONGEST: Final = 32_767
"""Characters of a cell, counted as spreadsheets do: those beyond the first 65,536 count for two."""

_MADE_UP: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f]")
_NEVER: Final = re.compile(r"[\ufffe\uffff]")


def as_string(text: str) -> str:
    """What to give `write_string` so that this text is read back.

    Workbooks write `_x0041_` for A, and what writes them escapes a text that looks like it, but not two
    that share an underscore; nor a text that starts like a rich one, which it takes as it is. Such a
    text is written as a rich one without any richness, in which no underscore is left to be mistaken.
    """
    if not (text.startswith("<r>") or _MADE_UP.search(text)):
        return text
    safe = _MADE_UP.sub("_x005F_", text)
    safe = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", safe)
    for sign, escaped in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("_", "&#95;")):
        safe = safe.replace(sign, escaped)
    return f'<r><t xml:space="preserve">{safe}</t></r>'


def refusal(text: str) -> tuple[str, str] | None:
    """The code and the sentence for a text that no cell of a workbook can hold."""
    if _NEVER.search(text):
        return "format", "Ce texte contient un caractère qu’un classeur ne peut pas garder."
    if len(as_string(text).encode("utf-16-le")) > 2 * LONGEST:
        return "too_long", too_long(LONGEST)
    return None
