"""What a comment says: its kind, its words, the date of an appointment, the teams it names (CGU 4.3.B)."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from attrs import frozen

from conseillers_domain.errors import Fault, blank, too_long
from conseillers_domain.need import Need

TEXT_LENGTH: Final = 5000
PLACE_LENGTH: Final = 200


class CommentKind(StrEnum):
    """What a comment is for; the values are stored and travel."""

    INFORMATION = "information"
    ANSWER = "answer"
    APPOINTMENT = "appointment"
    COORDINATION = "coordination"

    @property
    def label(self) -> str:
        """As advisors read it."""
        return {
            CommentKind.INFORMATION: "information recueillie",
            CommentKind.ANSWER: "réponse ou accompagnement",
            CommentKind.APPOINTMENT: "rendez-vous",
            CommentKind.COORDINATION: "coordination",
        }[self]


@frozen(kw_only=True)
class Appointment:
    """When somebody meets the company, and where if it is known (rendez-vous)."""

    at: datetime
    place: str = ""


@frozen(kw_only=True)
class Words:
    """What a comment says; `mentions`: the codes of teams to be told whatever their stance."""

    kind: CommentKind
    text: str = ""
    appointment: Appointment | None = None
    mentions: tuple[str, ...] = ()

    def faults(self, need: Need) -> tuple[Fault, ...]:
        """What is missing or does not belong, on that need."""
        found = []
        meets, kind = self.kind is CommentKind.APPOINTMENT, ("/kind",)
        if not meets and blank(self.text):
            found.append(Fault("/text", "required", "Écrivez votre commentaire.", kind))
        if len(self.text) > TEXT_LENGTH:
            found.append(Fault("/text", "too_long", too_long(TEXT_LENGTH)))
        if meets and self.appointment is None:
            sentence = "Indiquez la date et l’heure du rendez-vous."
            found.append(Fault("/appointment", "required", sentence, kind))
        if self.appointment is not None:
            if not meets:
                sentence = "Une date ne se donne qu’avec un rendez-vous."
                found.append(Fault("/appointment", "unexpected", sentence, kind))
            if len(self.appointment.place) > PLACE_LENGTH:
                found.append(Fault("/appointment/place", "too_long", too_long(PLACE_LENGTH)))
        asked = {referral.team for referral in need.referrals}
        found += (
            Fault(f"/mentions/{rank}", "not_notified", "Ce besoin n’a pas été transmis à cette équipe.")
            for rank, team in enumerate(self.mentions)
            if team not in asked
        )
        return tuple(found)

    def tidied(self) -> "Words":
        """The same, without what was typed for nothing; a date to the minute."""
        met = self.appointment
        return Words(
            kind=self.kind,
            text=self.text.strip(),
            appointment=met
            and Appointment(at=met.at.replace(second=0, microsecond=0), place=met.place.strip()),
            mentions=tuple(dict.fromkeys(self.mentions)),
        )


@frozen(kw_only=True)
class NewComment(Words):
    """What somebody asks to write: not written yet. `team`: whose voice it is, None for the staff's."""

    team: str | None = None


@frozen(kw_only=True)
class Correction:
    """What an author changes of a comment; what is not given stays."""

    kind: CommentKind | None = None
    text: str | None = None
    appointment: Appointment | None = None
    mentions: tuple[str, ...] | None = None

    def of(self, words: Words) -> Words:
        """The words once changed; another kind than an appointment has no date any more."""
        kind = self.kind or words.kind
        kept = words.appointment if kind is CommentKind.APPOINTMENT else None
        return Words(
            kind=kind,
            text=words.text if self.text is None else self.text,
            appointment=self.appointment or kept,
            mentions=words.mentions if self.mentions is None else self.mentions,
        )
