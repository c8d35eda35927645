"""The follow-up clock: what is due, from what age and up to what age, and who is reminded."""

from datetime import date, timedelta

import pytest

from conseillers_domain.directory import Absence
from conseillers_domain.followup import (
    DEFAULTS,
    Line,
    Once,
    closing_day,
    lines,
    recap_day,
    who_is_reminded,
)
from conseillers_domain.need import Need
from conseillers_domain.position import Stance
from tests.builders import (
    DAY,
    NOW,
    TODAY,
    a_directory,
    a_need,
    a_referral,
    a_team,
    an_advisor,
    an_index_of,
)

PENDING, TAKEN, REFUSED = Stance.PENDING, Stance.TAKEN, Stance.REFUSED
HELPED, NO_HELP, UNREACHABLE = Stance.CLOSED_HELPED, Stance.CLOSED_NO_HELP, Stance.CLOSED_UNREACHABLE
LINES = {line.name: line for line in lines(DEFAULTS)}
MOMENT = timedelta(seconds=1)

FIRST, FOLLOWED, LAST_CHANCE, ABANDONED, SURVEY, REENGAGED = (
    LINES[name] for name in ("first_need", "followed", "last_chance", "abandoned", "survey", "reengaged")
)


def due(line: Line, need: Need, team: str = "cci") -> bool:
    return line.due(need, team, NOW, line)


def sent(days: float, *others: object) -> Need:
    """A need put before a team so many days ago, and before these others."""
    return a_need(a_referral("cci", sent_at=NOW - timedelta(days=days)), *others)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [(FIRST, 1, 9), (FOLLOWED, 9, 45), (LAST_CHANCE, 21, 45), (ABANDONED, 45, 183)],
)
def test_a_need_that_waits_is_due_from_an_age_and_up_to_another(line: Line, first: int, last: int) -> None:
    assert not due(line, sent(first - 0.01))
    assert due(line, sent(first))
    assert due(line, sent(last - 0.01))
    assert not due(line, sent(last))


@pytest.mark.parametrize("line", [FOLLOWED, LAST_CHANCE])
@pytest.mark.parametrize("stance", [TAKEN, HELPED, NO_HELP, UNREACHABLE])
def test_nothing_is_said_of_a_need_that_somebody_took(line: Line, stance: Stance) -> None:
    assert not due(line, sent(30, a_referral("cma", TAKEN, stance, sent_at=NOW - 30 * DAY)))
    assert due(line, sent(30, a_referral("cma", REFUSED, sent_at=NOW - 30 * DAY)))


def test_a_team_that_answered_is_not_reminded() -> None:
    need = sent(30, a_referral("cma", REFUSED, sent_at=NOW - 30 * DAY))
    assert due(LAST_CHANCE, need, "cci")
    assert not due(LAST_CHANCE, need, "cma")


def test_a_need_is_abandoned_once_its_latest_team_had_its_time() -> None:
    assert not due(ABANDONED, sent(50, a_referral("cma", sent_at=NOW - 20 * DAY)))
    assert due(ABANDONED, sent(50, a_referral("cma", sent_at=NOW - 45 * DAY)))
    assert not due(ABANDONED, sent(50, a_referral("cma", TAKEN, sent_at=NOW - 50 * DAY)))
    assert not due(ABANDONED, a_need(a_referral("cci", REFUSED, sent_at=NOW - 50 * DAY)))


@pytest.mark.parametrize("line", [FIRST, FOLLOWED, LAST_CHANCE, ABANDONED])
def test_nothing_is_due_for_a_team_that_lost_the_need(line: Line) -> None:
    need, _ = sent(8, a_referral("cma", sent_at=NOW - 50 * DAY)).withdraw("cci", NOW)
    assert not due(line, need, "cci")
    alone, _ = sent(50).withdraw("cci", NOW)
    assert not due(line, alone, "cci")


@pytest.mark.parametrize(
    ("age", "stance", "answer"),
    [(89, HELPED, True), (90, HELPED, False), (20, NO_HELP, False), (20, TAKEN, False)],
)
def test_a_survey_is_for_a_young_need_that_was_helped(age: int, stance: Stance, answer: bool) -> None:
    stances = (TAKEN,) if stance is TAKEN else (TAKEN, stance)
    need = a_need(a_referral("cci", *stances), created_at=NOW - age * DAY)
    assert due(SURVEY, need) is answer


