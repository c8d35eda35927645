"""The quality follow-up: days that pass one by one, reminders, the baskets of staff."""

from datetime import timedelta
from typing import Final

from pytest_bdd import given, parsers, then, when

from conseillers_application.baskets import BasketItem
from conseillers_domain.basket import ActionKind, Basket, NewAction
from conseillers_features.steps.deposit import email_of
from conseillers_features.steps.directory import mailbox
from conseillers_features.steps.story import Story
from conseillers_features.steps.wording import a_day, plain, rows, worded

STEPS: Final = {"jours": timedelta(days=1), "semaines": timedelta(weeks=1)}


def basket_of(label: str) -> Basket:
    """A basket by what staff reads."""
    return next(one for one in Basket if plain(one.label) == label)


def inside(story: Story, label: str) -> dict[str, BasketItem]:
    """What is in a basket, by team or need."""
    return {one.subject: one for one in story.world.basket(basket_of(label))}


@given(parsers.re(r"les (?P<unit>jours|semaines) passent jusqu’au (?P<day>\S+)"))
@when(parsers.re(r"les (?P<unit>jours|semaines) passent jusqu’au (?P<day>\S+)"))
def time_goes_by(story: Story, unit: str, day: str) -> None:
    """Let time pass step by step, the service doing its work at each."""
    while (left := a_day(day) - a_day(f"{story.world.now():%d/%m/%Y}")) > timedelta(0):
        story.world.wait(min(left, STEPS[unit]))


@when(worded("l’équipe du service relance l’équipe « {name} » depuis le panier « {label} »"))
def staff_reminds(story: Story, name: str, label: str) -> None:
    """Have a team told again of what waits for it."""
    new = NewAction(subject=story.teams[name], kind=ActionKind.REMIND)
    story.attempt(lambda: story.world.act_on_basket(basket_of(label), new))


@then(worded("l’équipe du service trouve « {company} » dans le panier « {label} »"))
def the_need_is_inside(story: Story, company: str, label: str) -> None:
    """Its need is there, and in no other basket of needs."""
    need = story.need(company)
    found = {one for one in Basket if not one.of_teams and need in inside(story, plain(one.label))}
    assert found == {basket_of(label)}


@then(worded("le panier « {label} » est vide"))
def nothing_is_inside(story: Story, label: str) -> None:
    """Nobody is in it."""
    assert inside(story, label) == {}


@then(worded("l’équipe du service voit que l’équipe « {name} » est absente, dans le panier « {label} »"))
def the_team_is_seen_away(story: Story, name: str, label: str) -> None:
    """It is there, all its advisors being away."""
    item = inside(story, label)[story.teams[name]]
    assert item.away
    assert item.told is None


@then(worded("le panier « {label} » garde, de l’équipe « {name} » : relance"))
def the_reminder_is_noted(story: Story, label: str, name: str) -> None:
    """Who reminded it, and when."""
    action = inside(story, label)[story.teams[name]].last_action
    assert action is not None
    assert action.kind is ActionKind.REMIND
    assert action.by
    assert action.at == story.world.now()


@then(parsers.re(r"l’équipe « (?P<name>[^«»]*) » a reçu (?P<number>\d+) mails? « (?P<subject>.*) »"))
def a_team_got_so_many(story: Story, name: str, number: str, subject: str) -> None:
    """So many mails of that subject."""
    found = [one for one in story.world.mails() if one.to == mailbox(story.teams[name])]
    assert sum(plain(one.subject) == subject for one in found) == int(number)


@then(worded("« {company} » a reçu, dans cet ordre"))
def a_company_got_in_order(story: Story, company: str, datatable: list[list[str]]) -> None:
    """These mails, and no other."""
    found = [plain(one.subject) for one in story.world.mails() if one.to == email_of(company)]
    assert found == [one["mail"] for one in rows(datatable)]
