"""A directory laid out in rows, so that reading them gives it again."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from conseillers_adapters.documents.shapes import Tree
from conseillers_adapters.documents.writing import unstructure
from conseillers_adapters.sheets.assembly import as_named
from conseillers_adapters.sheets.columns import HEADER, Sheet
from conseillers_adapters.sheets.condition_sheets import ANSWER_CONDITIONS
from conseillers_adapters.sheets.institution_sheets import INSTITUTIONS
from conseillers_adapters.sheets.kinds import Written
from conseillers_adapters.sheets.layout import NESTS, PARTS, SHEETS, Nest
from conseillers_adapters.sheets.places import told
from conseillers_adapters.sheets.tables import Values
from conseillers_domain.directory import DirectoryDocument
from conseillers_domain.errors import Fault, Invalid

Rows = list[list[Written]]


def rows_of(document: DirectoryDocument) -> Mapping[str, Rows]:
    """The rows below the header of each sheet, by its key: a cell a column, an empty text for nothing.

    Raises:
        Invalid: when two objects bear one name, and what they hold could not be told apart.
    """
    tree = unstructure(document)
    _must_be_told_apart(tree)
    said = {part.key: tree[part.key] for part in PARTS}
    for nest in NESTS:
        said.setdefault(nest.sheet.key, [])
        said[nest.sheet.key].extend(_nested(nest, tree[nest.part.key]))
    said[ANSWER_CONDITIONS.key] = list(chain.from_iterable(map(_answers, tree[INSTITUTIONS.key])))
    return {sheet.key: [_cells(sheet, values) for values in said[sheet.key]] for sheet in SHEETS}


def _must_be_told_apart(tree: Tree) -> None:
    faults: list[Fault] = []
    for part in PARTS:
        seen = set[str]()
        for number, one in enumerate(tree[part.key], HEADER + 1):
            name = as_named(part, one[part.code])
            if name in seen:
                where = (part.label, number, part.column(part.code).label)
                faults.append(told(where, "duplicate", f"« {one[part.code]} » est donné deux fois."))
            seen.add(name)
    if faults:
        raise Invalid(*faults)


def _nested(nest: Nest, owners: list[dict[str, Any]]) -> Iterator[Values]:
    for owner in owners:
        for item in owner[nest.name]:
            yield {"level": nest.level, nest.owner: owner[nest.part.code], **item}


def _answers(institution: dict[str, Any]) -> Iterator[Values]:
    for number, condition in enumerate(institution["answer_conditions"], 1):
        said = {"institution": institution["slug"], "condition": number, "subject": condition["subject"]}
        if not condition["groups"]:
            yield said
        for rank, group in enumerate(condition["groups"], 1):
            if not group:
                yield {**said, "group": rank}
            for question, answer in group.items():
                yield {**said, "group": rank, "question": question, "answer": answer}


def _cells(sheet: Sheet, values: Values) -> list[Written]:
    return [
        "" if (value := _found(values, column.path)) is None else column.kind.write(value)
        for column in sheet.columns
    ]


def _found(values: Tree, path: list[str]) -> Tree:
    for step in path:
        if values is None:
            return None
        values = values.get(step)
    return values
