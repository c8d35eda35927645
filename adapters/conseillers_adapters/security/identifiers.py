"""Identifiers that sort by age (UUIDv7, RFC 9562), so that databases write them side by side."""

from secrets import randbits
from time import time_ns
from typing import Final

RANDOM_BITS: Final = 62


def uuid7(at_ns: int, random: int) -> str:
    """The identifier of that instant (nanoseconds since 1970) and those 62 random bits, in canonical form.

    The 12 bits after the version hold the fraction of the millisecond (RFC 9562 §6.2, method 3): what is
    made 250 ns later sorts after.
    """
    milliseconds, rest = divmod(at_ns, 1_000_000)
    fraction = (rest << 12) // 1_000_000
    whole = f"{milliseconds << 16 | 0x7000 | fraction:016x}{1 << 63 | random:016x}"
    return f"{whole[:8]}-{whole[8:12]}-{whole[12:16]}-{whole[16:20]}-{whole[20:]}"


def new_id() -> str:
    """A new identifier."""
    return uuid7(time_ns(), randbits(RANDOM_BITS))
