"""The fault bench in small, so that it does not rot: what it counts holds, and it can say no."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from conseillers_adapters.jobs.engine import RESCUE
from conseillers_domain.basket import Basket
from conseillers_domain.draft import DraftForm
from faults.databases import POSTGRES, SQLITE, Database
from faults.deeds import Asking, Kind
from faults.kills import kills
from faults.ledger import Ledger
from faults.lines import Bench, Ground
from faults.lives import nursery
from faults.reckoning import Reckoning
from faults.settled import Installed, installed
from faults.words import Word
from faults.writers import writers
from tests.builders import DAY, HOUR, a_demand, a_need, a_referral, a_routing
from tests.postgres import Server


@pytest.fixture(params=[SQLITE, POSTGRES])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Each database the bench runs on."""
    if request.param == SQLITE:
        yield Database(SQLITE, tmp_path)
    else:
        yield Database(POSTGRES, tmp_path, cast("Server", request.getfixturevalue("postgres")))


@pytest.fixture
def ground(database: Database, tmp_path: Path) -> Ground:
    """A bench that is soon done."""
    folder = tmp_path / "line"
    folder.mkdir()
    return Ground(folder=folder, database=database, seed=1, kills=12, writers=20)


@pytest.fixture
def nowhere(tmp_path: Path) -> Iterator[Installed]:
    """An installation that nobody has asked for anything."""
    ground = Ground(folder=tmp_path, database=Database(SQLITE, tmp_path), seed=1, kills=0, writers=0)
    with installed(ground) as made:
        yield made


@pytest.mark.parametrize("bench", [kills, writers])
def test_what_the_service_accepted_is_done_once_whatever_happens(bench: Bench, ground: Ground) -> None:
    (line,) = bench(ground)
    assert line.faults == ()
    assert line.holds
    assert line.accepted


def test_what_was_accepted_and_is_not_there_is_counted_as_lost(nowhere: Installed) -> None:
    ledger = Ledger()
    deposit = ledger.new_deposit()
    deposit.word, deposit.id, deposit.sent = Word.ACCEPTED, "nowhere", True
    with nowhere.opened() as container:
        found = nowhere.counted(container, ledger)
    assert (found.accepted, found.done, found.lost) == (1, 0, ["deposit 1"])
    assert not found.right


def test_an_answer_that_staff_was_told_to_be_sent_and_is_not_is_counted_as_lost(nowhere: Installed) -> None:
    ledger = Ledger()
    sending = ledger.new_sending("nowhere")
    sending.word, sending.sent = Word.ACCEPTED, True
    with nowhere.opened() as container:
        found = nowhere.counted(container, ledger)
    assert (found.accepted, found.done, found.lost) == (1, 0, ["Réponse 0 to need nowhere"])


def test_a_deed_that_was_accepted_and_is_not_there_is_counted_as_lost(nowhere: Installed) -> None:
    ledger = Ledger()
    asking = Asking(method="POST", path="/", body={})
    for kind in Kind:
        deed = ledger.deeds.new(kind, "nowhere", asking)
        deed.word, deed.sent, deed.found = Word.ACCEPTED, True, "nowhere"
    with nowhere.opened() as container:
        found = nowhere.counted(container, ledger)
    assert found.accepted == len(Kind)
    assert found.lost == [f"{kind} (deed {rank};)" for rank, kind in enumerate(Kind, 1)]
    assert not found.done


def test_what_was_refused_or_asked_by_nobody_and_stands_is_found_wrong(nowhere: Installed) -> None:
    ledger = Ledger()
    refused = ledger.deeds.new(Kind.DRAFT_KEPT, "", Asking(method="POST", path="/", body={}))
    refused.word, refused.sent = Word.REFUSED, True
    with nowhere.opened() as container:
        for words in (refused.name, "deed 2;"):
            container.keep_draft()(DraftForm(description=words))
        found = nowhere.counted(container, ledger)
    assert found.wrong == [
        "draft kept (deed 1;) was refused, or not asked, and stands",
        f"{(Kind.DRAFT_KEPT, 'deed 2;')} stands, which nobody asked for",
    ]


def test_a_milestone_that_is_reached_and_not_told_is_counted_as_lost(nowhere: Installed) -> None:
    with nowhere.opened() as container:
        with container.begin()() as work:
            work.milestones.reach("followed", "nowhere", nowhere.clock())
        found = nowhere.counted(container, Ledger())
    assert found.lost == ["followed of nowhere is reached and not told"]


def test_a_need_that_is_due_and_in_no_basket_once_the_hours_struck_is_counted_as_lost(
    nowhere: Installed,
) -> None:
    sent_at = nowhere.clock()
    need, demand = a_need(a_referral("cci-47-rh", sent_at=sent_at), created_at=sent_at), a_demand()
    with nowhere.opened() as container:
        with container.begin()() as work:
            work.demands.add(demand)
            work.needs.add(need, demand, a_routing(), None)
        soon = nowhere.counted(container, Ledger(), sent_at + HOUR)
        late = nowhere.counted(container, Ledger(), sent_at + 10 * DAY)
    assert "followed of need is due and was forgotten" not in soon.lost
    assert "followed of need is due and was forgotten" in late.lost
    assert [one for one in soon.wrong if "basket" in one] == []
    assert [one for one in late.wrong if "basket" in one] == [
        f"need need is in basket None, and belongs in {{{Basket.UNANSWERED!r}}}"
    ]


def test_a_job_put_off_for_days_is_waited_for(nowhere: Installed) -> None:
    with (
        nursery(nowhere.log, nowhere.settings, nowhere.clock_file) as bearing,
        nowhere.opened() as container,
    ):
        life = bearing.live()
        container.jobs().defer(RESCUE, {"timestamp": "0"}, at=nowhere.clock() + 5 * DAY)
        nowhere.hour(container)
        assert container.jobs().counts()["todo"] == 1
        nowhere.catch_up(container)
        assert not any(container.jobs().counts().values())
        life.end()


@pytest.mark.parametrize(
    "wrong",
    [
        Reckoning(accepted=2, done=1),
        Reckoning(accepted=2, done=2, lost=["x"]),
        Reckoning(accepted=2, done=2, doubled=["x"]),
        Reckoning(accepted=2, done=2, wrong=["x"]),
    ],
)
def test_anything_that_is_not_as_it_should_be_makes_a_reckoning_wrong(wrong: Reckoning) -> None:
    assert Reckoning(accepted=2, done=2).right
    assert not wrong.right
