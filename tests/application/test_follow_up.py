"""The follow-up clock at work: each thing told once, when people work, whatever runs were missed."""

from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve

from conseillers_application import follow_up, rounds
from conseillers_application.letters import LetterKind, LetterState
from conseillers_application.mails import (
    AbandonedMail,
    ClosingPracticeMail,
    Content,
    FirstNeedMail,
    FollowedMail,
    LastChanceMail,
    RecapMail,
    ReengagementMail,
    TakenNeed,
    WaitingNeed,
)
from conseillers_application.rounds import latest
from conseillers_application.views import Receipt
from conseillers_domain.calendar import day_of, works
from conseillers_domain.company import Siret
from conseillers_domain.directory import Absence, DirectoryDocument, Level
from conseillers_domain.events import SurveyAwaited
from conseillers_domain.followup import recap_day
from conseillers_domain.position import Stance
from conseillers_domain.territory import Zone, ZoneType
from tests.application.service import ANA, BASE_URL, DIRECTORY, TEAMS, Service
from tests.builders import DAY, NOW, TODAY, a_demand, a_need, a_referral, a_routing, an_establishment

COMPANY, CCI, URSSAF = "zoe@example.org", "emploi@cci.example", "un@urssaf.example"
OTHERS = ("urssaf-1", "urssaf-2")


def live(service: Service, days: float, step: timedelta = DAY) -> None:
    """Let that time pass, the clock striking now and then."""
    end = service.at + timedelta(days=days)
    while service.at < end:
        service.regularly()
        service.work(min(step, end - service.at))
    service.regularly()
    service.work()


def sleep(service: Service, days: float) -> None:
    """Let that time pass without anything being done, then strike once."""
    service.at += timedelta(days=days)
    service.regularly()
    service.work()


def told(service: Service, kind: type[Content], *, to: str = COMPANY) -> list[Content]:
    return [one for one in service.written(to=to) if isinstance(one, kind)]


@pytest.fixture
def receipt(service: Service) -> Receipt:
    """A demand put before three teams, everybody told."""
    receipt = service.deposited()
    service.work()
    return receipt


def say(service: Service, receipt: Receipt, stance: Stance, team: str = "cci-47") -> None:
    service.say("staff", receipt, team, stance)


def test_a_company_is_told_on_the_ninth_day_that_its_need_is_followed(
    service: Service, receipt: Receipt
) -> None:
    live(service, 8.9)
    assert told(service, FollowedMail) == []
    live(service, 0.2)
    assert told(service, FollowedMail) == [
        FollowedMail(
            first_name="Zoé",
            last_name="Lefèvre",
            subject="Recruter",
            institutions=("CCI de Lot-et-Garonne", "Urssaf"),
            follow_url=receipt.follow_url,
            deposited_at=NOW,
        )
    ]
    live(service, 30)
    assert len(told(service, FollowedMail)) == 1


def test_who_refused_is_no_more_awaited(service: Service, receipt: Receipt) -> None:
    say(service, receipt, Stance.REFUSED)
    live(service, 9.1)
    (mail,) = told(service, FollowedMail)
    assert isinstance(mail, FollowedMail)
    assert mail.institutions == ("Urssaf",)


def test_nothing_is_told_of_a_need_that_was_taken(service: Service, receipt: Receipt) -> None:
    live(service, 3)
    say(service, receipt, Stance.TAKEN)
    live(service, 60)
    assert told(service, FollowedMail) == told(service, AbandonedMail) == []
    assert told(service, LastChanceMail, to=CCI) == told(service, LastChanceMail, to=URSSAF) == []


def test_a_need_taken_between_the_night_and_the_morning_is_not_told_as_waiting(
    service: Service, receipt: Receipt
) -> None:
    service.at = NOW + timedelta(days=12, hours=12)  # a Saturday
    service.regularly()
    service.work()
    say(service, receipt, Stance.TAKEN)
    live(service, 3)
    assert told(service, FollowedMail) == []
    kinds = {one.kind: one.state for one in service.letters()}
    assert kinds[LetterKind.FOLLOWED] is LetterState.NEEDLESS


