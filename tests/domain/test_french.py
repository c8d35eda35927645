"""French as it is written to people."""

from datetime import date

import pytest

from conseillers_domain.french import counted, day_in_words, listed, number, quoted, typeset


@pytest.mark.parametrize(
    ("things", "told"),
    [
        ([], ""),
        (["Agen"], "Agen"),
        (["Agen", "Nérac"], "Agen et Nérac"),
        (["a", "b", "c", "d", "e"], "a, b, c, d et e"),
        (["a", "b", "c", "d", "e", "f"], "a, b, c, d, e et 1 autre"),
        (["a"] * 1_205, "a, a, a, a, a et 1\u202f200 autres"),
    ],
)
def test_a_list_names_five_things_and_counts_the_rest(things: list[str], told: str) -> None:
    assert listed(things) == told


def test_a_list_may_offer_a_choice() -> None:
    assert listed(["a", "b", "c"], "ou") == "a, b ou c"


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, "0 an"), (1, "1 an"), (2, "2 ans"), (10_000, "10\u202f000 ans"), (-3, "-3 an")],
)
def test_what_is_counted_takes_an_s_from_two_on(count: int, told: str) -> None:
    assert counted(count, "an") == told


def test_a_number_is_cut_by_thousands() -> None:
    assert (number(999), number(1_234_567)) == ("999", "1\u202f234\u202f567")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 12, 1), "1er\u00a0décembre 2026"),
        (date(2027, 1, 31), "31\u00a0janvier 2027"),
        (date(2026, 8, 2), "2\u00a0août 2026"),
    ],
)
def test_a_day_reads_in_words(day: date, told: str) -> None:
    assert day_in_words(day) == told


def test_no_line_breaks_before_a_sign_nor_inside_quotation_marks() -> None:
    assert typeset("L'équipe « A » : oui ; non ? si !") == (
        "L’équipe «\u00a0A\u00a0»\u00a0: oui\u00a0; non\u00a0? si\u00a0!"
    )


def test_a_name_stands_between_quotation_marks() -> None:
    assert quoted("CCI") == "« CCI »"
