"""The deposit form: what a company's representative sends, and all that is wrong in it at once (CGU 4.1)."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, Protocol

from attrs import Factory, fields, frozen

from conseillers_domain.catalogue import DEFAULT_LANDING, Catalogue, Question, Subject
from conseillers_domain.company import Siret, SiretFault, parse_siret
from conseillers_domain.errors import REQUIRED, Fault, blank, pointer, too_long
from conseillers_domain.terms import terms_fault

ELSEWHERE: Final = (
    "Le service s’adresse aux entreprises déjà créées. Pour créer la vôtre, rendez-vous sur "
    "formalites.entreprises.gouv.fr ou contactez la chambre de commerce et d’industrie ou la chambre de "
    "métiers et de l’artisanat de votre département."
)
"""Where someone who is creating a company is sent instead (CGU 1)."""

FALSE_DECLARATION: Final = (
    "Toute fausse déclaration, pour soi-même ou pour autrui, expose aux sanctions de l’article 441-1 du "
    "code pénal : jusqu’à trois ans d’emprisonnement et 45 000 euros d’amende."
)
"""Shown before anything is sent (CGU 5.2)."""

LENGTHS: Final[Mapping[str, int]] = {
    "description": 10_000,
    "first_name": 100,
    "last_name": 100,
    "phone": 40,
    "email": 254,
    "siret": 40,
}
"""The most characters each field may have."""

ORIGIN_LENGTHS: Final[Mapping[str, int]] = {"url": 2_000, "campaign": 200}

WEB_ADDRESS: Final = re.compile(r"https?://[^\s/?#]\S*", re.IGNORECASE)
"""An address that a page may link to: no script, no file."""

UNCHANGED_UNDER: Final = 10
"""Fewer edits than that between the prefilled text and the description: it was not filled in."""


@frozen(kw_only=True)
class Origin:
    """Where a demand comes from: the page that carried the form, and the campaign if any (CGU 4.1)."""

    url: str | None = None
    campaign: str | None = None


@frozen(kw_only=True)
class DemandForm:
    """A deposit as it was typed: nothing is trusted yet.

    `subject`: a slug of the catalogue, `autre-demande` for the free topic. `siret` and `phone`: as people
    write them; who is creating a company has no SIRET, and is told where to go. `answers`: question key →
    option value.
    """

    landing: str = DEFAULT_LANDING
    subject: str
    description: str
    first_name: str
    last_name: str
    phone: str
    email: str
    siret: str = ""
    answers: Mapping[str, str] = Factory(dict)
    origin: Origin | None = None
    terms_version: str
    declares_accuracy: bool
    creating_a_company: bool = False


_FIELDS: Final = tuple(one.name for one in fields(DemandForm))


@frozen(kw_only=True)
class Contact:
    """The person who represents the company (CGU 3): the phone in E.164, the e-mail normalised."""

    first_name: str
    last_name: str
    phone: str
    email: str

    @property
    def name(self) -> str:
        """As people say it."""
        return f"{self.first_name} {self.last_name}"


class ContactRules(Protocol):
    """What makes a phone number or an e-mail address one that can be used."""

    def phone(self, text: str) -> str | None:
        """The number in E.164, None when it is not one."""
        ...

    def email(self, text: str) -> str | None:
        """The address ready to be compared, None when it is not one."""
        ...

    def email_fault(self, text: str) -> str | None:
        """What is wrong with an address, in a sentence; None when `email` reads it."""
        ...


@frozen(kw_only=True)
class CheckedForm:
    """A form without a fault: its subject, SIRET and contact read."""

    form: DemandForm
    subject: Subject
    siret: Siret
    contact: Contact
    answers: Mapping[str, str]


def check_form(
    form: DemandForm, catalogue: Catalogue, rules: ContactRules, terms_version: str
) -> CheckedForm | tuple[Fault, ...]:
    """Read a form, or tell every fault in the order of its fields.

    Raises Unavailable when the landing is paused.
    """
    faults = list(_landing_and_subject(form, catalogue))
    subject = catalogue.subjects.get(form.subject)
    faults += _texts(form, subject)
    phone, email = _checked(rules.phone, form, "phone"), _checked(rules.email, form, "email")
    siret = parse_siret(form.siret)
    email_fault = _checked(rules.email_fault, form, "email") if email is None else None
    faults += _identity(form, phone, email_fault, siret)
    if subject is not None:
        faults += _answers(form.answers, subject)
    faults += _origin(form)
    faults += _consents(form, terms_version)
    if faults or subject is None or phone is None or email is None or isinstance(siret, SiretFault):
        return tuple(sorted(faults, key=_rank))
    return CheckedForm(
        form=form,
        subject=subject,
        siret=siret,
        contact=Contact(
            first_name=form.first_name.strip(),
            last_name=form.last_name.strip(),
            phone=phone,
            email=email,
        ),
        answers={question.key: form.answers[question.key] for question in subject.questions},
    )


def _rank(fault: Fault) -> int:
    return _FIELDS.index(fault.pointer.split("/")[1])


def _landing_and_subject(form: DemandForm, catalogue: Catalogue) -> Iterator[Fault]:
    landing = catalogue.open_landing(form.landing)
    if landing is None:
        yield Fault("/landing", "unknown_landing", "Cette page n’existe pas ou n’existe plus.")
    if not form.subject.strip():
        yield Fault("/subject", "required", "Choisissez un sujet.")
    elif landing is not None and not catalogue.offers(landing, form.subject):
        yield Fault("/subject", "unknown_subject", f"Sujet inconnu : « {form.subject} ».")


def _texts(form: DemandForm, subject: Subject | None) -> Iterator[Fault]:
    if blank(form.description):
        yield Fault("/description", "required", "Décrivez votre besoin en quelques phrases.")
    elif (
        subject is not None
        and subject.prefill
        and fewer_edits(form.description.strip(), subject.prefill.strip(), UNCHANGED_UNDER)
    ):
        yield Fault(
            "/description",
            "prefill_unchanged",
            "Complétez le texte proposé avec ce qui concerne votre entreprise.",
        )
    for name, most in LENGTHS.items():
        if len(getattr(form, name)) > most:
            yield Fault(pointer(name), "too_long", too_long(most))


def _identity(
    form: DemandForm, phone: str | None, email_fault: str | None, siret: Siret | SiretFault
) -> Iterator[Fault]:
    for name in ("first_name", "last_name"):
        if blank(getattr(form, name)):
            yield Fault(pointer(name), "required", REQUIRED)
    for name in ("phone", "email"):
        if not getattr(form, name).strip():
            yield Fault(pointer(name), "required", REQUIRED)
    if phone is None and _readable(form, "phone"):
        yield Fault("/phone", "format", "Ce numéro de téléphone n’est pas valide.")
    if email_fault is not None:
        yield Fault("/email", "format", email_fault)
    if form.creating_a_company:
        yield Fault("/creating_a_company", "company_creation", ELSEWHERE)
    elif not form.siret.strip():
        yield Fault("/siret", "required", f"Le numéro SIRET est obligatoire. {ELSEWHERE}")
    if isinstance(siret, SiretFault) and _readable(form, "siret"):
        yield Fault("/siret", siret.value, siret.sentence)


def _readable(form: DemandForm, name: str) -> bool:
    """Whether the field has something to be judged: neither blank nor too long, which are told apart."""
    typed: str = getattr(form, name)
    return bool(typed.strip()) and len(typed) <= LENGTHS[name]


def _checked(rule: Callable[[str], str | None], form: DemandForm, name: str) -> str | None:
    return rule(getattr(form, name)) if _readable(form, name) else None


def _answers(answers: Mapping[str, str], subject: Subject) -> Iterator[Fault]:
    for question in subject.questions:
        if question.key not in answers:
            yield Fault(
                pointer("answers", question.key),
                "required",
                f"Répondez à la question « {question.label} ».",
            )
    yield from answer_faults(answers, subject.question, "answers")


def answer_faults(
    answers: Mapping[str, str], question_of: Callable[[str], Question | None], *at: str | int
) -> Iterator[Fault]:
    """Answers to questions that the subject does not ask, or outside their options."""
    for key, value in answers.items():
        question = question_of(key)
        if question is None:
            yield Fault(pointer(*at, key), "unknown_question", f"Question inconnue : « {key} ».")
        elif question.option(value) is None:
            accepted = ", ".join(f"« {option.value} »" for option in question.options)
            yield Fault(pointer(*at, key), "unknown_option", f"Réponse inconnue ; attendu : {accepted}.")


def _origin(form: DemandForm) -> Iterator[Fault]:
    for name, most in ORIGIN_LENGTHS.items():
        if form.origin is not None and len(getattr(form.origin, name) or "") > most:
            yield Fault(pointer("origin", name), "too_long", too_long(most))
    url = form.origin.url if form.origin is not None else None
    if url is not None and len(url) <= ORIGIN_LENGTHS["url"] and not WEB_ADDRESS.fullmatch(url):
        yield Fault(
            "/origin/url",
            "format",
            "L’adresse de la page d’origine commence par http:// ou https:// et ne contient pas d’espace.",
        )


def _consents(form: DemandForm, terms_version: str) -> Iterator[Fault]:
    if fault := terms_fault(form.terms_version, terms_version):
        yield fault
    if not form.declares_accuracy:
        yield Fault(
            "/declares_accuracy",
            "required",
            f"Attestez que les informations transmises sont exactes. {FALSE_DECLARATION}",
        )


def fewer_edits(one: str, other: str, than: int) -> bool:
    """Whether fewer than that many edits (Levenshtein) turn one text into the other.

    Only the band of the table that could answer yes is computed, on two rows written over
    in turn: linear in the text's length, for a given `than`.
    """
    if abs(len(one) - len(other)) >= than:
        return False
    far = than
    row = [min(j, far) for j in range(len(other) + 1)]
    fresh = row.copy()
    for i, left in enumerate(one, 1):
        low, high = max(1, i - than), min(len(other), i + than)
        fresh[low - 1] = min(i, far) if low == 1 else far
        for j in range(low, high + 1):
            fresh[j] = min(row[j] + 1, fresh[j - 1] + 1, row[j - 1] + (left != other[j - 1]), far)
        if high < len(other):
            fresh[high + 1] = far
        row, fresh = fresh, row
    return row[-1] < than
