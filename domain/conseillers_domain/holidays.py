"""French public holidays, those that only some départements have included (code du travail, L3133-1)."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

YEARS_KEPT: Final = 256

_FIXED: Final = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER: Final = (1, 39, 50)
"""Easter Monday, Ascension, Whit Monday."""

GOOD_FRIDAY: Final = -2
SUNDAY: Final = 6
LATEST_MOON: Final = 29
GOLDEN: Final = 10
ALSACE_MOSELLE: Final = frozenset({"57", "67", "68"})

_LOCAL: Final[Mapping[str, tuple[tuple[int, int], ...]]] = {
    **dict.fromkeys(ALSACE_MOSELLE, ((12, 26),)),
    "971": ((5, 27),),
    "972": ((5, 22),),
    "973": ((6, 10),),
    "974": ((12, 20),),
    "976": ((4, 27),),
    "977": ((10, 9),),
    "978": ((5, 28),),
    "986": ((4, 28), (6, 29), (7, 29)),
    "987": ((3, 5),),
    "988": ((9, 24),),
}
"""Month and day, by département or overseas collectivity: the abolition of slavery, and what is theirs alone.

Saint-Pierre-et-Miquelon (975) has those of the mainland only.
"""

POLYNESIA: Final = "987"
_MATARII_FROM: Final = 2025
"""Since when French Polynesia rests on 20 November instead of 29 June."""

WITH_GOOD_FRIDAY: Final = ALSACE_MOSELLE | {POLYNESIA}
OF_THEIR_OWN: Final = frozenset(_LOCAL) | WITH_GOOD_FRIDAY
"""The départements that rest on days when the mainland works."""


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar: the Sunday after the first full moon of spring."""
    century, golden = year // 100, year % 19
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    if moon == LATEST_MOON or (moon == LATEST_MOON - 1 and golden > GOLDEN):
        moon -= 1  # the Church's moon is never later than 18 April, and no two of a cycle are alike
    full = date(year, 3, 21) + timedelta(days=moon)
    return full + timedelta(days=(SUNDAY - full.weekday()) or 7)


@lru_cache(maxsize=YEARS_KEPT)
def holidays(year: int, departement: str | None = None) -> frozenset[date]:
    """The public holidays of a year there; `departement`: a code, None for those of the whole mainland."""
    sunday = easter(year)
    found = {date(year, month, day) for month, day in (*_FIXED, *_LOCAL.get(departement or "", ()))}
    found |= {sunday + timedelta(days=after) for after in _AFTER_EASTER}
    if departement in WITH_GOOD_FRIDAY:
        found.add(sunday + timedelta(days=GOOD_FRIDAY))
    if departement == POLYNESIA:
        found.add(date(year, 11, 20) if year >= _MATARII_FROM else date(year, 6, 29))
    return frozenset(found)
