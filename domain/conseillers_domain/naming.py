"""The names behind the codes of a decision; what has left the directory since is named by its code."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeAlias

from attrs import frozen

from conseillers_domain.catalogue import Catalogue
from conseillers_domain.directory import Branch, Directory, Institution, Team
from conseillers_domain.errors import Refusal
from conseillers_domain.french import quoted
from conseillers_domain.territory import Geography, Zone, ZoneType
from conseillers_domain.verdicts import Reason, SetAside

NafLabel: TypeAlias = Callable[[str], str | None]
"""What an activity code means, None when nobody knows."""

Carrier: TypeAlias = Team | Branch | Institution
"""Who may carry a rule."""

OF_ITSELF: Final = frozenset({ZoneType.COMMUNE, ZoneType.EPCI})
"""Zones whose name says what they are: « Nérac », « CC du Pays de Fayence »."""


def no_label(_: str) -> None:
    """Knows no activity."""


@frozen(kw_only=True)
class Names:
    """What gives the codes of a decision their names."""

    directory: Directory
    geography: Geography
    catalogue: Catalogue
    naf_label: NafLabel = no_label

    def team(self, code: str) -> str:
        """A team by its name."""
        known = self.directory.teams.get(code)
        return quoted(known.name if known else code)

    def institution(self, code: str) -> str:
        """An institution by its name, whether it is told by its slug or its SIREN."""
        known = self.directory.institutions.get(code) or next(
            (one for one in self.directory.document.institutions if one.siren == code), None
        )
        return quoted(known.name if known else code)

    def carrier(self, verdict: SetAside) -> Carrier | None:
        """Who carries the rule of a verdict; None when nothing bears its owner's code any more.

        One code may be a team's, a branch's and an institution's at once.
        """
        team = self.directory.teams.get(verdict.team) if verdict.owner == verdict.team else None
        bearing = (
            team,
            self.directory.branches.get(verdict.owner),
            self.directory.institutions.get(verdict.owner),
        )
        found = [one for one in bearing if one is not None]
        return next((one for one in found if _carries(one, verdict)), found[0] if found else None)

    def commune(self, code: str) -> str:
        """A commune by its name; by the one that replaced it for a former code."""
        try:
            return self.geography.commune(code).name
        except Refusal:
            return str(Zone(ZoneType.COMMUNE, code))

    def zone(self, zone: Zone) -> str:
        """A zone by its official name."""
        if zone.type is ZoneType.COMMUNE:
            return self.commune(zone.code)
        name = self.geography.names.get(zone)
        if name is None:
            return str(zone)
        return name if zone.type in OF_ITSELF else f"{zone.type.label} {name}"

    def subject(self, slug: str) -> str:
        """A subject by its title."""
        known = self.catalogue.subjects.get(slug)
        return quoted(known.title if known else slug)

    def naf(self, code: str) -> str:
        """An activity by its code, with its label when somebody knows it."""
        label = self.naf_label(code)
        return f"{code} {quoted(label)}" if label else code

    def answer(self, subject: str, key: str, value: str) -> str:
        """An answer and its question: `« Oui » à « Est-ce la première embauche ? »`."""
        known = self.catalogue.subjects.get(subject)
        question = known.question(key) if known else None
        option = question.option(value) if question else None
        return f"{quoted(option.label if option else value)} à {quoted(question.label if question else key)}"


def _carries(carrier: Carrier, verdict: SetAside) -> bool:
    """Whether that one has the rule that the verdict tells, as far as the present directory says."""
    if verdict.reason is Reason.TEAM_CLOSED:
        return carrier.closed
    if verdict.reason is Reason.OUTSIDE_TERRITORY:
        return isinstance(carrier, Branch) or (isinstance(carrier, Team) and bool(carrier.zones))
    if verdict.criterion is None:
        return isinstance(carrier, Institution)
    expected = as_written(verdict.expected)
    return any(as_written(getattr(one, verdict.criterion)) == expected for one in carrier.criteria)


def as_written(value: object) -> object:
    """A value as a stored decision gives it back: lists instead of tuples."""
    return [*value] if isinstance(value, tuple) else value


def codes(value: object) -> tuple[str, ...]:
    """The codes of a list; none when there is no list."""
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()


def zones(value: object) -> tuple[Zone, ...]:
    """The zones of a list, whether they are values or were read back."""
    return tuple(map(_zone, value)) if isinstance(value, list | tuple) else ()


def _zone(value: Any) -> Zone:  # noqa: ANN401 - a zone, or its document
    return value if isinstance(value, Zone) else Zone(ZoneType(value["type"]), value["code"])


def given(value: object) -> Mapping[str, str]:
    """The answers of a group; none when there is no group."""
    return value if isinstance(value, Mapping) else {}


def groups(value: object) -> Iterable[Mapping[str, str]]:
    """The groups of expected answers."""
    return map(given, value) if isinstance(value, list | tuple) else ()
