"""What every store does with what is done to accounts, and with the direction's decisions."""

import pytest
from attrs import evolve

from conseillers_domain.account_changes import AccountChange, ChangeKind
from conseillers_domain.accounts import Motive, Role
from conseillers_domain.decisions_of_direction import DirectionDecision, Measure
from conseillers_domain.errors import Conflict, NotFound
from tests.builders import HOUR, NOW
from tests.contracts.stores import Bench

DECISION = DirectionDecision(
    id="d1", account="ana", measure=Measure.SUSPENSION, why="Conseil", at=NOW, by="boss"
)
CHANGE = AccountChange(
    id="c1",
    account="ana",
    kind=ChangeKind.SUSPENDED,
    at=NOW,
    by="staff",
    motive=Motive.OTHER,
    decision="d1",
)


def test_what_was_done_to_an_account_comes_back_in_its_order(bench: Bench) -> None:
    roles = AccountChange(
        id="c2",
        account="ana",
        kind=ChangeKind.ROLES,
        at=NOW + HOUR,
        by="staff",
        reason="Nouvelle mission",
        roles=(Role.ADVISOR, Role.MANAGER),
    )
    with bench.store.begin() as work:
        work.direction_decisions.add(DECISION)
        work.account_changes.add(roles)
        work.account_changes.add(CHANGE)
        work.account_changes.add(evolve(roles, id="c3", account="bob"))
    with bench.other.read() as work:
        assert work.account_changes.of("ana") == (CHANGE, roles)
        assert work.account_changes.get("c1") == CHANGE
        assert work.account_changes.of("personne") == ()
        with pytest.raises(NotFound):
            work.account_changes.get("c9")


def test_a_decision_is_carried_out_once(bench: Bench) -> None:
    with bench.store.begin() as work:
        work.direction_decisions.add(DECISION)
        work.account_changes.add(CHANGE)
    with pytest.raises(Conflict) as told, bench.other.begin() as work:
        work.account_changes.add(evolve(CHANGE, id="c2"))
    assert told.value.code == "decision_used"


def test_nothing_is_carried_out_of_an_unknown_decision(bench: Bench) -> None:
    with pytest.raises(bench.broken), bench.store.begin() as work:
        work.account_changes.add(CHANGE)


def test_decisions_are_read_the_latest_first(bench: Bench) -> None:
    older = evolve(DECISION, id="d0")
    latest = evolve(DECISION, id="d2", at=NOW + HOUR)
    with bench.store.begin() as work:
        for one in (DECISION, latest, older):
            work.direction_decisions.add(one)
    with bench.other.read() as work:
        assert work.direction_decisions.count() == 3
        assert work.direction_decisions.page(None, 2) == (latest, DECISION)
        assert work.direction_decisions.page((NOW, "d1"), 2) == (older,)
        assert work.direction_decisions.get("d2") == latest
        with pytest.raises(NotFound):
            work.direction_decisions.get("d9")
