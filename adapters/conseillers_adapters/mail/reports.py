"""What comes back to the service's mailbox: delivery reports (RFC 3464), and mails that are none."""

from collections.abc import Iterator
from email import message_from_bytes, message_from_string
from email.message import Message
from email.policy import default
from typing import Any, Final

from conseillers_adapters.mail.refusals import enhanced, why_of
from conseillers_application.bounces import Bounce
from conseillers_application.mails import Why

NO_LONGER: Final = "failed"
LATER: Final = "delayed"
MOST_BYTES: Final = 1024 * 1024
"""A report holds little more than the headers of a mail; ours are far below."""


class Malformed(Exception):  # noqa: N818 - says what the message is
    """A message that says it is a delivery report, and cannot be read as one."""


def bounces_of(content: bytes) -> tuple[Bounce, ...]:
    """What a message tells of mails that could not be delivered; nothing when it is no delivery report.

    Automatic answers, receipts of reading and people's letters are none. Reports of what was delivered tell
    nothing. Raises Malformed.
    """
    message: Any = message_from_bytes(content, policy=default)
    if message.get_content_type() != "multipart/report" or _kind(message) != "delivery-status":
        return ()
    if not message.is_multipart() or len(content) > MOST_BYTES:
        raise Malformed("a report without its parts, or too long to be one")
    name = _original(message)
    return tuple(found for fields in _recipients(message) if (found := _bounce(fields, name)) is not None)


def bounce_of(status: str, *, message_id: str | None, recipient: str | None) -> Bounce:
    """The same, as a mail provider tells it: an enhanced code and whom or what it is about.

    Raises Malformed for a code that is none.
    """
    precise = enhanced(status)
    if precise is None or precise != status or precise.startswith("2."):
        raise Malformed("not the enhanced code of a failure")
    for_good = precise.startswith("5.")
    return Bounce(
        message_id=message_id,
        recipient=recipient,
        why=_why(precise),
        code=precise,
        for_good=for_good,
        over=for_good,
    )


def _kind(message: Any) -> str:  # noqa: ANN401 - the standard library's messages
    return str(message.get_param("report-type", "")).lower()


def _part(message: Any, *kinds: str) -> Any:  # noqa: ANN401 - same
    return next((part for part in message.walk() if part.get_content_type() in kinds), None)


def _recipients(message: Any) -> Iterator[Message]:  # noqa: ANN401 - same
    """The fields told of each recipient: the first group of them is about the report."""
    status = _part(message, "message/delivery-status")
    groups = status.get_payload() if status is not None else None
    if not isinstance(groups, list) or len(groups) < 2:  # noqa: PLR2004 - the report's own, one recipient's
        raise Malformed("a report about nobody")
    yield from groups[1:]


def _original(message: Any) -> str | None:  # noqa: ANN401 - same
    """The Message-ID of the mail that came back, when the report holds its headers."""
    part = _part(message, "message/rfc822", "text/rfc822-headers", "message/rfc822-headers")
    if part is None:
        return None
    if part.is_multipart():
        headers = part.get_payload(0)
    else:
        raw = part.get_payload(decode=True) or b""
        headers = message_from_string(raw.decode(errors="replace"))
    name = headers.get("Message-ID")
    return " ".join(str(name).split()) if name else None


def _bounce(fields: Message, name: str | None) -> Bounce | None:
    action = str(fields.get("Action", "")).strip().lower()
    if not action:
        raise Malformed("a report without its action")
    if action not in {NO_LONGER, LATER}:
        return None
    status = enhanced(str(fields.get("Status", "")))
    recipient = _address(fields.get("Final-Recipient")) or _address(fields.get("Original-Recipient"))
    if status is None or (recipient is None and name is None):
        raise Malformed("a report without a status or about nobody")
    return Bounce(
        message_id=name,
        recipient=recipient,
        why=_why(status),
        code=status,
        for_good=action == NO_LONGER and status.startswith("5."),
        over=action == NO_LONGER,
    )


def _why(status: str) -> Why:
    if status == "5.0.0":
        # Servers that say no more say it of mailboxes: what was taken, then came back, had nowhere to go.
        return Why.UNKNOWN_MAILBOX
    return why_of(status) if status.startswith("5.") else Why.SERVER


def _address(field: object) -> str | None:
    """`rfc822; rh@cci.example`, the type left out."""
    _, _, address = str(field or "").partition(";")
    plain = "".join(address.split()).strip("<>")
    return plain if "@" in plain else None
