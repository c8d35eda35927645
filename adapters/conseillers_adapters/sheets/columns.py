"""What a sheet is to the service and to the people who fill it in."""

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from conseillers_adapters.sheets.kinds import Kind
from conseillers_application.folding import folded

HEADER: Final = 1
"""The row of a sheet that names its columns, as a spreadsheet counts them."""


@frozen(kw_only=True)
class Column:
    """One column: `key` is the document's, with a dot where it goes down into an object.

    `required`: every row fills it in. `names`: the key of the sheet whose codes it holds.
    """

    key: str
    label: str
    help: str
    kind: Kind
    example: str
    required: bool = False
    names: str = ""

    @property
    def path(self) -> list[str]:
        """The steps from an object of the document to what this column holds of it."""
        return self.key.split(".")


@frozen(kw_only=True)
class Sheet:
    """One sheet: `key` is the document's list, or stands for a list that objects hold.

    `code`: the column that names its objects, when others name them. `lists`: what its objects hold in
    sheets of their own, or may not go without. `unknown`: the code and the words that refuse a name
    nothing bears.
    """

    key: str
    label: str
    purpose: str
    columns: tuple[Column, ...]
    code: str = ""
    lists: tuple[str, ...] = ()
    unknown: tuple[str, str] = ("", "")
    named: Mapping[str, Column] = field(init=False, repr=False, eq=False)
    """Its columns by all that a header may say of them: label or key, folded."""

    @named.default
    def _by_name(self) -> dict[str, Column]:
        return {folded(name): one for one in self.columns for name in (one.label, one.key)}

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(one for one in self.columns if one.key == key)

    def holding(self, steps: list[str]) -> Column | None:
        """The column that holds what is found there in an object of the sheet, if one does."""
        if not steps:
            return None
        return next((one for one in self.columns if _meet(one.path, steps)), None)

    @property
    def names(self) -> frozenset[str]:
        """What a sheet or a file may be called, folded."""
        return frozenset({folded(self.label), folded(self.key)})


def _meet(path: list[str], steps: list[str]) -> bool:
    shared = min(len(path), len(steps))
    return path[:shared] == steps[:shared]
