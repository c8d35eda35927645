"""Setting a demand aside: why, who did it, and what the company is told (CGU 5.2, 6.2)."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Final

from attrs import frozen


class AsideReason(StrEnum):
    """Why a demand is set aside; the values are stored and travel."""

    INCOMPLETE = "incomplete"
    OUT_OF_SCOPE = "out_of_scope"
    COMPANY_CREATION = "company_creation"
    DUPLICATE = "duplicate"
    FALSE_DECLARATION = "false_declaration"
    SPAM = "spam"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As staff reads it."""
        return {
            AsideReason.INCOMPLETE: "incomplète",
            AsideReason.OUT_OF_SCOPE: "hors du champ du service",
            AsideReason.COMPANY_CREATION: "création d’entreprise",
            AsideReason.DUPLICATE: "en double",
            AsideReason.FALSE_DECLARATION: "fausse déclaration",
            AsideReason.SPAM: "indésirable",
            AsideReason.OTHER: "autre raison",
        }[self]


WHATEVER_TEAMS_SAID: Final = frozenset({AsideReason.FALSE_DECLARATION, AsideReason.SPAM})
"""For these a need is taken back even from who took it (CGU 5.2)."""

TO_BE_EXPLAINED: Final = frozenset({AsideReason.FALSE_DECLARATION, AsideReason.OTHER})
"""These mean nothing to a colleague without a few words."""


@frozen(kw_only=True)
class Told:
    """The mail that goes with it, fixed when staff pressed the button; the places of links stay in it."""

    subject: str
    body: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body cut where lines are left empty."""
        return tuple(text for text in re.split(r"\n\s*\n", self.body) if text.strip())


@frozen(kw_only=True)
class Seemed:
    """What the depositor of an unwanted demand was answered: what it would have become otherwise."""

    state: str
    institutions: tuple[str, ...]


@frozen(kw_only=True)
class SettingAside:
    """A demand that goes no further, for now.

    `by`: a person's id, or `BY_RULE`. `told`: None when nothing is sent. `seemed`: of one that is set aside
    without its depositor knowing. `into`: the demand it was merged into.
    """

    reason: AsideReason
    by: str
    at: datetime
    told: Told | None = None
    seemed: Seemed | None = None
    into: str | None = None
