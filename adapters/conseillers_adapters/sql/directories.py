"""The versions of the directory in tables: each names its entries, so an edit costs what it changes."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from attrs import Factory, field, frozen
from sqlalchemy import bindparam, func, insert, select

from conseillers_adapters.documents import read, unstructure
from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.published import InForce, Shared
from conseillers_adapters.sql.rows import AnyRow, stored, to_json
from conseillers_adapters.sql.tables import directory_entries, directory_versions, instant
from conseillers_application.numbers import whole_number
from conseillers_application.ports import DirectoryVersion
from conseillers_domain.directory import (
    Advisor,
    Branch,
    Directory,
    DirectoryDocument,
    Institution,
    Team,
)
from conseillers_domain.directory_patch import NAME_OF
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.route_index import RouteIndex

Part: TypeAlias = Institution | Branch | Team | Advisor

PARTS: Final[Mapping[str, type[Part]]] = {
    "institutions": Institution,
    "branches": Branch,
    "teams": Team,
    "advisors": Advisor,
}
PART_OF: Final = {kind: part for part, kind in PARTS.items()}
AT_ONCE: Final = 500
"""Entries asked for in one statement."""

_ENTRIES = select(directory_entries.c.id, directory_entries.c.part, directory_entries.c.body).where(
    directory_entries.c.id.in_(bindparam("ids", expanding=True))
)
_LAST_ENTRY = select(func.coalesce(func.max(directory_entries.c.id), 0))
_VERSION = select(directory_versions).where(directory_versions.c.version == bindparam("version"))
_VERSIONS = select(
    directory_versions.c.version,
    directory_versions.c.at,
    directory_versions.c.by,
    directory_versions.c.why,
    directory_versions.c.forced,
).order_by(directory_versions.c.version.desc())
_COUNT = select(func.count()).select_from(directory_versions)


@frozen
class Prepared:
    """A directory ready for routing, and the entry that each of its parts is kept in."""

    index: RouteIndex
    entries: Mapping[int, Part] = Factory(dict)


def nothing_yet() -> Prepared:
    """The directory before the first is published."""
    return Prepared(RouteIndex.of(Directory(DirectoryDocument(), "0")))


@frozen
class SqlDirectories:
    """The directory in force and those before it, kept in a database.

    `shared`: the one in force, `past`: another one asked for lately, for every thread of the process.
    `_own`: those published in this transaction, which may still be undone: shared with nobody yet.
    """

    connection: Line
    in_force: InForce
    shared: Shared[Prepared]
    past: Shared[Prepared]
    _own: dict[int, Prepared] = field(init=False, factory=dict)

    def current(self) -> RouteIndex:
        """The directory in force, ready for routing; an empty one before the first is published."""
        return self._current().index

    def at(self, version: str) -> RouteIndex:
        """The directory of that version, ready for routing. Raises NotFound."""
        number = int(self.version(version).version)
        if number == self.in_force.directory:
            return self.current()
        return self.past.at(number, self._prepare).index

    def _current(self) -> Prepared:
        latest = self.in_force.directory
        own = self._own.get(latest or 0)
        return own or self.shared.at(latest, self._prepare)

    def _prepare(self, version: int) -> Prepared:
        row = self.connection.execute(_VERSION, {"version": version}).one()
        known = self.shared.last
        ids = unpacked(row.entries)
        missing = [one for one in ids if one not in known.entries]
        found = dict(self._read(missing)) if missing else {}
        entries = {one: found[one] if one in found else known.entries[one] for one in ids}
        directory = Directory(_document(entries.values()), str(version), frozenset(json.loads(row.suspended)))
        return Prepared(RouteIndex.of(directory, known.index), entries)

    def _read(self, ids: Sequence[int]) -> Iterator[tuple[int, Part]]:
        for first in range(0, len(ids), AT_ONCE):
            rows = self.connection.execute(_ENTRIES, {"ids": ids[first : first + AT_ONCE]}).all()
            for part, kind in PARTS.items():
                of_part = [row for row in rows if row.part == part]
                bodies = json.loads(f"[{','.join(row.body for row in of_part)}]")
                values: tuple[Part, ...] = read(tuple[kind, ...], bodies)  # type: ignore[valid-type]
                yield from zip((row.id for row in of_part), values, strict=True)

    def publish(self, index: RouteIndex, version: DirectoryVersion) -> None:
        """Make it the one in force; what it has in common with the former one is not kept again.

        Raises Conflict when that version exists.
        """
        number, latest = int(version.version), self.in_force.to_follow("directory")
        if number <= (latest or 0):
            raise Conflict(f"La version {version.version} de l’annuaire existe déjà.")
        entries = self._kept(index.directory.document, self._current().entries)
        self.connection.execute(
            insert(directory_versions),
            {
                "version": number,
                "at": stored(version.at),
                "by": version.by,
                "why": version.why,
                "forced": version.forced,
                "entries": packed(entries),
                "suspended": to_json(index.directory.suspended),
            },
        )
        self._own[number] = Prepared(index, entries)
        self.in_force.changed()

    def _kept(self, document: DirectoryDocument, before: Mapping[int, Part]) -> dict[int, Part]:
        """The entry of each part of a document: the former one's when it says the same, else a new one."""
        known = {_name(one): (key, one) for key, one in before.items()}
        last = self.connection.execute(_LAST_ENTRY).scalar_one()
        entries: dict[int, Part] = {}
        new = []
        for one in _parts(document):
            key, former = known.get(_name(one), (0, None))
            if former is not one and former != one:
                key = last = last + 1
                new.append({"id": key, "part": PART_OF[type(one)], "body": _body(one), "forgotten_at": None})
            entries[key] = one
        if new:
            self.connection.execute(insert(directory_entries), new)
        return entries

    def keep(self) -> None:
        """The transaction is done: what it published is everybody's."""
        for number, prepared in self._own.items():
            self.shared.put(number, prepared)

    def version(self, version: str) -> DirectoryVersion:
        """When it was published, by whom and why. Raises NotFound."""
        row = self.connection.execute(_VERSION, {"version": whole_number(version) or 0}).one_or_none()
        if row is None:
            raise NotFound(f"L’annuaire n’a pas de version « {version} ».")
        return _version(row)

    def versions(
        self, *, before: str | None = None, limit: int | None = None
    ) -> tuple[DirectoryVersion, ...]:
        """The versions, latest first; those before one, at most so many."""
        asked = _VERSIONS.limit(limit)
        if before is not None:
            asked = asked.where(directory_versions.c.version < int(before))
        return tuple(map(_version, self.connection.execute(asked)))

    def count(self) -> int:
        """How many versions there are."""
        count: int = self.connection.execute(_COUNT).scalar_one()
        return count


