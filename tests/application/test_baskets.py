"""Baskets filled and looked after: who enters and leaves, what staff does, how branches answer."""

from datetime import timedelta

import pytest
from attrs import evolve

from conseillers_application import fill_baskets
from conseillers_application.baskets import ActOnBasket, BasketItem, BranchesWatched, ReadBaskets
from conseillers_application.fill_baskets import FillBaskets
from conseillers_application.letters import LetterKind, LetterState
from conseillers_application.mails import RecapMail, TeamReengagementMail, WaitingNeed
from conseillers_application.views import Receipt
from conseillers_application.watch_branches import WatchBranches
from conseillers_domain.basket import ActionKind, Basket, Limits, NewAction, WhyLeft
from conseillers_domain.calendar import day_of
from conseillers_domain.directory import Absence
from conseillers_domain.errors import Conflict, Fault, Invalid, NotFound
from conseillers_domain.events import TeamAwaited
from conseillers_domain.followup import DEFAULTS
from conseillers_domain.position import Stance
from tests.application.service import ANA, BASE_URL, DIRECTORY, Service
from tests.application.test_follow_up import siret
from tests.builders import DAY, NOW, TODAY, an_establishment

CCI = "emploi@cci.example"
REMIND, NOTE, DONE = ActionKind.REMIND, ActionKind.NOTE, ActionKind.DONE


def fill(service: Service) -> None:
    FillBaskets(
        begin=service.store.begin,
        read=service.store.read,
        now=service.now,
        new_id=service.new_id,
        thresholds=DEFAULTS,
        limits=Limits(),
    )()


def reading(service: Service) -> ReadBaskets:
    return ReadBaskets(read=service.store.read, now=service.now, thresholds=DEFAULTS)


def items(service: Service, basket: Basket) -> tuple[BasketItem, ...]:
    return reading(service).page(service.person("staff"), basket).items


def inside(service: Service, basket: Basket) -> set[str]:
    return {one.subject for one in items(service, basket)}


def act(service: Service, basket: Basket, subject: str, kind: ActionKind, **more: object) -> object:
    new = NewAction(subject=subject, kind=kind, **more)  # type: ignore[arg-type]
    acting = ActOnBasket(begin=service.store.begin, now=service.now, new_id=service.new_id)
    return acting(service.person("staff"), basket, new)


def many(service: Service, count: int) -> list[Receipt]:
    service.knows(*(an_establishment(siret=siret(rank)) for rank in range(count)))
    receipts = []
    for rank in range(count):
        service.at = NOW - timedelta(minutes=count - rank - 1)
        receipts.append(service.deposited(siret=siret(rank), email=f"e{rank}@example.org"))
    return receipts


def past(service: Service, subject: str) -> list[tuple[Basket, WhyLeft | None]]:
    found = reading(service).past(service.person("staff"), subject).stays
    return [(one.basket, one.why_left) for one in reversed(found)]


def test_a_need_goes_from_basket_to_basket_until_somebody_takes_it(service: Service) -> None:
    receipt = service.deposited()
    need = service.need(receipt).id
    for days, basket in ((9, Basket.UNANSWERED), (21, Basket.AT_RISK), (45, Basket.ABANDONED)):
        service.at = NOW + days * DAY
        fill(service)
        fill(service)
        assert {one: inside(service, one) for one in Basket if not one.of_teams and inside(service, one)} == {
            basket: {need}
        }
    (item,) = items(service, Basket.ABANDONED)
    assert (item.name, item.waiting, item.institution) == ("Recruter", 3, None)
    service.say("staff", receipt, "cci-47", Stance.TAKEN)
    fill(service)
    assert inside(service, Basket.ABANDONED) == set()
    assert past(service, need) == [
        (Basket.UNANSWERED, WhyLeft.MOVED),
        (Basket.AT_RISK, WhyLeft.MOVED),
        (Basket.ABANDONED, WhyLeft.ANSWERED),
    ]
    service.say("staff", receipt, "cci-47", Stance.PENDING)
    fill(service)
    assert inside(service, Basket.ABANDONED) == {need}


def test_a_need_that_was_put_away_leaves_because_it_expired(service: Service) -> None:
    need = service.need(service.deposited()).id
    service.at = NOW + 46 * DAY
    fill(service)
    service.at = NOW + 184 * DAY
    service.regularly()
    fill(service)
    assert past(service, need) == [(Basket.ABANDONED, WhyLeft.EXPIRED)]


def test_teams_are_in_baskets_by_what_waits_for_them_and_leave_when_they_answer(service: Service) -> None:
    receipts = many(service, 6)
    service.at = NOW + 3 * DAY
    fill(service)
    assert inside(service, Basket.ONE) == set()  # six at once are no rare need
    service.at = NOW + 15 * DAY
    fill(service)
    assert inside(service, Basket.MANY) == {"cci-47", "urssaf-1", "urssaf-2"}
    for receipt in receipts[:2]:
        service.say("ana", receipt, "cci-47", Stance.REFUSED)
    fill(service)
    assert inside(service, Basket.MEDIUM) == {"cci-47"}
    for receipt in receipts[2:]:
        service.say("ana", receipt, "cci-47", Stance.REFUSED)
    fill(service)
    assert inside(service, Basket.MEDIUM) == set()
    assert past(service, "cci-47") == [(Basket.MANY, WhyLeft.MOVED), (Basket.MEDIUM, WhyLeft.ANSWERED)]
    service.at = NOW + 45 * DAY
    fill(service)
    assert past(service, "urssaf-1") == [(Basket.MANY, WhyLeft.EXPIRED)]


