"""How many questions each job asks the database: a pass, a reaction, a mail; a new one says so here."""

import mailbox
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final, get_args
from urllib.parse import urlsplit

import pytest

from conseillers_adapters.sql.line import heard
from conseillers_application.letters import COMPANY, PERSON, STAFF, Letter, LetterKind, LetterState, Stage
from conseillers_application.ports import Place
from conseillers_domain.account_changes import AccountChange, ChangeKind
from conseillers_domain.accounts import Motive
from conseillers_domain.events import (
    AccessAsked,
    AccessRefused,
    AccountChanged,
    AddressRefused,
    BreachAwaits,
    ClosingCorrected,
    ClosingsAwaited,
    CommentChanged,
    CommentWritten,
    CompanyAnswered,
    DemandDeposited,
    DemandSetAside,
    DraftLeft,
    EnrichmentAwaited,
    ExportAsked,
    Fact,
    FirstNeed,
    IncidentDeclared,
    InvitationIssued,
    LastChance,
    NeedAbandoned,
    NeedFollowed,
    NeedLinkRenewed,
    NeedTransmitted,
    PasswordChanged,
    PositionTaken,
    RecapDue,
    ReengagementDue,
    ReferralMoved,
    ReferralsLeft,
    ResetAsked,
    SignedInElsewhere,
    SurveyAwaited,
    SurveyDue,
    SurveyShared,
    TaskOverdue,
    TeamAwaited,
    TeamReminded,
)
from conseillers_domain.position import Stance
from conseillers_domain.referral import Leaving
from conseillers_entrypoints.composition.work import regular_work
from tests.adapters.returned_samples import a_recipient, a_report
from tests.entrypoints.day import ADMIN, RETURNS, Day, read_whole
from tests.entrypoints.service import SHOPS, ZOE

TEAM, OTHER = "cci-47-rh", "emploi-47"
FREE: Final = SHOPS[7:]
"""Companies without a past, after that day."""
REFUSAL: Final = {"stance": "refused", "reason": "no_capacity"}
HELP: Final = ({"stance": "taken"}, {"stance": "closed_helped", "help": ["advice"]})


def deposited(day: Day, many: int) -> None:
    """So many needs more, each before two teams."""
    for siret in FREE[:many]:
        day.service.deposit(siret=siret, email=f"{siret}@atelier.fr")


def answered(day: Day, many: int, *said: Mapping[str, object]) -> None:
    """As many, on which both teams said that."""
    for siret in FREE[:many]:
        need = day.service.a_need(siret=siret, email=f"{siret}@atelier.fr")
        for team in (TEAM, OTHER):
            for words in said:
                path = f"/api/needs/{need}/referrals/{team}/positions"
                assert day.staff.post(path, words).status_code == 200


def drafted(day: Day, many: int) -> None:
    """So many drafts more."""
    for rank in range(many):
        assert day.visitor.post("/api/drafts", {"email": f"{rank}@atelier.fr"}).status_code == 201


def commented(day: Day, many: int) -> None:
    """So many mails more that wait, of what staff wrote to the two teams of a need."""
    deposited(day, many)
    for one in day.zoe.get("/api/needs").json()["items"][:many]:
        path = f"/api/needs/{one['id']}/comments"
        assert day.staff.post(path, {"kind": "information", "text": "Oui."}).status_code == 201


def exported(day: Day, many: int) -> None:
    """So many files more, made."""
    for _ in range(many):
        day.staff.post(f"{ADMIN}/exports", {"kind": "figures", "format": "csv"})
    day.service.work_off()


def returned(day: Day, many: int) -> None:
    """So many mails that come back from companies, of those that left."""
    deposited(day, many)
    day.service.work_off()
    left = day.service.container.list_mails().page(Stage.SENT, limit=100).items
    receipts = [one.id for one in left if one.recipient == COMPANY][:many]
    box = mailbox.mbox(day.service.mails.parent / RETURNS)
    for letter, siret in zip(receipts, reversed(FREE[:many]), strict=True):
        gone = a_recipient(Final_Recipient=f"rfc822; {siret}@atelier.fr")
        box.add(a_report(gone, name=f"<{letter}@conseillers.example>"))
    box.close()


