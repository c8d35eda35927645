"""Staff at its desk: demands on a topic of their own are qualified, set aside, merged, put before teams."""

from collections.abc import Iterable, Iterator
from itertools import cycle
from typing import Any, Final

from attrs import define, field

from faults.country import ELSEWHERE, OTHER_TEAM, TEAMS
from faults.deeds import Asking, Deed, Deeds, Kind
from faults.doers import read
from faults.voices import Voice

ADMIN: Final = "/api/admin"
FETCHED: Final = 5
"""Demands staff reads at a time."""
FIRST_TEAM: Final = next(iter(TEAMS))

ASIDE: Final[dict[str, dict[str, Any]]] = {
    "incomplete": {"reason": "incomplete", "note": "{name}", "mail": {"template": "incomplete"}},
    "out_of_scope": {"reason": "out_of_scope", "note": "{name}", "mail": {"template": "out_of_scope"}},
    "spam": {"reason": "spam", "note": "{name}"},
}
STORIES: Final[tuple[tuple[str, ...], ...]] = (
    ("qualify", "transmit", "add", "withdraw"),
    ("incomplete",),
    ("qualify", "transmit", "move"),
    ("out_of_scope", "take back", "qualify", "transmit"),
    ("merge",),
    ("qualify", "transmit"),
    ("spam",),
    ("qualify", "transmit", "out_of_scope"),
)
"""What becomes of a demand, one gesture after the other."""


@define
class Desk:
    """Takes what waits in the tabs of staff, a story each; those of one demand do not mix with another's."""

    deeds: Deeds
    known: set[str] = field(factory=set)
    into: str = ""
    _stories: Iterator[tuple[str, ...]] = field(factory=lambda: cycle(STORIES))
    _left: dict[str, list[str]] = field(factory=dict)
    _out: list[str] = field(factory=list)

    def look(self, voice: Voice) -> Iterable[Deed]:
        """The needs of what has just left, or what waits."""
        if self._out:
            demand = self._out[0]
            found = read(voice, f"{ADMIN}/demands/{demand}")["needs"]
            self._out.pop(0)
            return self._next(demand, found[0]["id"])
        listed = read(voice, f"{ADMIN}/demands?tab=to_qualify&limit={FETCHED}")["items"]
        new = [one["id"] for one in listed if one["id"] not in self.known]
        if not new:
            return ()
        demand = new[0]
        self.known.add(demand)
        self._left[demand] = list(next(self._stories))
        return self._next(demand)

    def after(self, deed: Deed) -> Iterable[Deed]:
        """The next gesture on the same demand."""
        if deed.kind is Kind.TRANSMITTED:
            self.into = deed.about
            self._out.append(deed.about)
            return ()
        need = deed.asking.path.split("/")[4] if "/needs/" in deed.asking.path else ""
        return self._next(deed.about, need)

    def _next(self, demand: str, need: str = "") -> Iterable[Deed]:
        left = self._left[demand]
        if not left:
            return ()
        gesture = left.pop(0)
        if gesture == "merge" and not self.into:
            gesture = "spam"
        return (self._deed(gesture, demand, need),)

    def _deed(self, gesture: str, demand: str, need: str) -> Deed:
        one, referrals = f"{ADMIN}/demands/{demand}", f"{ADMIN}/needs/{need}/referrals"
        because = {"reason": "{name}"}
        gestures: dict[str, tuple[Kind, str, dict[str, Any]]] = {
            "qualify": (Kind.QUALIFIED, f"{one}/qualification", {"subject": ELSEWHERE, **because}),
            "transmit": (Kind.TRANSMITTED, f"{one}/transmission", because),
            "take back": (Kind.TAKEN_BACK, f"{one}/taking-back", because),
            "merge": (Kind.MERGED, f"{one}/merge", {"into": self.into, **because}),
            "add": (Kind.TEAM_ADDED, referrals, {"team": OTHER_TEAM, **because}),
            "withdraw": (Kind.REFERRAL_WITHDRAWN, f"{referrals}/{OTHER_TEAM}/withdrawal", because),
            "move": (
                Kind.REFERRAL_MOVED,
                f"{referrals}/{FIRST_TEAM}/move",
                {"to": OTHER_TEAM, **because},
            ),
            **{name: (Kind.SET_ASIDE, f"{one}/setting-aside", body) for name, body in ASIDE.items()},
        }
        kind, path, body = gestures[gesture]
        keyed = kind in {Kind.TRANSMITTED, Kind.TEAM_ADDED}
        asking = Asking(method="POST", path=path, body=body, read="" if keyed else one)
        return self.deeds.new(kind, demand, asking)