def test_a_need_put_back_after_its_hour_is_not_forgotten(service: Service, receipt: Receipt) -> None:
    for team in ("cci-47", *OTHERS):
        say(service, receipt, Stance.TAKEN if team == "cci-47" else Stance.REFUSED, team)
    live(service, 50)
    say(service, receipt, Stance.PENDING)
    live(service, 3)
    assert len(told(service, AbandonedMail)) == 1
    assert told(service, FollowedMail) == []


def test_each_team_that_waits_has_a_last_chance_on_the_twenty_first_day(
    service: Service, receipt: Receipt
) -> None:
    say(service, receipt, Stance.REFUSED, "urssaf-1")
    live(service, 20.9)
    assert told(service, LastChanceMail, to=CCI) == []
    live(service, 10)
    (mail,) = told(service, LastChanceMail, to=CCI)
    assert isinstance(mail, LastChanceMail)
    assert mail.need == WaitingNeed(subject="Recruter", commune="Agen", sent_at=NOW)
    assert (mail.team, mail.away) == ("CCI Emploi", None)
    assert mail.page_url.startswith(f"{BASE_URL}/n/")
    assert told(service, LastChanceMail, to=URSSAF) == []
    assert len(told(service, LastChanceMail, to="deux@urssaf.example")) == 1


def test_a_team_that_answered_before_the_morning_has_no_last_chance(
    service: Service, receipt: Receipt
) -> None:
    sleep(service, 21.5)  # in the evening: it waits for the morning
    say(service, receipt, Stance.REFUSED)
    live(service, 2)
    assert told(service, LastChanceMail, to=CCI) == []
    assert len(told(service, LastChanceMail, to=URSSAF)) == 1


def test_a_company_is_told_on_the_forty_fifth_day_that_nobody_could(
    service: Service, receipt: Receipt
) -> None:
    live(service, 44.9)
    assert told(service, AbandonedMail) == []
    live(service, 10)
    (mail,) = told(service, AbandonedMail)
    assert isinstance(mail, AbandonedMail)
    assert mail.service_url == BASE_URL
    assert service.need(receipt).status.value == "pending"


def test_an_abandonment_is_not_told_when_somebody_took_the_need_meanwhile(
    service: Service, receipt: Receipt
) -> None:
    sleep(service, 46.5)  # in the evening: it waits for the morning
    say(service, receipt, Stance.TAKEN)
    live(service, 5)
    assert told(service, AbandonedMail) == []


def surveys(service: Service) -> list[SurveyAwaited]:
    with service.store.read() as work:
        ids = {one.fact for one in service.letters()}
        assert ids
    found = []
    for task in service.store.agenda.tasks:
        if task.name == "react":
            with service.store.read() as work:
                fact = work.outbox.get(task.subject)
            if isinstance(fact, SurveyAwaited):
                found.append(fact)
    return found


def test_a_survey_is_due_ten_days_after_the_first_help_once(service: Service, receipt: Receipt) -> None:
    live(service, 1)
    for team in TEAMS[:2]:
        say(service, receipt, Stance.TAKEN, team)
        say(service, receipt, Stance.CLOSED_HELPED, team)
        service.at += DAY
    service.at = NOW + 10.9 * DAY
    service.regularly()
    assert surveys(service) == []
    service.at = NOW + 11.1 * DAY
    service.regularly()
    (fact,) = surveys(service)
    assert fact.need == service.need(receipt).id
    service.at += 10 * DAY
    service.regularly()
    assert surveys(service) == [fact]


def test_the_company_of_a_closed_need_is_asked_for_another_after_five_months_once(
    service: Service, receipt: Receipt
) -> None:
    say(service, receipt, Stance.TAKEN)
    say(service, receipt, Stance.CLOSED_NO_HELP)
    live(service, 151)
    assert told(service, ReengagementMail) == []
    live(service, 40)
    assert len(told(service, ReengagementMail)) == 1


