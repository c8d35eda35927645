"""What is kept of persons: given to them, put right, restricted, forgotten."""

from datetime import date
from typing import Final

from pytest_bdd import then, when

from conseillers_application.figure_views import FiguresPage, FiguresRequest
from conseillers_application.person_rights import Rectification
from conseillers_domain.persons import PersonMeasure
from conseillers_features.steps.deposit import email_of
from conseillers_features.steps.story import STAFF, Story
from conseillers_features.steps.wording import worded

THEN: Final = FiguresRequest(since=date(2026, 1, 1), until=date(2026, 12, 31))


@then(worded("l’équipe du service remet à « {company} » ce qui est gardé sur elle, dont « {words} »"))
def is_given(story: Story, company: str, words: str) -> None:
    """All of it, whoever wrote it."""
    assert words in repr(story.world.persons.data(story.email(STAFF), email_of(company)))


@when(worded("{reader} demande ce qui est gardé sur « {company} »"))
def asks(story: Story, reader: str, company: str) -> None:
    """As somebody who may not, perhaps."""
    story.attempt(lambda: story.world.persons.data(story.email(reader), email_of(company)))


@when(worded("l’équipe du service rectifie le nom de la personne de « {company} » : « {name} »"))
def puts_right(story: Story, company: str, name: str) -> None:
    """As the person asks."""
    story.world.persons.rectify(email_of(company), Rectification(last_name=name))


@when(worded("l’équipe du service limite le traitement des données de « {company} »"))
def restricts(story: Story, company: str) -> None:
    """As the person asks."""
    story.world.persons.measure(email_of(company), PersonMeasure.RESTRICTION)


@when(worded("l’équipe du service efface à sa demande les données de « {company} »"))
def erases(story: Story, company: str) -> None:
    """As the person asks."""
    story.attempt(lambda: story.world.persons.erase(email_of(company)))


@when("ce qui est gardé depuis trop longtemps est effacé", target_fixture="figures_before")
def the_night_comes(story: Story) -> FiguresPage:
    """What figures were before."""
    before = story.world.figures(story.world.staff, None, THEN)
    story.world.persons.run_retention()
    return before


@then("les chiffres sont les mêmes qu’avant")
def the_same_figures(story: Story, figures_before: FiguresPage) -> None:
    """Every one of them."""
    assert story.world.figures(story.world.staff, None, THEN).figures == figures_before.figures


@then(worded("rien n’est plus gardé sur « {company} »"))
def nothing_is_left(story: Story, company: str) -> None:
    """Nobody finds anything under that address."""
    story.attempt(lambda: story.world.persons.data(story.email(STAFF), email_of(company)))
    assert story.refused().code == "nobody"
