"""One appointment as an iCalendar file (RFC 5545, RFC 5546): put in a calendar, moved there, or taken out."""

import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from attrs import frozen

from conseillers_application.ports import Meeting

LASTS: Final = "PT1H"
"""An hour: a thread says when an appointment begins, calendars want to know when it ends."""

_LONGEST: Final = 75  # octets of a line, its end apart: RFC 5545, 3.1
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@frozen
class ICalendarFile:
    """Writes the files; `organizer`: the service's contact address."""

    organizer: str

    def __call__(self, meeting: Meeting) -> bytes:
        """The file of one appointment: the same UID for ever, and the higher SEQUENCE wins."""
        return b"".join(_folded(line) + b"\r\n" for line in self._lines(meeting))

    def _lines(self, meeting: Meeting) -> Iterator[str]:
        yield "BEGIN:VCALENDAR"
        yield "VERSION:2.0"
        yield "PRODID:-//Conseillers-Entreprises//FR"
        yield f"METHOD:{'CANCEL' if meeting.cancelled else 'PUBLISH'}"
        yield "BEGIN:VEVENT"
        yield f"UID:{_text(meeting.uid)}"
        yield f"SEQUENCE:{meeting.sequence}"
        yield f"DTSTAMP:{_instant(meeting.stamp)}"
        yield f"DTSTART:{_instant(meeting.starts_at)}"
        yield f"DURATION:{LASTS}"
        yield f"ORGANIZER:mailto:{self.organizer}"
        yield f"SUMMARY:{_text(meeting.summary)}"
        if meeting.place:
            yield f"LOCATION:{_text(meeting.place)}"
        yield f"STATUS:{'CANCELLED' if meeting.cancelled else 'CONFIRMED'}"
        yield "END:VEVENT"
        yield "END:VCALENDAR"


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """A value nobody can make a second line of; line breaks stay, as its reader's calendar shows them."""
    lines = ("".join(filter(_printed, line)) for line in value.splitlines())
    return "\n".join(lines).translate(_ESCAPED)


def _printed(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cs"}


def _folded(line: str) -> bytes:
    """A line in pieces that begin with a space, none of them cut inside a letter."""
    pieces = [b""]
    for letter in line:
        octets = letter.encode()
        if len(pieces[-1]) + len(octets) > _LONGEST:
            pieces.append(b" ")
        pieces[-1] += octets
    return b"\r\n".join(pieces)
