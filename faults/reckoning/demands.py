"""Demands: every receipt has its own, one; whatever is kept is whole, wherever it has got."""

import json
from collections import defaultdict
from typing import Final

from conseillers_application.letters import COMPANY
from conseillers_domain.catalogue import FREE_TOPIC
from conseillers_domain.demand import DemandState
from conseillers_domain.traces import Gesture
from faults.country import ELSEWHERE, SUBJECT, TEAMS
from faults.ledger import Ledger
from faults.reckoning.books import AnyRow, Books, Reckoning, by, once, subject_of
from faults.words import Word

LEFT_TO_STAFF: Final = frozenset({FREE_TOPIC, ELSEWHERE})
"""The subjects of demands that may wait: staff had no time to see to them before the end."""


def deposits(books: Books, ledger: Ledger, found: Reckoning) -> None:
    """Every receipt has its demand; nothing refused is there, nothing is there twice, nothing nobody sent."""
    by_email = by(books.demands.values(), lambda row: row.email)
    for deposit in ledger.deposits:
        there = [row.id for row in by_email.pop(deposit.email, [])]
        name = f"deposit {deposit.rank}"
        if len(there) > 1:
            found.doubled.append(name)
        if deposit.word is Word.ACCEPTED:
            if deposit.id in there:
                found.done += 1
            else:
                found.lost.append(name)
        elif there and (deposit.word is Word.REFUSED or not deposit.sent):
            found.wrong.append(f"{name} was refused and is kept")
    found.wrong += (f"a demand of {email}, who sent none" for email in by_email)


def demands(books: Books, found: Reckoning) -> None:
    """Whatever demand is kept, its answer having reached somebody or not, is whole."""
    needs = by(books.needs.values(), lambda row: row.demand)
    asked, facing = _asked(books), by([*books.referrals, *books.left], lambda row: row.need)
    facts = by(books.facts.values(), lambda row: (row.kind, subject_of(row)))
    letters = by(books.letters, lambda row: row.fact)
    for demand in books.demands.values():
        name = f"demand {demand.id}"
        once(found, f"fact of {name}", deposited := facts["DemandDeposited", demand.id])
        for fact in deposited:
            once(found, f"receipt of {name}", [one for one in letters[fact.id] if one.recipient == COMPANY])
        own = needs[demand.id]
        if demand.state == DemandState.TRANSMITTED:
            once(found, f"need of {name}", own)
        elif demand.state != DemandState.SET_ASIDE and demand.subject not in LEFT_TO_STAFF:
            found.lost.append(f"{name} is still {demand.state} ({demand.flags})")
        for need in own:
            teams = sorted(row.team for row in facing[need.id])
            if teams != sorted(asked[need.id]):
                found.wrong.append(f"referrals of {name}: {teams}, asked {asked[need.id]}")
            if demand.subject == SUBJECT and not asked[need.id] >= TEAMS.keys():
                found.lost.append(f"referrals of {name}")
    _aside(books, facts, found)


def _asked(books: Books) -> dict[str, set[str]]:
    """The teams that each need was put before, by its facts, whether they have it still or not."""
    asked = defaultdict[str, set[str]](set)
    for fact in sorted(books.facts.values(), key=lambda row: row.id):
        body = json.loads(fact.body)
        if fact.kind == "NeedTransmitted":
            asked[body["need"]].update(body["teams"])
        elif fact.kind == "ReferralMoved":
            asked[body["need"]].discard(body["team"])
            asked[body["need"]].add(body["to"])
    return asked


def _aside(books: Books, facts: dict[tuple[str, str], list[AnyRow]], found: Reckoning) -> None:
    """A demand is set aside as often as somebody did so, and the last time stands until it is taken back."""
    done = by(books.traces, lambda row: (row.demand, row.gesture))
    for demand in books.demands.values():
        times = len(done[demand.id, Gesture.SET_ASIDE]) + sum(
            row.to is not None for row in done[demand.id, Gesture.MERGED]
        )
        told = len(facts["DemandSetAside", demand.id])
        back = len(done[demand.id, Gesture.TAKEN_BACK]) + len(done[demand.id, Gesture.COMPLETED])
        aside = demand.state == DemandState.SET_ASIDE
        if times != told or times - back != aside or (demand.aside is not None) != aside:
            found.wrong.append(
                f"demand {demand.id} is {demand.state}: set aside {times} times, told {told}, back {back}"
            )
