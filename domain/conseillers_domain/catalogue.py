"""The national catalogue: themes, subjects, questions, and the landings that show them (CGU 2, 4.1)."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Final

from attrs import field, frozen

from conseillers_domain.errors import REQUIRED, Fault, Unavailable, pointer

FREE_TOPIC: Final = "autre-demande"
"""The subject of a demand outside the proposed themes (CGU 4.2); staff qualifies it."""

DEFAULT_LANDING: Final = "accueil"
"""The service's own site."""


class QuestionKind(StrEnum):
    """How a question is answered."""

    BOOLEAN = "boolean"
    CHOICE = "choice"


@frozen
class Option:
    """One possible answer: `value` travels and is compared, `label` is read by people."""

    value: str
    label: str


YES_NO: Final = (Option("true", "Oui"), Option("false", "Non"))


@frozen(kw_only=True)
class Question:
    """What a subject asks beside the description; `key` is stable and unique in its subject."""

    key: str
    label: str
    short_label: str = ""
    kind: QuestionKind = QuestionKind.BOOLEAN
    choices: tuple[Option, ...] = ()

    @property
    def options(self) -> tuple[Option, ...]:
        """The possible answers, in the order they are shown."""
        return YES_NO if self.kind is QuestionKind.BOOLEAN else self.choices

    def option(self, value: str) -> Option | None:
        """The answer that travels as this value."""
        return next((option for option in self.options if option.value == value), None)


@frozen(kw_only=True)
class Subject:
    """What a company may ask help for (sujet), with the form that goes with it.

    `explanation`: what to write in the description. `prefill`: text put there beforehand, to be
    changed. `attestation`: what the person certifies beside the general declaration.
    """

    slug: str
    title: str
    description: str = ""
    explanation: str = ""
    prefill: str = ""
    attestation: str = ""
    questions: tuple[Question, ...] = ()
    archived: bool = False

    def question(self, key: str) -> Question | None:
        """The question of that key."""
        return next((question for question in self.questions if question.key == key), None)


@frozen(kw_only=True)
class Theme:
    """A family of subjects (thème)."""

    slug: str
    title: str
    subjects: tuple[Subject, ...] = ()
    archived: bool = False


class Integration(StrEnum):
    """How a landing reaches people: our own site, a frame in a partner's, or a partner's own form."""

    SITE = "site"
    IFRAME = "iframe"
    API = "api"


class Transmission(StrEnum):
    """Whether a demand leaves at once or waits for staff."""

    AUTOMATIC = "automatic"
    REVIEWED = "reviewed"


@frozen(kw_only=True)
class Landing:
    """A packaging of the catalogue for one site (page d'atterrissage).

    `subjects`: slugs shown; empty: all. `transmission`: overrides the service's setting.
    """

    slug: str
    title: str
    integration: Integration = Integration.SITE
    subjects: tuple[str, ...] = ()
    transmission: Transmission | None = None
    archived: bool = False
    paused: bool = False


@frozen(kw_only=True, slots=False)
class Catalogue:
    """Every theme, subject, question and landing in force; `version` names this state of it."""

    themes: tuple[Theme, ...]
    landings: tuple[Landing, ...] = field(
        default=(Landing(slug=DEFAULT_LANDING, title="Conseillers-Entreprises"),)
    )
    version: str = "1"

    @cached_property
    def subjects(self) -> dict[str, Subject]:
        """Every subject by slug, the archived ones included: the past and the directory name them."""
        return {subject.slug: subject for theme in self.themes for subject in theme.subjects}

    @cached_property
    def _theme_of(self) -> dict[str, Theme]:
        return {subject.slug: theme for theme in self.themes for subject in theme.subjects}

    def theme_of(self, subject: str) -> Theme:
        """The theme a subject belongs to."""
        return self._theme_of[subject]

    @cached_property
    def _landings(self) -> dict[str, Landing]:
        return {landing.slug: landing for landing in self.landings}

    def open_landing(self, slug: str) -> Landing | None:
        """The landing of that name, None when it is unknown or archived. Raises Unavailable when paused."""
        landing = self._landings.get(slug)
        if landing is None or landing.archived:
            return None
        if landing.paused:
            raise Unavailable(
                "Le dépôt de demandes est momentanément suspendu sur cette page. Revenez plus tard.",
                code="landing_paused",
            )
        return landing

    def transmission(self, landing: str, default: Transmission) -> Transmission:
        """How the demands of a landing leave; as the service is set unless the landing says otherwise."""
        found = self._landings.get(landing)
        return (found.transmission if found else None) or default

    def offered(self, landing: Landing) -> Iterator[tuple[Theme, tuple[Subject, ...]]]:
        """The themes a landing proposes, each with its subjects, none archived, none empty."""
        for theme in self.themes:
            subjects = tuple(s for s in theme.subjects if self.offers(landing, s.slug))
            if subjects:
                yield theme, subjects

    def offers(self, landing: Landing, slug: str) -> bool:
        """Whether a demand on this subject may be deposited from this landing (CGU 4.1, 4.2)."""
        subject = self.subjects.get(slug)
        if subject is None or subject.archived or self.theme_of(slug).archived:
            return False
        return not landing.subjects or slug in landing.subjects or slug == FREE_TOPIC


def check_catalogue(catalogue: Catalogue) -> tuple[Fault, ...]:
    """What keeps this catalogue from being published: names twice, choices or landings that lead nowhere."""
    names = _Names()
    faults: list[Fault] = []
    for t, theme in enumerate(catalogue.themes):
        faults += names.once("theme", theme.slug, "themes", t, "slug")
        for s, subject in enumerate(theme.subjects):
            at = ("themes", t, "subjects", s)
            faults += names.once("subject", subject.slug, *at, "slug")
            for q, question in enumerate(subject.questions):
                faults += names.once(f"question of {subject.slug}", question.key, *at, "questions", q, "key")
                faults += _choice_fault(question, *at, "questions", q, "choices")
    for rank, landing in enumerate(catalogue.landings):
        faults += names.once("landing", landing.slug, "landings", rank, "slug")
        faults += (
            Fault(
                pointer("landings", rank, "subjects", place),
                "unknown_subject",
                f"Sujet inconnu : « {slug} ».",
            )
            for place, slug in enumerate(landing.subjects)
            if slug not in catalogue.subjects
        )
    return tuple(faults)


class _Names:
    """The names given so far, each in its family."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, str]] = set()

    def once(self, family: str, name: str, *where: str | int) -> Iterator[Fault]:
        """The fault of a name that is blank, or given already."""
        if not name:
            yield Fault(pointer(*where), "required", REQUIRED)
        elif (family, name) in self._seen:
            yield Fault(pointer(*where), "duplicate", f"« {name} » est donné deux fois.")
        self._seen.add((family, name))


def _choice_fault(question: Question, *where: str | int) -> Iterator[Fault]:
    if question.kind is QuestionKind.CHOICE and not question.choices:
        yield Fault(pointer(*where), "required", "Une question à choix a besoin de ses réponses possibles.")
