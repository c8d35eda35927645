"""What a network of the demonstration country is: an institution, how far its offices reach, their desks."""

from enum import Enum, auto

from attrs import frozen

from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import Institution


class Span(Enum):
    """Where an institution has offices."""

    NATIONAL = auto()
    REGIONAL = auto()
    DEPARTEMENTAL = auto()
    EPCI = auto()
    COMMUNE = auto()


@frozen(kw_only=True)
class Desk:
    """What becomes one team in each office, or several where the territory is cut into sectors.

    `regional`: in a network of départements, a desk of the regional offices. `says`: what the team says
    of how it works on its subjects.
    """

    code: str
    name: str
    subjects: tuple[str, ...]
    criteria: tuple[Criterion, ...] = ()
    regional: bool = False
    says: str = ""


@frozen(kw_only=True)
class Network:
    """An institution with its offices; `absent_from`: the départements it does not serve."""

    institution: Institution
    span: Span
    desks: tuple[Desk, ...]
    absent_from: frozenset[str] = frozenset()