def test_nobody_is_asked_for_another_need_while_the_first_is_taken_up_again(
    service: Service, receipt: Receipt
) -> None:
    say(service, receipt, Stance.TAKEN)
    say(service, receipt, Stance.CLOSED_NO_HELP)
    service.at = NOW + timedelta(days=152, hours=12)  # in the evening: it waits for the morning
    service.regularly()
    service.work()
    say(service, receipt, Stance.TAKEN)
    live(service, 3)
    assert told(service, ReengagementMail) == []


def test_a_team_is_told_the_day_after_its_first_need_how_to_go_about_one(
    service: Service, receipt: Receipt
) -> None:
    say(service, receipt, Stance.REFUSED, "urssaf-1")
    live(service, 1.1)
    (mail,) = told(service, FirstNeedMail, to=CCI)
    assert isinstance(mail, FirstNeedMail)
    assert (mail.team, mail.subject) == ("CCI Emploi", "Recruter")
    assert told(service, FirstNeedMail, to=URSSAF) == []
    service.deposited(email="autre@example.org", siret=str(OTHER))
    live(service, 5)
    assert len(told(service, FirstNeedMail, to=CCI)) == 1
    assert told(service, FirstNeedMail, to=URSSAF) == []


def test_a_team_that_answered_before_the_morning_needs_no_help(service: Service, receipt: Receipt) -> None:
    service.at = NOW + timedelta(days=1, hours=12)  # in the evening
    service.regularly()
    service.work()
    say(service, receipt, Stance.TAKEN)
    live(service, 3)
    assert told(service, FirstNeedMail, to=CCI) == []


OTHER = Siret("00000002600013")


def test_a_team_is_told_on_tuesdays_at_nine_of_what_waits_since_four_days(
    service: Service, receipt: Receipt
) -> None:
    live(service, 7.9)  # Tuesday the 1st, in the morning
    service.at = datetime(2026, 12, 1, 7, 59, tzinfo=UTC)
    service.regularly()
    service.work()
    assert told(service, RecapMail, to=CCI) == []
    service.at = datetime(2026, 12, 1, 8, tzinfo=UTC)
    service.regularly()
    service.work()
    (mail,) = told(service, RecapMail, to=CCI)
    assert isinstance(mail, RecapMail)
    assert mail.needs == (WaitingNeed(subject="Recruter", commune="Agen", sent_at=NOW),)
    assert (mail.team, mail.away, mail.others) == ("CCI Emploi", None, 0)
    live(service, 6.5)
    assert len(told(service, RecapMail, to=CCI)) == 1
    live(service, 1)
    live(service, 0.5)
    assert len(told(service, RecapMail, to=CCI)) == 2


def test_a_recap_lists_seven_needs_and_counts_the_others(service: Service) -> None:
    service.knows(*(an_establishment(siret=siret(rank)) for rank in range(10)))
    for rank in range(9):
        service.deposited(siret=siret(rank), email=f"e{rank}@example.org")
    live(service, 3)
    service.deposited(siret=siret(9), email="e9@example.org")
    service.at = datetime(2026, 12, 1, 8, tzinfo=UTC)
    service.regularly()
    service.work()
    (mail,) = told(service, RecapMail, to=CCI)
    assert isinstance(mail, RecapMail)
    assert (len(mail.needs), mail.others) == (7, 3)


def siret(rank: int) -> Siret:
    """As many that Luhn finds right."""
    for number in range(10):
        found = f"{rank + 1:08d}{number}"
        if _luhn(found):
            return next(Siret(f"{found}0001{last}") for last in range(10) if _luhn(f"{found}0001{last}"))
    raise AssertionError


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (1 + rank % 2) for rank, digit in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def test_teams_are_told_of_the_recap_in_the_order_of_their_codes(service: Service, receipt: Receipt) -> None:
    say(service, receipt, Stance.REFUSED, "cci-47")  # what waits for it came after what waits for the others
    service.knows(an_establishment(siret=siret(1)))
    service.deposited(siret=siret(1), email="e1@example.org")
    service.at = datetime(2026, 12, 1, 8, tzinfo=UTC)
    service.regularly()
    service.work()
    assert [one.recipient for one in service.letters() if one.kind is LetterKind.RECAP] == list(TEAMS)


