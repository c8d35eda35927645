"""The sheets put together: rows become objects, and go into the lists of those they name."""

from collections.abc import Mapping
from typing import Any, Final

from conseillers_adapters.sheets.answers import Conditions
from conseillers_adapters.sheets.columns import Sheet
from conseillers_adapters.sheets.condition_sheets import ANSWER_CONDITIONS
from conseillers_adapters.sheets.institution_sheets import INSTITUTIONS
from conseillers_adapters.sheets.layout import NESTS, PARTS, SHEETS, Nest
from conseillers_adapters.sheets.places import Places, Spot, told
from conseillers_adapters.sheets.tables import Table, Values
from conseillers_adapters.sheets.team_sheets import ADVISORS
from conseillers_domain.errors import Fault, told_once

_ANSWERS: Final = Nest(ANSWER_CONDITIONS, INSTITUTIONS, "answer_conditions", "institution")


class Assembly:
    """A directory put together from its sheets.

    `tree`: the document, as JSON holds it. `faults`: what is wrong in the sheets themselves.
    """

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Put these sheets together, by their keys; those that are not given are empty."""
        self._tables = {sheet.key: tables.get(sheet.key, Table()) for sheet in SHEETS}
        self._spots: dict[str, Spot] = {}
        self._ranks: dict[str, dict[str, int]] = {}
        self._found: list[Fault] = []
        self.tree: dict[str, list[dict[str, Any]]] = {part.key: self._objects(part) for part in PARTS}
        for nest in NESTS:
            self._fill(nest)
        self._answers()
        in_cells = tuple(fault for table in self._tables.values() for fault in table.faults)
        self.faults = told_once(in_cells, tuple(self._found))
        self.places = Places(self._spots, {key: table.missing for key, table in self._tables.items()})

    def _objects(self, part: Sheet) -> list[dict[str, Any]]:
        objects: list[dict[str, Any]] = []
        ranks = self._ranks[part.key] = {}
        for number, values in self._tables[part.key].rows:
            self._spots[f"/{part.key}/{len(objects)}"] = Spot(part, number)
            if part.code in values:
                # A name given twice is told of the second one, which therefore holds nothing.
                ranks.setdefault(as_named(part, values[part.code]), len(objects))
            objects.append({name: [] for name in part.lists} | deepened(values))
        return objects

    def _fill(self, nest: Nest) -> None:
        for number, values in self._tables[nest.sheet.key].rows:
            if nest.level and values.get("level") != nest.level:
                continue
            rank = self._owner(nest, number, values)
            if rank is None:
                continue
            items = self.tree[nest.part.key][rank][nest.name]
            self._spots[f"/{nest.part.key}/{rank}/{nest.name}/{len(items)}"] = Spot(nest.sheet, number)
            items.append({key: value for key, value in values.items() if key not in ("level", nest.owner)})

    def _answers(self) -> None:
        owned = Conditions(self._spots)
        for number, values in self._tables[ANSWER_CONDITIONS.key].rows:
            rank = self._owner(_ANSWERS, number, values)
            if rank is not None:
                conditions = self.tree[INSTITUTIONS.key][rank][_ANSWERS.name]
                self._found.extend(owned.add(f"/{INSTITUTIONS.key}/{rank}", conditions, number, values))

    def _owner(self, nest: Nest, number: int, values: Values) -> int | None:
        name = values.get(nest.owner)
        # Owners that nobody could name are told of once, where their names are missing.
        if name is None or nest.part.code in self._tables[nest.part.key].missing:
            return None
        rank = self._ranks[nest.part.key].get(as_named(nest.part, name))
        if rank is None:
            label = nest.sheet.column(nest.owner).label
            code, sentence = nest.part.unknown
            self._found.append(told((nest.sheet.label, number, label), code, f"{sentence} : « {name} »."))
        return rank


def as_named(part: Sheet, name: str) -> str:
    """A name as it is compared: an address is the same whatever its case."""
    return name.lower() if part is ADVISORS else name


def deepened(values: Values) -> dict[str, Any]:
    """The object a row stands for: a key with a dot goes down into another object."""
    deep: dict[str, Any] = {}
    for key, value in values.items():
        outer, _, inner = key.partition(".")
        if inner:
            deep.setdefault(outer, {})[inner] = value
        else:
            deep[key] = value
    return deep
