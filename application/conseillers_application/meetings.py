"""Appointments of threads as calendars are told of them: no company is named, calendars are shared."""

from datetime import datetime

from conseillers_application.mails import Attachment
from conseillers_application.ports import CalendarFile, Meeting
from conseillers_domain.comment_words import Appointment
from conseillers_domain.french import typeset

NAME = "rendez-vous.ics"


def meeting(
    comment_id: str,
    appointment: Appointment,
    *,
    sequence: int,
    stamp: datetime,
    subject: str,
    commune: str,
    cancelled: bool = False,
) -> Meeting:
    """An appointment, by the subject of its need and the commune of its company."""
    where = f" ({commune})" if commune else ""
    return Meeting(
        uid=comment_id,
        sequence=sequence,
        stamp=stamp,
        starts_at=appointment.at,
        summary=typeset("Rendez-vous : ") + subject + where,
        place=appointment.place,
        cancelled=cancelled,
    )


def attached(write: CalendarFile, told: Meeting, rank: int) -> Attachment:
    """The file of an appointment as a mail carries it; `rank`: among those of that mail, from 0."""
    method = "CANCEL" if told.cancelled else "PUBLISH"
    return Attachment(
        name=f"rendez-vous-{rank + 1}.ics" if rank else NAME,
        media_type=f"text/calendar; charset=utf-8; method={method}",
        content=write(told),
    )
