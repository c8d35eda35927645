"""What the codes of mail servers mean: whose fault it is, and whether another try may do (RFC 3463)."""

import re
from collections.abc import Mapping
from typing import Final

from conseillers_application.mails import MailDelayed, MailRefused, Why

_ENHANCED: Final = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")

# By the two last figures of an enhanced code, else by its subject alone.
_DETAILS: Final[Mapping[tuple[int, int], Why]] = {
    (1, 2): Why.UNKNOWN_DOMAIN,
    (1, 7): Why.POLICY,  # it is the sender's address that is refused, and the next one too
    (1, 8): Why.POLICY,
    (1, 10): Why.UNKNOWN_DOMAIN,  # RFC 7505: a domain that says it receives nothing
    (2, 2): Why.FULL_MAILBOX,
    (2, 3): Why.MESSAGE,
    (2, 4): Why.SERVER,
    (3, 4): Why.MESSAGE,
    (4, 1): Why.UNKNOWN_DOMAIN,
    (4, 4): Why.UNKNOWN_DOMAIN,
    (7, 13): Why.CLOSED_MAILBOX,  # RFC 5248: the account is disabled, or has another owner
    (7, 17): Why.CLOSED_MAILBOX,
}
_SUBJECTS: Final[Mapping[int, Why]] = {
    1: Why.UNKNOWN_MAILBOX,
    2: Why.CLOSED_MAILBOX,
    3: Why.SERVER,
    4: Why.SERVER,
    5: Why.SERVER,
    6: Why.MESSAGE,
    7: Why.POLICY,
}

# Without an enhanced code: at RCPT only the recipient was heard of; after it, the mail itself.
_OF_RECIPIENT: Final[Mapping[int, Why]] = {
    501: Why.MESSAGE,
    550: Why.UNKNOWN_MAILBOX,
    551: Why.UNKNOWN_MAILBOX,
    552: Why.FULL_MAILBOX,
    553: Why.UNKNOWN_MAILBOX,
    554: Why.POLICY,
    555: Why.MESSAGE,
    556: Why.UNKNOWN_DOMAIN,
}
# Being asked to sign in, or signing in wrongly, is our fault: the mail is as good as another.
_OURS: Final[Mapping[int, Why]] = {
    500: Why.SERVER,
    502: Why.SERVER,
    503: Why.SERVER,
    521: Why.SERVER,
    530: Why.POLICY,
    534: Why.POLICY,
    535: Why.POLICY,
    538: Why.POLICY,
}
_MAY_DO_LATER: Final = frozenset({Why.POLICY, Why.SERVER})
"""Refused for good they say; but the same mail may pass once we, or the server, are put right."""


def enhanced(text: str) -> str | None:
    """The enhanced code in what a server says: `5.1.1`."""
    found = _ENHANCED.search(text)
    return found[0] if found else None


def why_of(status: str) -> Why:
    """What an enhanced code says. Raises ValueError for a text that is none."""
    found = _ENHANCED.fullmatch(status)
    if found is None:
        raise ValueError("not an enhanced status code")
    subject, detail = int(found[2]), int(found[3])
    return _DETAILS.get((subject, detail)) or _SUBJECTS.get(subject, Why.SERVER)


def refusal(code: int, said: bytes | str, *, of_recipient: bool) -> MailRefused | MailDelayed:
    """What a reply that says no becomes; of the server's words, only codes are kept.

    `of_recipient`: the server had heard of the recipient only (RCPT), not of the mail.
    """
    text = said if isinstance(said, str) else said.decode(errors="replace")
    reply = code_of(code, text)
    if not 500 <= code < 600:  # noqa: PLR2004 - SMTP's own classes of replies
        return MailDelayed(reply, Why.SERVER, reply)
    why = _why(code, text, of_recipient=of_recipient)
    if why in _MAY_DO_LATER:
        return MailDelayed(reply, why, reply)
    return MailRefused(reply, why, reply)


def _why(code: int, text: str, *, of_recipient: bool) -> Why:
    if code in _OURS:
        return _OURS[code]
    status = enhanced(text[:12])
    # x.0.0 says nothing more than the code before it.
    if status and not status.endswith(".0.0"):
        return why_of(status)
    return _OF_RECIPIENT.get(code, Why.SERVER) if of_recipient else Why.MESSAGE


def code_of(code: int, text: str) -> str:
    """A reply as it is kept: `550 5.1.1`, and none of its words, which often name the recipient."""
    precise = _ENHANCED.match(text)
    return f"{code} {precise[0]}" if precise else str(code)
