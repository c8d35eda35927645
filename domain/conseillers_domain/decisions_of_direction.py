"""What the direction decides of an account, before anybody carries it out (CGU 6.1)."""

from datetime import datetime
from enum import StrEnum

from attrs import frozen

from conseillers_domain.errors import Conflict


class Measure(StrEnum):
    """What is decided of an account."""

    SUSPENSION = "suspension"
    END = "end"
    ROLES = "roles"

    @property
    def label(self) -> str:
        """As people read it."""
        return {
            Measure.SUSPENSION: "suspension du compte",
            Measure.END: "fin définitive du compte",
            Measure.ROLES: "changement de rôles",
        }[self]


@frozen(kw_only=True)
class DirectionDecision:
    """A decision of the direction, recorded by an account of that role; it is carried out once.

    `account`: whom it is about. `why`: its reason, for whoever may ask later. `by`: who recorded it.
    """

    id: str
    account: str
    measure: Measure
    why: str
    at: datetime
    by: str

    def must_serve(self, account: str, measure: Measure, *, by: str) -> None:
        """Raise Conflict unless it allows this, to somebody else than who took it."""
        if (self.account, self.measure) != (account, measure):
            raise Conflict(
                f"Cette décision de la direction ne porte pas sur cet acte : {measure.label}.",
                code="decision_mismatch",
            )
        if self.by == by:
            raise Conflict(
                "Qui a pris la décision ne l’exécute pas : demandez-le à un autre membre de l’équipe.",
                code="own_decision",
            )
