"""The clock: each milestone is reached once and told once, and none that is due is forgotten."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from conseillers_adapters.sql.tables import instant
from conseillers_domain.basket import Wait, basket_of_need
from conseillers_domain.followup import Base, Line, Once, Thresholds, lines
from conseillers_domain.need import Need
from conseillers_domain.position import Stance
from conseillers_entrypoints.container import Container
from faults.reckoning.books import Books, Reckoning, by

TOLD_BY: Final = {
    "FirstNeed": ("first_need", "{team}"),
    "NeedFollowed": ("followed", "{need}"),
    "LastChance": ("last_chance", "{need}/{team}"),
    "NeedAbandoned": ("abandoned", "{need}"),
    "SurveyAwaited": ("survey", "{need}"),
    "ReengagementDue": ("reengaged", "{need}"),
    "DraftLeft": ("draft", "{draft}"),
    "RecapDue": ("recap", "{team}"),
}
"""The facts of the clock: the milestone each goes with, and what that is reached by."""
PASSES_LAST: Final = timedelta(minutes=2)
"""Between the first of its passes and the last: what comes of age meanwhile is seen by some of them."""


def clock(books: Books, container: Container, struck_at: datetime | None, found: Reckoning) -> None:
    """Milestones against facts; then, when its hours have struck, needs against milestones and baskets."""
    reached = Counter((row.name.split()[0], row.subject) for row in books.milestones)
    told = Counter(
        (name, subject.format(**json.loads(row.body)))
        for row in books.facts.values()
        if row.kind in TOLD_BY
        for name, subject in [TOLD_BY[row.kind]]
    )
    found.doubled += (f"{name} of {subject} is told again" for name, subject in told - reached)
    found.lost += (f"{name} of {subject} is reached and not told" for name, subject in reached - told)
    for subject, stays in by((row for row in books.stays if row.left_at is None), _subject).items():
        if len(stays) > 1:
            found.doubled.append(f"{subject} is in {len(stays)} baskets")
    if struck_at is None:
        return
    thresholds = container.settings().thresholds
    first = {
        team: min(instant(row.sent_at) for row in rows)
        for team, rows in by([*books.referrals, *books.left], lambda row: row.team).items()
    }
    baskets = {row.subject: row.basket for row in books.stays if row.left_at is None}
    with container.read()() as work:
        for need in map(work.needs.get, books.needs):
            found.lost += (
                f"{name} of {subject} is due and was forgotten"
                for name, subject in _due(need, thresholds, struck_at, first)
                if (name, subject) not in reached
            )
            found.wrong += _basket(need, baskets.get(need.id), thresholds, struck_at)


def _subject(stay: Any) -> str:  # noqa: ANN401 - a row
    return str(stay.subject)


def _due(
    need: Need, thresholds: Thresholds, at: datetime, first: dict[str, datetime]
) -> Iterator[tuple[str, str]]:
    """What must have been told of a need by then."""
    for line in lines(thresholds):
        for team, since in _bases(need, line):
            if line.once is Once.TEAM and first[team] != since:
                continue
            if line.after <= at - since < line.before and line.due(need, team, at, line):
                yield line.name, line.subject(need.id, team)


def _bases(need: Need, line: Line) -> Iterator[tuple[str, datetime]]:
    """What the ages of that line are counted from, for each team it looks at."""
    if line.base is Base.SENT:
        yield from ((one.team, one.sent_at) for one in need.referrals)
    elif line.base is Base.CREATED:
        yield "", need.created_at
    else:
        helped = (
            (position.at, one.team)
            for one in need.referrals
            for position in one.positions
            if position.stance is Stance.CLOSED_HELPED
        )
        yield from ((team, at) for at, team in helped)


def _basket(need: Need, present: str | None, thresholds: Thresholds, at: datetime) -> Iterator[str]:
    """What is wrong with where staff finds a need."""
    expected = {basket_of_need(Wait.of(need), moment, thresholds) for moment in (at, at + PASSES_LAST)}
    if present not in expected:
        yield f"need {need.id} is in basket {present}, and belongs in {expected}"
