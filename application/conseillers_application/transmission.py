"""Putting a demand's need before the teams that routing kept (mise en relation)."""

from collections.abc import Iterable
from datetime import datetime

from attrs import frozen

from conseillers_application.assessment import Assessment
from conseillers_application.ports import Work
from conseillers_domain.demand import Demand
from conseillers_domain.directory import Directory
from conseillers_domain.need import Need
from conseillers_domain.territory import Geography, UnknownCommune


@frozen
class Transmit:
    """Makes the need of an assessed demand and puts it before its teams, inside the caller's transaction."""

    geography: Geography

    def __call__(self, work: Work, assessment: Assessment, *, need_id: str, at: datetime) -> None:
        """Put it before its teams when it may leave; the demand itself is kept by the caller, before."""
        demand, routing = assessment.demand, assessment.routing
        if routing is None or not assessment.leaves:
            return
        need, fact = Need(id=need_id, demand=demand.id, subject=demand.subject, created_at=at).transmit(
            routing.teams, at
        )
        assert fact is not None
        work.needs.add(need, demand, routing, place_name(self.geography, demand))
        work.outbox.put(fact)


def place_name(geography: Geography, demand: Demand) -> str | None:
    """The commune of a demand's establishment by its name, its code when nothing bears it any more."""
    code = demand.establishment.commune if demand.establishment else None
    if code is None:
        return None
    try:
        return geography.commune(code).name
    except UnknownCommune:
        return code


def institution_names(teams: Iterable[str], directory: Directory) -> tuple[str, ...]:
    """The institutions behind these teams, each once, in alphabetical order."""
    return tuple(sorted({directory.institution_of(team).name for team in teams if team in directory.teams}))