def silenced(day: Day, many: int) -> None:
    """So many needs more that wait for a team whose only member is suspended."""
    deposited(day, many)
    path = f"{ADMIN}/accounts/{day.emma}/suspension"
    assert day.staff.post(path, {"motive": "urgency"}).status_code == 200


def breached(day: Day, many: int) -> None:
    """So many breaches more, of which the CNIL is not notified."""
    for _ in range(many):
        breach = {"kind": "breach", "description": "Un fichier est parti à tous."}
        assert day.zoe.post("/api/incidents", breach).status_code == 201


def suspended(day: Day, kind: ChangeKind = ChangeKind.SUSPENDED) -> Fact:
    """Something done to an account, of that kind."""
    change = AccountChange(
        id="change", account=day.emma, kind=kind, at=now(day), by="staff", motive=Motive.URGENCY
    )
    with day.service.container.begin()() as work:
        work.account_changes.add(change)
    return AccountChanged(account=day.emma, change="change", at=now(day))


def took(day: Day, many: int) -> None:
    """Three needs that a team takes, and so many more."""
    deposited(day, 2 + many)
    for one in day.zoe.get("/api/needs").json()["items"]:
        said = day.zoe.post(f"/api/needs/{one['id']}/referrals/{TEAM}/positions", {"stance": "taken"})
        assert said.status_code == 200


Prepare = Callable[[Day, int], None]

PASSES: Final[Mapping[str, tuple[int, int, Prepare, int]]] = {
    "clock_first_need": (26, 6, deposited, 2),
    "clock_followed": (22, 7, deposited, 10),
    "clock_last_chance": (22, 6, deposited, 22),
    "clock_abandoned": (22, 7, deposited, 46),
    "clock_survey": (17, 7, lambda day, many: answered(day, many, *HELP), 20),
    "clock_reengaged": (18, 4, lambda day, many: answered(day, many, *HELP), 160),
    "clock_drafts": (8, 1, drafted, 1),
    "clock_recap": (11, 0, deposited, 9),
    "clock_closings": (10, 0, took, 63),
    "forget_sign_ins": (6, 0, deposited, 1),
    "seal_journal": (26, 0, deposited, 0),
    "prune_journal": (2, 0, deposited, 1),
    "run_retention": (81, 1, deposited, 4 * 365),
    "archive_referrals": (25, 8, deposited, 200),
    "fill_baskets": (33, 4, deposited, 10),
    "forget_drafts": (5, 1, drafted, 40),
    "forget_exports": (4, 0, exported, 8),
    "mind_tasks": (9, 4, lambda day, many: answered(day, many, REFUSAL), 9),
    "read_returns": (5, 5, returned, 0),
    "reconcile_letters": (2, 0, commented, 4),
    "end_silent_teams": (4, 0, silenced, 1),
    "mind_breaches": (13, 4, breached, 1),
}
"""A pass by its name: questions for one line more than that day has, for each further one; which, how old."""


def now(day: Day) -> datetime:
    return day.service.clock.now


def draft_of(day: Day) -> str:
    return urlsplit(day.draft).path.rpartition("/")[2]


def of_day(kind: type[Fact]) -> Callable[[Day, str], Fact]:
    return lambda day, _need: REACTIONS[kind][1](day)


def set_aside(day: Day) -> Fact:
    body = {"reason": "out_of_scope", "mail": {"template": "out_of_scope"}}
    assert day.staff.post(f"{ADMIN}/demands/{day.waiting}/setting-aside", body).status_code == 200
    return DemandSetAside(demand=day.waiting, told=True, at=now(day))


def turned_down(day: Day) -> Fact:
    body = {"outcome": "refused", "reason": "Ce poste ne répond pas aux entreprises."}
    assert day.staff.post(f"{ADMIN}/access-requests/{day.asked}/decision", body).status_code == 200
    return AccessRefused(request=day.asked, at=now(day))


