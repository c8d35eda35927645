"""What every store does with sessions."""

from datetime import datetime

import pytest
from hypothesis import given

from conseillers_application.ports import Session
from conseillers_domain.accounts import Account
from tests.builders import DAY, NOW, an_account
from tests.contracts.stores import Bench
from tests.contracts.strategies import INSTANTS, ON_ONE_STORE


def a_session(account: str = "account") -> Session:
    return Session(account=account, opened_at=NOW, expires_at=NOW + DAY)


@pytest.fixture
def account(bench: Bench) -> Account:
    with bench.store.begin() as work:
        work.accounts.add(an_account())
    return an_account()


@ON_ONE_STORE
@given(opened_at=INSTANTS, expires_at=INSTANTS)
def test_a_session_is_found_with_its_account(bench: Bench, opened_at: datetime, expires_at: datetime) -> None:
    token = bench.new_id()
    account = an_account(token)
    session = Session(account=token, opened_at=opened_at, expires_at=expires_at)
    with bench.store.begin() as work:
        work.accounts.add(account)
        work.sessions.open(token, session)
    with bench.other.read() as work:
        assert work.sessions.find(token) == (session, account)


def test_an_account_is_read_as_it_is_now(bench: Bench, account: Account) -> None:
    with bench.store.begin() as work:
        work.sessions.open("hash", a_session())
        work.accounts.save(an_account(name="Ana Roux-Lefèvre"))
    with bench.store.read() as work:
        found = work.sessions.find("hash")
    assert found is not None
    assert found[1].name == "Ana Roux-Lefèvre"


def test_nobody_is_signed_in_with_an_unknown_token(bench: Bench) -> None:
    with bench.store.read() as work:
        assert work.sessions.find("unknown") is None


def test_somebody_may_be_signed_in_several_times_and_leaves_one(bench: Bench, account: Account) -> None:
    with bench.store.begin() as work:
        work.sessions.open("desk", a_session())
        work.sessions.open("phone", a_session())
        work.sessions.close("desk")
    with bench.store.read() as work:
        assert work.sessions.find("desk") is None
        assert work.sessions.find("phone") == (a_session(), account)


def test_a_session_that_does_not_exist_is_closed_already(bench: Bench) -> None:
    with bench.store.begin() as work:
        work.sessions.close("unknown")
        assert work.sessions.find("unknown") is None


def test_a_session_is_somebodys_who_is_known(bench: Bench) -> None:
    with pytest.raises(bench.broken), bench.store.begin() as work:
        work.sessions.open("hash", a_session("unknown"))


def test_every_session_of_an_account_is_ended_at_once_and_nobody_else_s(
    bench: Bench, account: Account
) -> None:
    other = an_account("other", email="other@example.org")
    with bench.store.begin() as work:
        work.accounts.add(other)
        work.sessions.open("desk", a_session())
        work.sessions.open("phone", a_session())
        work.sessions.open("elsewhere", a_session("other"))
        work.sessions.close_all(account.id)
    with bench.other.read() as work:
        assert [work.sessions.find(one) for one in ("desk", "phone")] == [None, None]
        assert work.sessions.find("elsewhere") == (a_session("other"), other)
