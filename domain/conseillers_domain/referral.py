"""The referral: a need put before one team, what the team made of it, how it may end (CGU 4.3.B)."""

from datetime import datetime
from enum import StrEnum

from attrs import evolve, frozen

from conseillers_domain.errors import Conflict
from conseillers_domain.position import BY_RULE, NEXT, Closing, NewPosition, Position, Side, Stance


@frozen(kw_only=True)
class Referral:
    """A need put before one team (mise en relation), and what the team made of it."""

    team: str
    sent_at: datetime
    positions: tuple[Position, ...] = ()

    @property
    def stance(self) -> Stance:
        """Where the team stands: its last word, or still pending."""
        return self.positions[-1].stance if self.positions else Stance.PENDING

    @property
    def waits(self) -> bool:
        """Whether an answer is awaited."""
        return self.stance is Stance.PENDING

    def next(self, side: Side) -> tuple[Stance, ...]:
        """Where that side may move it now."""
        return NEXT[side][self.stance]

    def follow(self, position: Position) -> "Referral":
        """The referral after this position. Raises Conflict when the table of moves has no such move."""
        if position.stance not in self.next(position.side):
            raise Conflict(
                f"Un besoin « {self.stance.label} » ne peut pas passer à « {position.stance.label} ».",
                code="move_refused",
            )
        return evolve(self, positions=(*self.positions, position))

    def correct(self, closing: Closing, by: str, at: datetime) -> "Referral":
        """The referral with its closing in these words; itself when they are the same.

        Raises Conflict when the team has not closed the need, or no longer.
        """
        if not self.stance.closed:
            raise Conflict(
                f"Ce besoin est « {self.stance.label} » : il n’y a pas de clôture à corriger.",
                code="not_closed",
            )
        last = self.positions[-1]
        after = last.corrected(closing, by, at)
        if (after.help, after.note) == (last.help, last.note):
            return self
        return evolve(self, positions=(*self.positions[:-1], after))

    def repeats(self, new: NewPosition, by: str) -> bool:
        """Whether this only says again where the team stands already: nothing changes.

        Raises Conflict when somebody else said it first, so that the second knows who.
        """
        if self.stance is not new.stance:
            return False
        if self.positions and self.positions[-1].by != by:
            raise Conflict(
                f"Ce besoin est déjà « {self.stance.label} » : {_who_was_faster(self.positions[-1])}.",
                code="already_said",
            )
        return True


def _who_was_faster(last: Position) -> str:
    if last.by == BY_RULE:
        return "une autre équipe de la même institution l’a pris en charge"
    if last.side is Side.STAFF:
        return "l’équipe du service l’a indiqué avant vous"
    return "quelqu’un de l’équipe vous a devancé"


class Leaving(StrEnum):
    """How a referral ended without the team: staff withdrew it, or nobody answered for too long."""

    WITHDRAWN = "withdrawn"
    ARCHIVED = "archived"

    @property
    def label(self) -> str:
        """As staff reads it."""
        return {Leaving.WITHDRAWN: "retirée", Leaving.ARCHIVED: "archivée sans réponse"}[self]


@frozen(kw_only=True)
class LeftReferral:
    """A referral that is over for its team: in none of its tabs, and no part of the need's status."""

    referral: Referral
    how: Leaving
    at: datetime
