"""A company asks for help: the form, what it becomes, and all that is wrong in it."""

from collections.abc import Mapping
from typing import Any, Final

from attrs import evolve
from pytest_bdd import given, then, when

from conseillers_domain.catalogue import Subject
from conseillers_domain.demand import DemandState
from conseillers_domain.demand_form import DemandForm
from conseillers_domain.errors import Invalid
from conseillers_domain.need import Tab
from conseillers_features.steps.story import Story, slug
from conseillers_features.steps.wording import plain, rows, worded

FIELDS: Final[Mapping[str, str]] = {
    "page d’accueil": "landing",
    "sujet": "subject",
    "description": "description",
    "prénom": "first_name",
    "nom": "last_name",
    "téléphone": "phone",
    "adresse e-mail": "email",
    "numéro SIRET": "siret",
    "conditions d’utilisation": "terms_version",
    "déclaration d’exactitude": "declares_accuracy",
    "création d’entreprise": "creating_a_company",
}
"""The fields of the form as people call them."""


def a_form(story: Story, company: str, subject: Subject) -> DemandForm:
    """A form without a fault; each question has its last answer."""
    known = story.companies.get(company)
    return DemandForm(
        subject=subject.slug,
        description=f"{company} cherche un conseil avant la fin de l’année.",
        first_name="Camille",
        last_name="Durand",
        phone="05 53 00 00 00",
        email=email_of(company),
        siret=known.siret if known else "",
        answers={question.key: question.options[-1].value for question in subject.questions},
        terms_version=story.world.texts().version,
        declares_accuracy=True,
    )


def email_of(company: str) -> str:
    """Where the representative of a company is written to."""
    return f"camille@{slug(company)}.example"


@given(worded("la demande de « {company} » sur « {title} »"))
def a_demand_ready(story: Story, company: str, title: str) -> None:
    """Fill in a form, not sent yet."""
    story.forms[company] = a_form(story, company, story.subject(title))


@given(worded("dans la demande de « {company} », {field} vaut «{rest}»"))
@when(worded("dans la demande de « {company} », {field} vaut «{rest}»"))
def a_field_is(story: Story, company: str, field: str, rest: str) -> None:
    """Change what was typed in a field; nothing is an empty one."""
    typed: Any = {"oui": True, "non": False}.get(rest.strip(), rest.strip())
    story.forms[company] = evolve(story.forms[company], **{FIELDS[field]: typed})


@given(worded("dans la demande de « {company} », la réponse à « {question} » est «{answer}»"))
def an_answer_is(story: Story, company: str, question: str, answer: str) -> None:
    """Answer a question of the subject; what is no option is sent as it is, nothing is left out."""
    form, answer = story.forms[company], answer.strip()
    asked = next(
        one for one in story.catalogue.subjects[form.subject].questions if plain(one.label) == question
    )
    value = next((one.value for one in asked.options if plain(one.label) == answer), answer)
    answers = {key: given for key, given in form.answers.items() if key != asked.key}
    story.forms[company] = evolve(form, answers=answers | ({asked.key: value} if value else {}))


@given(worded("dans la demande de « {company} », la description est le texte proposé"))
def the_text_proposed(story: Story, company: str) -> None:
    """Leave the description as the form had it."""
    form = story.forms[company]
    story.forms[company] = evolve(form, description=story.catalogue.subjects[form.subject].prefill)


@when(worded("la personne qui représente « {company} » cherche à s’identifier"))
def tries_to_sign_in(story: Story, company: str) -> None:
    """No account was opened for it: no password will do."""
    story.attempt(lambda: story.world.sign_in(email_of(company), "un mot de passe quelconque"))


@when(worded("« {company} » dépose cette demande"))
def deposits_it(story: Story, company: str) -> None:
    """Send the form as it stands."""
    receipt = story.attempt(lambda: story.world.deposit(story.forms[company]))
    if receipt is not None:
        story.receipts[company] = receipt


@when(worded("« {company} » demande de l’aide sur « {title} »"))
@given(worded("« {company} » a demandé de l’aide sur « {title} »"))
def asks_for_help(story: Story, company: str, title: str) -> None:
    """Fill in a form and send it."""
    a_demand_ready(story, company, title)
    deposits_it(story, company)


@when(worded("« {company} » demande ce que deviendrait cette demande"))
def wonders(story: Story, company: str) -> None:
    """Ask before sending."""
    story.attempt(lambda: story.world.would(story.forms[company]))


@then(worded("la demande de « {company} » est {state}"))
def its_state_is(story: Story, company: str, state: str) -> None:
    """The receipt and the company's own page say the same state, in words."""
    story.must_be_over()
    receipt = story.receipts[company]
    followed = story.world.follow(receipt)
    assert followed.state_label == state
    if story.world.now() == followed.deposited_at:
        assert DemandState(receipt.state).label == state


@then("aucune équipe ne reçoit de besoin")
def nobody_receives(story: Story) -> None:
    """Every tab of everybody is empty."""
    for name in story.people:
        assert story.page(name).counts == dict.fromkeys(Tab, 0)


@then(worded("c’est impossible : « {rest} »"))
def refused_with(story: Story, rest: str) -> None:
    """What was just tried was refused, in these words."""
    assert plain(story.refused().sentence) == rest


@then("chaque faute est nommée")
def every_fault_is_named(story: Story, datatable: list[list[str]]) -> None:
    """What was just tried was refused, for these faults and no other, in the order of the fields."""
    refusal = story.refused()
    assert isinstance(refusal, Invalid)
    found = [(_field(story, fault.pointer), plain(fault.message)) for fault in refusal.faults]
    assert found == [(line["champ"], line["réponse"]) for line in rows(datatable)]


@then(worded("la faute est sur {field} : « {rest} »"))
def the_fault_is(story: Story, field: str, rest: str) -> None:
    """What was just tried was refused for one fault."""
    every_fault_is_named(story, [["champ", "réponse"], [field, rest]])


def _field(story: Story, pointer: str) -> str:
    first, *rest = pointer.strip("/").split("/")
    if first == "answers":
        subjects = story.catalogue.subjects.values()
        return next(plain(q.label) for one in subjects for q in one.questions if q.key == rest[0])
    return next(name for name, field in FIELDS.items() if field == first)