def test_what_was_answered_before_the_recap_leaves_is_not_in_it(service: Service, receipt: Receipt) -> None:
    service.at = datetime(2026, 12, 1, 19, tzinfo=UTC)  # missed at nine: it waits for the next morning
    service.regularly()
    service.work()
    for team in TEAMS:
        say(service, receipt, Stance.REFUSED, team)
    live(service, 2)
    assert told(service, RecapMail, to=CCI) == []


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (datetime(2026, 11, 24, 7, 59, tzinfo=UTC), datetime(2026, 11, 17, 8, tzinfo=UTC)),
        (datetime(2026, 11, 24, 8, tzinfo=UTC), datetime(2026, 11, 24, 8, tzinfo=UTC)),
        (datetime(2026, 3, 31, 7, tzinfo=UTC), datetime(2026, 3, 31, 7, tzinfo=UTC)),
        (datetime(2026, 4, 6, 12, tzinfo=UTC), datetime(2026, 3, 31, 7, tzinfo=UTC)),
    ],
)
def test_the_recap_is_at_nine_in_paris_whatever_the_season(at: datetime, due: datetime) -> None:
    assert latest(recap_day, at) == due


def absent(document: DirectoryDocument, *, delegate: str | None = None) -> DirectoryDocument:
    """The chamber's advisor is away for long."""
    away = (Absence(from_=TODAY, to=TODAY + 60 * DAY),)
    teams = tuple(evolve(one, delegate=delegate) if one.code == "cci-47" else one for one in document.teams)
    advisors = tuple(evolve(one, absences=away) if one.email == ANA else one for one in document.advisors)
    return evolve(document, teams=teams, advisors=advisors)


def test_a_team_whose_advisors_are_all_away_is_not_reminded(service: Service, receipt: Receipt) -> None:
    service.publish(absent(DIRECTORY))
    live(service, 30)
    assert told(service, RecapMail, to=CCI) == told(service, LastChanceMail, to=CCI) == []
    assert len(told(service, FollowedMail)) == 1


def test_its_delegate_is_told_in_its_stead(service: Service, receipt: Receipt) -> None:
    (cci,) = (one for one in DIRECTORY.teams if one.code == "cci-47")
    (ana,) = (one for one in DIRECTORY.advisors if one.email == ANA)
    document = evolve(
        DIRECTORY,
        teams=(
            *DIRECTORY.teams,
            evolve(cci, code="relais", name="Relais", mailbox="relais@cci.example", competences=()),
        ),
        advisors=(*DIRECTORY.advisors, evolve(ana, email="rose@cci.example", teams=("relais",))),
    )
    service.publish(absent(document, delegate="relais"))
    live(service, 22)
    (last,) = told(service, LastChanceMail, to="relais@cci.example")
    assert isinstance(last, LastChanceMail)
    assert (last.team, last.away, last.page_url) == ("Relais", "CCI Emploi", BASE_URL)
    recaps = told(service, RecapMail, to="relais@cci.example")
    assert len(recaps) == 3
    assert isinstance(recaps[0], RecapMail)
    assert (recaps[0].away, recaps[0].page_url) == ("CCI Emploi", BASE_URL)
    assert told(service, LastChanceMail, to=CCI) == []


def test_a_team_that_leaves_between_the_fact_and_its_letter_is_named_by_its_code(
    service: Service, receipt: Receipt
) -> None:
    (cci,) = (one for one in DIRECTORY.teams if one.code == "cci-47")
    (ana,) = (one for one in DIRECTORY.advisors if one.email == ANA)
    relay = evolve(cci, code="relais", name="Relais", mailbox="relais@cci.example", competences=())
    rose = evolve(ana, email="rose@cci.example", teams=("relais",))
    document = evolve(DIRECTORY, teams=(*DIRECTORY.teams, relay), advisors=(*DIRECTORY.advisors, rose))
    service.publish(absent(document, delegate="relais"))
    service.post.down = True
    live(service, 22)
    rest = tuple(one for one in document.teams if one.code != "cci-47")
    service.publish(evolve(document, teams=rest, advisors=(*DIRECTORY.advisors[1:], rose)))
    service.post.down = False
    live(service, 1)
    (last,) = told(service, LastChanceMail, to="relais@cci.example")
    assert isinstance(last, LastChanceMail)
    assert last.away == "cci-47"


