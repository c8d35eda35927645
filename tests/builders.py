"""Values of the domain with only what matters to a test said; the rest is plausible and always the same."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

from conseillers_application.letters import COMPANY, Letter, LetterKind, RefusedAddress
from conseillers_application.mails import Why
from conseillers_domain.accounts import Account, Role
from conseillers_domain.catalogue import Catalogue, Subject, Theme
from conseillers_domain.company import CompanyFacts, Establishment, Siret
from conseillers_domain.demand import Consents, Demand
from conseillers_domain.demand_form import Contact
from conseillers_domain.directory import (
    Advisor,
    Branch,
    Competence,
    Directory,
    DirectoryDocument,
    Institution,
    Level,
    Nature,
    Team,
)
from conseillers_domain.need import Need, Referral
from conseillers_domain.position import HelpKind, Position, RefusalReason, Stance
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.routing import Kept, Profile, Routing, Versions
from conseillers_domain.staff_task import StaffTask, TaskKind
from conseillers_domain.territory import Commune, Geography
from conseillers_domain.verdicts import By

Changed: TypeAlias = Any
"""What a test says of a value's field, whatever it holds."""

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

SIRET = Siret("00000001800010")
SUBJECT = "recruter"
AGEN = Commune("47001", "Agen", "47", "75", "200096956", ("47000",))


def an_establishment(**changes: Changed) -> Establishment:
    """A company as a registry tells it."""
    return Establishment(
        **{
            "siret": SIRET,
            "name": "L’Épicerie du Marché",
            "source": "essai",
            "as_of": NOW,
            "commune": AGEN.code,
            "naf": "47.11B",
            "headcount": "03",
            "created_on": date(2019, 5, 1),
            **changes,
        }
    )


def a_contact(**changes: Changed) -> Contact:
    """Who deposits."""
    return Contact(
        **{
            "first_name": "Zoé",
            "last_name": "Lefèvre",
            "phone": "+33553000000",
            "email": "zoe@example.org",
            **changes,
        }
    )


def a_demand(**changes: Changed) -> Demand:
    """A deposited demand, whose company a registry knows."""
    at = changes.get("deposited_at", NOW)
    return Demand(
        **{
            "id": "demand",
            "landing": "accueil",
            "subject": SUBJECT,
            "description": "Nous cherchons une apprentie.",
            "contact": a_contact(),
            "siret": SIRET,
            "answers": {},
            "origin": None,
            "consents": Consents(terms_version="1", declares_accuracy=True, at=at),
            "deposited_at": at,
            "establishment": an_establishment(),
            **changes,
        }
    )


def a_position(stance: Stance, **changes: Changed) -> Position:
    """A position with what its stance cannot go without."""
    needed: dict[Stance, dict[str, object]] = {
        Stance.REFUSED: {"reason": RefusalReason.OUT_OF_SCOPE},
        Stance.CLOSED_HELPED: {"help": (HelpKind.ADVICE,)},
    }
    values: dict[str, Changed] = {"by": "advisor", "at": NOW, **needed.get(stance, {}), **changes}
    return Position(stance=stance, **values)


def a_referral(team: str, *stances: Stance, sent_at: datetime = NOW) -> Referral:
    """A need put before a team, which then said all that, an hour apart; `PENDING` alone says nothing."""
    said = () if stances == (Stance.PENDING,) else stances
    return Referral(
        team=team,
        sent_at=sent_at,
        positions=tuple(a_position(one, at=sent_at + rank * HOUR) for rank, one in enumerate(said, 1)),
    )


def a_need(*referrals: Referral, **changes: Changed) -> Need:
    """A need put before these teams."""
    values = {"id": "need", "demand": "demand", "subject": SUBJECT, "created_at": NOW, **changes}
    return Need(referrals=referrals, **values)


def a_team(code: str, *subjects: str, **changes: Changed) -> Team:
    """A team that holds these subjects, in a branch of its own name unless another is said."""
    values = {"branch": code, "name": f"Équipe {code}", "mailbox": f"{code}@example.org", **changes}
    return Team(code=code, competences=tuple(Competence(subject=one) for one in subjects), **values)


def a_branch(code: str, **changes: Changed) -> Branch:
    """A branch that works everywhere, in an institution of its own name unless another is said."""
    values = {"institution": code, "name": f"Antenne {code}", "level": Level.NATIONAL, **changes}
    return Branch(code=code, **values)


