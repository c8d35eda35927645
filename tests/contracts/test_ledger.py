"""What every store tells of the mails owed: how many, which, those overdue, those of an address."""

import pytest
from attrs import evolve

from conseillers_application.letters import Letter, LetterQuery, LetterState, Stage
from conseillers_application.mails import Why
from conseillers_domain.events import DemandDeposited
from tests.builders import DAY, HOUR, NOW, a_letter
from tests.contracts.stores import Bench

QUEUED = a_letter("1", recipient="1")
DELAYED = a_letter("2", recipient="2").leaving("cci", NOW).delayed(Why.SERVER, "451 4.3.0", NOW)
SENDING = a_letter("3", recipient="3").leaving("cci", NOW + HOUR)
SENT = a_letter("4", recipient="4").leaving("cci", NOW).settled(LetterState.SENT, NOW)
SENT_LATER = a_letter("5", recipient="5").leaving("cci", NOW).settled(LetterState.SENT, NOW)
ELSEWHERE = a_letter("6", recipient="6").leaving("cma", NOW).settled(LetterState.SENT, NOW)
REFUSED = a_letter("7", recipient="7").leaving("cci", NOW).refused(Why.UNKNOWN_MAILBOX, "550 5.1.1", NOW)
DEAD = a_letter("8", recipient="8").given_up(NOW)
TOMORROW = a_letter("9", recipient="9", not_before=NOW + DAY)
ALL = (QUEUED, DELAYED, SENDING, SENT, SENT_LATER, ELSEWHERE, REFUSED, DEAD, TOMORROW)


@pytest.fixture(autouse=True)
def owed(bench: Bench) -> tuple[Letter, ...]:
    with bench.store.begin() as work:
        fact = work.outbox.put(DemandDeposited(demand="demand", at=NOW))
        letters = tuple(evolve(one, fact=fact) for one in ALL)
        for one in letters:
            work.letters.queue(evolve(one, state=LetterState.QUEUED))
            work.letters.save(one)
    return letters


def ids(bench: Bench, stage: Stage | None, *, before: str | None = None, limit: int = 25) -> str:
    with bench.other.read() as work:
        found = work.ledger.page(LetterQuery(stage=stage, before=before, limit=limit))
    return "".join(row.letter.id for row in found)


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        (None, "987654321"),
        (Stage.QUEUED, "91"),
        (Stage.DELAYED, "2"),
        (Stage.SENDING, "3"),
        (Stage.SENT, "654"),
        (Stage.REFUSED, "7"),
        (Stage.DEAD, "8"),
        (Stage.NEEDLESS, ""),
    ],
)
def test_the_letters_of_a_stage_are_listed_the_latest_first_and_counted(
    bench: Bench, stage: Stage | None, expected: str
) -> None:
    assert ids(bench, stage) == expected
    with bench.other.read() as work:
        counts = work.ledger.counts()
    assert counts.keys() == set(Stage)
    assert (sum(counts.values()) if stage is None else counts[stage]) == len(expected)


def test_a_page_begins_after_the_one_before(bench: Bench) -> None:
    assert ids(bench, None, limit=3) == "987"
    assert ids(bench, None, before="7", limit=3) == "654"
    assert ids(bench, Stage.SENT, before="6") == "54"
    assert ids(bench, Stage.DELAYED, before="2") == ""


def test_a_line_tells_of_which_fact_the_letter_is(bench: Bench, owed: tuple[Letter, ...]) -> None:
    with bench.other.read() as work:
        (row,) = work.ledger.page(LetterQuery(stage=Stage.REFUSED, limit=2))
    assert (row.letter, row.fact_kind) == (owed[6], "DemandDeposited")


def overdue(bench: Bench, hours: int, after: str = "", limit: int = 9) -> str:
    with bench.other.read() as work:
        found = work.ledger.overdue(NOW + hours * HOUR, after, limit)
    return "".join(one.id for one in found)


def test_what_should_have_left_and_of_which_nothing_is_heard_is_overdue(bench: Bench) -> None:
    assert overdue(bench, -1) == ""
    assert overdue(bench, 0) == "12"
    assert overdue(bench, 1) == "123"
    assert overdue(bench, 24) == "1239"
    assert overdue(bench, 24, limit=2) == "12"
    assert overdue(bench, 24, after="2") == "39"


def test_the_letters_written_to_an_address_are_found(bench: Bench, owed: tuple[Letter, ...]) -> None:
    with bench.other.read() as work:
        assert work.ledger.written_to("cci", LetterState.SENT, 9) == (owed[4], owed[3])
        assert work.ledger.written_to("cci", LetterState.SENT, 1) == (owed[4],)
        assert work.ledger.written_to("cci", LetterState.REFUSED, 9) == (owed[6],)
        assert work.ledger.written_to("unknown", LetterState.SENT, 9) == ()


def test_several_letters_are_read_at_once_by_their_ids(bench: Bench, owed: tuple[Letter, ...]) -> None:
    with bench.other.read() as work:
        assert work.ledger.several(["3", "8", "unknown"]) == {"3": owed[2], "8": owed[7]}
        assert work.ledger.several([]) == {}
