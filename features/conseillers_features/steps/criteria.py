"""What narrows what a team receives: criteria, answers expected, activities of chambers, skills operators."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from pytest_bdd import given

from conseillers_features.steps.companies import a_nature, commune_code
from conseillers_features.steps.story import Story
from conseillers_features.steps.wording import plain, rows, worded

CRITERIA: Final[tuple[tuple[str, Callable[[str], dict[str, Any]]], ...]] = (
    (r"au moins (\d+) salariés?", lambda found: {"min_headcount": int(found)}),
    (r"moins de (\d+) salariés?", lambda found: {"max_headcount": int(found)}),
    (r"au moins (\d+) ans?", lambda found: {"min_years": int(found)}),
    (r"moins de (\d+) ans?", lambda found: {"max_years": int(found)}),
    (r"activité (.+)", lambda found: {"accepted_naf": either(found)}),
    (r"toute activité sauf (.+)", lambda found: {"excluded_naf": either(found)}),
    (r"forme juridique (.+)", lambda found: {"accepted_legal_forms": either(found)}),
    (r"toute forme juridique sauf (.+)", lambda found: {"excluded_legal_forms": either(found)}),
    (
        r"toute commune sauf (.+)",
        lambda found: {"excluded_communes": [commune_code(one) for one in either(found)]},
    ),
)
"""What a team may accept only, and how the directory says so; « — » is a list that holds nothing."""

CHAMBERS: Final[Mapping[str, tuple[tuple[str, ...], bool]]] = {
    "chambre de métiers": (
        ("artisanale", "artisanale réglementée", "indépendante", "de gestion de biens"),
        True,
    ),
    "chambre de commerce": (
        ("commerciale", "d’agent commercial", "indépendante", "de gestion de biens"),
        False,
    ),
    "union des professions libérales": (
        ("libérale réglementée", "libérale non réglementée", "indépendante", "de gestion de biens"),
        False,
    ),
}
"""The activity natures each kind of chamber receives, and whether any craft activity code opens it too."""


@given(worded("{level} « {name} » n’accepte que : {rest}"))
def accepts_only(story: Story, level: str, name: str, rest: str) -> None:
    """Narrow what a team, a branch or an institution receives."""
    narrow(story.part(level, name), criterion(rest))
    story.publish_directory()


@given(worded("{level} « {name} » n’accepte, sur « {title} », que : {rest}"))
def accepts_only_on(story: Story, level: str, name: str, title: str, rest: str) -> None:
    """Narrow what it receives on one subject."""
    narrow(story.part(level, name), {"subjects": [story.subject(title).slug], **criterion(rest)})
    story.publish_directory()


@given(worded("l’institution « {name} » attend sur « {title} » la réponse « {answer} » à « {question} »"))
def expects_an_answer(story: Story, name: str, title: str, answer: str, question: str) -> None:
    """Make an institution depend on an answer."""
    expects_answers(story, name, title, [["groupe", "question", "réponse"], ["1", question, answer]])


@given(worded("l’institution « {name} » attend sur « {title} » l’un de ces groupes de réponses"))
def expects_answers(story: Story, name: str, title: str, datatable: list[list[str]]) -> None:
    """Make an institution depend on all the answers of a group, whichever of the groups it is."""
    subject = story.subject(title)
    groups: dict[str, dict[str, str]] = {}
    for line in rows(datatable):
        asked = next(one for one in subject.questions if plain(one.label) == line["question"])
        expected = next(one.value for one in asked.options if plain(one.label) == line["réponse"])
        groups.setdefault(line["groupe"], {})[asked.key] = expected
    conditions = story.part("l’institution", name).setdefault("answer_conditions", [])
    conditions.append({"subject": subject.slug, "groups": list(groups.values())})
    story.publish_directory()


@given(worded("l’institution « {name} » est une {kind}"))
def is_a_chamber(story: Story, name: str, kind: str) -> None:
    """Let an institution receive the activities of such a chamber only."""
    natures, any_nafa = CHAMBERS[kind]
    rule = {"natures": [a_nature(one) for one in natures], "any_nafa": any_nafa}
    story.part("l’institution", name)["activity_rule"] = rule
    story.publish_directory()


@given(worded("l’institution « {name} » est un opérateur de compétences"))
def is_an_operator(story: Story, name: str) -> None:
    """Let an institution receive the companies that are its own only."""
    story.part("l’institution", name)["categories"] = ["opco"]
    story.publish_directory()


@given(worded("l’institution « {name} » est un opérateur de compétences propre à Mayotte"))
def is_an_operator_of_mayotte(story: Story, name: str) -> None:
    """Let it receive the companies of Mayotte, whatever is known of them."""
    story.part("l’institution", name)["mayotte_only"] = True
    is_an_operator(story, name)


def narrow(part: dict[str, Any], criteria: dict[str, Any]) -> None:
    """One criterion more."""
    part.setdefault("criteria", []).append(criteria)


def either(text: str) -> list[str]:
    """The codes or names of « 62.02A ou 56.30Z »; a dash is none."""
    return [] if text == "—" else text.split(" ou ")


def criterion(text: str) -> dict[str, Any]:
    """A criterion of the directory document, from its sentence."""
    for pattern, said in CRITERIA:
        if found := re.fullmatch(pattern, text):
            return said(found[1])
    raise AssertionError(text)
