"""Other motives, the end of an account and other roles: each as the direction decided (CGU 6.1)."""

from collections.abc import Callable

import pytest

from conseillers_application.account_states import AccountState
from conseillers_application.add_account import AddAccount
from conseillers_application.change_roles import NewRoles
from conseillers_application.direction_decisions import NewDecision
from conseillers_application.mails import EndedMail, LiftedMail, SuspendedMail
from conseillers_application.ports import Session
from conseillers_application.repeats import Repeat
from conseillers_domain.account_changes import ChangeKind
from conseillers_domain.accounts import Motive, Role
from conseillers_domain.decisions_of_direction import Measure
from conseillers_domain.errors import Conflict, Invalid, NotFound, Unidentified
from tests.application.ends import BOSS, Ends
from tests.application.service import ANA, BASE_URL, BOB, Service
from tests.builders import DAY, HOUR, NOW, an_account


@pytest.fixture
def ends(service: Service) -> Ends:
    made = Ends(service)
    made.directed()
    return made


def refused(act: Callable[[], AccountState]) -> str:
    with pytest.raises(Conflict) as told:
        act()
    return told.value.code


def missing(act: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as told:
        act()
    return [(fault.pointer, fault.code) for fault in told.value.faults]


def test_another_motive_needs_the_decision_that_says_so(service: Service, ends: Ends) -> None:
    staff = service.person("staff")
    assert missing(lambda: ends.suspend(staff, "ana", Motive.OTHER)) == [("/decision", "required")]
    unknown = missing(lambda: ends.suspend(staff, "ana", Motive.OTHER, "9999"))
    assert unknown == [("/decision", "unknown_decision")]
    end, bobs = ends.decided(ANA, Measure.END), ends.decided(BOB, Measure.SUSPENSION)
    for decision in (end, bobs):
        assert refused(lambda: ends.suspend(staff, "ana", Motive.OTHER, decision)) == "decision_mismatch"  # noqa: B023 - called at once
    right = ends.decided(ANA, Measure.SUSPENSION)
    state = ends.suspend(staff, "ana", Motive.OTHER, right)
    (change,) = state.changes
    assert state.suspended
    assert (change.motive, change.decision) == (Motive.OTHER, right)


def test_urgency_takes_no_decision(service: Service, ends: Ends) -> None:
    decision = ends.decided(ANA, Measure.SUSPENSION)
    faults = missing(lambda: ends.suspend(service.person("staff"), "ana", Motive.URGENCY, decision))
    assert faults == [("/decision", "not_asked")]


def test_a_decision_confirms_an_urgent_suspension_and_serves_once(service: Service, ends: Ends) -> None:
    staff = service.person("staff")
    ends.suspend(staff, "ana", Motive.URGENCY)
    decision = ends.decided(ANA, Measure.SUSPENSION)
    confirmed = ends.suspend(staff, "ana", Motive.OTHER, decision)
    assert [one.motive for one in confirmed.changes] == [Motive.URGENCY, Motive.OTHER]
    ends.suspend.lift(staff, "ana")
    assert refused(lambda: ends.suspend(staff, "ana", Motive.OTHER, decision)) == "decision_used"


def test_who_decides_does_not_carry_it_out(service: Service, ends: Ends) -> None:
    service.open_account(an_account("both", Role.DIRECTION, Role.STAFF))
    both = service.person("both")
    new = NewDecision(email=ANA, measure=Measure.END, why="Conseil")
    decision = ends.record(both, new).id
    assert refused(lambda: ends.end(both, "ana", decision)) == "own_decision"


def test_an_ended_account_never_returns(service: Service, ends: Ends) -> None:
    password = service.passwords.hash("un mot de passe long")
    service.open_account(an_account("zoe", email="zoe@cci.example", password_hash=password))
    staff = service.person("staff")
    ends.suspend(staff, "zoe", Motive.URGENCY)
    service.at += HOUR
    state = ends.end(staff, "zoe", ends.decided("zoe@cci.example", Measure.END))
    assert (state.ended_at, state.suspended) == (NOW + HOUR, True)
    assert [one.kind for one in state.changes] == [ChangeKind.SUSPENDED, ChangeKind.ENDED]
    with pytest.raises(Unidentified) as told:
        service.sign_in("zoe@cci.example", "un mot de passe long")
    assert told.value.code == "account_ended"
    again = ends.decided("zoe@cci.example", Measure.SUSPENSION)
    for act in (
        lambda: ends.suspend.lift(staff, "zoe"),
        lambda: ends.suspend(staff, "zoe", Motive.OTHER, again),
        lambda: ends.end(staff, "zoe", again),
        lambda: ends.roles(staff, "zoe", NewRoles(roles=frozenset({Role.PILOT}), reason="Non")),
    ):
        assert refused(act) == "account_ended"


def test_the_address_of_an_ended_account_gets_no_other_and_its_name_stays(
    service: Service, ends: Ends
) -> None:
    ends.end(service.person("staff"), "ana", ends.decided(ANA, Measure.END))
    add = AddAccount(
        begin=service.store.begin,
        choose=service.choose,
        contacts=service.contacts,
        new_id=service.new_id,
    )
    with pytest.raises(Conflict):
        add(email=ANA, name="Ana", password="girafe lampe tournevis", roles=frozenset({Role.ADVISOR}))
    with service.store.read() as work:
        assert work.accounts.names(frozenset({"ana"})) == {"ana": "Ana"}


def test_an_end_needs_a_decision_and_is_not_ones_own(service: Service, ends: Ends) -> None:
    staff = service.person("staff")
    assert missing(lambda: ends.end(staff, "ana", None)) == [("/decision", "required")]
    assert refused(lambda: ends.end(staff, "staff", None)) == "own_account"
    with pytest.raises(NotFound):
        ends.end(service.person("bob"), "ana", None)


def test_other_roles_are_traced_and_end_sessions(service: Service, ends: Ends) -> None:
    with service.store.begin() as work:
        work.sessions.open("hash", Session(account="ana", opened_at=NOW, expires_at=NOW + DAY))
    new = NewRoles(roles=frozenset({Role.ADVISOR, Role.MANAGER}), reason="Dirige son antenne")
    state = ends.roles(service.person("staff"), "ana", new)
    (change,) = state.changes
    assert state.roles == ("advisor", "manager")
    assert (change.roles, change.reason) == ((Role.ADVISOR, Role.MANAGER), "Dirige son antenne")
    assert service.person("ana").roles == new.roles
    with service.store.read() as work:
        assert work.sessions.find("hash") is None
    assert ends.roles(service.person("staff"), "ana", new) == state
    service.work()
    assert service.written(to=ANA) == []


def test_roles_in_charge_of_the_service_are_the_directions_to_give(service: Service, ends: Ends) -> None:
    staff = service.person("staff")
    for role in (Role.STAFF, Role.OPERATOR, Role.DIRECTION):
        new = NewRoles(roles=frozenset({Role.ADVISOR, role}), reason="Renfort")
        assert missing(lambda: ends.roles(staff, "ana", new)) == [("/decision", "required")]  # noqa: B023 - called at once
    decision = ends.decided(ANA, Measure.ROLES)
    roles = frozenset({Role.ADVISOR, Role.STAFF})
    assert ends.roles(staff, "ana", NewRoles(roles=roles, reason="Renfort", decision=decision)).roles == (
        "advisor",
        "staff",
    )
    back = NewRoles(roles=frozenset({Role.ADVISOR}), reason="Fin du renfort")
    assert missing(lambda: ends.roles(staff, "ana", back)) == [("/decision", "required")]


def test_roles_are_changed_for_a_reason_and_not_ones_own(service: Service, ends: Ends) -> None:
    staff = service.person("staff")
    nothing = NewRoles(roles=frozenset(), reason=" ")
    assert missing(lambda: ends.roles(staff, "ana", nothing)) == [
        ("/reason", "required"),
        ("/roles", "required"),
    ]
    some = NewRoles(roles=frozenset({Role.ADVISOR}), reason="Moi")
    assert refused(lambda: ends.roles(staff, "staff", some)) == "own_account"
    with pytest.raises(NotFound):
        ends.roles(service.person("bob"), "ana", some)


def test_decisions_are_read_by_the_direction_and_staff_the_latest_first(service: Service, ends: Ends) -> None:
    first = ends.decided(ANA, Measure.SUSPENSION)
    service.at += HOUR
    second = ends.decided(BOB, Measure.END)
    for reader in ("staff", BOSS):
        page = ends.decisions(service.person(reader), limit=1)
        assert ([one.id for one in page.items], page.total) == ([second], 2)
        rest = ends.decisions(service.person(reader), page.next, 1)
        assert ([one.id for one in rest.items], rest.next) == ([first], None)
    (_, told) = ends.decisions(service.person("staff")).items
    assert (told.account_name, told.by, told.measure_label) == ("Ana", "Ana Roux", "suspension du compte")
    for stranger in ("ana", "operator"):
        with pytest.raises(NotFound):
            ends.decisions(service.person(stranger))


def test_only_the_direction_decides(service: Service, ends: Ends) -> None:
    new = NewDecision(email=ANA, measure=Measure.END, why="Conseil")
    for stranger in ("staff", "ana", "operator"):
        with pytest.raises(NotFound):
            ends.record(service.person(stranger), new)


def test_a_decision_is_about_somebody_and_for_a_reason(service: Service, ends: Ends) -> None:
    boss = service.person(BOSS)
    wrong = NewDecision(email="personne@cci.example", measure=Measure.END, why=" ")
    assert missing(lambda: ends.record(boss, wrong)) == [
        ("/why", "required"),
        ("/email", "unknown_account"),
    ]
    long = NewDecision(email=ANA, measure=Measure.END, why="x" * 2001)
    assert missing(lambda: ends.record(boss, long)) == [("/why", "too_long")]


def test_a_decision_sent_again_is_recorded_once(service: Service, ends: Ends) -> None:
    new, repeat = NewDecision(email=ANA, measure=Measure.END, why="Conseil"), Repeat("clé", "corps")
    first = ends.record(service.person(BOSS), new, repeat)
    assert ends.record(service.person(BOSS), new, repeat) == first
    assert ends.decisions(service.person("staff")).total == 1


def test_the_person_is_told_of_each(service: Service, ends: Ends) -> None:
    staff = service.person("staff")
    ends.suspend(staff, "ana", Motive.SECURITY)
    service.work()
    ends.suspend.lift(staff, "ana")
    service.work()
    ends.end(staff, "ana", ends.decided(ANA, Measure.END))
    service.work()
    assert service.written(to=ANA) == [
        SuspendedMail(name="Ana", motive="sécurité", at=NOW),
        LiftedMail(name="Ana", at=NOW, sign_in_url=BASE_URL),
        EndedMail(name="Ana", at=NOW),
    ]


def test_nobody_is_told_what_is_no_longer_true(service: Service, ends: Ends) -> None:
    staff = service.person("staff")
    ends.suspend(staff, "ana", Motive.SECURITY)
    ends.suspend.lift(staff, "ana")
    ends.suspend(staff, "ana", Motive.URGENCY)
    service.work()
    assert service.written(to=ANA) == [SuspendedMail(name="Ana", motive="urgence", at=NOW)]