def an_institution(slug: str, **changes: Changed) -> Institution:
    """A public body."""
    values = {"name": f"Institution {slug}", "nature": Nature.PUBLIC_BODY, **changes}
    return Institution(slug=slug, **values)


def an_advisor(email: str, *teams: str, **changes: Changed) -> Advisor:
    """An advisor of these teams, in the branch named as the first one unless another is said."""
    values = {"first_name": "Ana", "last_name": "Roux", "branch": "".join(teams[:1]), **changes}
    return Advisor(email=email, teams=teams, **values)


def a_directory(
    *teams: Team,
    branches: Iterable[Branch] = (),
    institutions: Iterable[Institution] = (),
    advisors: Iterable[Advisor] = (),
) -> DirectoryDocument:
    """A directory of these teams; the branches and institutions named and not given are added."""
    own_branches = {one.code: one for one in branches}
    advisors = tuple(advisors)
    wanted = (*(one.branch for one in teams), *(one.branch for one in advisors))
    own_branches |= {code: a_branch(code) for code in wanted if code not in own_branches}
    own = {one.slug: one for one in institutions}
    slugs = (one.institution for one in own_branches.values())
    own |= {slug: an_institution(slug) for slug in slugs if slug not in own}
    return DirectoryDocument(
        institutions=tuple(own.values()),
        branches=tuple(own_branches.values()),
        teams=teams,
        advisors=advisors,
    )


def an_index(*teams: Team, version: str = "1") -> RouteIndex:
    """A directory of these teams, ready for routing."""
    return RouteIndex.of(Directory(a_directory(*teams), version))


def an_index_of(document: DirectoryDocument, version: str = "1", suspended: Iterable[str] = ()) -> RouteIndex:
    """That directory, ready for routing."""
    return RouteIndex.of(Directory(document, version, frozenset(suspended)))


def a_geography(*communes: Commune) -> Geography:
    """A country of these communes, or of Agen alone."""
    return Geography(
        version="2026", communes={one.code: one for one in communes or (AGEN,)}, former={}, names={}
    )


def a_routing(*teams: str, subject: str = SUBJECT) -> Routing:
    """A decision that keeps these teams."""
    return Routing(
        profile=Profile(subject=subject, facts=CompanyFacts(commune=AGEN.code)),
        on=TODAY,
        versions=Versions(directory="1", geography="2026"),
        kept=tuple(Kept(team, By.NATIONAL) for team in sorted(teams)),
        objections=(),
        notices=(),
    )


def a_catalogue(*subjects: str, version: str = "1") -> Catalogue:
    """A catalogue of these subjects, in one theme."""
    offered = tuple(Subject(slug=slug, title=slug.replace("-", " ").capitalize()) for slug in subjects)
    return Catalogue(themes=(Theme(slug="theme", title="Thème", subjects=offered),), version=version)


def an_account(account_id: str = "account", *roles: Role, **changes: Changed) -> Account:
    """Somebody's way in; an advisor's unless other roles are said."""
    values = {
        "email": f"{account_id}@example.org",
        "name": "Ana Roux",
        "password_hash": "hash",
        "roles": frozenset(roles or (Role.ADVISOR,)),
        **changes,
    }
    return Account(id=account_id, **values)


def a_letter(letter_id: str = "letter", **changes: Changed) -> Letter:
    """A receipt owed to a company, which may leave at once."""
    values = {
        "fact": "fact",
        "kind": LetterKind.RECEIPT,
        "recipient": COMPANY,
        "queued_at": NOW,
        "not_before": NOW,
        **changes,
    }
    return Letter(id=letter_id, **values)


def a_refused_address(key: str = "key", **changes: Changed) -> RefusedAddress:
    """An address whose mailbox does not exist, as a letter found."""
    values = {"why": Why.UNKNOWN_MAILBOX, "code": "550 5.1.1", "at": NOW, "letter": "letter", **changes}
    return RefusedAddress(key=key, **values)


def a_task(task_id: str = "task", **changes: Changed) -> StaffTask:
    """An answer that somebody of staff owes the company of the usual need, by the day after tomorrow."""
    values = {
        "kind": TaskKind.ANSWER_COMPANY,
        "subject": "need",
        "created_at": NOW,
        "due_at": NOW + 2 * DAY,
        "owner": "staff",
        **changes,
    }
    return StaffTask(id=task_id, **values)
