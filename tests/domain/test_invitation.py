"""What an invitation opens, until when, and what becomes of it when it is sent again or taken back."""

from datetime import datetime

import pytest

from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.events import InvitationIssued
from conseillers_domain.invitation import (
    LASTS,
    MOST_DEMONSTRATIONS,
    PLACE_LENGTH,
    Demonstration,
    Invitation,
    InvitationState,
    demonstration_faults,
)
from tests.builders import DAY, HOUR, NOW

SHOWN, LATER = Demonstration(at=NOW + DAY, place="Salle 2"), Demonstration(at=NOW + 2 * DAY)
SENT = Invitation(
    id="one",
    email="lou@cci.example",
    institution="cci",
    by="staff",
    issued_at=NOW,
    expires_at=NOW + LASTS,
    request="asked",
    demonstrations=(SHOWN,),
)
ACCEPTED, REVOKED = SENT.accept("account", NOW + DAY), SENT.revoke(by="lou", at=NOW + DAY)
AGAIN = SENT.renew(by="lou", at=NOW + DAY, lasts=LASTS)


def test_an_invitation_waits_until_it_serves_is_revoked_or_is_over() -> None:
    assert LASTS == 61 * DAY
    assert SENT.state(NOW + LASTS - HOUR) is InvitationState.WAITING
    assert SENT.state(NOW + LASTS) is InvitationState.EXPIRED
    assert ACCEPTED.state(NOW + 2 * LASTS) is InvitationState.ACCEPTED
    assert REVOKED.state(NOW + 2 * LASTS) is InvitationState.REVOKED
    assert [one.label for one in InvitationState] == ["en attente", "expirée", "acceptée", "annulée"]


def test_what_became_of_it_is_kept_with_who_and_when() -> None:
    assert (ACCEPTED.account, ACCEPTED.accepted_at) == ("account", NOW + DAY)
    assert (REVOKED.revoked_by, REVOKED.revoked_at) == ("lou", NOW + DAY)


def test_sent_again_it_lives_as_long_as_a_new_one_under_a_higher_number() -> None:
    assert (AGAIN.by, AGAIN.issued_at, AGAIN.expires_at, AGAIN.number) == (
        "lou",
        NOW + DAY,
        NOW + DAY + LASTS,
        2,
    )
    assert (AGAIN.request, AGAIN.demonstrations) == ("asked", (SHOWN,))
    assert SENT.issued() == InvitationIssued(invitation="one", number=1, at=NOW)
    assert AGAIN.issued() == InvitationIssued(invitation="one", number=2, at=NOW + DAY)
    other = SENT.renew(by="lou", at=NOW, lasts=LASTS, request="other", demonstrations=(LATER,))
    assert (other.request, other.demonstrations) == ("other", (LATER,))


@pytest.mark.parametrize(
    ("invitation", "number", "at", "code"),
    [
        (ACCEPTED, 1, NOW, "invitation_used"),
        (ACCEPTED, 2, NOW, "invitation_used"),
        (REVOKED, 1, NOW, "invitation_revoked"),
        (SENT, 1, NOW + LASTS, "invitation_expired"),
        (AGAIN, 1, NOW, "not_found"),
        (AGAIN, 1, NOW + 2 * LASTS, "not_found"),
    ],
)
def test_a_link_that_opens_nothing_says_why(
    invitation: Invitation, number: int, at: datetime, code: str
) -> None:
    with pytest.raises(NotFound) as refused:
        invitation.must_open(number, at)
    assert refused.value.code == code


def test_the_latest_link_opens_it() -> None:
    SENT.must_open(1, NOW)
    AGAIN.must_open(2, NOW)


def test_one_that_expired_says_which_day() -> None:
    with pytest.raises(NotFound, match=r"a expiré le 23.janvier.2027"):
        SENT.must_open(1, NOW + LASTS)


@pytest.mark.parametrize(("ended", "label"), [(ACCEPTED, "acceptée"), (REVOKED, "annulée")])
def test_one_that_is_over_stays_so(ended: Invitation, label: str) -> None:
    with pytest.raises(Conflict, match=f"déjà {label}") as renewed:
        ended.renew(by="lou", at=NOW, lasts=LASTS)
    with pytest.raises(Conflict, match=f"déjà {label}") as revoked:
        ended.revoke(by="lou", at=NOW)
    assert renewed.value.code == revoked.value.code == f"invitation_{ended.state(NOW).value}"


def test_demonstrations_are_ahead_few_and_said_briefly() -> None:
    assert not list(demonstration_faults((SHOWN,) * MOST_DEMONSTRATIONS, NOW))
    assert not list(demonstration_faults((Demonstration(at=NOW + HOUR, place="x" * PLACE_LENGTH),), NOW))
    wrong = (Demonstration(at=NOW), Demonstration(at=NOW + HOUR, place="x" * (PLACE_LENGTH + 1)))
    found = [(one.pointer, one.code) for one in demonstration_faults(wrong, NOW)]
    assert found == [("/demonstrations/0/at", "past"), ("/demonstrations/1/place", "too_long")]
    many = [one.code for one in demonstration_faults((SHOWN,) * (MOST_DEMONSTRATIONS + 2), NOW)]
    assert many == ["too_many"]