def in_departement(document: DirectoryDocument, code: str) -> DirectoryDocument:
    branches = tuple(
        evolve(one, level=Level.LOCAL, zones=(Zone(ZoneType.DEPARTEMENT, code),))
        if one.code == "cci-47"
        else one
        for one in document.branches
    )
    return evolve(document, branches=branches)


def test_a_holiday_where_the_branch_is_moves_its_reminders(service: Service) -> None:
    service.at = datetime(2026, 12, 5, 9, tzinfo=UTC)
    service.deposited()
    service.work()
    service.publish(in_departement(DIRECTORY, "67"))
    service.at = datetime(2026, 12, 26, 9, 30, tzinfo=UTC)  # Saturday, and a holiday in Alsace
    service.regularly()
    facts = [task.not_before for task in service.store.agenda.tasks if task.name == "react"]
    assert max(facts) == datetime(2026, 12, 28, 8, tzinfo=UTC)


def test_the_tuesday_of_a_holiday_is_made_up_for_on_the_next_working_day(service: Service) -> None:
    service.at = datetime(2026, 7, 6, 9, tzinfo=UTC)
    service.deposited()
    service.work()
    service.at = datetime(2026, 7, 14, 7, tzinfo=UTC)
    service.regularly()
    service.work()
    assert told(service, RecapMail, to=CCI) == []
    service.at = datetime(2026, 7, 15, 7, tzinfo=UTC)
    service.work()
    assert len(told(service, RecapMail, to=CCI)) == 1


def test_a_company_of_an_unknown_place_has_the_holidays_of_the_mainland(service: Service) -> None:
    demands = (
        a_demand(id="a", establishment=None),
        a_demand(id="b", establishment=an_establishment(commune=None)),
    )
    with service.store.begin() as work:
        for demand in demands:
            work.demands.add(demand)
            need = a_need(a_referral("cci-47"), id=demand.id, demand=demand.id)
            work.needs.add(need, demand, a_routing("cci-47"), None)
    live(service, 9.1)
    assert len(told(service, FollowedMail)) == 2


def test_runs_that_were_missed_are_made_up_for_once(service: Service, receipt: Receipt) -> None:
    sleep(service, 25)
    assert len(told(service, FollowedMail)) == 1
    assert len(told(service, LastChanceMail, to=CCI)) == 1
    assert len(told(service, RecapMail, to=CCI)) == 1
    live(service, 1)
    assert len(told(service, FollowedMail)) == 1


def test_what_is_too_late_is_not_told_any_more(service: Service, receipt: Receipt) -> None:
    sleep(service, 60)
    assert told(service, FollowedMail) == told(service, LastChanceMail, to=CCI) == []
    assert len(told(service, AbandonedMail)) == 1


def test_many_at_once_are_told_in_batches(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follow_up, "AT_ONCE", 2)
    monkeypatch.setattr(rounds, "TEAMS_AT_ONCE", 1)
    service.knows(*(an_establishment(siret=siret(rank)) for rank in range(5)))
    for rank in range(5):
        service.deposited(siret=siret(rank), email=f"e{rank}@example.org")
    service.work()
    sleep(service, 9.1)
    for rank in range(5):
        assert len(told(service, FollowedMail, to=f"e{rank}@example.org")) == 1
    assert len(told(service, RecapMail, to=CCI)) == 1


def test_people_are_told_only_when_they_work(service: Service, receipt: Receipt) -> None:
    live(service, 50, timedelta(hours=5))
    sent = [one for one in service.letters() if one.kind not in {LetterKind.RECEIPT, LetterKind.NEED}]
    assert len(sent) > 20
    for letter in sent:
        assert letter.state is LetterState.SENT
        assert works(day_of(letter.marked_at))


