"""What every store does with accounts."""

import pytest
from attrs import evolve
from hypothesis import given

from conseillers_domain.accounts import Account, Role
from conseillers_domain.errors import Conflict, NotFound
from tests.builders import an_account
from tests.contracts.stores import Bench
from tests.contracts.strategies import ACCOUNTS, ON_ONE_STORE


def add(bench: Bench, *accounts: Account) -> None:
    with bench.store.begin() as work:
        for account in accounts:
            work.accounts.add(account)


@ON_ONE_STORE
@given(first=ACCOUNTS, then=ACCOUNTS)
def test_an_account_comes_back_as_it_was_kept_and_changed(
    bench: Bench, first: Account, then: Account
) -> None:
    account_id = bench.new_id()
    first = evolve(first, id=account_id, email=f"Ana{account_id}@example.org")
    then = evolve(then, id=account_id, email=f"Roux{account_id}@example.org")
    add(bench, first)
    with bench.other.read() as work:
        assert work.accounts.get(account_id) == first
    with bench.store.begin() as work:
        work.accounts.save(then)
    with bench.other.read() as work:
        assert work.accounts.get(account_id) == then
        assert work.accounts.by_email(then.email) == then
        assert work.accounts.by_email(first.email) is None


def test_an_account_is_found_by_its_address_whatever_its_case(bench: Bench) -> None:
    account = an_account(email="Ana.Roux@Example.org")
    add(bench, account)
    with bench.store.read() as work:
        assert work.accounts.by_email("ana.roux@EXAMPLE.ORG") == account
        assert work.accounts.by_email("ana@example.org") is None


def test_an_address_has_one_account_whatever_its_case(bench: Bench) -> None:
    add(bench, an_account("1", email="ana@example.org"))
    with bench.store.begin() as work, pytest.raises(Conflict) as refused:
        work.accounts.add(an_account("2", email="ANA@example.org"))
    assert refused.value.code == "account_exists"


def test_an_account_does_not_take_the_address_of_another(bench: Bench) -> None:
    add(bench, an_account("1", email="ana@example.org"), an_account("2"))
    with bench.store.begin() as work, pytest.raises(Conflict) as refused:
        work.accounts.save(an_account("2", email="Ana@example.org"))
    assert refused.value.code == "account_exists"


def test_an_account_keeps_its_address_when_it_changes(bench: Bench) -> None:
    add(bench, an_account())
    with bench.store.begin() as work:
        work.accounts.save(an_account("account", Role.STAFF, Role.OPERATOR))
    with bench.store.read() as work:
        assert work.accounts.get("account").roles == {Role.STAFF, Role.OPERATOR}


def test_an_unknown_account_is_not_found(bench: Bench) -> None:
    with bench.store.begin() as work:
        with pytest.raises(NotFound):
            work.accounts.get("unknown")
        with pytest.raises(NotFound):
            work.accounts.save(an_account("unknown"))


def test_only_the_names_of_people_who_are_known_are_told(bench: Bench) -> None:
    add(bench, an_account("1", name="Ana"), an_account("2", name="Béa"), an_account("3", name="Cléa"))
    with bench.store.read() as work:
        assert work.accounts.names(frozenset({"1", "3", "rule"})) == {"1": "Ana", "3": "Cléa"}
        assert work.accounts.names(frozenset()) == {}
