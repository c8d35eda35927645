"""What every store owes a unit of work: all of it is kept, with its tasks, or nothing is."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from attrs import evolve

from conseillers_application.letters import LetterState
from conseillers_application.ports import DirectoryVersion, NeedLink, Reply, Session, Work
from conseillers_domain.demand import DemandState
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.events import DemandDeposited, PositionTaken
from conseillers_domain.maintenance import Maintenance
from conseillers_domain.position import NewPosition, RefusalReason, Side, Stance
from tests.builders import (
    DAY,
    NOW,
    SIRET,
    a_catalogue,
    a_demand,
    a_letter,
    a_need,
    a_referral,
    a_refused_address,
    a_routing,
    a_team,
    an_account,
    an_index,
)
from tests.contracts.stores import Bench, undone
from tests.domain.territories import DOCUMENT

WRITERS = 200


def put_a_fact(work: Work) -> str:
    return work.outbox.put(DemandDeposited(demand="demand", at=NOW))


def keep_one_of_each(work: Work) -> None:
    """The demand, its need, and one of everything else; the fact and its letter excepted."""
    demand, need = a_demand(answers={"apprentice": "true"}), a_need(a_referral("cci"))
    work.demands.add(demand)
    work.needs.add(need, demand, a_routing("cci"), "Agen")
    work.links.add("link", NeedLink(need="need", team="cci", expires_at=NOW + DAY))
    work.accounts.add(an_account())
    work.sessions.open("session", Session(account="account", opened_at=NOW, expires_at=NOW + DAY))
    work.replies.keep("key", Reply(digest="digest", answer={"institutions": ["CCI"]}), NOW)
    work.directories.publish(
        an_index(a_team("cci", "recruter")),
        DirectoryVersion(version="1", at=NOW, by="account", why=""),
    )
    work.catalogues.publish(a_catalogue("recruter", version="2"), NOW)
    work.geographies.add(evolve(DOCUMENT, version="2025"), at=NOW, by="account")


def change_everything(work: Work, fact: str) -> None:
    work.demands.save(evolve(a_demand(), state=DemandState.SET_ASIDE))
    work.needs.save(a_need(a_referral("cci", Stance.TAKEN), a_referral("cma")))
    work.links.add("other link", NeedLink(need="need", team="cma", expires_at=NOW))
    work.accounts.save(an_account(name="changed"))
    work.sessions.close("session")
    work.replies.keep("key", Reply(digest="changed", answer={}), NOW + DAY)
    work.directories.publish(an_index(version="2"), DirectoryVersion(version="2", at=NOW, by="rule", why=""))
    work.catalogues.publish(a_catalogue(version="3"), NOW)
    work.geographies.add(evolve(DOCUMENT, version="2027"), at=NOW, by="account")
    work.maintenance.begin(Maintenance(message="Mise à jour.", since=NOW, by="account"))
    work.letters.save(a_letter(fact=fact, state=LetterState.SENT))
    work.refused_addresses.mark(a_refused_address())
    work.letters.queue(a_letter("other", fact=fact, recipient="cci"))
    put_a_fact(work)


def all_of_it(bench: Bench, fact: str) -> list[object]:
    with bench.other.read() as work:
        return [
            work.demands.get("demand"),
            work.demands.past(SIRET, ""),
            work.needs.get("need"),
            work.needs.of_demand("demand"),
            work.needs.decision("need"),
            work.links.find("link"),
            work.links.find("other link"),
            work.accounts.get("account"),
            work.sessions.find("session"),
            work.replies.find("key", NOW),
            work.directories.current().directory,
            work.directories.versions(),
            work.catalogues.current(),
            work.outbox.get(fact),
            work.letters.get("letter"),
            work.ledger.counts(),
            work.refused_addresses.page(None, 9),
            work.geographies.versions(),
            work.maintenance.current(),
        ]


@pytest.fixture
def fact(bench: Bench) -> str:
    """The fact of a store where there is one of everything."""
    with bench.store.begin() as work:
        keep_one_of_each(work)
        fact_id = put_a_fact(work)
        work.letters.queue(a_letter(fact=fact_id))
    return fact_id


def test_what_is_done_is_seen_by_the_rest_of_its_transaction(bench: Bench) -> None:
    with bench.store.begin() as work:
        keep_one_of_each(work)
        fact_id = put_a_fact(work)
        work.letters.queue(a_letter(fact=fact_id))
        work.needs.save(a_need(a_referral("cci", Stance.TAKEN)))
        assert work.needs.get("need").referrals == (a_referral("cci", Stance.TAKEN),)
        assert work.demands.get("demand").answers == {"apprentice": "true"}
        assert work.directories.current().directory.version == "1"
        assert work.catalogues.current().version == "2"
        assert work.outbox.get(fact_id) == DemandDeposited(demand="demand", at=NOW)


def test_raising_undoes_everything_tasks_included(bench: Bench, fact: str) -> None:
    before = all_of_it(bench, fact)
    bench.told.tasks.clear()
    with undone(bench.store) as work:
        change_everything(work, fact)
    assert all_of_it(bench, fact) == before
    assert bench.told.tasks == []
    with bench.store.read() as work, pytest.raises(NotFound):
        work.letters.get("other")


def test_leaving_keeps_everything_tasks_included(bench: Bench, fact: str) -> None:
    before = all_of_it(bench, fact)
    bench.told.tasks.clear()
    with bench.store.begin() as work:
        change_everything(work, fact)
    unchanged = [one for one, was in zip(all_of_it(bench, fact), before, strict=True) if one == was]
    # A decision, a link, and a fact never change.
    assert len(unchanged) == 3
    assert len(bench.told.tasks) == 2


def test_nothing_is_kept_when_its_tasks_cannot_be_put_off(bench: Bench, fact: str) -> None:
    before = all_of_it(bench, fact)
    bench.told.refusing = OSError("no room left")
    with pytest.raises(OSError, match="no room"), bench.store.begin() as work:
        change_everything(work, fact)
    assert all_of_it(bench, fact) == before
    bench.told.refusing = None
    with bench.store.begin() as work:
        change_everything(work, fact)


def test_a_reader_sees_one_state_whatever_is_written_meanwhile(bench: Bench, fact: str) -> None:
    before = all_of_it(bench, fact)
    with bench.store.read() as work:
        assert work.demands.get("demand") == before[0]
        with bench.other.begin() as other:
            change_everything(other, fact)
        assert work.needs.get("need") == before[2]
        assert work.replies.find("key", NOW) == before[9]
        assert work.directories.current().directory == before[10]
        assert work.letters.get("letter") == before[14]
    assert all_of_it(bench, fact)[2] != before[2]


WRITES: list[Callable[[Work], object]] = [
    put_a_fact,
    lambda work: work.demands.add(a_demand(id="other")),
    lambda work: work.demands.save(a_demand()),
    lambda work: work.needs.save(a_need(a_referral("cci", Stance.TAKEN))),
    lambda work: work.links.add("other", NeedLink(need="need", team="cci", expires_at=NOW)),
    lambda work: work.accounts.save(an_account(name="changed")),
    lambda work: work.sessions.close("session"),
    lambda work: work.replies.keep("key", Reply(digest="", answer={}), NOW),
    lambda work: work.letters.save(work.letters.get("letter").settled(LetterState.SENT, NOW)),
    lambda work: work.refused_addresses.mark(a_refused_address()),
    lambda work: work.catalogues.publish(a_catalogue(version="3"), NOW),
    lambda work: work.maintenance.begin(Maintenance(message="Mise à jour.", since=NOW, by="account")),
]


@pytest.mark.parametrize("write", WRITES)
def test_a_transaction_that_reads_cannot_write(
    bench: Bench, fact: str, write: Callable[[Work], object]
) -> None:
    before = all_of_it(bench, fact)
    with pytest.raises(TypeError), bench.store.read() as work:
        write(work)
    assert all_of_it(bench, fact) == before
    with bench.store.begin() as work:
        write(work)


def in_threads(act: Callable[[int], object]) -> list[object]:
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(act, range(WRITERS)))


def test_of_two_hundred_writers_on_one_need_one_is_kept_and_each_loser_told(bench: Bench, fact: str) -> None:
    with bench.store.read() as work:
        read = work.needs.get("need")

    def take(writer: int) -> str:
        new = NewPosition(stance=Stance.TAKEN)
        need, _ = read.take_position("cci", new, by=f"advisor {writer}", side=Side.TEAM, at=NOW)
        try:
            with (bench.store if writer % 2 else bench.other).begin() as work:
                work.needs.save(need)
        except Conflict:
            return "told"
        return need.referrals[0].positions[-1].by

    outcomes = in_threads(take)
    (winner,) = (outcome for outcome in outcomes if outcome != "told")
    with bench.store.read() as work:
        need = work.needs.get("need")
    assert [position.by for position in need.referrals[0].positions] == [winner]
    assert need.version == 1


def test_no_writer_is_lost_when_each_reads_what_it_writes_on(bench: Bench, fact: str) -> None:
    bench.told.tasks.clear()

    def move(writer: int) -> None:
        with (bench.store if writer % 2 else bench.other).begin() as work:
            need = work.needs.get("need")
            taken = need.referral("cci").stance is Stance.PENDING
            new = NewPosition(stance=Stance.TAKEN if taken else Stance.PENDING)
            need, (moved,) = need.take_position("cci", new, by=f"advisor {writer}", side=Side.TEAM, at=NOW)
            work.needs.save(need)
            work.outbox.put(moved)

    in_threads(move)
    with bench.store.read() as work:
        need = work.needs.get("need")
        facts = [work.outbox.get(task.subject) for task in bench.told.tasks]
    authors = {position.by for position in need.referrals[0].positions}
    assert authors == {f"advisor {writer}" for writer in range(WRITERS)}
    assert need.version == len(need.referrals[0].positions) == WRITERS
    assert [fact.after for fact in facts if isinstance(fact, PositionTaken)] == [
        position.stance for position in need.referrals[0].positions
    ]


def test_a_refusal_of_the_domain_leaves_the_store_ready_for_the_next(bench: Bench, fact: str) -> None:
    refused = NewPosition(stance=Stance.CLOSED_NO_HELP)
    with pytest.raises(Conflict), bench.store.begin() as work:
        work.needs.get("need").take_position("cci", refused, by="advisor", side=Side.TEAM, at=NOW)
    new = NewPosition(stance=Stance.REFUSED, reason=RefusalReason.NO_CAPACITY)
    with bench.store.begin() as work:
        need, _ = work.needs.get("need").take_position("cci", new, by="advisor", side=Side.TEAM, at=NOW)
        assert work.needs.save(need).version == 1