def test_a_team_that_rarely_receives_is_in_a_basket_of_its_own(service: Service) -> None:
    service.deposited()
    service.at = NOW + 3 * DAY
    fill(service)
    assert inside(service, Basket.ONE) == {"cci-47", "urssaf-1", "urssaf-2"}
    (item, *_) = items(service, Basket.ONE)
    assert (item.name, item.institution, item.waiting) == ("CCI Emploi", "CCI de Lot-et-Garonne", 1)
    assert (item.away, item.told, item.last_action) == (False, "cci-47", None)


def after_a_quarter(service: Service) -> Receipt:
    """A need, a hundred days after the only other one."""
    (first,) = many(service, 1)
    service.say("ana", first, "cci-47", Stance.REFUSED)
    service.at = NOW + 100 * DAY
    service.knows(an_establishment(siret=siret(1)))
    return service.deposited(siret=siret(1), email="autre@example.org")


def reengaged(service: Service) -> list[TeamReengagementMail]:
    return [one for one in service.written(to=CCI) if isinstance(one, TeamReengagementMail)]


def test_a_team_that_had_no_need_for_a_quarter_is_written_to_once_of_the_one_that_waits(
    service: Service,
) -> None:
    second = after_a_quarter(service)
    service.work()
    for hours in range(0, 8 * 24, 12):
        service.at = NOW + 100 * DAY + timedelta(hours=hours)
        fill(service)
        service.work()
    (mail,) = reengaged(service)
    assert mail.need == WaitingNeed(subject="Recruter", commune="Agen", sent_at=NOW + 100 * DAY)
    assert mail.team == "CCI Emploi"
    assert mail.need_url.startswith(f"{BASE_URL}/n/")
    for stance in (Stance.TAKEN, Stance.PENDING):
        service.say("ana", second, "cci-47", stance)
        fill(service)
    service.work(DAY)
    assert len(reengaged(service)) == 1


def test_a_team_that_answers_before_the_morning_is_not_reengaged(service: Service) -> None:
    second = after_a_quarter(service)
    service.at += timedelta(days=3, hours=12)
    fill(service)
    service.say("ana", second, "cci-47", Stance.TAKEN)
    service.work(2 * DAY)
    assert reengaged(service) == []


def test_a_team_for_which_nothing_waits_any_more_is_not_called_back(service: Service) -> None:
    with service.store.begin() as work:
        work.outbox.put(TeamAwaited(team="cci-47", at=service.at))
    service.work()
    (letter,) = service.letters()
    assert (letter.kind, letter.state) == (LetterKind.TEAM_REENGAGEMENT, LetterState.NEEDLESS)


def test_a_team_with_its_first_need_has_nothing_to_come_back_to(service: Service) -> None:
    service.deposited()
    service.at = NOW + 4 * DAY
    fill(service)
    service.work(2 * DAY)
    assert inside(service, Basket.ONE) == {"cci-47", "urssaf-1", "urssaf-2"}
    assert reengaged(service) == []


def test_a_team_that_left_the_directory_leaves_its_basket(service: Service) -> None:
    service.deposited()
    service.at = NOW + 3 * DAY
    fill(service)
    service.without_team("cci-47")
    (item,) = (one for one in items(service, Basket.ONE) if one.subject == "cci-47")
    assert (item.name, item.institution, item.told) == ("cci-47", None, None)
    fill(service)
    assert past(service, "cci-47") == [(Basket.ONE, WhyLeft.MOVED)]


def test_many_teams_and_needs_are_looked_at_in_batches(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fill_baskets, "TEAMS_AT_ONCE", 2)
    monkeypatch.setattr(fill_baskets, "NEEDS_AT_ONCE", 2)
    receipts = many(service, 5)
    service.at = NOW + 9 * DAY
    fill(service)
    assert len(inside(service, Basket.UNANSWERED)) == 5
    for receipt in receipts:
        service.say("staff", receipt, "cci-47", Stance.TAKEN)
        service.say("staff", receipt, "cci-47", Stance.PENDING)
    fill(service)
    assert len(inside(service, Basket.UNANSWERED)) == 5


def test_pages_follow_one_another(service: Service) -> None:
    service.deposited()
    service.at = NOW + 3 * DAY
    fill(service)
    staff, read = service.person("staff"), reading(service)
    first = read.page(staff, Basket.ONE, limit=2)
    assert (len(first.items), first.total) == (2, 3)
    rest = read.page(staff, Basket.ONE, limit=2, cursor=first.next)
    assert (len(rest.items), rest.next) == (1, None)
    assert {one.subject for one in (*first.items, *rest.items)} == {"cci-47", "urssaf-1", "urssaf-2"}
    counts = {one.name: one.count for one in read(staff).items}
    assert counts == {**dict.fromkeys(Basket, 0), Basket.ONE: 3}