def _name(one: Part) -> tuple[str, str]:
    part = PART_OF[type(one)]
    return part, NAME_OF[part](one)


def _body(one: Part) -> str:
    """What is kept of a part; no `mail_domains` when there are none, for the former release knows none."""
    if isinstance(one, Institution) and not one.mail_domains:
        told = unstructure(one)
        return to_json({key: said for key, said in told.items() if key != "mail_domains"})
    return to_json(one)


def _parts(document: DirectoryDocument) -> Iterator[Part]:
    for part in PARTS:
        yield from getattr(document, part)


def _document(parts: Iterable[Part]) -> DirectoryDocument:
    found: dict[str, list[Any]] = {part: [] for part in PARTS}
    for one in parts:
        found[PART_OF[type(one)]].append(one)
    return DirectoryDocument(**{part: tuple(ones) for part, ones in found.items()})


def _version(row: AnyRow) -> DirectoryVersion:
    return DirectoryVersion(
        version=str(row.version), at=instant(row.at), by=row.by, why=row.why, forced=row.forced
    )


def packed(numbers: Iterable[int]) -> str:
    """Numbers as a column holds them, in their order: `1-523,9012,525-10000`."""
    runs: list[list[int]] = []
    for one in numbers:
        if runs and one == runs[-1][1] + 1:
            runs[-1][1] = one
        else:
            runs.append([one, one])
    return ",".join(f"{first}-{last}" if first != last else str(first) for first, last in runs)


def unpacked(text: str) -> list[int]:
    """The numbers a column holds."""
    numbers: list[int] = []
    for run in text.split(",") if text else ():
        first, _, last = run.partition("-")
        numbers += range(int(first), int(last or first) + 1)
    return numbers