def elsewhere(day: Day) -> Fact:
    with day.service.container.begin()() as work:
        account = work.accounts.by_email(ZOE)
        assert account is not None
        place = Place(id="place", account=account.id, network="192.0.2.0/24", seen_at=now(day))
        work.places.keep(place)
    return SignedInElsewhere(account=account.id, place=place.id, at=now(day))


def changed(day: Day) -> Fact:
    with day.service.container.read()() as work:
        account = work.accounts.by_email(ZOE)
    assert account is not None
    return PasswordChanged(account=account.id, at=now(day))


def long_taken(day: Day) -> Fact:
    took(day, 1)
    day.service.clock.forward(days=60)
    return ClosingsAwaited(team=TEAM, at=now(day))


def written(day: Day, need: str) -> Fact:
    said = day.staff.post(f"/api/needs/{need}/comments", {"kind": "information", "text": "Oui."})
    return CommentWritten(need=need, comment=said.json()["id"], number=1, at=now(day))


REACTIONS: Final[Mapping[type[Fact], tuple[int, Callable[[Day], Fact]]]] = {
    DemandDeposited: (3, lambda day: DemandDeposited(demand=day.receipt["id"], at=now(day))),
    EnrichmentAwaited: (3, lambda day: EnrichmentAwaited(demand=day.receipt["id"], at=now(day))),
    NeedTransmitted: (4, lambda day: NeedTransmitted(need=day.need, teams=(TEAM, OTHER), at=now(day))),
    PositionTaken: (
        1,
        lambda day: PositionTaken(
            need=day.need,
            team=TEAM,
            before=Stance.PENDING,
            after=Stance.TAKEN,
            by_team=True,
            at=now(day),
        ),
    ),
    ClosingCorrected: (1, lambda day: ClosingCorrected(need=day.closed, team=TEAM, at=now(day))),
    CompanyAnswered: (6, lambda day: CompanyAnswered(need=day.refused, task=day.task, at=now(day))),
    TaskOverdue: (
        4,
        lambda day: TaskOverdue(task=day.task, subject=day.refused, owner=day.emma, at=now(day)),
    ),
    AddressRefused: (3, lambda day: AddressRefused(key=day.address, letter=day.letter, at=now(day))),
    CommentWritten: (
        1,
        lambda day: CommentWritten(need=day.need, comment=day.comment, number=1, at=now(day)),
    ),
    CommentChanged: (
        1,
        lambda day: CommentChanged(
            need=day.need, comment=day.comment, number=1, withdrawn=False, at=now(day)
        ),
    ),
    SurveyDue: (3, lambda day: SurveyDue(need=day.need, survey="survey", at=now(day))),
    SurveyAwaited: (3, lambda day: SurveyAwaited(need=day.closed, at=now(day))),
    SurveyShared: (
        3,
        lambda day: SurveyShared(need=day.closed, survey=day.answered, teams=(TEAM,), at=now(day)),
    ),
    ExportAsked: (2, lambda day: ExportAsked(export=day.export, at=now(day))),
    ReferralsLeft: (
        1,
        lambda day: ReferralsLeft(need=day.need, teams=(OTHER,), how=Leaving.WITHDRAWN, at=now(day)),
    ),
    NeedLinkRenewed: (1, lambda day: NeedLinkRenewed(need=day.need, team=TEAM, at=now(day))),
    ReferralMoved: (3, lambda day: ReferralMoved(need=day.need, team=OTHER, to=TEAM, at=now(day))),
    DemandSetAside: (3, lambda day: DemandSetAside(demand=day.aside, told=True, at=now(day))),
    FirstNeed: (3, lambda day: FirstNeed(need=day.need, team=OTHER, at=now(day))),
    NeedFollowed: (6, lambda day: NeedFollowed(need=day.need, at=now(day))),
    LastChance: (4, lambda day: LastChance(need=day.need, team=OTHER, at=now(day))),
    NeedAbandoned: (6, lambda day: NeedAbandoned(need=day.need, at=now(day))),
    ReengagementDue: (6, lambda day: ReengagementDue(need=day.closed, at=now(day))),
    RecapDue: (4, lambda day: RecapDue(team=OTHER, at=now(day))),
    DraftLeft: (3, lambda day: DraftLeft(draft=draft_of(day), at=now(day))),
    TeamReminded: (4, lambda day: TeamReminded(team=OTHER, at=now(day))),
    TeamAwaited: (4, lambda day: TeamAwaited(team=OTHER, at=now(day))),
    ClosingsAwaited: (4, lambda day: ClosingsAwaited(team=TEAM, at=now(day))),
    ResetAsked: (3, lambda day: ResetAsked(reset="reset", at=now(day))),
    PasswordChanged: (3, changed),
    SignedInElsewhere: (3, lambda day: SignedInElsewhere(account=day.emma, place="place", at=now(day))),
    AccessAsked: (5, lambda day: AccessAsked(request=day.asked, at=now(day))),
    AccessRefused: (3, lambda day: AccessRefused(request=day.asked, at=now(day))),
    InvitationIssued: (3, lambda day: InvitationIssued(invitation=day.invited, number=1, at=now(day))),
    AccountChanged: (4, suspended),
    IncidentDeclared: (3, lambda day: IncidentDeclared(incident=day.incident, at=now(day))),
    BreachAwaits: (3, lambda day: BreachAwaits(incident=day.incident, hours=24, at=now(day))),
}
"""What follows a fact: how many questions, and one of its kind."""

