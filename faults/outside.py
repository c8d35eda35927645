"""Companies beyond their deposit: a draft, a demand completed by its link, a survey answered."""

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from attrs import define, field

from faults import country
from faults.deeds import Asking, Deed, Deeds, Kind
from faults.doers import read
from faults.sink import Sink
from faults.voices import Voice

_DEMAND: Final = re.compile(r"demands/([\w-]+)/")
_EMAIL: Final = re.compile(r"company(\d+)@")
FEW_DRAFTS: Final = 4
"""One look in so many begins a draft."""


@define
class Reader:
    """Reads the mails that came, and does what they ask: completes a demand, answers a survey."""

    deeds: Deeds
    sink: Sink
    _read: int = 0
    _asked: list[tuple[str, str]] = field(factory=list)

    def look(self, voice: Voice) -> Iterable[Deed]:
        """What the mails that came since ask for."""
        new = list(islice(list(self.sink.kept.values()), self._read, None))
        self._read += len(new)
        self._asked += [(path, copies[0].to) for copies in new for path in copies[0].asks]
        if not self._asked:
            return ()
        path, to = self._asked[0]
        found = read(voice, path)
        self._asked.pop(0)
        if "/surveys/" in path:
            return () if found["thanks"] else (self._survey(path),)
        return (self._completion(path, to),)

    def after(self, deed: Deed) -> Iterable[Deed]:  # noqa: ARG002 - the protocol's
        """Nothing."""
        return ()

    def _survey(self, path: str) -> Deed:
        body = {"contacted": True, "useful": True, "mark": 5, "comment": "{name}", "agrees_to_share": True}
        return self.deeds.new(
            Kind.SURVEY_ANSWERED, path, Asking(method="POST", path=path, body=body, once=True)
        )

    def _completion(self, path: str, to: str) -> Deed:
        rank, demand = _EMAIL.search(to), _DEMAND.search(path)
        assert rank is not None
        assert demand is not None
        body = {**country.form(int(rank[1])), "description": "{name}"}
        return self.deeds.new(
            Kind.COMPLETED, demand[1], Asking(method="PUT", path=path, body=body, once=True)
        )


@define
class Drafter:
    """Keeps a draft, comes back to it and writes on, leaves it: a mail reminds of it."""

    deeds: Deeds
    _looks: int = 0

    def look(self, voice: Voice) -> Iterable[Deed]:  # noqa: ARG002 - the protocol's
        """One more draft, once in a while."""
        self._looks += 1
        if self._looks % FEW_DRAFTS:
            return ()
        body = {"email": f"draft{self._looks}@{country.MAIL_DOMAIN}", "description": "{name}"}
        return (self.deeds.new(Kind.DRAFT_KEPT, "", Asking(method="POST", path="/api/drafts", body=body)),)

    def after(self, deed: Deed) -> Iterable[Deed]:
        """What is written on, beside what was there."""
        if deed.kind is Kind.DRAFT_RESUMED:
            return ()
        path = f"/api/drafts/{deed.found}?token={deed.answer['token']}"
        body = {**deed.body, "description": f"{deed.name} {{name}}"}
        return (
            self.deeds.new(
                Kind.DRAFT_RESUMED, deed.found, Asking(method="PUT", path=path, body=body, read=path)
            ),
        )
