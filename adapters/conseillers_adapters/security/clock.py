"""The clock of the machine."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The present instant, UTC, to the microsecond."""
    return datetime.now(UTC)
