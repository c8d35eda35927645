"""How people come to act, on a service in memory: what is asked of it, and what they are sent."""

from datetime import timedelta
from typing import Final

from attrs import evolve, frozen

from conseillers_application.add_account import AddAccount
from conseillers_application.joining.accept_invitation import AcceptInvitation, Activation, ReadInvitation
from conseillers_application.joining.access_requests import DecideAccess, ListAccessRequests
from conseillers_application.joining.ask_for_access import AskForAccess
from conseillers_application.joining.invitations import FollowInvitations
from conseillers_application.joining.invite import Invite
from conseillers_application.joining.issuing import Issue
from conseillers_application.joining.terms import AcceptTerms
from conseillers_application.mails import InvitationMail
from conseillers_domain.accounts import Person
from conseillers_domain.invitation import LASTS
from tests.application.service import BASE_URL, CONTACT, DIRECTORY, Service
from tests.builders import an_advisor

LOU, MAX = "Lou@cci.example", "max@cci.example"
PASSWORD: Final = "une phrase longue connue de moi seule"
ACTIVATION: Final = Activation(first_name="Lou", last_name="Delmas", password=PASSWORD, terms_version="1")
NEWCOMERS: Final = evolve(
    DIRECTORY,
    institutions=tuple(
        evolve(one, mail_domains=("cci.example",) if one.slug == "cci" else ())
        for one in DIRECTORY.institutions
    ),
    advisors=(
        *DIRECTORY.advisors,
        an_advisor(LOU, "cci-47", branch="cci-47", first_name="Lou", last_name="Delmas"),
        an_advisor(MAX, "cci-47", branch="cci-47"),
    ),
)


@frozen
class Joining:
    """The use cases, on that service; two advisors of its directory have no account."""

    service: Service
    lasts: timedelta = LASTS

    @property
    def staff(self) -> Person:
        """Who runs the service."""
        return self.service.person("staff")

    @property
    def issue(self) -> Issue:
        """Sends invitations."""
        return Issue(now=self.service.now, new_id=self.service.new_id, lasts=self.lasts)

    @property
    def ask(self) -> AskForAccess:
        """An agent asks."""
        return AskForAccess(
            begin=self.service.store.begin,
            read=self.service.store.read,
            contacts=self.service.contacts,
            now=self.service.now,
            new_id=self.service.new_id,
            contact_email=CONTACT,
        )

    @property
    def requests(self) -> ListAccessRequests:
        """Staff reads who does."""
        return ListAccessRequests(read=self.service.store.read)

    @property
    def decide(self) -> DecideAccess:
        """Staff decides."""
        return DecideAccess(begin=self.service.store.begin, now=self.service.now, issue=self.issue)

    @property
    def invite(self) -> Invite:
        """Staff invites."""
        return Invite(begin=self.service.store.begin, now=self.service.now, issue=self.issue)

    @property
    def follow(self) -> FollowInvitations:
        """Staff follows invitations."""
        return FollowInvitations(
            begin=self.service.store.begin,
            read=self.service.store.read,
            now=self.service.now,
            issue=self.issue,
        )

    @property
    def open(self) -> ReadInvitation:
        """Who is invited opens their link."""
        return ReadInvitation(
            read=self.service.store.read,
            secrets=self.service.secrets,
            now=self.service.now,
            terms_version="1",
        )

    @property
    def accept(self) -> AcceptInvitation:
        """They open their account."""
        return AcceptInvitation(
            begin=self.service.store.begin,
            read=self.service.store.read,
            add_account=AddAccount(
                begin=self.service.store.begin,
                choose=self.service.choose,
                contacts=self.service.contacts,
                new_id=self.service.new_id,
            ),
            secrets=self.service.secrets,
            now=self.service.now,
            terms_version="1",
        )

    def terms(self, version: str = "1") -> AcceptTerms:
        """They accept the terms."""
        return AcceptTerms(
            begin=self.service.store.begin,
            read=self.service.store.read,
            now=self.service.now,
            version=version,
        )

    def invited(self, email: str) -> InvitationMail:
        """The latest invitation that was sent to an address."""
        self.service.work()
        mail = self.service.written(to=email)[-1]
        assert isinstance(mail, InvitationMail)
        return mail

    def token(self, email: str) -> str:
        """The link in it."""
        start, _, token = self.invited(email).invitation_url.rpartition("/")
        assert start == f"{BASE_URL}/api/invitations"
        return token


def joining(service: Service) -> Joining:
    """The use cases on a service whose directory has newcomers."""
    service.publish(NEWCOMERS)
    return Joining(service)
