"""The same request sent again gets the same answer, and nothing is done twice (`Idempotency-Key`)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from attrs import frozen

from conseillers_application.ports import Reply, Work
from conseillers_domain.errors import Fault, Invalid

REPLIES_KEPT: Final = timedelta(hours=24)


@frozen
class Repeat:
    """What tells that a request is the same one sent again: the client's key, a hash of its body."""

    key: str
    digest: str


def answered(work: Work, repeat: Repeat | None, now: datetime) -> Mapping[str, object] | None:
    """What was answered to this request already. Raises Invalid when its key served for another one."""
    reply = None if repeat is None else work.replies.find(repeat.key, now - REPLIES_KEPT)
    if repeat is None or reply is None:
        return None
    if reply.digest != repeat.digest:
        sentence = "Cette clé d’idempotence a déjà servi pour une autre demande."
        raise Invalid(Fault("", "idempotency_key_reused", sentence))
    return reply.answer


def keep(work: Work, repeat: Repeat | None, answer: Mapping[str, object], now: datetime) -> None:
    """Keep what is answered to a request that may be sent again."""
    if repeat is not None:
        work.replies.keep(repeat.key, Reply(digest=repeat.digest, answer=answer), now)