def taken_long_ago(service: Service, count: int) -> list[Receipt]:
    """So many needs that the chamber of commerce took in November, and that two months have passed over."""
    service.knows(*(an_establishment(siret=siret(rank)) for rank in range(count)))
    found = []
    for rank in range(count):
        found.append(service.deposited(siret=siret(rank), email=f"e{rank}@example.org"))
        service.say("ana", found[-1], "cci-47", Stance.TAKEN)
        service.at += timedelta(hours=1)
    service.at = NOW + 45 * DAY  # the first Thursday of January
    return found


def test_a_team_that_closes_nothing_is_told_how_once_a_quarter(service: Service) -> None:
    receipts = taken_long_ago(service, 8)
    sleep(service, 0)
    assert told(service, ClosingPracticeMail, to=CCI) == []  # in January, it was not yet two months
    sleep(service, 83)
    assert told(service, ClosingPracticeMail, to=CCI) == []  # nor is it April
    sleep(service, 1)
    sleep(service, 1)
    (mail,) = told(service, ClosingPracticeMail, to=CCI)
    assert isinstance(mail, ClosingPracticeMail)
    assert mail.needs[0] == TakenNeed(subject="Recruter", commune="Agen", taken_at=NOW)
    assert (mail.team, len(mail.needs), mail.others) == ("CCI Emploi", 7, 1)
    assert mail.page_url.startswith(f"{BASE_URL}/n/")
    sleep(service, 90)
    assert len(told(service, ClosingPracticeMail, to=CCI)) == 2
    for receipt in receipts[:6]:
        say(service, receipt, Stance.CLOSED_NO_HELP)
    sleep(service, 100)
    assert len(told(service, ClosingPracticeMail, to=CCI)) == 2
    assert told(service, ClosingPracticeMail, to=URSSAF) == []


def test_a_team_that_closes_before_it_reads_of_it_is_not_told_how(service: Service) -> None:
    receipts = taken_long_ago(service, 3)
    service.at = datetime(2027, 4, 1, 17, 30, tzinfo=UTC)  # after seven in Paris
    service.regularly()
    service.work()
    say(service, receipts[0], Stance.CLOSED_NO_HELP)
    service.at = datetime(2027, 4, 2, 9, tzinfo=UTC)
    service.work()
    assert told(service, ClosingPracticeMail, to=CCI) == []
    states = {one.state for one in service.letters() if one.kind is LetterKind.CLOSING_PRACTICE}
    assert states == {LetterState.NEEDLESS}


def test_nobody_is_told_how_to_close_while_all_are_away(service: Service) -> None:
    taken_long_ago(service, 3)
    away = (Absence(from_=TODAY, to=TODAY + 400 * DAY),)
    advisors = tuple(evolve(one, absences=away) if one.email == ANA else one for one in DIRECTORY.advisors)
    service.publish(evolve(DIRECTORY, advisors=advisors))
    sleep(service, 120)
    assert told(service, ClosingPracticeMail, to=CCI) == []


@pytest.mark.parametrize("late", ["2026-12-05T10:00", "2026-12-03T21:00"])
def test_what_the_clock_owes_and_a_stopped_service_tells_late_waits_until_people_work(
    service: Service, receipt: Receipt, late: str
) -> None:
    service.at = NOW + 9 * DAY + timedelta(minutes=1)  # a Wednesday
    service.regularly()
    service.at = datetime.fromisoformat(late).replace(tzinfo=UTC)  # a Saturday, or an evening
    service.work()
    assert told(service, FollowedMail) == []
    morning = datetime(2026, 12, 7 if service.at.day >= 5 else 4, 8, tzinfo=UTC)
    service.work(morning - service.at - timedelta(minutes=1))
    assert told(service, FollowedMail) == []
    service.work(timedelta(minutes=1))
    assert len(told(service, FollowedMail)) == 1