MAILS: Final[Mapping[LetterKind, tuple[int, str, Callable[[Day, str], Fact]]]] = {
    LetterKind.RECEIPT: (14, COMPANY, of_day(DemandDeposited)),
    LetterKind.NEED: (
        13,
        OTHER,
        lambda day, need: NeedTransmitted(need=need, teams=(TEAM, OTHER), at=now(day)),
    ),
    LetterKind.RENEWED_LINK: (
        12,
        OTHER,
        lambda day, need: NeedLinkRenewed(need=need, team=OTHER, at=now(day)),
    ),
    LetterKind.MOVE: (14, COMPANY, of_day(PositionTaken)),
    LetterKind.FOLLOWED: (13, COMPANY, lambda day, need: NeedFollowed(need=need, at=now(day))),
    LetterKind.ABANDONED: (13, COMPANY, lambda day, need: NeedAbandoned(need=need, at=now(day))),
    LetterKind.REENGAGEMENT: (13, COMPANY, of_day(ReengagementDue)),
    LetterKind.FIRST_NEED: (
        12,
        OTHER,
        lambda day, need: FirstNeed(need=need, team=OTHER, at=now(day)),
    ),
    LetterKind.RECAP: (12, OTHER, of_day(RecapDue)),
    LetterKind.LAST_CHANCE: (
        13,
        OTHER,
        lambda day, need: LastChance(need=need, team=OTHER, at=now(day)),
    ),
    LetterKind.DRAFT: (10, COMPANY, of_day(DraftLeft)),
    LetterKind.REMINDER: (12, OTHER, of_day(TeamReminded)),
    LetterKind.SET_ASIDE: (10, COMPANY, lambda day, _: set_aside(day)),
    LetterKind.COMMENT: (15, OTHER, written),
    LetterKind.SURVEY: (13, COMPANY, of_day(SurveyDue)),
    LetterKind.SHARED_SURVEY: (14, TEAM, of_day(SurveyShared)),
    LetterKind.ANSWER: (14, COMPANY, of_day(CompanyAnswered)),
    LetterKind.OVERDUE: (14, STAFF, of_day(TaskOverdue)),
    LetterKind.BOUNCE: (13, STAFF, of_day(AddressRefused)),
    LetterKind.TEAM_REENGAGEMENT: (11, OTHER, of_day(TeamAwaited)),
    LetterKind.CLOSING_PRACTICE: (23, TEAM, lambda day, _: long_taken(day)),
    LetterKind.RESET: (12, PERSON, of_day(ResetAsked)),
    LetterKind.PASSWORD_CHANGED: (9, PERSON, of_day(PasswordChanged)),
    LetterKind.NEW_PLACE: (10, PERSON, lambda day, _: elsewhere(day)),
    LetterKind.ACCESS_ASKED: (10, STAFF, of_day(AccessAsked)),
    LetterKind.ACCESS_RECEIVED: (10, PERSON, of_day(AccessAsked)),
    LetterKind.ACCESS_REFUSED: (10, PERSON, lambda day, _: turned_down(day)),
    LetterKind.INVITATION: (11, PERSON, of_day(InvitationIssued)),
    LetterKind.SUSPENDED: (10, PERSON, of_day(AccountChanged)),
    LetterKind.LIFTED: (10, PERSON, lambda day, _: suspended(day, ChangeKind.LIFTED)),
    LetterKind.ENDED: (9, PERSON, lambda day, _: suspended(day, ChangeKind.ENDED)),
    LetterKind.INCIDENT: (9, STAFF, of_day(IncidentDeclared)),
    LetterKind.BREACH: (9, STAFF, of_day(BreachAwaits)),
}
"""A mail: how many questions, to whom, and what it is because of, on that day or on a need that waits."""


