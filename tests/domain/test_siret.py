"""A SIRET as people type it, against python-stdnum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.exceptions import ValidationError
from stdnum.fr import siret as oracle

from conseillers_domain.company import SiretFault, parse_siret, siren_of

DIGITS = st.text("0123456789", min_size=14, max_size=14)
SIRENS = st.text("0123456789", min_size=8, max_size=8).map(lambda head: head + luhn.calc_check_digit(head))
LIKELY = SIRENS.flatmap(
    lambda siren: st.text("0123456789", min_size=4, max_size=4).map(
        lambda nic: siren + nic + luhn.calc_check_digit(siren + nic)
    )
)
POSTAL = st.text("0123456789", min_size=5, max_size=5).map(lambda nic: "356000000" + nic)


@given(st.one_of(DIGITS, LIKELY, POSTAL))
def test_a_siret_is_right_when_the_official_rule_says_so(digits: str) -> None:
    try:
        oracle.validate(digits)
        right = int(digits) > 0
    except ValidationError:
        right = False
    assert (parse_siret(digits) == digits) is right


@given(LIKELY)
def test_a_siret_with_one_digit_wrong_is_refused(siret: str) -> None:
    wrong = siret[:-1] + str((int(siret[-1]) + 1) % 10)
    if int(wrong) and not wrong.startswith("356000000"):
        assert parse_siret(wrong) is SiretFault.LUHN


@given(LIKELY, st.lists(st.tuples(st.integers(0, 13), st.sampled_from(" .-_/\u00a0\u202f\t()'’\n"))))
def test_what_is_neither_a_letter_nor_a_digit_is_dropped(siret: str, dropped: list[tuple[int, str]]) -> None:
    typed = siret
    for place, sign in dropped:
        typed = typed[:place] + sign + typed[place:]
    assert parse_siret(typed) == parse_siret(siret)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "1234567890123",
        "123456789012345",
        "0000000180001A",
        "A00000001800010",
        "00000000000000",
        "0" * 13,
        "٠٠٠٠٠٠٠١٨٠٠٠١٠",
        "0000000180001²",
        "FR00000001800010",
    ],
)
def test_what_is_not_fourteen_digits_or_only_zeros_has_a_wrong_format(typed: str) -> None:
    assert parse_siret(typed) is SiretFault.FORMAT


@pytest.mark.parametrize(
    ("digits", "why"),
    [
        ("00000001800011", "the key of the fourteen"),
        ("00000001900019", "the key of the first nine"),
        ("35600000000049", "neither the head office nor a sum divisible by five"),
    ],
)
def test_fourteen_digits_whose_key_is_wrong_are_told_apart(digits: str, why: str) -> None:
    assert parse_siret(digits) is SiretFault.LUHN


@pytest.mark.parametrize("digits", ["35600000000048", "35600000000001", "35600000001230"])
def test_the_postal_service_has_its_head_office_and_sums_divisible_by_five(digits: str) -> None:
    assert parse_siret(digits) == digits


@pytest.mark.parametrize("fault", SiretFault)
def test_each_fault_has_its_sentence(fault: SiretFault) -> None:
    assert "SIRET" in fault.sentence


def test_faults_are_wire_codes() -> None:
    assert [*SiretFault] == ["format", "luhn"]


def test_a_siren_is_the_first_nine_digits() -> None:
    siret = parse_siret("000 000 018 00010")
    assert not isinstance(siret, SiretFault)
    assert siren_of(siret) == "000000018"
