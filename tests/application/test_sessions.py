"""Signing in and out, who is behind a session, and accounts opened by the operator."""

from datetime import timedelta

import pytest

from conseillers_application.add_account import AddAccount
from conseillers_application.people import person_of
from conseillers_application.sessions import SESSION_LASTS, Identify, SignOut
from conseillers_application.sign_in import SignedIn
from conseillers_domain.accounts import Role
from conseillers_domain.directory import Directory
from conseillers_domain.errors import Conflict, Invalid, Unavailable, Unidentified
from conseillers_domain.maintenance import Maintenance
from tests.application.service import ANA, DIRECTORY, Service
from tests.builders import Changed, an_account

PASSWORD = "quinze caractères et plus"


def add(service: Service, **changes: Changed) -> str:
    """The id of a fresh account."""
    values = {"email": "zoe@cci.example", "name": "Zoé", "password": PASSWORD, **changes}
    values.setdefault("roles", frozenset({Role.ADVISOR}))
    use_case = AddAccount(
        begin=service.store.begin,
        choose=service.choose,
        contacts=service.contacts,
        new_id=service.new_id,
    )
    return use_case(**values).id


def sign_in(service: Service, email: str = "zoe@cci.example", password: str = PASSWORD) -> SignedIn:
    """Somebody tries to."""
    return service.sign_in(email, password)


def identify(service: Service) -> Identify:
    """Tells who is behind a session."""
    return service.identify


def test_an_account_is_opened_with_its_password_hashed(service: Service) -> None:
    account_id = add(service, email=" zoe@cci.example ", branches=("cci",))
    with service.store.read() as work:
        account = work.accounts.get(account_id)
    assert (account.email, account.name, account.branches) == ("zoe@cci.example", "Zoé", ("cci",))
    assert account.password_hash == service.passwords.hash(PASSWORD)


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"password": "wq!kd vp zz 4x9"}, []),
        ({"password": "wq!kd vp zz 4x"}, [("/password", "length")]),
        ({"password": "zoe@cci.example"}, [("/password", "guessable")]),
        ({"password": "chambrechambre1", "institution": "chambre"}, [("/password", "guessable")]),
        ({"email": "zoe"}, [("/email", "format")]),
        ({"email": "", "password": ""}, [("/email", "format"), ("/password", "length")]),
    ],
)
def test_an_account_needs_an_address_and_a_long_password(
    service: Service, changes: dict[str, str], faults: list[tuple[str, str]]
) -> None:
    if not faults:
        assert add(service, **changes)
        return
    with pytest.raises(Invalid) as refused:
        add(service, **changes)
    assert [(one.pointer, one.code) for one in refused.value.faults] == faults


def test_an_address_has_one_account(service: Service) -> None:
    add(service)
    with pytest.raises(Conflict):
        add(service, email="ZOE@cci.example")


def test_who_signs_in_is_known_by_their_token_for_twelve_hours(service: Service) -> None:
    account_id = add(service)
    signed_in = sign_in(service, " Zoe@CCI.example ")
    assert signed_in.person.id == account_id
    service.at += SESSION_LASTS - timedelta(milliseconds=1)
    assert identify(service)(signed_in.token) == signed_in.person
    service.at += timedelta(milliseconds=1)
    with pytest.raises(Unidentified) as over:
        identify(service)(signed_in.token)
    assert (over.value.code, timedelta(hours=12)) == ("session_over", SESSION_LASTS)


def test_a_wrong_password_and_an_unknown_address_are_told_the_same(service: Service) -> None:
    add(service)
    told = set()
    for email, password in (("zoe@cci.example", "wrong"), ("nobody@cci.example", PASSWORD)):
        with pytest.raises(Unidentified) as refused:
            sign_in(service, email, password)
        told.add((refused.value.code, refused.value.sentence))
    assert told == {("wrong_credentials", "Adresse e-mail ou mot de passe incorrect.")}


@pytest.mark.parametrize("token", [None, "", "wrong"])
def test_nobody_is_behind_no_token_or_a_wrong_one(service: Service, token: str | None) -> None:
    with pytest.raises(Unidentified):
        identify(service)(token)


def test_a_session_closed_is_over_for_good(service: Service) -> None:
    add(service)
    token = sign_in(service).token
    sign_out = SignOut(begin=service.store.begin, secrets=service.secrets)
    sign_out(token)
    sign_out(token)
    with pytest.raises(Unidentified):
        identify(service)(token)


def test_the_token_itself_is_kept_nowhere(service: Service) -> None:
    add(service)
    signed_in = sign_in(service)
    with service.store.read() as work:
        assert work.sessions.find(signed_in.token) is None
        assert work.sessions.find(service.secrets.hash(signed_in.token)) is not None


def test_a_write_comes_from_our_pages_when_it_carries_the_token_of_its_session(service: Service) -> None:
    add(service)
    one, other = sign_in(service), sign_in(service)
    may_write = identify(service).may_write
    assert may_write(one.token, one.csrf_token)
    assert not may_write(one.token, other.csrf_token)
    assert not may_write(one.token, "")
    assert not may_write(one.token, None)


@pytest.mark.parametrize(
    ("roles", "email", "teams", "supervised"),
    [
        ({Role.ADVISOR}, ANA.upper(), {"cci-47"}, set()),
        ({Role.ADVISOR}, "nobody@example.org", set(), set()),
        ({Role.STAFF}, ANA, set(), set()),
        ({Role.MANAGER}, ANA, set(), {"urssaf-1", "urssaf-2"}),
        ({Role.ADVISOR, Role.MANAGER}, ANA, {"cci-47"}, {"urssaf-1", "urssaf-2"}),
        ({Role.PILOT}, ANA, set(), set()),
    ],
)
def test_a_person_has_the_teams_that_the_directory_and_their_roles_give(
    roles: set[Role], email: str, teams: set[str], supervised: set[str]
) -> None:
    account = an_account("a", *roles, email=email, branches=("urssaf",))
    person = person_of(account, Directory(DIRECTORY, "1"))
    assert (set(person.teams), set(person.supervised)) == (teams, supervised)
    assert (person.id, person.email, person.name) == ("a", email, "Ana Roux")
    assert set(person.roles) == roles


def test_only_who_runs_the_service_signs_in_while_it_is_paused(service: Service) -> None:
    add(service)
    add(service, email="ops@service.example", roles=frozenset({Role.OPERATOR}))
    with service.store.begin() as work:
        work.maintenance.begin(Maintenance(message="Mise à jour.", since=service.now(), by="ops"))
    with pytest.raises(Unavailable, match="Mise à jour"):
        sign_in(service)
    with pytest.raises(Unidentified):
        sign_in(service, password="une autre phrase de passe")
    assert sign_in(service, email="ops@service.example").person.roles == {Role.OPERATOR}
