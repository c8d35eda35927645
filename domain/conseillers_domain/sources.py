"""Where what a sheet says comes from: told beside it, nobody being at fault when it is inexact (CGU 5.3)."""

from enum import StrEnum

from conseillers_domain.position import BY_RULE, Position, Side


class Source(StrEnum):
    """Who an information comes from."""

    COMPANY = "company"
    REGISTRY = "registry"
    ADVISOR = "advisor"
    STAFF = "staff"
    RULE = "rule"

    @property
    def label(self) -> str:
        """As people read it."""
        return {
            Source.COMPANY: "l’entreprise",
            Source.REGISTRY: "un registre officiel",
            Source.ADVISOR: "un conseiller",
            Source.STAFF: "l’équipe du service",
            Source.RULE: "une règle du service",
        }[self]


def source_of(position: Position) -> Source:
    """Where a position comes from."""
    if position.by == BY_RULE:
        return Source.RULE
    return Source.STAFF if position.side is Side.STAFF else Source.ADVISOR
