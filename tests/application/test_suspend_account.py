"""A suspended account is shut out at its next request, and its team is passed over when nobody is left."""

import pytest
from attrs import evolve

from conseillers_application.account_states import AccountState
from conseillers_application.ports import Session
from conseillers_application.suspend_account import SuspendAccount
from conseillers_domain.account_changes import ChangeKind
from conseillers_domain.accounts import Motive, Role
from conseillers_domain.errors import Conflict, NotFound, Unidentified
from tests.application.ends import Ends
from tests.application.service import ANA, DIRECTORY, Service
from tests.builders import DAY, an_account


def plain(state: AccountState) -> AccountState:
    """The same, without what was done to it before."""
    return evolve(state, changes=())


SUSPENDED = AccountState(
    id="ana",
    email=ANA,
    name="Ana",
    roles=("advisor",),
    suspended=True,
    ended_at=None,
    silent_teams=("cci-47",),
    changes=(),
)

LIFTED = evolve(SUSPENDED, suspended=False, silent_teams=())


@pytest.fixture
def suspending(service: Service) -> SuspendAccount:
    return Ends(service).suspend


def versions(service: Service) -> list[str]:
    with service.store.read() as work:
        return [one.why for one in work.directories.versions()]


def test_the_suspended_receive_nothing_more_until_it_is_lifted(
    service: Service, suspending: SuspendAccount
) -> None:
    staff = service.person("staff")
    assert plain(suspending(staff, "ana", Motive.SECURITY)) == SUSPENDED
    need = service.need(service.deposited())
    assert [one.team for one in need.referrals] == ["urssaf-1", "urssaf-2"]
    with service.store.read() as work:
        (objection,) = work.needs.decision(need.id).objections
    assert (objection.team, objection.reason) == ("cci-47", "suspended")
    assert plain(suspending.lift(staff, "ana")) == LIFTED
    with service.store.read() as work:
        assert work.directories.current().crews["cci-47"].active
    assert versions(service) == [
        "Levée de la suspension du compte ana",
        "Suspension du compte ana (sécurité)",
        "",
    ]


def test_said_twice_it_changes_nothing_more(service: Service, suspending: SuspendAccount) -> None:
    staff = service.person("staff")
    assert suspending.lift(staff, "ana").suspended is False
    suspending(staff, "ana", Motive.URGENCY)
    again = suspending(staff, "ana", Motive.SECURITY)
    assert plain(again) == SUSPENDED
    assert [(one.kind, one.motive, one.by) for one in again.changes] == [
        (ChangeKind.SUSPENDED, Motive.URGENCY, "Équipe")
    ]
    assert versions(service) == ["Suspension du compte ana (urgence)", ""]


def test_their_session_is_over_and_no_other_opens(service: Service, suspending: SuspendAccount) -> None:
    password = service.passwords.hash("un mot de passe long")
    service.open_account(an_account("zoe", email="Zoe@cci.example", password_hash=password))
    signing, identify = service.sign_in, service.identify
    token = signing("zoe@cci.example", "un mot de passe long").token
    staff = service.person("staff")
    suspending(staff, "zoe", Motive.URGENCY)
    with pytest.raises(Unidentified) as told:
        signing("zoe@cci.example", "un mot de passe long")
    assert told.value.code == "suspended"
    suspending.lift(staff, "zoe")
    with pytest.raises(Unidentified) as told:
        identify(token)
    assert told.value.code == "session_over"
    assert identify(signing("zoe@cci.example", "un mot de passe long").token).id == "zoe"


def test_a_session_that_outlived_the_suspension_is_shut_out_as_well(
    service: Service, suspending: SuspendAccount
) -> None:
    identify = service.identify
    suspending(service.person("staff"), "ana", Motive.URGENCY)
    with service.store.begin() as work:
        session = Session(account="ana", opened_at=service.at, expires_at=service.at + DAY)
        work.sessions.open(service.secrets.hash("token"), session)
    with pytest.raises(Unidentified) as told:
        identify("token")
    assert told.value.code == "suspended"


def test_the_suspended_stay_so_when_the_directory_changes(
    service: Service, suspending: SuspendAccount
) -> None:
    suspending(service.person("staff"), "ana", Motive.URGENCY)
    with service.store.read() as work:
        assert work.directories.current().directory.document == DIRECTORY
        assert work.directories.current().directory.suspended == {ANA}


def test_an_account_is_found_by_its_address(service: Service, suspending: SuspendAccount) -> None:
    staff = service.person("staff")
    assert suspending.find(staff, " ANA@cci.example ") == LIFTED
    for unknown in ("personne@cci.example", ""):
        with pytest.raises(NotFound):
            suspending.find(staff, unknown)
    with pytest.raises(NotFound):
        suspending(staff, "personne", Motive.URGENCY)


def test_one_does_not_suspend_oneself(service: Service, suspending: SuspendAccount) -> None:
    with pytest.raises(Conflict):
        suspending(service.person("staff"), "staff", Motive.URGENCY)


def test_who_may_not_suspend_finds_nothing(service: Service, suspending: SuspendAccount) -> None:
    service.open_account(an_account("boss", Role.DIRECTION))
    for person in (service.person("ana"), service.person("boss")):
        with pytest.raises(NotFound):
            suspending(person, "bob", Motive.URGENCY)
        with pytest.raises(NotFound):
            suspending.lift(person, "bob")
        with pytest.raises(NotFound):
            suspending.find(person, ANA)
