"""What is kept of a routing decision with its need: enough to explain it and to take it again."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from attrs import frozen

from conseillers_domain.routing import Kept, Notice, Profile, Routing, Versions
from conseillers_domain.verdicts import SetAside

NO_DECISION: Final = "Cette décision est effacée avec les données de son entreprise."


@frozen(kw_only=True)
class KeptDecision:
    """A decision as it is stored: the teams elsewhere are left out, their verdict follows from the versions.

    A subject has hundreds of holders, of which a handful are near; with `profile`, `on` and `versions`
    the rest is found again whenever somebody asks.
    """

    profile: Profile
    on: date
    versions: Versions
    kept: tuple[Kept, ...]
    objections: tuple[SetAside, ...]
    notices: tuple[Notice, ...]


def kept_decision(routing: Routing) -> KeptDecision:
    """What to store of it."""
    return KeptDecision(
        profile=routing.profile,
        on=routing.on,
        versions=routing.versions,
        kept=routing.kept,
        objections=routing.objections,
        notices=routing.notices,
    )


@frozen(kw_only=True)
class Decision:
    """A decision as it is told: every verdict, both lists by team code (`http.md` §4)."""

    kept: tuple[Kept, ...]
    set_aside: tuple[Mapping[str, object], ...]
    notices: tuple[Notice, ...]
    versions: Versions


def told(routing: Routing) -> Decision:
    """Every verdict; `criterion` stands only where a criterion failed."""
    return Decision(
        kept=routing.kept,
        set_aside=tuple(_verdict(one, routing) for one in routing.set_aside),
        notices=routing.notices,
        versions=routing.versions,
    )


def _verdict(one: SetAside, routing: Routing) -> Mapping[str, object]:
    verdict: dict[str, object] = {
        "team": one.team,
        "reason": one.reason,
        "expected": one.expected,
        "actual": routing.actual(one),
        "owner": one.owner,
    }
    return verdict if one.criterion is None else {**verdict, "criterion": one.criterion}
