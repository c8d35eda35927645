"""What every store does with what protects the way in."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

import pytest
from attrs import evolve

from conseillers_application.ports import PasswordReset, Place, SecondFactor, Session, Work
from conseillers_domain.accounts import Account
from conseillers_domain.errors import NotFound
from conseillers_domain.holding_off import Hold
from tests.builders import DAY, NOW, an_account
from tests.contracts.stores import Bench

HOUR = timedelta(hours=1)


@pytest.fixture
def account(bench: Bench) -> Account:
    with bench.store.begin() as work:
        work.accounts.add(an_account())
    return an_account()


def a_place(place: str = "office", network: str = "192.0.2.0/24", account: str = "account") -> Place:
    return Place(id=place, account=account, network=network, seen_at=NOW)


def a_factor(account: str = "account") -> SecondFactor:
    return SecondFactor(account=account, salt="salt", asked_at=NOW)


def a_reset(reset: str = "reset", account: str | None = "account") -> PasswordReset:
    return PasswordReset(id=reset, account=account, expires_at=NOW + HOUR)


def test_what_is_remembered_is_found_by_its_key_and_replaced(bench: Bench) -> None:
    first, second = Hold(clear_at=NOW + DAY, until=NOW), Hold(clear_at=NOW + 2 * DAY, until=NOW + HOUR)
    with bench.store.begin() as work:
        assert work.holds.of(["a", "b"]) == {}
        work.holds.keep("a", first)
        work.holds.keep("b", first)
        work.holds.keep("a", second)
    with bench.other.read() as work:
        assert work.holds.of(["a", "b", "c"]) == {"a": second, "b": first}
        assert work.holds.of([]) == {}


def test_what_is_dropped_or_over_is_remembered_no_more(bench: Bench) -> None:
    with bench.store.begin() as work:
        for key, clear_at in (("dropped", NOW + DAY), ("over", NOW), ("kept", NOW + HOUR)):
            work.holds.keep(key, Hold(clear_at=clear_at, until=NOW))
        work.holds.drop("dropped")
        work.holds.drop("unknown")
        work.holds.forget(NOW)
    with bench.store.read() as work:
        assert work.holds.of(["dropped", "over", "kept"]).keys() == {"kept"}


def test_the_places_of_an_account_are_known_by_their_network(bench: Bench, account: Account) -> None:
    with bench.store.begin() as work:
        work.accounts.add(an_account("other", email="other@example.org"))
        work.places.keep(a_place())
        work.places.keep(a_place("home", "2001:db8::/48"))
        work.places.keep(a_place("elsewhere", account="other"))
        work.places.keep(evolve(a_place(), seen_at=NOW + DAY))
    with bench.other.read() as work:
        places = work.places.of(account.id)
        assert {network: place.id for network, place in places.items()} == {
            "192.0.2.0/24": "office",
            "2001:db8::/48": "home",
        }
        assert work.places.get("office").seen_at == NOW + DAY
        assert work.places.of("") == {}


def test_a_place_not_seen_for_long_is_forgotten(bench: Bench, account: Account) -> None:
    with bench.store.begin() as work:
        work.places.keep(a_place())
        work.places.keep(evolve(a_place("home", "2001:db8::/48"), seen_at=NOW + HOUR))
        work.places.forget(NOW + HOUR)
        assert work.places.of(account.id).keys() == {"2001:db8::/48"}
        with pytest.raises(NotFound):
            work.places.get("office")


def test_a_second_factor_is_kept_changed_and_dropped(bench: Bench, account: Account) -> None:
    used = evolve(a_factor(), confirmed_at=NOW + HOUR, last_step=58_000_000, recovery=("a", "b"))
    with bench.store.begin() as work:
        assert work.second_factors.of(account.id) is None
        work.second_factors.keep(a_factor())
        assert work.second_factors.of(account.id) == a_factor()
        work.second_factors.keep(used)
    with bench.other.read() as work:
        assert work.second_factors.of(account.id) == used
    with bench.store.begin() as work:
        work.second_factors.drop(account.id)
        assert work.second_factors.of(account.id) is None


def test_a_second_factor_never_confirmed_is_forgotten(bench: Bench, account: Account) -> None:
    with bench.store.begin() as work:
        work.accounts.add(an_account("other", email="other@example.org"))
        work.second_factors.keep(a_factor())
        work.second_factors.keep(evolve(a_factor("other"), confirmed_at=NOW))
        work.second_factors.forget(NOW)
        assert work.second_factors.of(account.id) is not None
        work.second_factors.forget(NOW + HOUR)
        assert work.second_factors.of(account.id) is None
        assert work.second_factors.of("other") is not None


KEEPING: Final[Mapping[str, Callable[[Work], None]]] = {
    "place": lambda work: work.places.keep(a_place()),
    "factor": lambda work: work.second_factors.keep(a_factor()),
    "reset": lambda work: work.password_resets.keep(a_reset()),
}


@pytest.mark.parametrize("what", KEEPING)
def test_they_are_somebodys_who_is_known(bench: Bench, what: str) -> None:
    with pytest.raises(bench.broken), bench.store.begin() as work:
        KEEPING[what](work)


def test_a_forgotten_password_is_found_by_its_link_once_the_mail_is_written(
    bench: Bench, account: Account
) -> None:
    written = evolve(a_reset(), token_hash="hash", expires_at=NOW + 2 * HOUR)
    with bench.store.begin() as work:
        work.password_resets.keep(a_reset())
        work.password_resets.keep(a_reset("nobody", None))
        assert work.password_resets.by_token("hash") is None
        work.password_resets.keep(written)
    with bench.other.read() as work:
        assert work.password_resets.get("reset") == written
        assert work.password_resets.by_token("hash") == written
        assert work.password_resets.get("nobody") == a_reset("nobody", None)
        assert work.password_resets.get("unknown") is None
    with bench.store.begin() as work:
        assert work.password_resets.by_token("hash") == written


def test_the_links_of_an_account_are_dropped_together_and_those_that_are_over(
    bench: Bench, account: Account
) -> None:
    with bench.store.begin() as work:
        work.accounts.add(an_account("other", email="other@example.org"))
        for reset, of in (("a", account.id), ("b", account.id), ("c", "other")):
            work.password_resets.keep(a_reset(reset, of))
        work.password_resets.keep(evolve(a_reset("later", "other"), expires_at=NOW + 2 * HOUR))
        work.password_resets.drop_all(account.id)
        assert [work.password_resets.get(one) for one in ("a", "b")] == [None, None]
        assert work.password_resets.get("c") is not None
        work.password_resets.forget(NOW + HOUR)
        assert work.password_resets.get("c") is None
        assert work.password_resets.get("later") is not None


def test_the_sessions_of_an_account_are_listed_with_when_they_were_used(
    bench: Bench, account: Account
) -> None:
    desk = Session(account=account.id, opened_at=NOW, expires_at=NOW + DAY, network="192.0.2.0/24")
    with bench.store.begin() as work:
        work.accounts.add(an_account("other", email="other@example.org"))
        work.sessions.open("desk", desk)
        work.sessions.open("phone", evolve(desk, network=""))
        work.sessions.open("elsewhere", evolve(desk, account="other"))
        work.open_sessions.see("desk", NOW + HOUR)
        work.open_sessions.see("unknown", NOW + HOUR)
    with bench.other.read() as work:
        found = work.open_sessions.of(account.id)
        assert found == {"desk": evolve(desk, seen_at=NOW + HOUR), "phone": evolve(desk, network="")}


def test_all_but_one_session_may_be_ended(bench: Bench, account: Account) -> None:
    session = Session(account=account.id, opened_at=NOW, expires_at=NOW + DAY)
    with bench.store.begin() as work:
        for token_hash in ("desk", "phone"):
            work.sessions.open(token_hash, session)
        work.sessions.close_all(account.id, but="desk")
        assert work.open_sessions.of(account.id).keys() == {"desk"}
