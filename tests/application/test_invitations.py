"""Invitations: one or many, a link that serves once, sent again, revoked, over in two months (CGU 4.3.A)."""

from datetime import timedelta

import pytest
from attrs import evolve

from conseillers_application.joining.invitations import NewDates
from conseillers_application.joining.invite import Invited, NewInvitations, NotInvited
from conseillers_application.mails import DemonstrationOffered
from conseillers_application.people import person_of
from conseillers_application.repeats import Repeat
from conseillers_domain.accounts import Role
from conseillers_domain.errors import Conflict, Fault, Invalid, NotFound
from conseillers_domain.invitation import LASTS, Demonstration, InvitationState
from tests.application.joining import ACTIVATION, LOU, MAX, NEWCOMERS, PASSWORD, Joining, joining
from tests.application.service import DIRECTORY, Service
from tests.builders import DAY, HOUR, NOW, Changed, an_account, an_advisor

MORNING = Demonstration(at=NOW + DAY, place="https://visio.example/demo")
EVENING = Demonstration(at=NOW + 2 * DAY)
WAITING, EXPIRED = InvitationState.WAITING, InvitationState.EXPIRED


@pytest.fixture
def access(service: Service) -> Joining:
    return joining(service)


@pytest.fixture
def link(access: Joining) -> str:
    """The token that Lou was sent."""
    access.invite(access.staff, NewInvitations(email=LOU))
    return access.token(LOU)


def over(access: Joining, token: str) -> str:
    """Why a link opens nothing: for who looks as for who accepts."""
    with pytest.raises(NotFound) as looked:
        access.open(token)
    with pytest.raises(NotFound) as accepted:
        access.accept(token, ACTIVATION)
    assert looked.value.code == accepted.value.code
    return looked.value.code


def listed(access: Joining, state: InvitationState = WAITING) -> list[str]:
    return [one.email for one in access.follow(access.staff, state).items]


def invitation(access: Joining) -> str:
    (line,) = access.follow(access.staff, WAITING).items
    return line.id


def test_who_is_invited_opens_their_account_as_the_advisor_of_the_directory(
    service: Service, access: Joining, link: str
) -> None:
    found = access.open(link)
    assert (found.email, found.first_name, found.last_name) == (LOU, "Lou", "Delmas")
    assert (found.institution, found.terms_version) == ("CCI de Lot-et-Garonne", "1")
    assert access.open(link) == found
    opened = access.accept(link, evolve(ACTIVATION, first_name=" Louise "))
    assert (opened.email, opened.name, opened.roles) == (LOU, "Louise Delmas", (Role.ADVISOR,))
    with service.store.read() as work:
        account = work.accounts.by_email(LOU)
        assert account is not None
        assert service.passwords.right(PASSWORD, account.password_hash)
        assert person_of(account, work.directories.current().directory).teams == {"cci-47"}
        assert work.terms_acceptances.find(account.id, "1") == NOW
    assert listed(access, InvitationState.ACCEPTED) == [LOU]


def test_a_link_serves_once(access: Joining, link: str) -> None:
    access.accept(link, ACTIVATION)
    assert over(access, link) == "invitation_used"
    with pytest.raises(Conflict) as refused:
        access.invite(access.staff, NewInvitations(email=LOU))
    assert refused.value.code == "account_exists"
    (line,) = access.follow(access.staff, InvitationState.ACCEPTED).items
    with pytest.raises(Conflict) as refused:
        access.follow.renew(access.staff, line.id, NewDates())
    assert refused.value.code == "invitation_accepted"


def test_a_link_lives_two_months(service: Service, access: Joining, link: str) -> None:
    service.at = NOW + LASTS - timedelta(seconds=1)
    assert access.open(link).expires_at == NOW + LASTS
    assert listed(access) == [LOU]
    service.at = NOW + LASTS
    assert over(access, link) == "invitation_expired"
    assert (listed(access), listed(access, EXPIRED)) == ([], [LOU])


def test_sent_again_the_former_link_is_dead_and_two_months_begin_anew(
    service: Service, access: Joining, link: str
) -> None:
    service.at = NOW + LASTS
    (line,) = access.follow(access.staff, EXPIRED).items
    again = access.follow.renew(access.staff, line.id, NewDates())
    assert (again.number, again.state, again.expires_at) == (2, WAITING, NOW + 2 * LASTS)
    latest = access.token(LOU)
    assert over(access, link) == "not_found"
    access.accept(latest, ACTIVATION)
    assert over(access, link) == "invitation_used"


@pytest.mark.parametrize("anew", [NewInvitations(email=LOU), NewInvitations(institution="cci")])
def test_inviting_anew_sends_again_what_is_over_and_nothing_that_waits(
    service: Service, access: Joining, link: str, anew: NewInvitations
) -> None:
    with pytest.raises(Conflict) as refused:
        access.invite(access.staff, NewInvitations(email=LOU))
    assert refused.value.code == "already_invited"
    service.at = NOW + LASTS
    access.invite(access.staff, anew)
    latest = access.token(LOU)
    assert access.open(latest).email == LOU
    assert over(access, link) == "not_found"
    assert listed(access, EXPIRED) == []