@pytest.mark.parametrize(
    ("stances", "answer"),
    [
        ((PENDING,), False),
        ((TAKEN,), False),
        ((REFUSED,), False),
        ((TAKEN, HELPED), True),
        ((TAKEN, NO_HELP), True),
        ((TAKEN, UNREACHABLE), True),
    ],
)
def test_only_the_company_of_a_need_that_ended_is_asked_for_another(
    stances: tuple[Stance, ...], answer: bool
) -> None:
    assert due(REENGAGED, a_need(a_referral("cci", *stances))) is answer


def test_each_line_is_once_for_a_need_a_referral_or_a_team() -> None:
    assert {line.name: (line.once, line.subject("n", "t")) for line in lines(DEFAULTS)} == {
        "first_need": (Once.TEAM, "t"),
        "followed": (Once.NEED, "n"),
        "last_chance": (Once.REFERRAL, "n/t"),
        "abandoned": (Once.NEED, "n"),
        "survey": (Once.NEED, "n"),
        "reengaged": (Once.NEED, "n"),
    }


def test_each_line_tells_a_fact_of_the_need_and_the_team_at_that_instant() -> None:
    for line in lines(DEFAULTS):
        fact = line.fact("n", "t", NOW)
        assert (getattr(fact, "need", "n"), getattr(fact, "team", "t"), fact.at) == ("n", "t", NOW)
    assert len({type(line.fact("n", "t", NOW)) for line in lines(DEFAULTS)}) == len(LINES)


@pytest.mark.parametrize(
    ("day", "tuesday"),
    [
        (date(2026, 11, 23), date(2026, 11, 17)),
        (date(2026, 11, 24), date(2026, 11, 24)),
        (date(2026, 11, 30), date(2026, 11, 24)),
    ],
)
def test_the_recap_is_that_of_the_latest_tuesday(day: date, tuesday: date) -> None:
    assert recap_day(day) == tuesday


@pytest.mark.parametrize(
    ("day", "thursday"),
    [
        (date(2026, 10, 1), date(2026, 10, 1)),
        (date(2026, 12, 31), date(2026, 10, 1)),
        (date(2027, 1, 6), date(2026, 10, 1)),
        (date(2027, 1, 7), date(2027, 1, 7)),
        (date(2027, 6, 30), date(2027, 4, 1)),
    ],
)
def test_closings_are_looked_at_on_the_first_thursday_of_a_quarter(day: date, thursday: date) -> None:
    assert closing_day(day) == thursday


def reminded(
    *, delegate: str | None, away: int, delegate_away: bool = False, closed: bool = False
) -> str | None:
    absent = (Absence(from_=TODAY, to=TODAY),)
    document = a_directory(
        a_team("rh", branch="cci", delegate=delegate, closed=closed),
        a_team("eco", branch="cci"),
        a_team("boîte", branch="cci"),
        advisors=[
            an_advisor("a@e.org", "rh", branch="cci", absences=absent if away > 0 else ()),
            an_advisor("b@e.org", "rh", branch="cci", absences=absent if away > 1 else ()),
            an_advisor("c@e.org", "eco", branch="cci", absences=absent if delegate_away else ()),
        ],
    )
    return who_is_reminded("rh", an_index_of(document), TODAY)


def test_a_team_is_reminded_as_long_as_somebody_is_there() -> None:
    assert reminded(delegate="eco", away=0) == "rh"
    assert reminded(delegate="eco", away=1) == "rh"


def test_its_delegate_is_while_all_its_advisors_are_away() -> None:
    assert reminded(delegate="eco", away=2) == "eco"


def test_nobody_is_when_nobody_can_stand_in() -> None:
    assert reminded(delegate=None, away=2) is None
    assert reminded(delegate="eco", away=2, delegate_away=True) is None
    assert reminded(delegate="boîte", away=2) is None


def test_a_team_that_closed_or_left_is_not_reminded() -> None:
    assert reminded(delegate="eco", away=0, closed=True) is None
    assert who_is_reminded("partie", an_index_of(a_directory(a_team("rh"))), TODAY) is None
