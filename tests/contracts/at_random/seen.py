"""All that is to be seen of a service that lives."""

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from conseillers_application.follow_demand import FollowDemand
from conseillers_application.letters import Letter
from conseillers_application.tasks import TaskRequest
from conseillers_application.triage.queries import DemandQuery
from conseillers_application.views import InboxQuery, InboxRow, Receipt
from conseillers_domain.basket import Basket
from conseillers_domain.demand import Demand, DemandState
from conseillers_domain.events import Fact
from conseillers_domain.need import Need, Tab
from conseillers_domain.staff_task import StaffTask, TaskKind, TaskState
from tests.application.triage import Triage
from tests.contracts.at_random.lived import TEAMS, Lived

MANY: Final = 1000


@frozen(kw_only=True)
class Seen:
    """All that is to be seen of a service at an instant.

    `tabs`: what each team finds in each of its tabs that counts something. `shown`: what people read besides.
    """

    demands: tuple[Demand, ...]
    needs: tuple[Need, ...]
    tabs: Mapping[str, Mapping[Tab, tuple[InboxRow, ...]]]
    tasks: Mapping[str, tuple[StaffTask, ...]]
    letters: tuple[Letter, ...]
    facts: Mapping[str, Fact]
    baskets: Mapping[Basket, tuple[str, ...]]
    surveys: tuple[str, ...]
    shown: Mapping[str, object]


def seen(service: Lived, receipts: tuple[Receipt, ...], known: Mapping[str, Fact]) -> Seen:
    """Look at everything; `known`: facts that were read already, of those that were told by mail."""
    with service.at_once() as work:
        demands = tuple(
            demand
            for state in DemandState
            for demand in work.demand_lists.page(DemandQuery(tab=state, limit=MANY))
        )
        demands = tuple(sorted(demands, key=lambda one: one.id))
        needs = tuple(need for one in demands for need in work.needs.of_demand(one.id))
        letters = tuple(service.letters())
        asked = {
            team: {tab: InboxQuery(teams=frozenset({team}), tab=tab, now=service.at) for tab in Tab}
            for team in TEAMS
        }
        counts = {team: work.needs.counts(queries[Tab.INBOX]) for team, queries in asked.items()}
        triage, staff = Triage(service), service.person("staff")
        filled = service.read_baskets(staff)
        baskets = {one.name: service.read_baskets.page(staff, one.name) for one in filled.items if one.count}
        surveys = service.list_surveys(staff)
        return Seen(
            demands=demands,
            needs=needs,
            tabs={
                team: {tab: work.needs.page(query) for tab, query in queries.items() if counts[team][tab]}
                for team, queries in asked.items()
            },
            tasks={need.id: work.staff_tasks.on(TaskKind.ANSWER_COMPANY, need.id) for need in needs},
            letters=letters,
            facts={one.fact: known.get(one.fact) or work.outbox.get(one.fact) for one in letters},
            baskets={one: tuple(item.subject for item in page.items) for one, page in baskets.items()},
            surveys=tuple(one.id for one in surveys.items),
            shown={
                "counts": counts,
                "sheets": [service.read_sheet(staff, need.id) for need in needs],
                "traces": [triage.traces(need.id) for need in needs],
                "tasks": [service.list_tasks(staff, TaskRequest(state=state)) for state in TaskState],
                "demands": [triage.list(staff, state) for state in DemandState],
                "followed": _followed(service, receipts),
                "surveys": surveys,
                "baskets": (filled, baskets),
                "sent": [(mail.to, mail.message_id, mail.content) for mail in service.post.sent],
                "agenda": service.agenda.tasks,
                "failures": [(one.task, str(one.error)) for one in service.agenda.failures],
            },
        )


def _followed(service: Lived, receipts: tuple[Receipt, ...]) -> list[object]:
    follow = FollowDemand(read=service.store.read, secrets=service.secrets)
    return [follow(one.id, one.follow_url.partition("token=")[2]) for one in receipts]
