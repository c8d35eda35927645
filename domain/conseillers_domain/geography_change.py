"""What a new year's territories change for a directory: the zones they break, and those they redraw.

A directory names zones by official codes, and each first of January some codes are no more (domain rule 3).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from typing import Final, TypeAlias

from attrs import frozen

from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import Directory
from conseillers_domain.errors import Refusal
from conseillers_domain.french import counted, listed, plural, quoted, typeset
from conseillers_domain.territory import Geography, Zone, ZoneType


class OwnerKind(StrEnum):
    """What names a zone in a directory."""

    INSTITUTION = "institution"
    BRANCH = "branch"
    TEAM = "team"


@frozen(kw_only=True)
class Successor:
    """A zone that takes over from one that is no more, and how many of its communes it takes."""

    zone: Zone
    name: str
    communes: int


@frozen(kw_only=True)
class ZoneChange:
    """What becomes of one zone.

    `gone`: the new geography does not know it, and a directory may not name it any more. `name`: its old
    name, its code when it had none. `left_out`: how many of its communes no such zone takes over.
    `gained`, `lost`: by how many communes one that stays is redrawn.
    """

    zone: Zone
    name: str
    gone: bool
    sentence: str
    replaced_by: tuple[Successor, ...] = ()
    left_out: int = 0
    gained: int = 0
    lost: int = 0


@frozen(kw_only=True)
class BrokenZone:
    """A place of the directory that a new geography breaks, or redraws.

    `owner`: code of the team, branch or institution. `excluded`: it is a commune that a criterion excludes,
    not a zone of a territory.
    """

    owner: str
    owner_kind: OwnerKind
    excluded: bool
    change: ZoneChange


def broken_zones(directory: Directory, old: Geography, new: Geography) -> tuple[BrokenZone, ...]:
    """Every zone and excluded commune that changes, in the order of the directory; each zone is read once."""
    carriers = tuple(_carriers(directory))
    named = {one for _, _, places in carriers for one in places}
    changes = _Years(old, new).changes(named)
    return tuple(
        BrokenZone(owner=owner, owner_kind=kind, excluded=excluded, change=changes[zone, excluded])
        for owner, kind, places in (carriers if changes else ())
        for zone, excluded in dict.fromkeys(places)
        if (zone, excluded) in changes
    )


Named: TypeAlias = tuple[Zone, bool]
"""A zone, and whether it is excluded rather than served."""


def _carriers(directory: Directory) -> Iterator[tuple[str, OwnerKind, tuple[Named, ...]]]:
    """Who names zones, with those they name."""
    document = directory.document
    for institution in document.institutions:
        yield institution.slug, OwnerKind.INSTITUTION, _named((), institution.criteria)
    for branch in document.branches:
        yield branch.code, OwnerKind.BRANCH, _named(branch.zones, branch.criteria)
    for team in document.teams:
        yield team.code, OwnerKind.TEAM, _named(team.zones, team.criteria)


def _named(zones: Iterable[Zone], criteria: Iterable[Criterion]) -> tuple[Named, ...]:
    return (
        *((zone, False) for zone in zones),
        *((Zone(ZoneType.COMMUNE, code), True) for one in criteria for code in one.excluded_communes),
    )


class _Years:
    """Two years side by side."""

    def __init__(self, old: Geography, new: Geography) -> None:
        self.old = old
        self.new = new

    def changes(self, named: Collection[Named]) -> dict[Named, ZoneChange]:
        """What becomes of each of these; those that stay as they are left out."""
        gone = {one for one in named if self._gone(*one)}
        gained, lost, members = self._moves(frozenset(zone for zone, _ in gone))
        changes = {one: self._end_of(one[0], members[one[0]]) for one in gone}
        for zone, excluded in named:
            if (zone, excluded) not in gone and (gained[zone] or lost[zone]):
                changes[zone, excluded] = self._redrawn(zone, gained[zone], lost[zone])
        return changes

    def _gone(self, zone: Zone, excluded: bool) -> bool:
        if not excluded:
            return self.new.fault_of(zone) is not None
        # A criterion may exclude a former code: what was one already has not changed.
        long_former = zone.code in self.new.former and zone.code not in self.old.communes
        return zone.code not in self.new.communes and not long_former

    def _moves(
        self, gone: frozenset[Zone]
    ) -> tuple[Counter[Zone], Counter[Zone], defaultdict[Zone, list[str]]]:
        """How many communes each zone gains and loses; the communes of those that are no more."""
        gained, lost = Counter[Zone](), Counter[Zone]()
        members = defaultdict[Zone, list[str]](list)
        for code in self._codes():
            before, after = _keys(self.old, code), _keys(self.new, code)
            if before != after:
                lost.update(set(before).difference(after))
                gained.update(set(after).difference(before))
            if code in self.old.communes:
                for zone in gone.intersection(before):
                    members[zone].append(code)
        return gained, lost, members

    def _codes(self) -> Iterator[str]:
        """The communes of both years, each once: one that merely changed codes is its old code."""
        yield from _whole(self.old)
        heirs = {self.new.former.get(code) for code in self.old.communes}
        for code in _whole(self.new):
            if code not in self.old.communes and (code in self.old.former or code not in heirs):
                yield code

    def _end_of(self, zone: Zone, members: Collection[str]) -> ZoneChange:
        if zone.type is ZoneType.COMMUNE:
            members = (zone.code,)
        heirs = Counter(heir for code in members if (heir := _heir(self.new, code, zone.type)))
        replaced_by = tuple(
            Successor(zone=heir, name=_name(self.new, heir), communes=count)
            for heir, count in sorted(heirs.items(), key=lambda one: (-one[1], one[0].code))
        )
        left_out = len(members) - heirs.total()
        return ZoneChange(
            zone=zone,
            name=_name(self.old, zone),
            gone=True,
            sentence=typeset(self._end_told(zone, replaced_by, left_out)),
            replaced_by=replaced_by,
            left_out=left_out,
        )

    def _end_told(self, zone: Zone, replaced_by: tuple[Successor, ...], left_out: int) -> str:
        what = f"{_THE[zone.type]} {_told(self.old, zone)} n’existe plus dans le découpage {self.new.version}"
        if self.old.fault_of(zone) is not None and not replaced_by:
            years = f"{self.old.version} ni dans le découpage {self.new.version}"
            return f"{_THE[zone.type]} {zone.code} n’existe ni dans le découpage {years}."
        if zone.type is ZoneType.COMMUNE:
            heir = listed([_told(self.new, one.zone) for one in replaced_by])
            return f"{what} : {f'la commune {heir} la remplace' if heir else 'aucune ne la remplace'}."
        heirs = listed(
            [f"{_told(self.new, one.zone)} ({counted(one.communes, 'commune')})" for one in replaced_by]
        )
        alone = f"{counted(left_out, 'commune')} hors de tout autre" if left_out else ""
        return f"{what} : {', '.join(filter(None, (heirs and f'à sa place, {heirs}', alone)))}."

    def _redrawn(self, zone: Zone, gained: int, lost: int) -> ZoneChange:
        moves = (
            f"{counted(count, 'commune')} {plural(count, verb)}"
            for count, verb in ((gained, "gagnée"), (lost, "perdue"))
            if count
        )
        told = (
            f"{_THE[zone.type]} {_told(self.new, zone)} change d’étendue dans le découpage "
            f"{self.new.version} : {', '.join(moves)}."
        )
        return ZoneChange(
            zone=zone,
            name=_name(self.old, zone),
            gone=False,
            sentence=typeset(told),
            gained=gained,
            lost=lost,
        )


_THE: Final = {
    ZoneType.COMMUNE: "La commune",
    ZoneType.EPCI: "L’EPCI",
    ZoneType.DEPARTEMENT: "Le département",
    ZoneType.REGION: "La région",
}


def _whole(geography: Geography) -> Iterator[str]:
    return (code for code, commune in geography.communes.items() if commune.within is None)


def _keys(geography: Geography, code: str) -> tuple[Zone, ...]:
    try:
        return geography.keys(code)
    except Refusal:
        return ()


def _heir(geography: Geography, code: str, kind: ZoneType) -> Zone | None:
    """The zone of that kind that covers an old commune now; its successor when communes are asked for."""
    found = (zone for zone in _keys(geography, code) if zone.type is kind)
    return next((zone for zone in found if geography.fault_of(zone) is None), None)


def _name(geography: Geography, zone: Zone) -> str:
    if zone.type is ZoneType.COMMUNE:
        commune = geography.communes.get(zone.code)
        return commune.name if commune else zone.code
    return geography.names.get(zone, zone.code)


def _told(geography: Geography, zone: Zone) -> str:
    return f"{quoted(_name(geography, zone))} ({zone.code})"
