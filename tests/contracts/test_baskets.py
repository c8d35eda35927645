"""What every store keeps of the baskets of staff."""

from attrs import evolve

from conseillers_domain.basket import OF_NEEDS, OF_TEAMS, Action, ActionKind, Basket, Moves, Stay, WhyLeft
from conseillers_domain.position import Stance
from tests.builders import DAY, HOUR, NOW, TODAY, a_demand, a_need, a_referral, a_routing
from tests.contracts.stores import Bench

MANY, ONE, AT_RISK = Basket.MANY, Basket.ONE, Basket.AT_RISK


def a_stay(stay_id: str, subject: str, basket: Basket = MANY, hours: int = 0) -> Stay:
    return Stay(id=stay_id, basket=basket, subject=subject, entered_at=NOW + hours * HOUR)


def keep(bench: Bench, *stays: Stay) -> None:
    with bench.store.begin() as work:
        for stay in stays:
            work.baskets.keep(stay)


def test_a_stay_comes_back_as_it_was_kept_last(bench: Bench) -> None:
    stay = a_stay("1", "cci")
    keep(bench, stay, stay.done(TODAY))
    with bench.other.read() as work:
        assert work.baskets.present([MANY, ONE], ["cci", "cma"]) == {"cci": stay.done(TODAY)}
        assert work.baskets.present([ONE], ["cci"]) == {}
        assert work.baskets.present([MANY], []) == {}
    over = stay.left(NOW + DAY, WhyLeft.EXPIRED)
    keep(bench, over)
    with bench.other.read() as work:
        assert work.baskets.present(OF_TEAMS, ["cci"]) == {}
        assert work.basket_history.stays("cci", 10) == (over,)


def test_those_who_stay_are_read_by_subject_in_pieces(bench: Bench) -> None:
    b, a, c = a_stay("1", "b"), a_stay("2", "a", ONE), a_stay("3", "c")
    keep(bench, b, a, c, a_stay("4", "d", AT_RISK), a_stay("5", "e").left(NOW, WhyLeft.ANSWERED))
    with bench.other.read() as work:
        assert work.baskets.staying(OF_TEAMS, "", 10) == (a, b, c)
        assert work.baskets.staying(OF_TEAMS, "a", 1) == (b,)
        assert [one.subject for one in work.baskets.staying(OF_NEEDS, "", 10)] == ["d"]


def test_a_basket_is_read_in_pages_longest_there_first(bench: Bench) -> None:
    first, second, third = a_stay("2", "b"), a_stay("3", "a"), a_stay("1", "c", hours=1)
    aside = a_stay("4", "d", hours=2).done(TODAY + DAY)
    back = a_stay("5", "e", hours=3).done(TODAY)
    keep(bench, third, second, first, aside, back, a_stay("6", "f", ONE))
    with bench.other.read() as work:
        assert work.baskets.page(MANY, TODAY, None, 2) == (first, second)
        assert work.baskets.page(MANY, TODAY, (second.entered_at, second.id), 10) == (third, back)
        assert work.baskets.page(MANY, TODAY + DAY, None, 10) == (first, second, third, aside, back)
        assert work.baskets.counts(TODAY) == {**dict.fromkeys(Basket, 0), MANY: 4, ONE: 1}


def test_what_was_done_and_where_one_was_is_told_latest_first(bench: Bench) -> None:
    note = Action(
        id="1", basket=MANY, subject="cci", kind=ActionKind.NOTE, by="staff", at=NOW, note="Rappelée."
    )
    done = Action(
        id="2", basket=MANY, subject="cci", kind=ActionKind.DONE, by="staff", at=NOW, until=TODAY, told="cma"
    )
    stays = a_stay("1", "cci").left(NOW, WhyLeft.MOVED), a_stay("2", "cci", ONE, hours=1)
    keep(bench, *stays)
    with bench.store.begin() as work:
        for action in (note, done, evolve(note, id="3", subject="cma")):
            work.basket_history.note(action)
    with bench.other.read() as work:
        assert work.basket_history.actions("cci", 10) == (done, note)
        assert work.basket_history.actions("cci", 1) == (done,)
        assert work.basket_history.last(["cci", "urssaf"]) == {"cci": done}
        assert work.basket_history.last([]) == {}
        assert work.basket_history.stays("cci", 10) == stays[::-1]
        assert work.basket_history.stays("cci", 1) == stays[1:]


def test_what_entered_each_basket_and_left_it_is_counted_since_an_instant(bench: Bench) -> None:
    keep(
        bench,
        a_stay("1", "cci").left(NOW + HOUR, WhyLeft.ANSWERED),
        a_stay("2", "cma", hours=1).left(NOW + 2 * HOUR, WhyLeft.MOVED),
        a_stay("3", "urssaf", ONE, hours=2),
        a_stay("4", "paris", ONE, hours=3),
    )
    nothing = Moves(entered=0, left=0)
    with bench.other.read() as work:
        assert work.basket_history.moves(NOW) == {
            **dict.fromkeys(Basket, nothing),
            MANY: Moves(entered=1, left=2),
            ONE: Moves(entered=2, left=0),
        }
        assert work.basket_history.moves(NOW + 2 * HOUR)[ONE] == Moves(entered=1, left=0)


def test_how_teams_stand_is_counted_between_two_instants(bench: Bench) -> None:
    needs = (
        a_need(a_referral("cci", Stance.REFUSED), a_referral("cma"), id="a"),
        a_need(a_referral("cci", Stance.TAKEN, sent_at=NOW - DAY), id="b"),
        a_need(a_referral("cci", sent_at=NOW - 2 * DAY), id="c"),
    )
    with bench.store.begin() as work:
        for need in needs:
            demand = a_demand(id=f"demand of {need.id}")
            work.demands.add(demand)
            work.needs.add(evolve(need, demand=demand.id), demand, a_routing(), None)
    with bench.other.read() as work:
        assert work.loads.stances(NOW - 2 * DAY, NOW) == {
            "cci": {Stance.REFUSED: 1, Stance.TAKEN: 1},
            "cma": {Stance.PENDING: 1},
        }
