"""What figures are sorted by: the catalogue, the directory and the territories as they are now."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Final

from attrs import frozen

from conseillers_application.figure_views import By, FiguresRequest
from conseillers_application.ports import Work
from conseillers_domain.calendar import day_of
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.counting import Cuts
from conseillers_domain.directory import Directory
from conseillers_domain.errors import Fault, Invalid, pointer
from conseillers_domain.french import MONTHS
from conseillers_domain.lives import Life, Placing, Scope, Sorting
from conseillers_domain.territory import Geography, UnknownCommune, ZoneType

UNKNOWN: Final[Mapping[By, str]] = {
    By.THEME: "Thème retiré du catalogue",
    By.REGION: "Région inconnue",
    By.INSTITUTION: "Équipes qui ne sont plus dans l’annuaire",
    By.BRANCH: "Équipes qui ne sont plus dans l’annuaire",
    By.ORIGIN: "Site non précisé",
}
"""What a part is called of which nobody knows more."""


@frozen(slots=False)
class FigureGround:
    """Tells where each life and each team belongs, and what people call it."""

    catalogue: Catalogue
    directory: Directory
    geography: Geography

    @classmethod
    def of(cls, work: Work, geography: Geography) -> "FigureGround":
        """Of what is in force."""
        return cls(work.catalogues.current(), work.directories.current().directory, geography)

    @cached_property
    def _whole(self) -> Mapping[By, Sorting]:
        return {
            By.MONTH: month_of,
            By.THEME: lambda life: self._themes.get(life.subject),
            By.SUBJECT: lambda life: life.subject,
            By.REGION: lambda life: self._region(life.commune),
            By.LANDING: landing_of,
            By.ORIGIN: lambda life: life.origin,
        }

    @cached_property
    def _by_team(self) -> Mapping[By, Placing]:
        return {
            By.INSTITUTION: lambda team: self._institutions.get(team),  # noqa: PLW0108 - made when it serves
            By.BRANCH: lambda team: self._branches.get(team),  # noqa: PLW0108 - same
            By.TEAM: str,
        }

    def cuts(self, by: tuple[By, ...]) -> Cuts:
        """How lives are told apart."""
        return Cuts(
            whole={one: self._whole[one] for one in by if not one.of_teams},
            by_team={one: self._by_team[one] for one in by if one.of_teams},
        )

    def label(self, by: By, key: str | None) -> str:
        """What people call a part."""
        if key is None:
            return UNKNOWN[by]
        if by is By.MONTH:
            return month_in_words(date.fromisoformat(f"{key}-01"))
        return self._names[by].get(key, key)

    def called(self, by: By, of: Life) -> str:
        """What people call where a life belongs."""
        return self.label(by, self._whole[by](of))

    def institution_name(self, team: str) -> str:
        """What people call the institution of a team."""
        return self.label(By.INSTITUTION, self._institutions.get(team))

    @cached_property
    def _names(self) -> Mapping[By, Mapping[str, str]]:
        catalogue, directory = self.catalogue, self.directory
        return {
            By.THEME: {one.slug: one.title for one in catalogue.themes},
            By.SUBJECT: {slug: one.title for slug, one in catalogue.subjects.items()},
            By.REGION: {
                zone.code: name for zone, name in self.geography.names.items() if zone.type is ZoneType.REGION
            },
            By.INSTITUTION: {slug: one.name for slug, one in directory.institutions.items()},
            By.BRANCH: {code: one.name for code, one in directory.branches.items()},
            By.TEAM: {code: one.name for code, one in directory.teams.items()},
            By.LANDING: {one.slug: one.title for one in catalogue.landings},
            By.ORIGIN: {},
        }

    def scope(self, request: FiguresRequest, reached: frozenset[str] | None = None) -> Scope:
        """What a request is about, among the teams `reached` (None: all).

        Raises Invalid for a name that nothing bears: no figure of it would be understood.
        """
        asked = {by: key for by in By if (key := getattr(request, by, None)) is not None}
        if faults := tuple(
            Fault(pointer(by), f"unknown_{by}", f"Rien ne porte ce nom : « {key} ».")
            for by, key in asked.items()
            if by is not By.ORIGIN and key not in self._names[by]
        ):
            raise Invalid(*faults)
        teams = reached
        for by, place in self._by_team.items():
            if by in asked:
                among = self.directory.teams if teams is None else teams
                teams = frozenset(team for team in among if place(team) == asked[by])
        return Scope(
            teams=teams,
            only=tuple((sort, frozenset({asked[by]})) for by, sort in self._whole.items() if by in asked),
        )

    def teams_of(self, institution: str) -> frozenset[str]:
        """The teams of an institution; none once it left the directory."""
        return frozenset(team for team, own in self._institutions.items() if own == institution)

    @cached_property
    def _themes(self) -> Mapping[str, str]:
        return {one.slug: theme.slug for theme in self.catalogue.themes for one in theme.subjects}

    @cached_property
    def _branches(self) -> Mapping[str, str]:
        return {code: team.branch for code, team in self.directory.teams.items()}

    @cached_property
    def _institutions(self) -> Mapping[str, str]:
        return {code: self.directory.branches[branch].institution for code, branch in self._branches.items()}

    @cached_property
    def _regions(self) -> dict[str, str | None]:
        return {}

    def _region(self, commune: str | None) -> str | None:
        if commune is None:
            return None
        if commune not in self._regions:
            try:
                self._regions[commune] = self.geography.commune(commune).region
            except UnknownCommune:
                self._regions[commune] = None
        return self._regions[commune]


def landing_of(life: Life) -> str:
    """The page a demand was deposited through."""
    return life.landing


def month_of(life: Life) -> str:
    """The month a demand was received in, in France: `2026-11`."""
    return f"{day_of(life.received_at):%Y-%m}"


def month_in_words(month: date) -> str:
    """`novembre 2026`."""
    return f"{MONTHS[month.month - 1]} {month.year}"
