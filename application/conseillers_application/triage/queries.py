"""What staff may ask of the demands: one of the tabs, each a state."""

from datetime import datetime
from typing import Final

from attrs import frozen

from conseillers_domain.demand import DemandState

QUEUES: Final = frozenset({DemandState.RECEIVED, DemandState.TO_QUALIFY})
"""The tabs that somebody works through: the oldest come first. In the others the latest do."""

MOST_COUNTED: Final = 10_000
"""A tab is counted up to there: nobody needs more, and demands only grow in number."""


@frozen(kw_only=True)
class DemandQuery:
    """A page of a tab: `after`, when and under which id the former page ended."""

    tab: DemandState
    after: tuple[datetime, str] | None = None
    limit: int
