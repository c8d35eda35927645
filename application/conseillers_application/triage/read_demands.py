"""Staff reads the demands: those that wait, those that left, those set aside (CGU 4.2, 6.2)."""

from typing import Final

from attrs import frozen

from conseillers_application.ports import Clock, UnitOfWork, Work
from conseillers_application.read_inbox import read_cursor, subject_name, write_mark
from conseillers_application.read_sheet import ReadSheet, answer_views
from conseillers_application.triage.demand_views import (
    DemandAtStaff,
    DemandLine,
    DemandPage,
    ProposedTeam,
    aside_view,
    demand_line,
    flag_views,
)
from conseillers_application.triage.need_views import need_at_staff
from conseillers_application.triage.queries import DemandQuery
from conseillers_application.triage.reassess import Reassess
from conseillers_application.triage.tracing import trace_views
from conseillers_domain.accounts import Act, Person
from conseillers_domain.demand import Demand, DemandState
from conseillers_domain.territory import Geography

MOST_ALIKE: Final = 20


@frozen(kw_only=True)
class ListDemands:
    """Staff reads one page of one tab, with the counts of all of them."""

    read: UnitOfWork
    geography: Geography

    def __call__(
        self,
        person: Person,
        tab: DemandState = DemandState.TO_QUALIFY,
        *,
        cursor: str | None = None,
        limit: int = 25,
    ) -> DemandPage:
        """Raises NotFound to who may not, Invalid for a page mark that is not one of ours."""
        person.must_be_allowed(Act.TRIAGE)
        after = read_cursor(cursor) if cursor else None
        with self.read() as work:
            catalogue = work.catalogues.current()
            counts = work.demand_lists.counts()
            found = work.demand_lists.page(DemandQuery(tab=tab, after=after, limit=limit + 1))
        shown = found[:limit]
        end = shown[-1] if len(found) > limit else None
        return DemandPage(
            items=tuple(demand_line(one, catalogue, self.geography) for one in shown),
            total=counts[tab],
            next=None if end is None else write_mark(end.deposited_at, end.id),
            counts=counts,
        )


@frozen(kw_only=True)
class ReadDemand:
    """Staff opens a demand."""

    read: UnitOfWork
    sheet: ReadSheet
    reassess: Reassess
    now: Clock

    def __call__(self, person: Person, demand_id: str) -> DemandAtStaff:
        """Raises NotFound."""
        person.must_be_allowed(Act.TRIAGE)
        with self.read() as work:
            demand = work.demands.get(demand_id)
            catalogue = work.catalogues.current()

            def lines(demands: tuple[Demand, ...]) -> tuple[DemandLine, ...]:
                return tuple(demand_line(one, catalogue, self.sheet.geography) for one in demands)

            opened = DemandAtStaff(
                id=demand.id,
                state=demand.state,
                state_label=demand.state.label,
                flags=flag_views(demand),
                landing=demand.landing,
                subject=subject_name(demand.subject, catalogue),
                description=demand.description,
                answers=answer_views(demand, catalogue),
                origin=demand.origin,
                consents=demand.consents,
                deposited_at=demand.deposited_at,
                company=self.sheet.company(demand),
                contact=self.sheet.contact(demand),
                aside=aside_view(work, demand),
                merged_into=demand.merged_into,
                needs=tuple(need_at_staff(work, one, person) for one in work.needs.of_demand(demand.id)),
                proposed=self._proposed(work, demand),
                # Nothing tells whose it was: all those forgotten would be alike.
                alike=() if demand.forgotten_at else lines(work.demand_lists.alike(demand, MOST_ALIKE)),
                merged=lines(work.demand_lists.merged_into(demand.id)),
                traces=trace_views(work, demand.id),
                version=demand.version,
            )
        self.sheet.note(person, demand_id)
        return opened

    def _proposed(self, work: Work, demand: Demand) -> tuple[ProposedTeam, ...]:
        if demand.state not in {DemandState.RECEIVED, DemandState.TO_QUALIFY}:
            return ()
        routing = self.reassess(work, demand, self.now()).routing
        directory = work.directories.current().directory
        return tuple(
            ProposedTeam(
                team=team,
                team_name=directory.teams[team].name,
                institution=directory.institution_of(team).name,
            )
            for team in (routing.teams if routing else ())
        )
