"""Routing by looking at every team of the directory in turn: what a program without an index does."""

from datetime import date

from benchmarks.plain import all_away, asked, receives, rules_of
from conseillers_domain.directory import Branch, Directory, Institution, Level, Team
from conseillers_domain.routing import MAYOTTE, Profile
from conseillers_domain.territory import Geography, Zone


class Scan:
    """The codes of the teams kept, read from the directory’s values as they are imported.

    Suspended accounts are left out: the measured country has none.
    """

    def __init__(self, directory: Directory, geography: Geography) -> None:
        """Nothing is prepared but branches, institutions and members by code."""
        self.directory = directory
        self.geography = geography

    def kept(self, profile: Profile, on: date) -> set[str]:
        """The teams that receive the need."""
        directory, geography, commune = self.directory, self.geography, profile.facts.commune
        keys = set(geography.keys(commune))
        mayotte = geography.commune(commune).departement == MAYOTTE
        need = asked(profile, on, geography.own_codes(commune), mayotte=mayotte)
        kept = set()
        for team in directory.document.teams:
            if not any(competence.subject == profile.subject for competence in team.competences):
                continue
            branch = directory.branches[team.branch]
            institution = directory.institutions[branch.institution]
            if not _open(team, branch, institution) or not _covers(team, branch, keys):
                continue
            criteria = (*team.criteria, *branch.criteria, *institution.criteria)
            if receives(rules_of(institution, criteria, profile.subject), need):
                kept.add(self._present(team, on))
        return kept

    def _present(self, team: Team, on: date) -> str:
        """The team, or the delegate that stands in for it."""
        directory, delegate = self.directory, self.directory.teams.get(team.delegate or "")
        if delegate is None or not all_away(directory.members.get(team.code, ()), on):
            return team.code
        branch = directory.branches[delegate.branch]
        institution = directory.institutions[branch.institution]
        able = (
            institution is directory.institution_of(team.code)
            and _open(delegate, branch, institution)
            and any(not one.absent(on) for one in directory.members.get(delegate.code, ()))
        )
        return delegate.code if able else team.code


def _open(team: Team, branch: Branch, institution: Institution) -> bool:
    return not (team.closed or branch.closed or institution.closed)


def _covers(team: Team, branch: Branch, keys: set[Zone]) -> bool:
    if team.zones or branch.level is not Level.NATIONAL:
        return not keys.isdisjoint(team.zones or branch.zones)
    return True
