"""A decision of the direction serves for what it says; an account that ended stays so."""

import pytest

from conseillers_domain.account_changes import (
    AccountChange,
    ChangeKind,
    ended_at,
    must_not_have_ended,
)
from conseillers_domain.accounts import Motive
from conseillers_domain.decisions_of_direction import DirectionDecision, Measure
from conseillers_domain.errors import Conflict
from tests.builders import NOW

DECISION = DirectionDecision(id="d", account="ana", measure=Measure.END, why="Conseil", at=NOW, by="boss")


def a_change(kind: ChangeKind) -> AccountChange:
    return AccountChange(id="c", account="ana", kind=kind, at=NOW, by="staff")


def test_a_decision_serves_for_its_account_and_measure() -> None:
    DECISION.must_serve("ana", Measure.END, by="staff")
    for account, measure in (("bob", Measure.END), ("ana", Measure.SUSPENSION)):
        with pytest.raises(Conflict) as told:
            DECISION.must_serve(account, measure, by="staff")
        assert told.value.code == "decision_mismatch"


def test_who_decides_does_not_carry_it_out() -> None:
    with pytest.raises(Conflict) as told:
        DECISION.must_serve("ana", Measure.END, by="boss")
    assert told.value.code == "own_decision"


def test_an_account_ended_once_only() -> None:
    changes = (a_change(ChangeKind.SUSPENDED), a_change(ChangeKind.LIFTED))
    assert ended_at(changes) is None
    must_not_have_ended(changes)
    over = (*changes, a_change(ChangeKind.ENDED))
    assert ended_at(over) == NOW
    with pytest.raises(Conflict) as told:
        must_not_have_ended(over)
    assert told.value.code == "account_ended"


def test_people_read_french() -> None:
    for one in (*ChangeKind, *Measure, *Motive):
        assert one.label != one.value