def test_staff_reminds_a_team_of_all_that_waits_and_it_is_noted(service: Service) -> None:
    service.deposited()
    service.at = NOW + 3 * DAY
    fill(service)
    service.work()
    act(service, Basket.ONE, "cci-47", REMIND)
    service.work()
    (mail,) = [one for one in service.written(to=CCI) if isinstance(one, RecapMail)]
    assert mail.asked
    assert len(mail.needs) == 1
    (item, *_) = items(service, Basket.ONE)
    assert item.last_action is not None
    assert (item.last_action.kind, item.last_action.by, item.last_action.at) == (REMIND, "staff", service.at)
    assert item.last_action.told == "cci-47"


def test_a_team_that_is_away_is_seen_and_not_reminded(service: Service) -> None:
    service.deposited()
    service.at = NOW + 3 * DAY
    fill(service)
    away = (Absence(from_=TODAY, to=TODAY + 60 * DAY),)
    advisors = tuple(evolve(one, absences=away) if one.email == ANA else one for one in DIRECTORY.advisors)
    service.publish(evolve(DIRECTORY, advisors=advisors))
    (item,) = (one for one in items(service, Basket.ONE) if one.subject == "cci-47")
    assert (item.away, item.told) == (True, None)
    with pytest.raises(Conflict) as refused:
        act(service, Basket.ONE, "cci-47", REMIND)
    assert refused.value.code == "nobody_there"


def test_what_is_done_is_out_of_sight_until_its_day(service: Service) -> None:
    need = service.need(service.deposited()).id
    service.at = NOW + 9 * DAY
    fill(service)
    act(service, Basket.UNANSWERED, need, NOTE, note=" Appelée. ")
    act(service, Basket.UNANSWERED, need, DONE, until=day_of(service.at + 2 * DAY))
    assert inside(service, Basket.UNANSWERED) == set()
    service.at += 2 * DAY
    fill(service)
    assert inside(service, Basket.UNANSWERED) == {need}
    actions = reading(service).past(service.person("staff"), need).actions
    assert [(one.kind, one.note) for one in actions] == [(DONE, ""), (NOTE, "Appelée.")]


def test_nothing_is_done_with_what_is_not_in_the_basket(service: Service) -> None:
    service.deposited()
    service.at = NOW + 3 * DAY
    fill(service)
    for basket, subject in ((Basket.ONE, "paris"), (Basket.MANY, "cci-47"), (Basket.AT_RISK, "cci-47")):
        with pytest.raises(NotFound):
            act(service, basket, subject, NOTE, note="Vu.")
    with pytest.raises(NotFound):
        reading(service).past(service.person("staff"), "paris")


def test_faults_of_shape_and_of_sense_are_told_together(service: Service) -> None:
    acting = ActOnBasket(begin=service.store.begin, now=service.now, new_id=service.new_id)
    known = (Fault("/subject", "required", "Ce champ est obligatoire."),)
    with pytest.raises(Invalid) as refused:
        acting(service.person("staff"), Basket.ONE, NewAction(subject="", kind=NOTE), known=known)
    assert [one.pointer for one in refused.value.faults] == ["/subject", "/note"]


@pytest.mark.parametrize("who", ["ana", "operator"])
def test_baskets_do_not_exist_for_others(service: Service, who: str) -> None:
    person, read = service.person(who), reading(service)
    new = NewAction(subject="cci-47", kind=REMIND)
    for ask in (
        lambda: read(person),
        lambda: read.page(person, Basket.ONE),
        lambda: read.past(person, "cci-47"),
        lambda: ActOnBasket(begin=service.store.begin, now=service.now, new_id=service.new_id)(
            person, Basket.ONE, new
        ),
        lambda: WatchBranches(read=service.store.read, now=service.now, least=1)(person),
    ):
        with pytest.raises(NotFound):
            ask()


def test_branches_are_watched_when_enough_was_put_to_them(service: Service) -> None:
    receipts = many(service, 4)
    for receipt in receipts[:2]:
        service.say("ana", receipt, "cci-47", Stance.REFUSED)
    for receipt in receipts[2:3]:
        service.say("ana", receipt, "cci-47", Stance.TAKEN)
        service.say("ana", receipt, "cci-47", Stance.CLOSED_HELPED)
    service.at += timedelta(hours=1)
    watched = watch(service, 4)
    assert [(one.branch, one.referrals, one.refused, one.helped) for one in watched.items] == [
        ("cci-47", 4, 0.5, 0.25),
        ("urssaf", 8, 0.0, 0.0),
    ]
    assert watched.total == 2
    service.without_team("cci-47")
    assert [one.branch for one in watch(service, 4).items] == ["urssaf"]
    assert watch(service, 9).items == ()
    service.at += 92 * DAY
    assert watch(service, 1).items == ()


def watch(service: Service, least: int) -> BranchesWatched:
    watching = WatchBranches(read=service.store.read, now=service.now, least=least)
    return watching(service.person("staff"))
