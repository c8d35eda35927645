"""The least a Python program can do to route: look-ups by (subject, zone), the same rules, nothing told."""

from datetime import date
from typing import Any

from benchmarks.plain import holds, rules_of
from conseillers_domain.company import HEADCOUNTS, age_in_years, plain_code
from conseillers_domain.directory import Directory, Level
from conseillers_domain.routing import MAYOTTE, Profile
from conseillers_domain.territory import Geography

FRANCE = "national"


class Floor:
    """The codes of the teams kept, from two dictionaries of plain tuples; it explains nothing.

    Suspended accounts are left out: the measured country has none.
    """

    def __init__(self, directory: Directory, geography: Geography) -> None:
        """Prepare both dictionaries."""
        self.zones: dict[str, tuple[str, ...]] = {
            code: (FRANCE, *map(str, geography.keys(code))) for code in geography.communes
        }
        self.own = {code: geography.own_codes(code) for code in geography.communes}
        self.mayotte = {c.code for c in geography.communes.values() if c.departement == MAYOTTE}
        self.by: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
        self.away = {
            team: tuple(advisor.absences for advisor in advisors)
            for team, advisors in directory.members.items()
            if any(advisor.absences for advisor in advisors)
        }
        self.delegates = {team.code: team.delegate for team in directory.document.teams if team.delegate}
        for team in directory.document.teams:
            branch = directory.branches[team.branch]
            institution = directory.institutions[branch.institution]
            if team.closed or branch.closed or institution.closed:
                continue
            everywhere = not team.zones and branch.level is Level.NATIONAL
            zones = [FRANCE] if everywhere else [str(zone) for zone in team.zones or branch.zones]
            for subject in {competence.subject for competence in team.competences}:
                criteria = (*team.criteria, *branch.criteria, *institution.criteria)
                entry = (team.code, *rules_of(institution, criteria, subject))
                for zone in set(zones):
                    self.by.setdefault((subject, zone), []).append(entry)

    def kept(self, profile: Profile, on: date) -> set[str]:
        """The teams that receive the need."""
        facts, answers, subject = profile.facts, profile.answers, profile.subject
        age = None if facts.created_on is None else age_in_years(facts.created_on, on)
        bracket = HEADCOUNTS.get(facts.headcount or "")
        naf = None if facts.naf is None else plain_code(facts.naf)
        form = None if facts.legal_form is None else plain_code(facts.legal_form)
        own = self.own[facts.commune]
        mayotte = facts.commune in self.mayotte
        kept = set()
        for zone in self.zones[facts.commune]:
            for team, natures, nafa, opco, mayotte_only, criteria, groups in self.by.get((subject, zone), ()):
                if (
                    natures
                    and facts.natures
                    and natures.isdisjoint(facts.natures)
                    and not (nafa and facts.nafa)
                ):
                    continue
                if opco and not (mayotte_only if mayotte else facts.opco in opco):
                    continue
                if not all(holds(one, age, bracket, naf, form, own) for one in criteria):
                    continue
                if groups and not any(
                    all(answers.get(key, value) == value for key, value in group) for group in groups
                ):
                    continue
                kept.add(self._present(team, on) if team in self.away else team)
        return kept

    def _present(self, team: str, on: date) -> str:
        delegate = self.delegates.get(team)
        if delegate and self._all_away(team, on) and not self._all_away(delegate, on):
            return delegate
        return team

    def _all_away(self, team: str, on: date) -> bool:
        absences = self.away.get(team, ())
        return bool(absences) and all(any(one.covers(on) for one in each) for each in absences)
