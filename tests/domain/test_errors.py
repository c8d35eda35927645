"""Refusals and faults: sentences, codes, and places in a document."""

import pytest

from conseillers_domain.errors import (
    Conflict,
    Fault,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    Stale,
    Unavailable,
    Unidentified,
    blank,
    pointer,
    told_once,
    too_long,
)


@pytest.mark.parametrize(
    ("steps", "place"),
    [
        ((), ""),
        (("teams", 0, "zones", 1, "code"), "/teams/0/zones/1/code"),
        (("answers", "a/b"), "/answers/a~1b"),
        (("a~b",), "/a~0b"),
        (("~1",), "/~01"),
        (("",), "/"),
    ],
)
def test_a_place_is_a_json_pointer(steps: tuple[str | int, ...], place: str) -> None:
    assert pointer(*steps) == place


def test_a_fault_of_a_document_inside_another_names_its_place_in_the_whole() -> None:
    assert Fault("/teams/0", "required", "Non.").under("/directory") == Fault(
        "/directory/teams/0", "required", "Non."
    )


def test_one_fault_gives_its_code_and_sentence_to_the_refusal() -> None:
    refusal = Invalid(Fault("/siret", "luhn", "Ce numéro n’existe pas."))
    assert (refusal.code, refusal.sentence, str(refusal)) == (
        "luhn",
        "Ce numéro n’existe pas.",
        "Ce numéro n’existe pas.",
    )


@pytest.mark.parametrize(
    ("codes", "code"), [(("required", "required"), "required"), (("required", "luhn"), "invalid")]
)
def test_several_faults_are_counted_and_give_their_code_when_they_share_it(
    codes: tuple[str, ...], code: str
) -> None:
    faults = tuple(Fault(f"/{rank}", one, "…") for rank, one in enumerate(codes))
    refusal = Invalid(*faults)
    assert (refusal.code, refusal.sentence, refusal.faults) == (code, "2 points sont à corriger.", faults)


@pytest.mark.parametrize(
    ("refusal", "code"),
    [
        (Refusal("Non."), "refused"),
        (Conflict("Non."), "conflict"),
        (Conflict("Non.", code="move_refused"), "move_refused"),
        (Stale("Non."), "stale"),
        (NotFound("Non."), "not_found"),
        (Forbidden("Non."), "forbidden"),
        (Unidentified("Non."), "unidentified"),
        (Unavailable("Non."), "unavailable"),
        (Unavailable("Non.", code="paused"), "paused"),
    ],
)
def test_a_refusal_has_a_stable_code(refusal: Refusal, code: str) -> None:
    assert (refusal.code, refusal.sentence) == (code, "Non.")


def test_a_conflict_shows_the_present_state_and_a_pause_when_to_come_back() -> None:
    assert Conflict("Non.", current="now").current == "now"
    assert Conflict("Non.").current is None
    assert Unavailable("Non.").retry_after == 3600
    assert Unavailable("Non.", retry_after=60).retry_after == 60


def fault(place: str) -> Fault:
    """A fault there."""
    return Fault(place, "code", "…")


@pytest.mark.parametrize(
    ("of_shape", "of_sense", "told"),
    [
        ([], ["/a", "/b"], ["/a", "/b"]),
        (["/a"], ["/a", "/b"], ["/a", "/b"]),
        (["/a"], ["/a/0/b", "/ab", "/b/a"], ["/a", "/ab", "/b/a"]),
        (["/a/0"], ["/a", "/a/0", "/a/1"], ["/a/0", "/a", "/a/1"]),
        ([""], ["/a", ""], [""]),
    ],
)
def test_nothing_more_is_said_of_a_place_whose_shape_is_wrong_nor_below_it(
    of_shape: list[str], of_sense: list[str], told: list[str]
) -> None:
    found = told_once(tuple(map(fault, of_shape)), tuple(map(fault, of_sense)))
    assert [one.pointer for one in found] == told


def test_nothing_is_judged_by_a_place_whose_shape_is_wrong() -> None:
    judged = Fault("/zones/0/code", "unknown_zone", "…", ("/zones/0/type",))
    for wrong in ("/zones/0/type", "/zones/0", "/zones/0/code"):
        assert told_once((fault(wrong),), (judged,)) == (fault(wrong),)
    for other in ("/zones/1/type", "/zones/0/typed"):
        assert told_once((fault(other),), (judged,)) == (fault(other), judged)
    inside = judged.under("/directory")
    assert inside == Fault("/directory/zones/0/code", "unknown_zone", "…")
    assert told_once((fault("/directory/zones/0/type"),), (inside,)) == (fault("/directory/zones/0/type"),)


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\x00\x1f", "…", "\u2060\ufe0f", "-"])
def test_a_text_without_letter_nor_digit_is_blank(text: str) -> None:
    assert blank(text)


@pytest.mark.parametrize("text", ["é", " 3 ", "\u200bZoé", "李"])
def test_one_letter_or_digit_is_enough_not_to_be_blank(text: str) -> None:
    assert not blank(text)


@pytest.mark.parametrize(
    ("most", "counted"), [(40, "40"), (2_000, "2\u202f000"), (1_000_000, "1\u202f000\u202f000")]
)
def test_a_text_too_long_is_told_how_long_it_may_be(most: int, counted: str) -> None:
    assert too_long(most) == f"Texte trop long\u00a0: {counted} caractères au plus."
