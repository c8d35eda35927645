"""What the service tells of itself: its figures, to whom; and all that it asks of a company."""

from collections.abc import Mapping, Sequence
from typing import Final

from pytest_bdd import then, when

from conseillers_application.figure_views import By, FiguresPage, FiguresRequest
from conseillers_application.read_figures import Whose
from conseillers_features.steps.story import Story
from conseillers_features.steps.wording import listed, plain, worded

ASKED: Final[Mapping[str, str]] = {
    "la page": "landing",
    "le sujet": "subject",
    "la description": "description",
    "le prénom": "first_name",
    "le nom": "last_name",
    "le téléphone": "phone",
    "l’adresse e-mail": "email",
    "le SIRET": "siret",
    "les réponses": "answers",
    "la provenance": "origin",
    "la version des conditions": "terms_version",
    "la déclaration d’exactitude": "declares_accuracy",
    "la création d’entreprise": "creating_a_company",
}
"""What a deposit may say, as scenarios call it."""


@then(worded("le dépôt ne demande que : {names}"))
def asks_nothing_else(story: Story, names: str) -> None:
    """All of it, and nothing more: no price, no card, no account number."""
    assert story.world.asked_of_companies() == {ASKED[one] for one in listed(names)}


@then(worded("les conditions générales disent « {words} »"))
def terms_say(story: Story, words: str) -> None:
    """Anybody may read them."""
    assert words in plain(story.world.texts().terms)


@then(worded("les mentions d’information disent « {words} »"))
def notice_says(story: Story, words: str) -> None:
    """Anybody may read them."""
    assert words in plain(story.world.texts().notice)


@then("les chiffres que lit l’équipe du service sont")
def staff_reads(story: Story, datatable: Sequence[Sequence[str]]) -> None:
    """Among all the others."""
    _hold(story.world.figures(story.world.staff, None, FiguresRequest()), datatable)


@then("les chiffres que lit un visiteur sont")
def a_visitor_reads(story: Story, datatable: Sequence[Sequence[str]]) -> None:
    """Without an account."""
    _hold(story.world.figures(None, Whose.PUBLIC, FiguresRequest()), datatable)


@then(worded("les chiffres que {advisor} lit de son équipe sont"))
def an_advisor_reads(story: Story, advisor: str, datatable: Sequence[Sequence[str]]) -> None:
    """Of what their own teams made of needs."""
    _hold(story.world.figures(story.email(advisor), Whose.TEAMS, FiguresRequest()), datatable)


@then("un visiteur ne lit le détail d’aucune région : trop peu d’entreprises y ont déposé")
def too_few_to_tell(story: Story) -> None:
    """What is too small is told together."""
    (cut,) = story.world.figures(None, Whose.PUBLIC, FiguresRequest(by=(By.REGION,))).breakdowns
    assert [one.label for one in cut.parts] == ["Autres, trop peu nombreux pour être distingués"]


@when("un visiteur demande les chiffres publics équipe par équipe")
def a_visitor_asks_by_team(story: Story) -> None:
    """More than is told to everybody."""
    story.attempt(lambda: story.world.figures(None, Whose.PUBLIC, FiguresRequest(by=(By.TEAM,))))


def _hold(page: FiguresPage, table: Sequence[Sequence[str]]) -> None:
    told = {plain(one.label): one for one in page.figures}
    _, *expected = table
    for label, number, among in expected:
        found = told[plain(label)]
        assert (found.numerator, found.denominator) == (int(number), int(among) if among else None), label
