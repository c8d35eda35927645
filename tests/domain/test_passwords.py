"""What a password must be."""

import pytest

from conseillers_domain.passwords import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    Weakness,
    guessable,
    length_fault,
    words_of,
)


@pytest.mark.parametrize("length", [SHORTEST_PASSWORD, LONGEST_PASSWORD])
def test_a_long_password_needs_no_particular_sign(length: int) -> None:
    assert length_fault("é" * length) is None


@pytest.mark.parametrize("length", [0, SHORTEST_PASSWORD - 1, LONGEST_PASSWORD + 1])
def test_one_that_is_short_or_endless_is_refused(length: int) -> None:
    fault = length_fault("é" * length, "/new")
    assert fault is not None
    assert (fault.pointer, fault.code) == ("/new", "length")
    assert fault.message == "Un mot de passe comporte de 15 à 1000 caractères."


def test_the_words_of_somebody_are_those_of_their_names_whole_and_in_parts_with_accents_and_without() -> None:
    words = words_of("zoe.marchand@cci.example", "Zoé Le Goff", ["CCI de Lot-et-Garonne"])
    for word in ("zoé", "zoe", "goff", "marchand", "zoémarchand", "zoelegoff", "garonne", "conseillers"):
        assert (word in words) is (word != "zoémarchand")
    assert {"zoe.marchand@cci.example", "zoe.marchand", "zoé le goff", "cci de lot-et-garonne"} <= set(words)
    assert not {"le", "de"} & set(words)
    assert len(words) == len(set(words))


@pytest.mark.parametrize("weakness", Weakness)
def test_why_a_password_is_guessed_is_told_in_a_sentence(weakness: Weakness) -> None:
    fault = guessable(weakness, "/password")
    assert (fault.pointer, fault.code) == ("/password", "guessable")
    assert fault.message.startswith("Ce mot de passe se devine : il ")
