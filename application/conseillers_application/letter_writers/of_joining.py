"""The letters of access: what staff and who asks are told, and the invitation (CGU 4.3.A)."""

from datetime import datetime

from conseillers_application.letter_writers.desk import Addressed, Desk
from conseillers_application.letters import Letter
from conseillers_application.mails import (
    AccessAskedMail,
    AccessReceivedMail,
    AccessRefusedMail,
    Attachment,
    DemonstrationOffered,
    InvitationMail,
)
from conseillers_application.ports import Meeting, Work
from conseillers_domain.access_request import AccessRequest
from conseillers_domain.events import AccessAsked, AccessRefused, Fact, InvitationIssued
from conseillers_domain.invitation import Demonstration, Invitation, InvitationState

DEMONSTRATION = "Démonstration de Conseillers-Entreprises"
NAME = "demonstration"


def access_asked(desk: Desk, work: Work, _letter: Letter, fact: Fact, _at: datetime) -> Addressed | None:
    """Who asks, and what they say of themselves; None once somebody decided."""
    assert isinstance(fact, AccessAsked)
    request = work.access_requests.get(fact.request)
    if request.decision is not None:
        return None
    return desk.contact_email, AccessAskedMail(
        institution=_name(work, request.institution),
        name=request.name,
        email=request.email,
        wished=request.wished,
        presentation=request.presentation,
        asked_at=request.asked_at,
        list_url=f"{desk.base_url}/api/admin/access-requests",
    )


def access_received(desk: Desk, work: Work, _letter: Letter, fact: Fact, _at: datetime) -> Addressed | None:
    """Their request is looked at; None once somebody decided: the next letter says more."""
    assert isinstance(fact, AccessAsked)
    request = work.access_requests.get(fact.request)
    if request.decision is not None:
        return None
    return request.email, AccessReceivedMail(
        first_name=request.first_name,
        last_name=request.last_name,
        institution=_name(work, request.institution),
        asked_at=request.asked_at,
        terms_url=f"{desk.base_url}/api/terms",
    )


def access_refused(desk: Desk, work: Work, _letter: Letter, fact: Fact, _at: datetime) -> Addressed:
    """Their request is refused, and why."""
    assert isinstance(fact, AccessRefused)
    request = work.access_requests.get(fact.request)
    return request.email, AccessRefusedMail(
        first_name=request.first_name,
        last_name=request.last_name,
        institution=_name(work, request.institution),
        reason=_reason(request),
        access_url=f"{desk.base_url}/api/access-requests",
    )


def invitation(desk: Desk, work: Work, _letter: Letter, fact: Fact, at: datetime) -> Addressed | None:
    """The link to an account; None when it served, was revoked or sent again, or its advisor left.

    A link is made each time it is written: what is kept of the former ones is a hash.
    """
    assert isinstance(fact, InvitationIssued)
    sent = work.invitations.get(fact.invitation)
    directory = work.directories.current().directory
    advisor = directory.advisors.get(sent.email.lower())
    if sent.state(at) is not InvitationState.WAITING or sent.number != fact.number or advisor is None:
        return None
    token = desk.secrets.token()
    work.invitation_tokens.add(desk.secrets.hash(token), sent.id, sent.number)
    offered = tuple(one for one in sent.demonstrations if one.at > at)
    return sent.email, InvitationMail(
        first_name=advisor.first_name,
        last_name=advisor.last_name,
        institution=_name(work, sent.institution),
        asked=sent.request is not None,
        invitation_url=f"{desk.base_url}/api/invitations/{token}",
        expires_at=sent.expires_at,
        demonstrations=tuple(DemonstrationOffered(at=one.at, place=one.place) for one in offered),
        attachments=tuple(_file(desk, sent, one, rank) for rank, one in enumerate(offered, 1)),
    )


def _file(desk: Desk, sent: Invitation, offered: Demonstration, rank: int) -> Attachment:
    meeting = Meeting(
        uid=f"{sent.id}-{offered.at:%Y%m%dT%H%M%S}",
        sequence=sent.number - 1,
        stamp=sent.issued_at,
        starts_at=offered.at,
        summary=DEMONSTRATION,
        place=offered.place,
    )
    return Attachment(
        name=f"{NAME}-{rank}.ics",
        media_type="text/calendar; charset=utf-8; method=PUBLISH",
        content=desk.calendar(meeting),
    )


def _name(work: Work, slug: str) -> str:
    institution = work.directories.current().directory.institutions.get(slug)
    return slug if institution is None else institution.name


def _reason(request: AccessRequest) -> str:
    assert request.decision is not None
    return request.decision.reason or ""
