"""The fault bench in small, so that it does not rot: what it counts holds, and it can say no."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from faults.databases import POSTGRES, SQLITE, Database
from faults.kills import kills
from faults.ledger import Ledger
from faults.lines import Bench, Ground
from faults.reckoning import Reckoning
from faults.settled import installed
from faults.words import Word
from faults.writers import writers
from tests.postgres import Server

pytestmark = pytest.mark.xdist_group("processes")


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


@pytest.mark.parametrize("bench", [kills, writers])
def test_what_the_service_accepted_is_done_once_whatever_happens(bench: Bench, ground: Ground) -> None:
    (line,) = bench(ground)
    assert line.faults == ()
    assert line.holds
    assert line.accepted


def test_what_was_accepted_and_is_not_there_is_counted_as_lost(tmp_path: Path) -> None:
    ledger = Ledger()
    deposit = ledger.new_deposit()
    deposit.word, deposit.id, deposit.sent = Word.ACCEPTED, "nowhere", True
    ground = Ground(folder=tmp_path, database=Database(SQLITE, tmp_path), seed=1, kills=0, writers=0)
    with installed(ground) as made, made.opened() as container:
        found = made.counted(container, ledger)
    assert (found.accepted, found.done, found.lost) == (1, 0, ["deposit 1"])
    assert not found.right


def test_an_answer_that_staff_was_told_to_be_sent_and_is_not_is_counted_as_lost(tmp_path: Path) -> None:
    ledger = Ledger()
    sending = ledger.new_sending("nowhere")
    sending.word, sending.sent = Word.ACCEPTED, True
    ground = Ground(folder=tmp_path, database=Database(SQLITE, tmp_path), seed=1, kills=0, writers=0)
    with installed(ground) as made, made.opened() as container:
        found = made.counted(container, ledger)
    assert (found.accepted, found.done, found.lost) == (1, 0, ["Réponse 0 to need nowhere"])


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
