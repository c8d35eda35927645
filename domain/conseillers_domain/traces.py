"""What staff does with demands and needs, kept with who did it, when and why (CGU 5.2, 6.2)."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from attrs import frozen

from conseillers_domain.errors import Fault, blank, too_long

REASON_LENGTH: Final = 2000

BY_COMPANY: Final = "company"
"""The author of what the company itself did, through its link."""


class Gesture(StrEnum):
    """What was done; the values are stored and travel."""

    TEAM_ADDED = "team_added"
    REFERRAL_WITHDRAWN = "referral_withdrawn"
    REFERRAL_MOVED = "referral_moved"
    REFERRALS_ARCHIVED = "referrals_archived"
    QUALIFIED = "qualified"
    TRANSMITTED = "transmitted"
    SET_ASIDE = "set_aside"
    TAKEN_BACK = "taken_back"
    COMPLETED = "completed"
    MERGED = "merged"

    @property
    def label(self) -> str:
        """As staff reads it."""
        return {
            Gesture.TEAM_ADDED: "équipe ajoutée",
            Gesture.REFERRAL_WITHDRAWN: "mise en relation retirée",
            Gesture.REFERRAL_MOVED: "mise en relation déplacée",
            Gesture.REFERRALS_ARCHIVED: "mises en relation archivées sans réponse",
            Gesture.QUALIFIED: "sujet choisi",
            Gesture.TRANSMITTED: "demande transmise",
            Gesture.SET_ASIDE: "demande classée sans suite",
            Gesture.TAKEN_BACK: "demande reprise",
            Gesture.COMPLETED: "demande complétée par l’entreprise",
            Gesture.MERGED: "demande rattachée à une autre",
        }[self]


@frozen(kw_only=True)
class Trace:
    """One gesture on a demand; never changed afterwards.

    `need`: the need it bore on, None for the demand itself. `by`: a person's id, `BY_RULE` or `BY_COMPANY`.
    `reason`: in their own words. `teams`: codes of those it concerned; `to`: what it led to.
    """

    id: str
    demand: str
    need: str | None = None
    gesture: Gesture
    by: str
    at: datetime
    reason: str = ""
    teams: tuple[str, ...] = ()
    to: str | None = None


def reason_faults(reason: str, *, needed: bool = True) -> tuple[Fault, ...]:
    """What is wrong with the words somebody gives for a gesture."""
    if needed and blank(reason):
        return (Fault("/reason", "required", "Dites pourquoi, en quelques mots."),)
    if len(reason) > REASON_LENGTH:
        return (Fault("/reason", "too_long", too_long(REASON_LENGTH)),)
    return ()
