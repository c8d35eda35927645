"""Files that put appointments in calendars."""

from conseillers_adapters.calendars.icalendar_file import ICalendarFile

__all__ = ["ICalendarFile"]