def test_who_was_taken_back_may_be_invited_anew(access: Joining, link: str) -> None:
    access.follow.revoke(access.staff, invitation(access))
    access.invite(access.staff, NewInvitations(email=LOU))
    assert access.open(access.token(LOU)).email == LOU
    assert over(access, link) == "invitation_revoked"


def test_a_revoked_invitation_opens_nothing_and_its_mail_does_not_leave(
    service: Service, access: Joining, link: str
) -> None:
    access.follow.renew(access.staff, invitation(access), NewDates())
    access.follow.revoke(access.staff, invitation(access))
    service.work()
    assert len(service.written(to=LOU)) == 1
    assert over(access, link) == "invitation_revoked"
    (line,) = access.follow(access.staff, InvitationState.REVOKED).items
    for act in (access.follow.revoke, lambda person, one: access.follow.renew(person, one, NewDates())):
        with pytest.raises(Conflict) as refused:
            act(access.staff, line.id)
        assert refused.value.code == "invitation_revoked"


def test_a_link_that_is_none_of_ours_opens_nothing(access: Joining, link: str) -> None:
    assert over(access, link + "x") == "not_found"


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"first_name": " ", "last_name": "x" * 101}, {"/first_name": "required", "/last_name": "too_long"}),
        ({"terms_version": ""}, {"/terms_version": "required"}),
        (
            {"terms_version": "0", "password": "court"},
            {"/terms_version": "unknown_terms_version", "/password": "…"},
        ),
    ],
)
def test_all_that_is_wrong_is_told_at_once_and_the_link_still_serves(
    access: Joining, link: str, changes: Changed, faults: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        access.accept(link, evolve(ACTIVATION, **changes))
    told = {fault.pointer: fault.code for fault in refused.value.faults}
    assert told.keys() == faults.keys()
    assert all(told[place] == code for place, code in faults.items() if code != "…")
    access.accept(link, ACTIVATION)


def test_faults_of_shape_are_told_with_the_others(access: Joining, link: str) -> None:
    shape = Fault("/first_name", "type", "Un texte est attendu.")
    for password, told in ((PASSWORD, ["type"]), ("court", ["type", "length"])):
        with pytest.raises(Invalid) as refused:
            access.accept(link, evolve(ACTIVATION, password=password), known=(shape,))
        assert [fault.code for fault in refused.value.faults] == told


def test_who_left_the_directory_opens_no_account(service: Service, access: Joining, link: str) -> None:
    access.follow.renew(access.staff, invitation(access), NewDates())
    latest = access.token(LOU)
    one = access.follow.renew(access.staff, invitation(access), NewDates()).id
    service.publish(DIRECTORY)
    service.work()
    assert len(service.written(to=LOU)) == 2
    service.publish(NEWCOMERS)
    access.follow.renew(access.staff, one, NewDates())
    latest = access.token(LOU)
    service.publish(DIRECTORY)
    for act in (
        lambda: access.open(latest),
        lambda: access.accept(latest, ACTIVATION),
        lambda: access.follow.renew(access.staff, one, NewDates()),
    ):
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == "not_in_directory"


def test_an_account_opened_meanwhile_is_not_opened_twice(
    service: Service, access: Joining, link: str
) -> None:
    service.open_account(an_account("lou", email=LOU))
    with pytest.raises(Conflict) as refused:
        access.accept(link, ACTIVATION)
    assert refused.value.code == "account_exists"


def test_an_institution_that_joins_has_all_its_people_invited(service: Service, access: Joining) -> None:
    service.publish(
        evolve(NEWCOMERS, advisors=(*NEWCOMERS.advisors, an_advisor("tom@gmail.com", branch="cci-47")))
    )
    access.invite(access.staff, NewInvitations(email=MAX))
    everybody = NewInvitations(institution="cci", demonstrations=(MORNING,))
    done = access.invite(access.staff, everybody, repeat=Repeat("k", "digest"))
    personal = "Donnez votre adresse professionnelle, celle qui finit par @cci.example."
    assert done == Invited(
        invited=1,
        already_invited=1,
        with_account=1,
        refused=(NotInvited(email="tom@gmail.com", message=personal),),
    )
    assert access.invite(access.staff, everybody, repeat=Repeat("k", "digest")) == Invited(invited=1)
    assert access.invite(access.staff, everybody).invited == 0
    service.work()
    assert [len(service.written(to=one)) for one in (LOU, MAX, "tom@gmail.com")] == [1, 1, 0]
    assert sorted(listed(access)) == [LOU, MAX]


def test_dates_of_demonstration_come_with_their_calendar_files_while_they_are_ahead(
    service: Service, access: Joining
) -> None:
    access.invite(access.staff, NewInvitations(email=LOU, demonstrations=(MORNING, EVENING)))
    mail = access.invited(LOU)
    offered = (
        DemonstrationOffered(at=MORNING.at, place=MORNING.place),
        DemonstrationOffered(at=EVENING.at, place=""),
    )
    assert mail.demonstrations == offered
    assert [one.name for one in mail.attachments] == ["demonstration-1.ics", "demonstration-2.ics"]
    assert b"DTSTART:20261124T090000Z" in mail.attachments[0].content
    service.at = MORNING.at
    access.follow.renew(access.staff, invitation(access), NewDates())
    assert access.invited(LOU).demonstrations == offered[1:]
    later = Demonstration(at=NOW + 5 * DAY, place="Salle 2")
    access.follow.renew(access.staff, invitation(access), NewDates(demonstrations=(later,)))
    assert [one.place for one in access.invited(LOU).demonstrations] == ["Salle 2"]


@pytest.mark.parametrize(
    ("new", "faults"),
    [
        (NewInvitations(), {"": "one_of"}),
        (NewInvitations(email=LOU, institution="cci"), {"": "one_of"}),
        (NewInvitations(institution="banque"), {"/institution": "unknown_institution"}),
        (
            NewInvitations(email=LOU, demonstrations=(Demonstration(at=NOW, place="x" * 501),)),
            {"/demonstrations/0/at": "past", "/demonstrations/0/place": "too_long"},
        ),
        (NewInvitations(email=LOU, demonstrations=(MORNING,) * 11), {"/demonstrations": "too_many"}),
    ],
)
def test_what_no_invitation_may_be_is_told(
    access: Joining, new: NewInvitations, faults: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        access.invite(access.staff, new)
    assert {fault.pointer: fault.code for fault in refused.value.faults} == faults


def test_an_institution_that_closed_invites_nobody(service: Service, access: Joining) -> None:
    institutions = tuple(evolve(one, closed=one.slug == "cci") for one in NEWCOMERS.institutions)
    service.publish(evolve(NEWCOMERS, institutions=institutions))
    with pytest.raises(Invalid) as refused:
        access.invite(access.staff, NewInvitations(institution="cci"))
    assert refused.value.code == "closed_institution"


def test_only_professional_addresses_of_the_directory_are_invited(service: Service, access: Joining) -> None:
    with pytest.raises(Conflict) as unknown:
        access.invite(access.staff, NewInvitations(email="tom@cci.example"))
    assert unknown.value.code == "not_in_directory"
    service.publish(evolve(NEWCOMERS, advisors=(an_advisor("tom@gmail.com", branch="cci-47"),)))
    with pytest.raises(Invalid) as refused:
        access.invite(access.staff, NewInvitations(email="tom@gmail.com"))
    assert refused.value.code == "personal_address"


def test_dates_proposed_when_sending_again_are_ahead_too(access: Joining, link: str) -> None:
    with pytest.raises(Invalid) as refused:
        access.follow.renew(
            access.staff, invitation(access), NewDates(demonstrations=(Demonstration(at=NOW - HOUR),))
        )
    assert refused.value.code == "past"
    assert access.open(link).email == LOU


def test_invitations_are_read_page_by_page(service: Service, access: Joining) -> None:
    assert access.follow(access.staff, WAITING).items == ()
    access.invite(access.staff, NewInvitations(email=LOU))
    service.at += DAY
    access.invite(access.staff, NewInvitations(email=MAX))
    first = access.follow(access.staff, WAITING, limit=1)
    assert (first.total, first.items[0].email, first.items[0].by) == (2, MAX, "Équipe")
    second = access.follow(access.staff, WAITING, cursor=first.next, limit=1)
    assert (second.items[0].email, second.next) == (LOU, None)


def test_an_institution_renamed_or_gone_is_told_by_its_slug(service: Service, access: Joining) -> None:
    access.invite(access.staff, NewInvitations(email=LOU))
    branches = tuple(evolve(one, institution="urssaf", parent=None) for one in NEWCOMERS.branches)
    institutions = tuple(one for one in NEWCOMERS.institutions if one.slug != "cci")
    service.publish(evolve(NEWCOMERS, branches=branches, institutions=institutions))
    assert access.invited(LOU).institution == "cci"


def test_invitations_are_staffs_alone(service: Service, access: Joining, link: str) -> None:
    one, ana = invitation(access), service.person("ana")
    for act in (
        lambda: access.invite(ana, NewInvitations(email=MAX)),
        lambda: access.follow(ana, WAITING),
        lambda: access.follow.renew(ana, one, NewDates()),
        lambda: access.follow.revoke(ana, one),
        lambda: access.follow.revoke(access.staff, "nothing"),
    ):
        with pytest.raises(NotFound):
            act()
