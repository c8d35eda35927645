"""How people come to act: access requests, invitations, accepted terms."""

from dependency_injector import providers

from conseillers_application.joining.accept_invitation import AcceptInvitation, ReadInvitation
from conseillers_application.joining.access_requests import DecideAccess, ListAccessRequests
from conseillers_application.joining.ask_for_access import AskForAccess
from conseillers_application.joining.invitations import FollowInvitations
from conseillers_application.joining.invite import Invite
from conseillers_application.joining.issuing import Issue
from conseillers_application.joining.terms import AcceptTerms
from conseillers_entrypoints.composition.core import Core
from conseillers_entrypoints.composition.signing_in import SigningIn


class Joining(SigningIn):
    """How people come to act."""

    issue = providers.Singleton(
        Issue, now=Core.clock, new_id=Core.ids, lasts=Core.settings.provided.invitation_lasts
    )
    ask_for_access = providers.Singleton(
        AskForAccess,
        begin=Core.begin,
        read=Core.read,
        contacts=Core.contacts,
        now=Core.clock,
        new_id=Core.ids,
        contact_email=Core.settings.provided.contact_email,
    )
    list_access_requests = providers.Singleton(ListAccessRequests, read=Core.read)
    decide_access = providers.Singleton(DecideAccess, begin=Core.begin, now=Core.clock, issue=issue)
    invite = providers.Singleton(Invite, begin=Core.begin, now=Core.clock, issue=issue)
    follow_invitations = providers.Singleton(
        FollowInvitations, begin=Core.begin, read=Core.read, now=Core.clock, issue=issue
    )
    read_invitation = providers.Singleton(
        ReadInvitation,
        read=Core.read,
        secrets=Core.secrets,
        now=Core.clock,
        terms_version=Core.terms_version,
    )
    accept_invitation = providers.Singleton(
        AcceptInvitation,
        begin=Core.begin,
        read=Core.read,
        add_account=SigningIn.add_account,
        secrets=Core.secrets,
        now=Core.clock,
        terms_version=Core.terms_version,
    )
    accept_terms = providers.Singleton(
        AcceptTerms, begin=Core.begin, read=Core.read, now=Core.clock, version=Core.terms_version
    )
