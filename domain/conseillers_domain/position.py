"""What a team says of a need (se positionner): stances, who may move what to what, kinds of help."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from conseillers_domain.errors import Fault, Invalid, too_long


class Stance(StrEnum):
    """Where a team stands on a need; the values are stored and travel."""

    PENDING = "pending"
    TAKEN = "taken"
    REFUSED = "refused"
    CLOSED_HELPED = "closed_helped"
    CLOSED_NO_HELP = "closed_no_help"
    CLOSED_UNREACHABLE = "closed_unreachable"

    @property
    def label(self) -> str:
        """As advisors read it."""
        return _STANCE_LABELS[self]

    @property
    def open(self) -> bool:
        """Whether something is still expected from the team."""
        return self in {Stance.PENDING, Stance.TAKEN}

    @property
    def closed(self) -> bool:
        """Whether the team said how the exchange ended."""
        return self in CLOSED


_STANCE_LABELS: Final[Mapping[Stance, str]] = {
    Stance.PENDING: "en attente",
    Stance.TAKEN: "pris en charge",
    Stance.REFUSED: "refusé",
    Stance.CLOSED_HELPED: "clôturé, aide proposée",
    Stance.CLOSED_NO_HELP: "clôturé, pas d’aide possible",
    Stance.CLOSED_UNREACHABLE: "clôturé, injoignable",
}

CLOSED: Final = frozenset({Stance.CLOSED_HELPED, Stance.CLOSED_NO_HELP, Stance.CLOSED_UNREACHABLE})


class Side(StrEnum):
    """On whose behalf somebody moves a referral: their own team's, or the service's staff's."""

    TEAM = "team"
    STAFF = "staff"


_OUTCOMES: Final = (Stance.CLOSED_HELPED, Stance.CLOSED_NO_HELP, Stance.CLOSED_UNREACHABLE)
_BOTH: Final[Mapping[Stance, tuple[Stance, ...]]] = {
    Stance.PENDING: (Stance.TAKEN, Stance.REFUSED),
    Stance.TAKEN: (*_OUTCOMES, Stance.PENDING),
    Stance.REFUSED: (Stance.PENDING,),
}

NEXT: Final[Mapping[Side, Mapping[Stance, tuple[Stance, ...]]]] = {
    Side.TEAM: {**_BOTH, **dict.fromkeys(_OUTCOMES, (Stance.TAKEN,))},
    Side.STAFF: {**_BOTH, **dict.fromkeys(_OUTCOMES, (Stance.TAKEN, Stance.PENDING))},
}
"""The only table of moves (CGU 4.3.B): who moves, from where, to where; the order is the buttons'."""


class RefusalReason(StrEnum):
    """Why a team does not take a need."""

    OUT_OF_SCOPE = "out_of_scope"
    OUT_OF_TERRITORY = "out_of_territory"
    NOT_COMPETENT = "not_competent"
    ALREADY_HELPED = "already_helped"
    NO_CAPACITY = "no_capacity"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As advisors read it."""
        return {
            RefusalReason.OUT_OF_SCOPE: "hors champ d’intervention",
            RefusalReason.OUT_OF_TERRITORY: "hors territoire",
            RefusalReason.NOT_COMPETENT: "pas compétent sur ce besoin",
            RefusalReason.ALREADY_HELPED: "déjà accompagné",
            RefusalReason.NO_CAPACITY: "pas de disponibilité",
            RefusalReason.OTHER: "autre raison",
        }[self]


class HelpKind(StrEnum):
    """What help was given, understood broadly (CGU 4.3.B)."""

    ADVICE = "advice"
    ONE_OFF_PROCEDURE = "one_off_procedure"
    FINANCIAL = "financial"
    LONG_TERM_TECHNICAL = "long_term_technical"

    @property
    def label(self) -> str:
        """As advisors read it."""
        return {
            HelpKind.ADVICE: "conseils",
            HelpKind.ONE_OFF_PROCEDURE: "aide ponctuelle sur une démarche",
            HelpKind.FINANCIAL: "aide financière",
            HelpKind.LONG_TERM_TECHNICAL: "accompagnement technique dans la durée",
        }[self]


BY_RULE: Final = "rule"
"""The author of a position that a rule of the service took, nobody in person."""

NOTE_LENGTH: Final = 5000


@frozen(kw_only=True)
class NewPosition:
    """What somebody asks to say of a need: not said yet."""

    stance: Stance
    reason: RefusalReason | None = None
    help: tuple[HelpKind, ...] = ()
    note: str = ""

    def faults(self) -> tuple[Fault, ...]:
        """What is missing or does not belong: a refusal has its reason, a help its kinds."""
        found = []
        stance = ("/stance",)
        refused, helped = self.stance is Stance.REFUSED, self.stance is Stance.CLOSED_HELPED
        if refused and self.reason is None:
            found.append(Fault("/reason", "required", "Indiquez pourquoi vous refusez ce besoin.", stance))
        if not refused and self.reason is not None:
            found.append(Fault("/reason", "unexpected", "Une raison ne se donne qu’en cas de refus.", stance))
        if helped and not self.help:
            found.append(Fault("/help", "required", "Indiquez au moins une nature d’aide proposée.", stance))
        if not helped and self.help:
            found.append(
                Fault(
                    "/help",
                    "unexpected",
                    "Une nature d’aide ne se donne qu’avec une aide proposée.",
                    stance,
                )
            )
        if self.reason is RefusalReason.OTHER and not self.note.strip():
            found.append(Fault("/note", "required", "Précisez l’autre raison de votre refus."))
        if len(self.note) > NOTE_LENGTH:
            found.append(Fault("/note", "too_long", too_long(NOTE_LENGTH)))
        return tuple(found)

    def said(self, by: str, at: datetime, side: Side) -> "Position":
        """The position once said, by whom and when. Raises Invalid when something is missing."""
        if faults := self.faults():
            raise Invalid(*faults)
        return Position(
            stance=self.stance,
            by=by,
            at=at,
            side=side,
            reason=self.reason,
            help=tuple(dict.fromkeys(self.help)),
            note=self.note.strip(),
        )


@frozen(kw_only=True)
class Correction:
    """Somebody put better words on a closing; `help`, `note`: those that stood there before (CGU 5.3)."""

    by: str
    at: datetime
    help: tuple[HelpKind, ...] = ()
    note: str = ""


@frozen(kw_only=True)
class Position:
    """What was said of a need for a team, by whom, when; never taken away afterwards (CGU 5.3).

    `by`: a person's id, or `BY_RULE`. `side`: staff speaks "for" the team. `help` and `note` are the words
    that hold now; `corrections`: the changes made to them, oldest first, each with the words it replaced.
    """

    stance: Stance
    by: str
    at: datetime
    side: Side = Side.TEAM
    reason: RefusalReason | None = None
    help: tuple[HelpKind, ...] = ()
    note: str = ""
    corrections: tuple[Correction, ...] = ()

    def corrected(self, closing: "Closing", by: str, at: datetime) -> "Position":
        """The same position in other words. Raises Invalid when something is missing."""
        better = closing.on(self.stance).said(by, at, self.side)
        replaced = Correction(by=by, at=at, help=self.help, note=self.note)
        return evolve(self, help=better.help, note=better.note, corrections=(*self.corrections, replaced))


@frozen(kw_only=True)
class Closing:
    """The words of a closing, which may be corrected: the kinds of help given, and what is to be known."""

    help: tuple[HelpKind, ...] = ()
    note: str = ""

    def on(self, stance: Stance) -> NewPosition:
        """A position in these words."""
        return NewPosition(stance=stance, help=self.help, note=self.note)
