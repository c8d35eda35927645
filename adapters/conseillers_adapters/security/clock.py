"""The clock of the machine."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The present instant, UTC, to the millisecond: as instants are stored and written."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)
