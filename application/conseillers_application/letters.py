"""A letter: a mail the service owes somebody because of a fact, followed until it has left."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from attrs import frozen

COMPANY = "company"
"""The recipient of a letter that goes to the demand's own contact; any other is a team's code."""


class LetterKind(StrEnum):
    """Why a letter is written."""

    RECEIPT = "receipt"
    NEED = "need"
    MOVE = "move"


class LetterState(StrEnum):
    """How far a letter got."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    NEEDLESS = "needless"


UNSENT: Final = (LetterState.QUEUED, LetterState.SENDING, LetterState.REFUSED)
"""The states somebody may have to look at; letters in any other only grow in number."""


@frozen(kw_only=True)
class Letter:
    """A mail owed: each (fact, kind, recipient) leaves once.

    It names nobody: the address is read when it leaves, so that a letter outlives no personal data.
    `not_before`: when it may leave. `merged_under`: while a letter waits under this name no other is
    queued under it.
    """

    id: str
    fact: str
    kind: LetterKind
    recipient: str
    queued_at: datetime
    not_before: datetime
    merged_under: str | None = None
    state: LetterState = LetterState.QUEUED
