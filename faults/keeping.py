"""Staff beside its desk: baskets looked after, surveys shared, files of figures, advisors away."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from attrs import define

from faults.country import AWAY
from faults.deeds import Asking, Deed, Deeds, Kind
from faults.doers import read
from faults.triage import ADMIN
from faults.voices import Voice

BASKETS: Final = ("many", "medium", "one", "unanswered", "at_risk", "abandoned")
FORMATS: Final = ("csv", "xlsx")
EXPORTS: Final = 5
"""One turn in so many asks for a file: making one reads every need."""


@define
class Keeper:
    """Does each in turn."""

    deeds: Deeds
    _turn: int = 0

    def look(self, voice: Voice) -> Iterable[Deed]:
        """What is next."""
        looks: tuple[Callable[[Voice, int], Iterable[Deed]], ...] = (
            self._basket,
            self._survey,
            self._absence,
            self._basket,
            self._export,
        )
        turn, which = divmod(self._turn, len(looks))
        found = looks[which](voice, turn)
        self._turn += 1
        return found

    def after(self, deed: Deed) -> Iterable[Deed]:  # noqa: ARG002 - the protocol's
        """Nothing."""
        return ()

    def _basket(self, voice: Voice, turn: int) -> Iterable[Deed]:
        name = BASKETS[turn % len(BASKETS)]
        items = read(voice, f"{ADMIN}/baskets/{name}")["items"]
        if not items:
            return ()
        subject = items[turn % len(items)]["subject"]
        remind = turn % 2 and items[turn % len(items)]["told"]
        body = {"subject": subject, "kind": "remind" if remind else "note", "note": "{name}"}
        return (
            self._deed(
                Kind.BASKET_ACTED,
                subject,
                "POST",
                f"{ADMIN}/baskets/{name}/actions",
                body,
                f"{ADMIN}/baskets/history/{subject}",
            ),
        )

    def _survey(self, voice: Voice, _turn: int) -> Iterable[Deed]:
        for one in read(voice, f"{ADMIN}/surveys")["items"]:
            if one["shared_at"] is None:
                path = f"{ADMIN}/surveys/{one['id']}/sharing"
                return (
                    self.deeds.new(
                        Kind.SURVEY_SHARED, one["id"], Asking(method="POST", path=path, body={}, once=True)
                    ),
                )
        return ()

    def _absence(self, _voice: Voice, turn: int) -> Iterable[Deed]:
        since = date(2026, 1, 1) + timedelta(days=turn % 300)
        away = {**AWAY, "absences": [{"from": since.isoformat(), "to": "2030-12-31"}]}
        body: Mapping[str, Any] = {"advisors": [away], "why": "{name}"}
        path = f"{ADMIN}/directory"
        return (self._deed(Kind.ABSENCE_SAID, "", "PATCH", path, body, f"{path}/versions"),)

    def _export(self, _voice: Voice, turn: int) -> Iterable[Deed]:
        if turn % EXPORTS:
            return ()
        kind = "needs" if turn % 2 else "figures"
        body = {"kind": kind, "format": FORMATS[turn // EXPORTS % len(FORMATS)]}
        return (self._deed(Kind.EXPORT_ASKED, "", "POST", f"{ADMIN}/exports", body, ""),)

    def _deed(
        self, kind: Kind, about: str, method: str, path: str, body: Mapping[str, Any], back: str
    ) -> Deed:
        return self.deeds.new(kind, about, Asking(method=method, path=path, body=dict(body), read=back))
