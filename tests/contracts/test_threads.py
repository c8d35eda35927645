"""What every store does with the threads of needs: editions are added, and nothing else."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from conseillers_application.ports import Length
from conseillers_domain.comment_words import CommentKind, Words
from conseillers_domain.errors import NotFound
from conseillers_domain.thread import Comment, Edition
from tests.builders import HOUR, NOW, a_demand, a_need, a_routing
from tests.contracts.stores import Bench
from tests.contracts.strategies import CODE_LISTS, INSTANTS, ON_ONE_STORE, WORDS, maybe


def an_edition(number: int = 1, text: str = "Oui.") -> Edition:
    return Edition(number=number, at=NOW, words=Words(kind=CommentKind.INFORMATION, text=text))


def a_comment(comment_id: str = "comment", *editions: Edition, need: str = "need") -> Comment:
    return Comment(id=comment_id, need=need, by="zoe", team="cci", editions=editions or (an_edition(),))


def kept(bench: Bench, *comments: Comment) -> None:
    """Keep these, an edition at a time."""
    with bench.store.begin() as work:
        for comment in comments:
            for rank in range(len(comment.editions)):
                work.threads.keep(evolve(comment, editions=comment.editions[: rank + 1]))


def a_kept_need(bench: Bench, need: str = "need") -> str:
    demand = a_demand(id=bench.new_id())
    with bench.store.begin() as work:
        work.demands.add(demand)
        work.needs.add(a_need(id=need, demand=demand.id), demand, a_routing(), None)
    return need


@ON_ONE_STORE
@given(
    team=maybe(st.just("cci")),
    drawn=st.lists(st.tuples(maybe(WORDS), INSTANTS, CODE_LISTS), min_size=1, max_size=4),
)
def test_a_comment_comes_back_with_all_that_it_was(
    bench: Bench, team: str | None, drawn: list[tuple[Words | None, object, tuple[str, ...]]]
) -> None:
    editions = tuple(
        Edition(number=rank, at=at, words=words, told=told)  # type: ignore[arg-type] # hypothesis draws instants
        for rank, (words, at, told) in enumerate(drawn, 1)
    )
    need = a_kept_need(bench, bench.new_id())
    comment = evolve(a_comment(bench.new_id(), *editions, need=need), team=team)
    kept(bench, comment)
    with bench.other.read() as work:
        assert work.threads.get(need, comment.id) == comment
        assert work.threads.page(need, None, 1) == (comment,)
        assert work.threads.length(need) == Length(comments=1, editions=len(editions))


def test_a_thread_is_read_a_page_at_a_time_latest_first(bench: Bench) -> None:
    a_kept_need(bench)
    a_kept_need(bench, "other")
    first = a_comment("a", an_edition(1), an_edition(4, "Non."))
    second, third = a_comment("b", an_edition(2)), a_comment("c", an_edition(3))
    kept(bench, a_comment("elsewhere", need="other"), evolve(first, editions=first.editions[:1]))
    kept(bench, second, third)
    with bench.store.begin() as work:
        work.threads.keep(first)
    with bench.other.read() as work:
        assert work.threads.page("need", None, 2) == (third, second)
        assert work.threads.page("need", 2, 2) == (first,)
        assert work.threads.page("need", 1, 2) == work.threads.page("unknown", None, 2) == ()
        assert work.threads.length("need") == Length(comments=3, editions=4)
        assert work.threads.length("unknown") == Length(comments=0, editions=0)


def test_the_comments_changed_since_an_edition_are_told_oldest_first(bench: Bench) -> None:
    a_kept_need(bench)
    a_kept_need(bench, "other")
    first = a_comment("a", an_edition(1), an_edition(4, "Non."))
    second, third = a_comment("b", an_edition(2)), a_comment("c", an_edition(3))
    kept(bench, a_comment("elsewhere", an_edition(4), need="other"))
    kept(bench, evolve(first, editions=first.editions[:1]), second, third)
    with bench.store.begin() as work:
        work.threads.keep(first)
        assert work.threads.changed_since("need", 1) == (first, second, third)
        assert work.threads.changed_since("need", 3) == (first, third)
        assert work.threads.changed_since("need", 5) == ()


def test_a_comment_is_of_a_need_and_of_no_other(bench: Bench) -> None:
    a_kept_need(bench)
    a_kept_need(bench, "other")
    kept(bench, a_comment())
    with bench.store.read() as work:
        for need, comment in (("other", "comment"), ("need", "unknown")):
            with pytest.raises(NotFound):
                work.threads.get(need, comment)


def test_a_comment_is_written_on_a_need_that_is_kept(bench: Bench) -> None:
    with pytest.raises(bench.broken), bench.store.begin() as work:
        work.threads.keep(a_comment())


def test_no_edition_takes_the_place_of_another(bench: Bench) -> None:
    a_kept_need(bench)
    kept(bench, a_comment())
    with pytest.raises(bench.broken), bench.store.begin() as work:
        work.threads.keep(a_comment("comment", evolve(an_edition(2), at=NOW + HOUR)))
    with pytest.raises(bench.broken), bench.store.begin() as work:
        work.threads.keep(a_comment("another", an_edition(1)))
