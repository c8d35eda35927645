"""How big a demonstration country is: a handful of teams to look at, or the whole of France to measure."""

from typing import Final

from attrs import frozen


@frozen(kw_only=True)
class Size:
    """What a country is made of; the same size always gives the same country.

    `departements`, `regions`: those where networks have an office of their own; None: all of them. The
    rest of the country is served from one more office, so that no company is left alone.
    `teams`: how many in all, by cutting territories into sectors; None: one for each desk of an office.
    `places`: how many intercommunal bodies volunteered, and five times fewer communes.
    `gaps`: whether teams are added and narrowed so that coverage finds something of each kind.
    """

    departements: tuple[str, ...] | None = None
    regions: tuple[str, ...] | None = None
    teams: int | None = None
    advisors: int
    places: int
    gaps: bool = False
    seed: int = 47


DEMO: Final = Size(
    departements=("33", "47", "75"), regions=("11", "75", "84"), advisors=300, places=5, gaps=True
)
"""About two hundred teams: dense around Agen, Bordeaux and Paris, wide elsewhere."""

NATIONAL: Final = Size(teams=10_000, advisors=10_000, places=100)
"""The service in production: about fifteen hundred branches."""

TENFOLD: Final = Size(teams=100_000, advisors=100_000, places=100)
"""Ten times the teams, each on a smaller sector: as many answer one company."""
