"""What every store does with letters: each (fact, kind, recipient) is owed once."""

import pytest
from attrs import evolve
from hypothesis import given

from conseillers_application.letters import COMPANY, UNSENT, Letter, LetterKind, LetterState
from conseillers_application.mails import Why
from conseillers_application.ports import SEND_LETTER, Task, Work
from conseillers_domain.errors import NotFound
from conseillers_domain.events import DemandDeposited
from tests.builders import DAY, NOW, a_letter
from tests.contracts.stores import Bench
from tests.contracts.strategies import LETTERS, ON_ONE_STORE

LEFT = [state for state in LetterState if state is not LetterState.QUEUED]


def a_fact(work: Work) -> str:
    return work.outbox.put(DemandDeposited(demand="demand", at=NOW))


@pytest.fixture
def fact(bench: Bench) -> str:
    with bench.store.begin() as work:
        fact_id = a_fact(work)
    bench.told.tasks.clear()
    return fact_id


def queue(bench: Bench, *letters: Letter) -> list[bool]:
    with bench.store.begin() as work:
        return [work.letters.queue(letter) for letter in letters]


@ON_ONE_STORE
@given(drawn=LETTERS)
def test_a_letter_comes_back_as_it_was_queued(bench: Bench, drawn: Letter) -> None:
    with bench.store.begin() as work:
        letter = evolve(drawn, id=bench.new_id(), fact=a_fact(work), merged_under=bench.new_id())
        assert work.letters.queue(letter)
    with bench.other.read() as work:
        assert work.letters.get(letter.id) == letter


def test_an_unknown_letter_is_not_found(bench: Bench) -> None:
    with bench.store.read() as work, pytest.raises(NotFound):
        work.letters.get("unknown")


def test_a_letter_is_owed_because_of_a_fact_that_is_kept(bench: Bench) -> None:
    with pytest.raises(bench.broken), bench.store.begin() as work:
        work.letters.queue(a_letter(fact="unknown"))


def test_a_letter_is_to_be_sent_from_its_time_on(bench: Bench, fact: str) -> None:
    assert queue(bench, a_letter(fact=fact, not_before=NOW + DAY)) == [True]
    assert bench.told.tasks == [Task(name=SEND_LETTER, subject="letter", not_before=NOW + DAY)]


def test_the_same_letter_is_owed_once(bench: Bench, fact: str) -> None:
    assert queue(bench, a_letter("1", fact=fact), a_letter("2", fact=fact)) == [True, False]
    assert queue(bench, a_letter("3", fact=fact)) == [False]
    assert [task.subject for task in bench.told.tasks] == ["1"]
    with bench.store.read() as work, pytest.raises(NotFound):
        work.letters.get("2")


@pytest.mark.parametrize("state", LEFT)
def test_a_letter_that_left_is_not_owed_again(bench: Bench, fact: str, state: LetterState) -> None:
    queue(bench, a_letter("1", fact=fact))
    with bench.store.begin() as work:
        work.letters.save(work.letters.get("1").settled(state, NOW))
    assert queue(bench, a_letter("2", fact=fact)) == [False]


def test_another_fact_kind_or_recipient_is_another_letter(bench: Bench, fact: str) -> None:
    with bench.store.begin() as work:
        other = a_fact(work)
    letters = (
        a_letter("1", fact=fact),
        a_letter("2", fact=other),
        a_letter("3", fact=fact, kind=LetterKind.NEED),
        a_letter("4", fact=fact, recipient="cci"),
    )
    assert queue(bench, *letters) == [True, True, True, True]


def test_an_identifier_is_of_one_letter(bench: Bench, fact: str) -> None:
    assert queue(bench, a_letter(fact=fact), a_letter(fact=fact, recipient="cci")) == [True, False]
    with bench.store.read() as work:
        assert work.letters.get("letter").recipient == COMPANY


def test_while_a_letter_waits_under_a_name_no_other_is_queued_under_it(bench: Bench, fact: str) -> None:
    first = a_letter("1", fact=fact, merged_under="need/cci")
    merged = a_letter("2", fact=fact, recipient="cci", merged_under="need/cci")
    elsewhere = a_letter("3", fact=fact, recipient="cma", merged_under="need/cma")
    alone = a_letter("4", fact=fact, recipient="region")
    assert queue(bench, first, merged, elsewhere, alone) == [True, False, True, True]


@pytest.mark.parametrize("state", LEFT)
def test_once_it_waits_no_more_another_is_queued_under_its_name(
    bench: Bench, fact: str, state: LetterState
) -> None:
    queue(bench, a_letter("1", fact=fact, merged_under="need/cci"))
    with bench.store.begin() as work:
        work.letters.save(work.letters.get("1").settled(state, NOW))
    assert queue(bench, a_letter("2", fact=fact, recipient="cci", merged_under="need/cci")) == [True]


def test_a_letter_may_be_owed_in_the_transaction_of_its_fact(bench: Bench) -> None:
    with bench.store.begin() as work:
        fact = a_fact(work)
        assert work.letters.queue(a_letter(fact=fact))
    assert [task.subject for task in bench.told.tasks] == [fact, "letter"]