def test_every_pass_every_fact_and_every_mail_says_how_much_it_asks(day: Day) -> None:
    assert {one.name for one in regular_work(day.service.container)} == PASSES.keys()
    assert set(get_args(Fact)) == REACTIONS.keys()
    assert set(LetterKind) == MAILS.keys()


@pytest.mark.parametrize("name", PASSES)
@pytest.mark.parametrize("further", [0, 2])
def test_a_pass_asks_as_much_for_each_as_it_says_and_reads_no_growing_table_from_end_to_end(
    day: Day, tmp_path: Path, name: str, further: int
) -> None:
    one, each, prepare, days = PASSES[name]
    day.service.work_off(hours=1)
    prepare(day, 1 + further)
    day.service.clock.forward(days=days)
    (regular,) = (one for one in regular_work(day.service.container) if one.name == name)
    with heard() as said:
        regular.do()
    assert read_whole(tmp_path / "service.db", said) == set(), said
    assert len(said) == one + further * each, said


@pytest.mark.parametrize("kind", REACTIONS)
def test_what_follows_a_fact_asks_as_much_as_it_says_and_reads_no_growing_table_from_end_to_end(
    day: Day, tmp_path: Path, kind: type[Fact]
) -> None:
    many, a_fact = REACTIONS[kind]
    happened = a_fact(day)
    with day.service.container.begin()() as work:
        fact = work.outbox.put(happened)
    with heard() as said:
        day.service.container.react()(fact)
    assert read_whole(tmp_path / "service.db", said) == set(), said
    assert len(said) == many, said


@pytest.mark.parametrize("kind", MAILS)
def test_a_mail_asks_as_much_as_it_says_and_reads_no_growing_table_from_end_to_end(
    day: Day, tmp_path: Path, kind: LetterKind
) -> None:
    many, recipient, because = MAILS[kind]
    for address in () if recipient == STAFF else day.staff.get(f"{ADMIN}/refused-addresses").json()["items"]:
        day.staff.post(f"{ADMIN}/refused-addresses/{address['id']}/lifting")
    need = day.service.a_need(siret=FREE[0], email="encore@atelier.fr")
    fact_of_it = because(day, need)
    day.service.clock.forward(days=10)
    with day.service.container.begin()() as work:
        fact = work.outbox.put(fact_of_it)
        letter = Letter(
            id="letter", fact=fact, kind=kind, recipient=recipient, queued_at=now(day), not_before=now(day)
        )
        work.letters.queue(letter)
    with heard() as said:
        day.service.container.send_letter()(letter.id)
    with day.service.container.read()() as work:
        assert work.letters.get(letter.id).state is LetterState.SENT
    assert read_whole(tmp_path / "service.db", said) == set(), said
    assert len(said) == many, said
