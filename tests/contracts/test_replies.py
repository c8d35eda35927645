"""What every store does with the answers kept for who sends a request again."""

from hypothesis import given

from conseillers_application.ports import Reply
from tests.builders import DAY, HOUR, NOW
from tests.contracts.stores import Bench
from tests.contracts.strategies import ON_ONE_STORE, REPLIES

FIRST = Reply(digest="first", answer={"id": "1", "institutions": ["CCI"]})
SECOND = Reply(digest="second", answer={"id": "2", "institutions": []})


@ON_ONE_STORE
@given(reply=REPLIES)
def test_an_answer_comes_back_as_it_was_kept(bench: Bench, reply: Reply) -> None:
    key = bench.new_id()
    with bench.store.begin() as work:
        work.replies.keep(key, reply, NOW)
    with bench.other.read() as work:
        assert work.replies.find(key, NOW) == reply


def test_an_unknown_key_has_no_answer(bench: Bench) -> None:
    with bench.store.read() as work:
        assert work.replies.find("unknown", NOW) is None


def test_an_answer_too_old_is_not_found_and_its_key_serves_again(bench: Bench) -> None:
    with bench.store.begin() as work:
        work.replies.keep("key", FIRST, NOW)
    with bench.store.begin() as work:
        assert work.replies.find("key", NOW + HOUR) is None
        work.replies.keep("key", SECOND, NOW + DAY)
    with bench.store.read() as work:
        assert work.replies.find("key", NOW) == SECOND
        assert work.replies.find("key", NOW + DAY) == SECOND


def test_an_answer_that_is_read_cannot_be_changed_by_who_reads_it(bench: Bench) -> None:
    answer: dict[str, object] = {"institutions": ["CCI"]}
    with bench.store.begin() as work:
        work.replies.keep("key", Reply(digest="first", answer=answer), NOW)
        answer["institutions"] = []
        found = work.replies.find("key", NOW)
        assert found is not None
        institutions = found.answer["institutions"]
        assert isinstance(institutions, list)
        institutions.append("CMA")
        again = work.replies.find("key", NOW)
    assert again == Reply(digest="first", answer={"institutions": ["CCI"]})
