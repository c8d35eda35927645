"""How each demand of a year ended, asked of the database itself: none may be forgotten."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from attrs import frozen

from benchmarks.databases import Rows
from conseillers_domain.need import NeedStatus

Ask = Callable[[str], Rows]

SAID: Final = frozenset({NeedStatus.HELPED, NeedStatus.NO_HELP, NeedStatus.UNREACHABLE, NeedStatus.TAKEN})
"""The statuses in which a team said what it makes of the need."""
TOLD: Final = (
    "select l.kind, f.body from letters l join facts f on f.id = l.fact "
    "where l.kind in ('answer', 'abandoned') and l.state in ('sent', 'refused')"
)
"""A mail that was refused by its address has left: the company has no other."""


@frozen(kw_only=True)
class Ends:
    """How many demands and needs ended how; `forgotten`: the ids of the needs of which nothing is known."""

    demands: Mapping[str, int]
    needs: Mapping[str, int]
    forgotten: tuple[str, ...]
    faults: tuple[str, ...]


def ends(ask: Ask) -> Ends:
    """Look at every need and every demand there is."""
    found = Counter[str]()
    forgotten = list[str]()
    told = dict[str, str]()
    for kind, body in ask(TOLD):
        told[json.loads(body)["need"]] = kind
    tasks = {one for (one,) in ask("select subject from staff_tasks where state = 'open' and owner <> ''")}
    stays = {one for (one,) in ask("select subject from basket_stays where left_at is null")}
    archived = {one for (one,) in ask("select need from left_referrals where how = 'archived'")}
    aside = {
        one
        for (one,) in ask(
            "select n.id from needs n join demands d on d.id = n.demand where d.state = 'set_aside'"
        )
    }
    for need, status in ask("select id, status from needs order by id"):
        how = next(_how(need, status, aside=aside, told=told, tasks=tasks, stays=stays), None)
        if how is None:
            forgotten.append(need)
        else:
            found[how] += 1
            if how.startswith("told") and need in archived:
                found["… of which archived"] += 1
    demands = dict(map(tuple, ask("select state, count(*) from demands group by state")))
    return Ends(demands=demands, needs=dict(found), forgotten=tuple(forgotten), faults=tuple(_faults(ask)))


def _how(
    need: str,
    status: str,
    *,
    aside: set[str],
    told: Mapping[str, str],
    tasks: set[str],
    stays: set[str],
) -> Iterator[str]:
    """Every reason not to call it forgotten, what is best first."""
    if NeedStatus(status) in SAID:
        yield status
    if need in told:
        yield f"told ({told[need]})"
    if need in aside:
        yield "set aside with its demand"
    if need in tasks:
        yield "in an open task"
    if need in stays:
        yield "in a basket"


def _faults(ask: Ask) -> Iterator[str]:
    """What should be nowhere."""
    for sentence, query in NOWHERE.items():
        ((count,),) = ask(query)
        if count:
            yield f"{sentence}: {count}"
    told = {(json.loads(body)["need"], team) for team, body in ask(NOTIFIED)}
    silent = [
        (need, team) for need, team in ask("select need, team from referrals") if (need, team) not in told
    ]
    if silent:
        yield f"referrals of which the team was not told: {len(silent)}"


NOTIFIED: Final = (
    "select l.recipient, f.body from letters l join facts f on f.id = l.fact "
    "where l.kind = 'need' and l.state in ('sent', 'refused')"
)
NOWHERE: Final = {
    "demands received and left there": "select count(*) from demands where state = 'received'",
    "demands set aside without a reason": (
        "select count(*) from demands where state = 'set_aside' and aside is null"
    ),
    "demands transmitted without a need": (
        "select count(*) from demands where state = 'transmitted' and id not in (select demand from needs)"
    ),
    "tasks without an owner": "select count(*) from staff_tasks where state = 'open' and owner = ''",
    "letters that are still to leave": (
        "select count(*) from letters where state in ('queued', 'sending', 'dead')"
    ),
    "jobs given up": "select count(*) from procrastinate_jobs where status = 'failed'",
}
