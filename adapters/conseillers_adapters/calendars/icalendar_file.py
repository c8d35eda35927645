"""One appointment as an iCalendar file (RFC 5545, RFC 5546): put in a calendar, moved there, or taken out."""

import unicodedata
from datetime import UTC, timedelta
from typing import Final

from attrs import frozen

from conseillers_application.ports import Meeting

LASTS: Final = timedelta(hours=1)
"""A thread says when an appointment begins, calendars want to know when it ends."""

PRODUCT: Final = "-//Conseillers-Entreprises//FR"


@frozen
class ICalendarFile:
    """Writes the files; `organizer`: the service's contact address."""

    organizer: str

    def __call__(self, meeting: Meeting) -> bytes:
        """The file of one appointment: the same UID for ever, and the higher SEQUENCE wins."""
        # Imported with the first file: nothing else waits for it, a start least of all.
        from icalendar import Calendar, Event, vCalAddress

        event = Event()
        event.add("uid", _printable(meeting.uid))
        event.add("sequence", meeting.sequence)
        event.add("dtstamp", meeting.stamp.astimezone(UTC))
        event.add("dtstart", meeting.starts_at.astimezone(UTC))
        event.add("duration", LASTS)
        event.add("organizer", vCalAddress(f"mailto:{self.organizer}"))
        event.add("summary", _printable(meeting.summary))
        if meeting.place:
            event.add("location", _printable(meeting.place))
        event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
        calendar = Calendar()
        calendar.add("version", "2.0")
        calendar.add("prodid", PRODUCT)
        calendar.add("method", "CANCEL" if meeting.cancelled else "PUBLISH")
        calendar.add_component(event)
        file: bytes = calendar.to_ical()
        return file


def _printable(text: str) -> str:
    """What people typed, whatever signs came with it: line breaks stay, as calendars show them."""
    lines = ("".join(filter(_printed, line)) for line in text.splitlines())
    return "\n".join(lines)


def _printed(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cs"}
