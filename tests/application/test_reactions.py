"""What follows each fact: the letters owed, each once, and moves merged over a minute."""

from datetime import timedelta

import pytest

from conseillers_application.letters import COMPANY, Letter, LetterKind
from conseillers_application.ports import SEND_LETTER
from conseillers_application.react import MERGED_OVER, tells_company
from conseillers_domain.errors import NotFound
from conseillers_domain.events import PositionTaken
from conseillers_domain.position import Stance
from tests.application.service import TEAMS, Service
from tests.builders import NOW


def letters(service: Service) -> list[Letter]:
    """Those that are to leave."""
    with service.store.read() as work:
        tasks = [one for one in service.store.agenda.tasks if one.name == SEND_LETTER]
        found = [work.letters.get(one.subject) for one in tasks]
    assert [one.not_before for one in found] == [one.not_before for one in tasks]
    return found


def reacted(service: Service) -> None:
    """React to every fact without sending anything."""
    for task in service.store.agenda.due(service.at):
        if task.name == "react":
            service.react(task.subject)


def moved(service: Service, fact: PositionTaken) -> str:
    """Keep a move as the transaction of a position does."""
    with service.store.begin() as work:
        fact_id = work.outbox.put(fact)
        service.tell(work, fact_id, fact, "demand")
    return fact_id


def test_a_deposit_owes_a_receipt_to_the_company_and_a_mail_to_each_team(service: Service) -> None:
    service.deposited()
    reacted(service)
    assert [(one.kind, one.recipient) for one in letters(service)] == [
        *((LetterKind.NEED, team) for team in TEAMS),
        (LetterKind.RECEIPT, COMPANY),
    ]
    assert {one.not_before for one in letters(service)} == {NOW}


def test_a_fact_reacted_to_twice_owes_nothing_more(service: Service) -> None:
    service.deposited()
    reacted(service)
    owed = letters(service)
    reacted(service)
    assert letters(service) == owed


def test_an_unknown_fact_is_not_found(service: Service) -> None:
    with pytest.raises(NotFound):
        service.react("nothing")


@pytest.mark.parametrize("by_team", [True, False])
def test_a_move_is_told_a_minute_later_when_somebody_of_the_team_made_it(
    service: Service, by_team: bool
) -> None:
    fact = PositionTaken(
        need="n", team="t", before=Stance.PENDING, after=Stance.TAKEN, by_team=by_team, at=NOW
    )
    fact_id = moved(service, fact)
    service.react(fact_id)
    owed = [(one.fact, one.kind, one.recipient, one.not_before, one.merged_under) for one in letters(service)]
    later = NOW + timedelta(seconds=60)
    assert owed == ([(fact_id, LetterKind.MOVE, COMPANY, later, "n/t")] if by_team else [])


def test_moves_of_one_team_on_one_need_are_merged_and_others_are_not(service: Service) -> None:
    def move(need: str, team: str, after: Stance) -> None:
        fact = PositionTaken(
            need=need, team=team, before=Stance.PENDING, after=after, by_team=True, at=service.at
        )
        moved(service, fact)

    move("n", "t", Stance.TAKEN)
    service.at += timedelta(seconds=30)
    move("n", "t", Stance.CLOSED_UNREACHABLE)
    move("n", "u", Stance.TAKEN)
    move("m", "t", Stance.TAKEN)
    assert [(one.merged_under, one.not_before - NOW) for one in letters(service)] == [
        ("n/t", MERGED_OVER),
        ("n/u", MERGED_OVER + timedelta(seconds=30)),
        ("m/t", MERGED_OVER + timedelta(seconds=30)),
    ]


@pytest.mark.parametrize("before", Stance)
@pytest.mark.parametrize("now", Stance)
def test_the_company_is_told_who_takes_its_need_and_who_could_not_reach_it(
    before: Stance, now: Stance
) -> None:
    taken = now is Stance.TAKEN and before in {Stance.PENDING, Stance.REFUSED}
    unreachable = now is Stance.CLOSED_UNREACHABLE and before is not now
    assert tells_company(before, now) is (taken or unreachable)
