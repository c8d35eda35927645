"""What is left of things once their persons are forgotten: subject, NAF, bracket, commune, dates, stances.

Figures are counted from these, and stay what they were (domain §8).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from attrs import evolve

from conseillers_domain.access_request import AccessRequest, Decision
from conseillers_domain.accounts import Account
from conseillers_domain.company import Establishment, Siret
from conseillers_domain.demand import Demand
from conseillers_domain.demand_form import Contact, Origin
from conseillers_domain.directory import Advisor
from conseillers_domain.incident import Incident
from conseillers_domain.invitation import Invitation
from conseillers_domain.lives import site_of
from conseillers_domain.need import Need
from conseillers_domain.position import BY_RULE, Position
from conseillers_domain.referral import Leaving, Referral
from conseillers_domain.setting_aside import SettingAside
from conseillers_domain.survey import Survey
from conseillers_domain.thread import Comment, Edition
from conseillers_domain.traces import Trace

NOBODY: Final = Contact(first_name="", last_name="", phone="", email="")
NO_SIRET: Final = Siret("")
FORMER_NAME: Final = "Compte effacé"
"""The name of an account whose person is forgotten, where one is read."""
NOWHERE: Final = "efface.invalid"
"""The domain of the addresses that stand for those of forgotten advisors: no mail can go there."""


def last_activity(
    demand: Demand,
    needs: Iterable[Need] = (),
    traces: Iterable[Trace] = (),
    comments: Iterable[Comment] = (),
    surveys: Iterable[Survey] = (),
) -> datetime:
    """When somebody last did something about a demand: its company, a team, or staff.

    What the service does by itself is nobody's activity: it would keep alive what people left.
    """
    found = [demand.deposited_at]
    for need in needs:
        found.append(need.created_at)
        found += [left.at for left in need.left if left.how is Leaving.WITHDRAWN]
        for referral in (*need.referrals, *(left.referral for left in need.left)):
            found.append(referral.sent_at)
            for said in referral.positions:
                found += [said.at] if said.by != BY_RULE else []
                found += [one.at for one in said.corrections]
    found += [one.at for one in traces if one.by != BY_RULE]
    found += [edition.at for comment in comments for edition in comment.editions]
    for survey in surveys:
        found += [at for at in (survey.answered_at, survey.shared_at) if at is not None]
    return max(found)


def forgotten_demand(demand: Demand, at: datetime) -> Demand:
    """The demand without who deposited it, nor anything they wrote."""
    return evolve(
        demand,
        description="",
        contact=NOBODY,
        siret=NO_SIRET,
        answers={},
        origin=_site(demand.origin),
        establishment=_place(demand.establishment),
        aside=_untold(demand.aside),
        forgotten_at=at,
    )


def _site(origin: Origin | None) -> Origin | None:
    site = site_of(origin.url) if origin else None
    return None if site is None else Origin(url=f"https://{site}")


def _place(known: Establishment | None) -> Establishment | None:
    if known is None:
        return None
    return Establishment(
        siret=NO_SIRET,
        name="",
        source=known.source,
        as_of=known.as_of,
        commune=known.commune,
        naf=known.naf,
        headcount=known.headcount,
        open=known.open,
        foreign=known.foreign,
    )


def _untold(aside: SettingAside | None) -> SettingAside | None:
    return None if aside is None else evolve(aside, told=None, seemed=None)


def forgotten_need(need: Need) -> Need:
    """The need without what was noted on it."""
    return evolve(
        need,
        referrals=tuple(map(_wordless, need.referrals)),
        left=tuple(evolve(one, referral=_wordless(one.referral)) for one in need.left),
    )


def _wordless(referral: Referral) -> Referral:
    return evolve(referral, positions=tuple(map(_unsaid, referral.positions)))


def _unsaid(position: Position) -> Position:
    return evolve(position, note="", corrections=())


def forgotten_trace(trace: Trace) -> Trace:
    """The gesture without the words it was explained in."""
    return evolve(trace, reason="")


def forgotten_comment(comment: Comment) -> Comment:
    """The comment without a word: who wrote, when, of what kind, stays."""
    return evolve(comment, editions=tuple(map(_blank, comment.editions)))


def _blank(edition: Edition) -> Edition:
    words = edition.words
    if words is None:
        return edition
    appointment = words.appointment and evolve(words.appointment, place="")
    return evolve(edition, words=evolve(words, text="", appointment=appointment))


def forgotten_survey(survey: Survey) -> Survey:
    """The survey with its marks only."""
    return evolve(survey, answers=survey.answers and evolve(survey.answers, comment=""))


def forgotten_request(request: AccessRequest) -> AccessRequest:
    """The access request without who made it, nor who agreed to it."""
    return evolve(
        request,
        first_name="",
        last_name="",
        email="",
        wished="",
        presentation="",
        decision=request.decision and _unexplained(request.decision),
    )


def _unexplained(decision: Decision) -> Decision:
    agreement = decision.agreement
    return evolve(
        decision,
        reason=decision.reason and "",
        agreement=agreement and evolve(agreement, by=""),
    )


def forgotten_invitation(invitation: Invitation) -> Invitation:
    """The invitation without who was invited."""
    return evolve(invitation, email="", demonstrations=())


def forgotten_incident(incident: Incident) -> Incident:
    """The incident without what was told of it: kinds, steps and dates stay."""
    return evolve(incident, description="", events=tuple(evolve(event, note="") for event in incident.events))


def forgotten_account(account: Account) -> Account:
    """The account that stands for a person nobody knows any more: what it did keeps one author."""
    return evolve(account, email="", name=FORMER_NAME, password_hash="")


def forgotten_advisor(advisor: Advisor, name: str) -> Advisor:
    """The advisor as a former version of the directory keeps naming somebody; `name`: unlike any other."""
    return evolve(advisor, email=f"{name}@{NOWHERE}", first_name="", last_name="")
