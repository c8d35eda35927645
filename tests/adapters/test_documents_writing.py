"""Values are written as documents that any JSON reader takes."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from attrs import field, frozen

from conseillers_adapters.documents import read, unstructure
from conseillers_adapters.encoding import instant, to_json


class Stance(StrEnum):
    TAKEN = "taken"


@frozen
class Absence:
    from_: date


@frozen
class Referral:
    team: str
    stance: Stance
    at: datetime
    id: UUID
    absences: tuple[Absence, ...]
    names: frozenset[str]
    answers: Mapping[str, Stance]
    note: str | None = None
    free: Any = None
    _secret: str = "hidden"
    derived: int = field(init=False, default=3)


A_REFERRAL = Referral(
    team="cci",
    stance=Stance.TAKEN,
    at=datetime(2026, 11, 23, 10, 30, tzinfo=timezone(timedelta(hours=1))),
    id=UUID("018f2f2e-7c1a-7b6e-8d7b-0242ac120002"),
    absences=(Absence(date(2026, 12, 1)),),
    names=frozenset({"b", "a"}),
    answers={"k": Stance.TAKEN},
    free=(Stance.TAKEN, Absence(date(2026, 12, 1))),
)


def test_a_value_is_written_in_builtins() -> None:
    written = unstructure(A_REFERRAL)
    assert written == {
        "team": "cci",
        "stance": "taken",
        "at": "2026-11-23T09:30:00.000Z",
        "id": "018f2f2e-7c1a-7b6e-8d7b-0242ac120002",
        "absences": [{"from": "2026-12-01"}],
        "names": ["a", "b"],
        "answers": {"k": "taken"},
        "note": None,
        "free": ["taken", {"from": "2026-12-01"}],
    }
    assert type(written["stance"]) is str


def test_what_is_written_is_read_again() -> None:
    written = unstructure(A_REFERRAL)
    assert unstructure(read(Referral, written)) == written


def test_bare_collections_are_written_too() -> None:
    assert unstructure([Absence(date(2026, 12, 1))]) == [{"from": "2026-12-01"}]
    assert unstructure({"at": datetime(2026, 1, 1, tzinfo=UTC)}) == {"at": "2026-01-01T00:00:00.000Z"}


def test_a_moment_without_time_zone_is_never_written() -> None:
    with pytest.raises(ValueError, match="time zone"):
        unstructure(datetime(2026, 1, 1))  # noqa: DTZ001 - the point of the test
    with pytest.raises(ValueError, match="time zone"):
        to_json(datetime(2026, 1, 1))  # noqa: DTZ001 - same


@pytest.mark.parametrize(
    "value", [A_REFERRAL, [A_REFERRAL], Stance.TAKEN, {"k": (Stance.TAKEN, None, 1.5, True)}]
)
def test_what_is_encoded_is_what_is_written(value: object) -> None:
    assert to_json(value).decode() == json.dumps(unstructure(value), separators=(",", ":"))


@pytest.mark.parametrize("microsecond", [0, 999, 1000, 120_000, 999_999])
@pytest.mark.parametrize("hours", [0, 1, -11])
@pytest.mark.parametrize("year", [1, 999, 2026, 9999])
def test_an_instant_is_encoded_as_it_is_written(year: int, hours: int, microsecond: int) -> None:
    zone = timezone(timedelta(hours=hours))
    at = datetime(year, 6, 30, 23, 59, 9, microsecond, tzinfo=zone)
    assert instant(at) == unstructure(at)
