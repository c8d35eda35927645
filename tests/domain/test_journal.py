"""What the journal says, and what it never does."""

from datetime import timedelta, timezone

import pytest
from attrs import asdict, evolve, fields

from conseillers_domain.journal import (
    Block,
    Book,
    End,
    Entry,
    Way,
    digest_of,
    identifiers,
    written,
)
from tests.builders import NOW, Changed

ENTRY = Entry(
    id="1", book="acts", at="then", who="ana", way="job", operation="o", subject="s", others="", whence="w"
)
BLOCK = Block(book="acts", number=1, previous="", count=2, digest="d", until="then", sealed_at="now")
END = End(book="acts", edge="first", number=1, seal="s", at="then")


def test_an_instant_is_written_in_utc_to_the_millisecond() -> None:
    paris = timezone(timedelta(hours=1))
    at = NOW.astimezone(paris) + timedelta(microseconds=1_999)
    assert written(at) == "2026-11-23T09:00:00.001Z"


@pytest.mark.parametrize("signed", [ENTRY, BLOCK, END], ids=lambda one: type(one).__name__)
def test_every_field_is_signed(signed: Entry | Block | End) -> None:
    texts = {signed.text}
    for field in fields(type(signed)):
        value = getattr(signed, field.name)
        said: dict[str, Changed] = asdict(signed)
        said[field.name] = value + 1 if isinstance(value, int) else f"{value}x"
        texts.add(type(signed)(**said).text)
    assert len(texts) == len(fields(type(signed))) + 1


def test_what_passes_from_one_field_to_the_next_is_signed_otherwise() -> None:
    assert evolve(ENTRY, subject="s,", others="x").text != evolve(ENTRY, subject="s", others=",x").text


def test_proofs_stand_in_their_order() -> None:
    assert digest_of(["a", "b"]) != digest_of(["b", "a"])
    assert digest_of([]) != digest_of(["a"])


def test_identifiers_are_kept_once_and_nothing_of_anybody_is() -> None:
    words = ("01900000-0000-7000-8000-000000000000", "cci-47-rh", "12", "cci-47-rh", "autre.demande_2")
    assert identifiers(words) == (*words[:3], words[4])
    told = (
        "zoe@cci.fr",
        "zoe%40cci.fr",
        "x" * 41,
        "00000001800010",
        "000000018",
        "Zoé",
        "deux mots",
        "",
        "+33",
    )
    assert identifiers(told) == ()


def test_books_and_ways_have_words_of_their_own() -> None:
    for kind in (Book, Way):
        assert len({one.label for one in kind}) == len(kind)
