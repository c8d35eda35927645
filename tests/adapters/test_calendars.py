"""Calendar files: what calendars read in them, and what nobody can slip into them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from conseillers_adapters.calendars import ICalendarFile
from conseillers_application.ports import Meeting

WRITE = ICalendarFile("contact@conseillers.example")
MEETING = Meeting(
    uid="0193a7c2",
    sequence=0,
    stamp=datetime(2026, 11, 23, 9, tzinfo=UTC),
    starts_at=datetime(2026, 12, 1, 10, 30, tzinfo=timezone(timedelta(hours=1))),
    summary="Rendez-vous : Recruter (Agen)",
    place="12 rue des Arcades, Agen",
)


def read(file: bytes) -> dict[str, str]:
    """The values of the one event of a file, unfolded and unescaped, by their names."""
    assert file.endswith(b"END:VEVENT\r\nEND:VCALENDAR\r\n")
    lines = file.decode().replace("\r\n ", "").split("\r\n")[:-1]
    assert lines[0] == "BEGIN:VCALENDAR"
    values = dict(line.split(":", 1) for line in lines if line.partition(":")[0] not in {"BEGIN", "END"})
    assert len(values) == len(lines) - 4
    return {name: _unescaped(value) for name, value in values.items()}


def _unescaped(value: str) -> str:
    letters, plain = iter(value), ""
    for letter in letters:
        plain += letter if letter != "\\" else {"n": "\n", "\\": "\\", ",": ",", ";": ";"}[next(letters)]
    return plain


def test_an_appointment_is_put_in_a_calendar() -> None:
    assert read(WRITE(MEETING)) == {
        "VERSION": "2.0",
        "PRODID": "-//Conseillers-Entreprises//FR",
        "METHOD": "PUBLISH",
        "UID": "0193a7c2",
        "SEQUENCE": "0",
        "DTSTAMP": "20261123T090000Z",
        "DTSTART": "20261201T093000Z",
        "DURATION": "PT1H",
        "ORGANIZER": "mailto:contact@conseillers.example",
        "SUMMARY": "Rendez-vous : Recruter (Agen)",
        "LOCATION": "12 rue des Arcades, Agen",
        "STATUS": "CONFIRMED",
    }


def test_an_appointment_whose_place_is_unknown_says_none() -> None:
    assert "LOCATION" not in read(WRITE(evolve(MEETING, place="")))


def test_a_cancelled_appointment_is_taken_out_under_the_same_name() -> None:
    told = read(WRITE(evolve(MEETING, sequence=2, cancelled=True)))
    assert (told["METHOD"], told["STATUS"]) == ("CANCEL", "CANCELLED")
    assert (told["UID"], told["SEQUENCE"]) == ("0193a7c2", "2")


VILE = st.text(max_size=200) | st.sampled_from(
    ["a\r\nATTENDEE:mailto:x@y.example", "\u2028\x85\x0b", "\\n", "; , \\", "\ud800", "é" * 300]
)


@given(summary=VILE, place=VILE)
def test_whatever_was_typed_the_file_keeps_its_shape(summary: str, place: str) -> None:
    file = WRITE(evolve(MEETING, summary=summary, place=place))
    assert max(len(line) for line in file.split(b"\r\n")) <= 75
    assert set(read(file)) - {"LOCATION"} == set(read(WRITE(MEETING))) - {"LOCATION"}


@pytest.mark.parametrize("text", ["Salle 2 ; à l’étage, porte C", "Ligne 1\nLigne 2", "a\\b", "é" * 300])
def test_what_was_typed_is_what_is_read(text: str) -> None:
    assert read(WRITE(evolve(MEETING, place=text)))["LOCATION"] == text
