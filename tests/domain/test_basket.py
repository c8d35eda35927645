"""The baskets of staff: who belongs in which, and what may be done with them."""

from datetime import timedelta

import pytest

from conseillers_domain.basket import (
    OF_NEEDS,
    OF_TEAMS,
    ActionKind,
    Basket,
    Limits,
    NewAction,
    Stay,
    TeamLoad,
    Wait,
    WhyLeft,
    basket_of_need,
    basket_of_team,
)
from conseillers_domain.followup import DEFAULTS
from conseillers_domain.position import Stance
from tests.builders import DAY, NOW, TODAY, a_need, a_referral

LIMITS = Limits()


@pytest.mark.parametrize(
    ("count", "old", "latest", "before", "basket"),
    [
        (6, 2, 1, 2, Basket.MANY),
        (5, 2, 1, 2, Basket.MEDIUM),
        (2, 2, 20, 30, Basket.MEDIUM),
        (6, 1, 1, 2, None),
        (1, 0, 3, 94, Basket.ONE),
        (1, 0, 3, 93, None),
        (1, 0, 2, 200, None),
        (1, 1, 20, None, Basket.ONE),
        (1, 0, 3, None, Basket.ONE),
    ],
)
def test_a_team_is_in_a_basket_by_what_waits_for_it(
    count: int, old: int, latest: int, before: int | None, basket: Basket | None
) -> None:
    load = TeamLoad(
        count=count,
        old=old,
        latest=NOW - latest * DAY,
        before=None if before is None else NOW - before * DAY,
    )
    assert basket_of_team(load, NOW, LIMITS) is basket


@pytest.mark.parametrize(
    ("days", "basket"),
    [
        (8.9, None),
        (9, Basket.UNANSWERED),
        (20.9, Basket.UNANSWERED),
        (21, Basket.AT_RISK),
        (44.9, Basket.AT_RISK),
        (45, Basket.ABANDONED),
        (400, Basket.ABANDONED),
    ],
)
def test_a_need_is_in_a_basket_by_how_long_it_waits(days: float, basket: Basket | None) -> None:
    need = a_need(a_referral("cci", sent_at=NOW - timedelta(days=days)))
    assert basket_of_need(Wait.of(need), NOW, DEFAULTS) is basket


def test_the_latest_team_asked_keeps_a_need_from_being_abandoned() -> None:
    need = a_need(a_referral("cci", sent_at=NOW - 50 * DAY), a_referral("cma", sent_at=NOW - 2 * DAY))
    assert basket_of_need(Wait.of(need), NOW, DEFAULTS) is Basket.AT_RISK


@pytest.mark.parametrize("stances", [(Stance.TAKEN,), (Stance.REFUSED,)])
def test_a_need_that_was_answered_is_in_none(stances: tuple[Stance, ...]) -> None:
    need = a_need(a_referral("cci", *stances, sent_at=NOW - 30 * DAY))
    assert basket_of_need(Wait.of(need), NOW, DEFAULTS) is None


def test_a_need_that_was_put_away_is_in_none() -> None:
    need, _ = a_need(a_referral("cci", sent_at=NOW - 200 * DAY)).archive(NOW, NOW)
    assert basket_of_need(Wait.of(need), NOW, DEFAULTS) is None


def test_every_basket_is_of_teams_or_of_needs_and_has_its_words() -> None:
    assert {one for one in Basket if one.of_teams} == set(OF_TEAMS)
    assert set(OF_TEAMS) | set(OF_NEEDS) == set(Basket)
    assert len({one.label for one in Basket}) == len(Basket)


def test_a_stay_ends_with_its_reason_and_may_be_put_aside() -> None:
    stay = Stay(id="1", basket=Basket.ONE, subject="cci", entered_at=NOW)
    over = stay.done(TODAY).left(NOW + DAY, WhyLeft.EXPIRED)
    assert (over.done_until, over.left_at, over.why_left) == (TODAY, NOW + DAY, WhyLeft.EXPIRED)


NOTE, DONE, REMIND = ActionKind.NOTE, ActionKind.DONE, ActionKind.REMIND


@pytest.mark.parametrize(
    ("basket", "action", "faults"),
    [
        (Basket.ONE, NewAction(subject="cci", kind=REMIND), []),
        (Basket.AT_RISK, NewAction(subject="n", kind=REMIND), [("/kind", "unexpected")]),
        (Basket.AT_RISK, NewAction(subject="n", kind=NOTE, note="Vu."), []),
        (Basket.ONE, NewAction(subject="cci", kind=NOTE, note=" "), [("/note", "required")]),
        (Basket.ONE, NewAction(subject="cci", kind=NOTE, note="x" * 5001), [("/note", "too_long")]),
        (Basket.ONE, NewAction(subject="cci", kind=DONE, until=TODAY + DAY), []),
        (Basket.ONE, NewAction(subject="cci", kind=DONE), [("/until", "required")]),
        (Basket.ONE, NewAction(subject="cci", kind=DONE, until=TODAY), [("/until", "out_of_range")]),
        (Basket.ONE, NewAction(subject="cci", kind=REMIND, until=TODAY), [("/until", "unexpected")]),
    ],
)
def test_everything_wrong_in_an_action_is_told(
    basket: Basket, action: NewAction, faults: list[tuple[str, str]]
) -> None:
    assert [(one.pointer, one.code) for one in action.faults(basket, TODAY)] == faults