@ON_ONE_STORE
@given(drawn=LETTERS)
def test_a_letter_says_how_far_it_got(bench: Bench, drawn: Letter) -> None:
    with bench.store.begin() as work:
        owed = a_letter(bench.new_id(), fact=a_fact(work))
        assert work.letters.queue(owed)
    reached = evolve(drawn, id=owed.id, fact=owed.fact, recipient=owed.recipient, kind=owed.kind)
    reached = evolve(reached, queued_at=owed.queued_at)
    with bench.store.begin() as work:
        work.letters.save(reached)
    with bench.other.read() as work:
        assert work.letters.get(owed.id) == reached


def test_nothing_is_said_of_a_letter_that_was_never_owed(bench: Bench, fact: str) -> None:
    with bench.store.begin() as work, pytest.raises(NotFound):
        work.letters.save(a_letter("unknown", fact=fact))


def state_of(bench: Bench, letter: Letter) -> LetterState:
    with bench.other.read() as work:
        return work.letters.get(letter.id).state


def test_a_letter_that_could_not_leave_waits_again_and_the_one_queued_meanwhile_gives_way(
    bench: Bench, fact: str
) -> None:
    first = a_letter("first", fact=fact, recipient="a", merged_under="move")
    second = a_letter("second", fact=fact, recipient="b", merged_under="move")
    elsewhere = a_letter("elsewhere", fact=fact, recipient="c", merged_under="another")
    queue(bench, first, elsewhere)
    with bench.store.begin() as work:
        work.letters.save(work.letters.get("first").leaving("key", NOW))
    assert queue(bench, second) == [True]
    with bench.store.begin() as work:
        work.letters.put_back(work.letters.get("first").delayed(Why.SERVER, None, NOW))
    assert [state_of(bench, one) for one in (first, second, elsewhere)] == [
        LetterState.QUEUED,
        LetterState.NEEDLESS,
        LetterState.QUEUED,
    ]


def test_a_letter_of_no_name_that_could_not_leave_makes_no_other_give_way(bench: Bench, fact: str) -> None:
    alone, other = a_letter("alone", fact=fact, recipient="a"), a_letter("other", fact=fact, recipient="b")
    queue(bench, alone, other)
    with bench.store.begin() as work:
        work.letters.put_back(work.letters.get("alone").delayed(Why.SERVER, None, NOW))
    assert [state_of(bench, one) for one in (alone, other)] == [LetterState.QUEUED] * 2


def test_a_letter_sent_again_has_a_task_again_and_the_one_queued_meanwhile_gives_way(
    bench: Bench, fact: str
) -> None:
    dead = a_letter("dead", fact=fact, recipient="a", merged_under="move")
    queue(bench, dead)
    with bench.store.begin() as work:
        work.letters.save(dead.given_up(NOW))
    queue(bench, a_letter("later", fact=fact, recipient="b", merged_under="move"))
    bench.told.tasks.clear()
    with bench.store.begin() as work:
        work.letters.queue_again(work.letters.get("dead").again(NOW + DAY))
    assert bench.told.tasks == [Task(name=SEND_LETTER, subject="dead", not_before=NOW + DAY)]
    assert state_of(bench, dead) is LetterState.QUEUED
    assert state_of(bench, a_letter("later")) is LetterState.NEEDLESS


def test_the_letters_that_have_not_left_are_counted_by_state(bench: Bench, fact: str) -> None:
    with bench.store.read() as work:
        assert work.letters.unsent() == dict.fromkeys(UNSENT, 0)
    states = (LetterState.QUEUED, LetterState.QUEUED, LetterState.SENDING, LetterState.REFUSED)
    for rank, state in enumerate((*states, LetterState.SENT, LetterState.NEEDLESS)):
        letter = a_letter(bench.new_id(), fact=fact, recipient=f"team-{rank}")
        queue(bench, letter)
        with bench.store.begin() as work:
            work.letters.save(letter.settled(state, NOW))
    with bench.store.read() as work:
        assert work.letters.unsent() == {state: states.count(state) for state in UNSENT}


def test_a_letter_is_followed_by_one_owed_since_under_its_name(bench: Bench, fact: str) -> None:
    first = a_letter("first", fact=fact, recipient="a", merged_under="move")
    second = a_letter("second", fact=fact, recipient="b", merged_under="move", queued_at=NOW + DAY)
    elsewhere = a_letter("elsewhere", fact=fact, recipient="c", merged_under="another", queued_at=NOW + DAY)
    alone = a_letter("alone", fact=fact, recipient="d")
    queue(bench, first, elsewhere, alone)
    with bench.store.begin() as work:
        assert not work.letters.followed(first)
        assert not work.letters.followed(alone)
        work.letters.save(first.leaving(None, NOW))
        work.letters.queue(second)
        assert work.letters.followed(first)
        assert not work.letters.followed(second)
        work.letters.save(second.settled(LetterState.NEEDLESS, NOW))
        assert not work.letters.followed(first)
