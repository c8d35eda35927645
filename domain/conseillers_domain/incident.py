"""Incidents: what somebody declares went wrong, and how staff follows it until it is closed (CGU 6.2)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from conseillers_domain.errors import Conflict, Fault, blank, too_long

NOTIFIED_WITHIN: Final = timedelta(hours=72)
"""After which a personal-data breach that nobody notified breaks the law (RGPD, article 33)."""
LONGEST_TEXT: Final = 5_000


class IncidentKind(StrEnum):
    """What went wrong, in the words of the terms."""

    LOSS = "loss"
    MISUSE = "misuse"
    DEGRADATION = "degradation"
    BREACH = "breach"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As people read it."""
        return _KINDS[self]


_KINDS: Final[Mapping[IncidentKind, str]] = {
    IncidentKind.LOSS: "perte ou destruction de données",
    IncidentKind.MISUSE: "usage malveillant",
    IncidentKind.DEGRADATION: "dégradation, même accidentelle",
    IncidentKind.BREACH: "violation de données personnelles",
    IncidentKind.OTHER: "autre incident",
}


class IncidentState(StrEnum):
    """How far staff got with it."""

    DECLARED = "declared"
    QUALIFIED = "qualified"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """As people read it."""
        return {
            IncidentState.DECLARED: "déclaré",
            IncidentState.QUALIFIED: "qualifié",
            IncidentState.CLOSED: "clos",
        }[self]


class Step(StrEnum):
    """What staff does with an incident."""

    QUALIFY = "qualify"
    NOTE = "note"
    NOTIFY_CNIL = "notify_cnil"
    CLOSE = "close"

    @property
    def label(self) -> str:
        """As people read it."""
        return {
            Step.QUALIFY: "qualification",
            Step.NOTE: "remarque",
            Step.NOTIFY_CNIL: "notification à la CNIL",
            Step.CLOSE: "clôture",
        }[self]


STEPS: Final[Mapping[IncidentState, frozenset[Step]]] = {
    IncidentState.DECLARED: frozenset({Step.QUALIFY, Step.NOTE, Step.NOTIFY_CNIL}),
    IncidentState.QUALIFIED: frozenset(Step),
    IncidentState.CLOSED: frozenset({Step.NOTE}),
}
"""What may be done from each state: nothing is closed that nobody qualified."""

AFTER: Final[Mapping[Step, IncidentState]] = {
    Step.QUALIFY: IncidentState.QUALIFIED,
    Step.CLOSE: IncidentState.CLOSED,
}
"""Where the steps lead that lead anywhere."""


@frozen(kw_only=True)
class IncidentEvent:
    """A line of an incident's log. `kind`: what a qualification says it is; `by`: an account."""

    step: Step
    at: datetime
    by: str
    note: str
    kind: IncidentKind | None = None


@frozen(kw_only=True)
class Incident:
    """Something that went wrong with the service or its data, and all that was done about it.

    `declared_kind`: what it is to who declared it, `since`: when it began, as far as they know.
    """

    id: str
    declared_kind: IncidentKind
    description: str
    since: datetime | None
    declared_at: datetime
    declared_by: str
    events: tuple[IncidentEvent, ...] = ()
    version: int = 0

    @property
    def kind(self) -> IncidentKind:
        """What it is: as staff qualified it last, or else as it was declared."""
        said = [one.kind for one in self.events if one.kind is not None]
        return said[-1] if said else self.declared_kind

    @property
    def state(self) -> IncidentState:
        """How far staff got with it."""
        states = [AFTER[one.step] for one in self.events if one.step in AFTER]
        return states[-1] if states else IncidentState.DECLARED

    @property
    def notified_at(self) -> datetime | None:
        """When the CNIL was notified of it."""
        return next((one.at for one in self.events if one.step is Step.NOTIFY_CNIL), None)

    @property
    def known_since(self) -> datetime | None:
        """Since when the service knows that it is a personal-data breach; None when it is none."""
        if self.kind is not IncidentKind.BREACH:
            return None
        if self.declared_kind is IncidentKind.BREACH:
            return self.declared_at
        return next(one.at for one in self.events if one.kind is IncidentKind.BREACH)

    @property
    def notify_by(self) -> datetime | None:
        """By when the CNIL has to be notified, whether it was or not; None for what is no breach."""
        return None if self.known_since is None else self.known_since + NOTIFIED_WITHIN

    @property
    def awaits_since(self) -> datetime | None:
        """Since when a notification is awaited; None once it is made, or the incident closed."""
        over = self.notified_at is not None or self.state is IncidentState.CLOSED
        return None if over else self.known_since

    def follow(self, event: IncidentEvent) -> "Incident":
        """The same, with one more line of log. Raises Conflict for what may not be done from its state."""
        if event.step not in STEPS[self.state]:
            raise Conflict(
                f"Un incident {self.state.label} n’admet pas cette étape : {event.step.label}.",
                code="incident_step",
                current={"state": self.state},
            )
        if event.step is Step.NOTIFY_CNIL and self.notified_at is not None:
            raise Conflict("La CNIL est déjà notifiée de cet incident.", code="already_notified")
        return evolve(self, events=(*self.events, event))


def text_faults(place: str, text: str) -> tuple[Fault, ...]:
    """What is wrong with the words somebody gives for an incident."""
    if blank(text):
        return (Fault(place, "required", "Dites ce qu’il en est, en quelques mots."),)
    if len(text) > LONGEST_TEXT:
        return (Fault(place, "too_long", too_long(LONGEST_TEXT)),)
    return ()


def event_faults(step: Step, note: str, kind: IncidentKind | None) -> tuple[Fault, ...]:
    """What is wrong with a line of log: each has words, a qualification alone has a kind."""
    faults = text_faults("/note", note)
    if step is Step.QUALIFY and kind is None:
        return (*faults, Fault("/kind", "required", "Dites de quelle sorte d’incident il s’agit."))
    if step is not Step.QUALIFY and kind is not None:
        return (*faults, Fault("/kind", "not_asked", "Seule une qualification dit la sorte d’un incident."))
    return faults
