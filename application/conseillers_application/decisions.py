"""What is kept of a routing decision with its need: enough to explain it and to take it again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import frozen

from conseillers_domain.company import CompanyFacts
from conseillers_domain.route_index import By, Reason, SetAside
from conseillers_domain.routing import Kept, Notice, Profile, Routing, Versions


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


def read_back(stored: Mapping[str, Any]) -> KeptDecision:
    """The decision a need keeps, from its JSON; what was expected and found stay trees of JSON."""
    profile, facts = stored["profile"], stored["profile"]["facts"]
    created_on = facts["created_on"]
    return KeptDecision(
        profile=Profile(
            subject=profile["subject"],
            facts=CompanyFacts(
                **{
                    **facts,
                    "created_on": created_on and date.fromisoformat(created_on),
                    "natures": _codes(facts["natures"]),
                    "nafa": _codes(facts["nafa"]),
                }
            ),
            answers=profile["answers"],
        ),
        on=date.fromisoformat(stored["on"]),
        versions=Versions(**stored["versions"]),
        kept=tuple(Kept(one["team"], By(one["by"])) for one in stored["kept"]),
        objections=tuple(
            SetAside(**{**one, "reason": Reason(one["reason"])}) for one in stored["objections"]
        ),
        notices=tuple(Notice(one["team"], one["code"]) for one in stored["notices"]),
    )


def _codes(stored: list[str] | None) -> tuple[str, ...] | None:
    return None if stored is None else tuple(stored)


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
