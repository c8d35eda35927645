"""The letters to a company: from the receipt of its demand to how it ends (CGU 4.1, 4.3.B)."""

from datetime import datetime

from conseillers_application.correspondents import demand_written_to
from conseillers_application.letter_writers.desk import Addressed, Desk, company_name, subject_title
from conseillers_application.letters import Letter
from conseillers_application.mails import AnswerMail, ReceiptMail, SetAsideMail, TakenMail, UnreachableMail
from conseillers_application.ports import Work
from conseillers_application.react import tells_company
from conseillers_application.referral_views import SOMEBODY, authors
from conseillers_application.transmission import institution_names
from conseillers_domain.events import CompanyAnswered, DemandDeposited, DemandSetAside, Fact, PositionTaken
from conseillers_domain.need import Referral
from conseillers_domain.position import Stance
from conseillers_domain.templates import COMPLETION_LINK, FOLLOW_LINK


def receipt(desk: Desk, work: Work, _letter: Letter, fact: Fact, _at: datetime) -> Addressed:
    """Its demand is received, and what happens now."""
    assert isinstance(fact, DemandDeposited)
    demand = work.demands.get(fact.demand)
    directory = work.directories.current().directory
    needs = work.needs.of_demand(demand.id)
    teams = (one.team for need in needs for one in need.referrals)
    seemed = demand.aside.seemed if demand.aside else None
    return demand.contact.email, ReceiptMail(
        first_name=demand.contact.first_name,
        last_name=demand.contact.last_name,
        subject=subject_title(work, demand.subject),
        company=company_name(demand),
        institutions=seemed.institutions if seemed else institution_names(teams, directory),
        follow_url=desk.follow(demand),
        terms_version=demand.consents.terms_version,
        deposited_at=demand.deposited_at,
    )


def set_aside(desk: Desk, work: Work, _letter: Letter, fact: Fact, _at: datetime) -> Addressed | None:
    """It goes no further, in the words fixed that day; None when it does after all."""
    assert isinstance(fact, DemandSetAside)
    demand = work.demands.get(fact.demand)
    aside = demand.aside
    if aside is None or aside.told is None or aside.at != fact.at:
        return None
    return demand.contact.email, SetAsideMail(
        subject=aside.told.subject,
        paragraphs=aside.told.paragraphs,
        links={FOLLOW_LINK: desk.follow(demand), COMPLETION_LINK: desk.complete(demand)},
    )


def move(desk: Desk, work: Work, letter: Letter, fact: Fact, _at: datetime) -> Addressed | None:
    """Who will call it, or who tried; None when the team is back where it was, or has it no more."""
    assert isinstance(fact, PositionTaken)
    need = work.needs.get(fact.need)
    if not need.asks(fact.team):
        return None
    referral = need.referral(fact.team)
    directory = work.directories.current().directory
    team = directory.teams.get(fact.team)
    if team is None or not tells_company(fact.before, referral.stance):
        return None
    demand = demand_written_to(work, letter, work.demands.get(need.demand))
    first_name, last_name = demand.contact.first_name, demand.contact.last_name
    subject, follow = subject_title(work, need.subject), desk.follow(demand)
    institution = directory.institution_of(team.code).name
    advisor = _author(work, referral)
    if referral.stance is Stance.TAKEN:
        return demand.contact.email, TakenMail(
            first_name=first_name,
            last_name=last_name,
            subject=subject,
            advisor=advisor,
            team=team.name,
            institution=institution,
            follow_url=follow,
        )
    return demand.contact.email, UnreachableMail(
        first_name=first_name,
        last_name=last_name,
        subject=subject,
        advisor=advisor,
        team=team.name,
        institution=institution,
        team_mailbox=team.mailbox,
        follow_url=follow,
    )


def answer(desk: Desk, work: Work, letter: Letter, fact: Fact, _at: datetime) -> Addressed:
    """What staff answered it, in the words it was sent in."""
    assert isinstance(fact, CompanyAnswered)
    need = work.needs.get(fact.need)
    demand = demand_written_to(work, letter, work.demands.get(need.demand))
    return demand.contact.email, AnswerMail(
        subject=subject_title(work, need.subject),
        text=work.company_answers.get(fact.task).text,
        follow_url=desk.follow(demand),
    )


def _author(work: Work, referral: Referral) -> str:
    return authors((referral,), work.accounts).get(referral.positions[-1].by, SOMEBODY)
