"""Which passwords are guessed, and the codes that change."""

from base64 import b32decode
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest

from conseillers_adapters.security.guessing import ZxcvbnGuessing
from conseillers_adapters.security.one_time_codes import TotpCodes
from conseillers_domain.passwords import Weakness, words_of
from conseillers_entrypoints.demo.accounts import DEMO_ACCOUNTS, DEMO_PASSWORD

WORDS = words_of("zoe.marchand@cci.example", "Zoé Marchand", ["CCI de Lot-et-Garonne"])
GUESSING = ZxcvbnGuessing()
CODES = TotpCodes()
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""That of the test vectors of RFC 6238."""


@pytest.mark.parametrize(
    ("password", "weakness"),
    [
        ("zoe.marchand@cci.example", Weakness.PERSONAL),
        ("conseillers-entreprises", Weakness.PERSONAL),
        ("ConseillersEntreprises2026", Weakness.PERSONAL),
        ("zoemarchandzoemarchand", Weakness.REPEATED),
        ("password123456789", Weakness.KNOWN),
        ("azertyuiopqsdfghjklm", Weakness.KEYBOARD),
        ("12-05-1984", Weakness.DATE),
        ("government", Weakness.PLAIN),
        ("bonjourbonjourbonjour", Weakness.REPEATED),
        ("xxxxxxxxxxxxxxx", Weakness.REPEATED),
        ("abcdefghijklmnop", Weakness.SEQUENCE),
        ("motdepassemotdepasse" * 5, Weakness.REPEATED),
    ],
)
def test_a_password_that_is_guessed_is_told_why(password: str, weakness: Weakness) -> None:
    assert GUESSING(password, WORDS) is weakness


@pytest.mark.parametrize(
    "password",
    [
        "le petit chat est mort ce matin",
        "girafe lampe tournevis 12",
        "é🌞" * 3 + "wxq!kd vp zz",
        "k" * 40 + "J9 mLw!vQz4xRt",
    ],
)
def test_a_password_that_takes_long_to_guess_is_not_refused(password: str) -> None:
    assert GUESSING(password, WORDS) is None


def test_the_password_of_the_demonstration_is_as_good_as_any() -> None:
    for one in DEMO_ACCOUNTS:
        assert GUESSING(DEMO_PASSWORD, words_of(one.email, one.name)) is None


def test_how_many_guesses_are_too_few_is_a_choice() -> None:
    assert ZxcvbnGuessing(guesses_log10=20.0)("demonstration-locale-2026", ()) is not None


@pytest.mark.parametrize(("at", "code"), [(59, "287082"), (1111111109, "081804"), (2000000000, "279037")])
def test_codes_are_those_of_the_standard(at: int, code: str) -> None:
    assert CODES.step(RFC_SECRET, code, datetime.fromtimestamp(at, UTC)) == at // 30


def test_a_clock_may_be_half_a_minute_off_and_no_more() -> None:
    at = datetime.fromtimestamp(1111111109, UTC)
    steps = [
        CODES.step(RFC_SECRET, "081804", at + timedelta(seconds=30 * late)) for late in (-2, -1, 0, 1, 2)
    ]
    assert steps == [None, 37037036, 37037036, 37037036, None]


@pytest.mark.parametrize("code", ["", "28708", "2870820", "abcdef", "\ud800"])
def test_what_is_no_code_is_nobodys(code: str) -> None:
    assert CODES.step(RFC_SECRET, code, datetime.fromtimestamp(59, UTC)) is None


def test_an_application_is_told_the_secret_as_text_and_as_a_picture() -> None:
    uri = CODES.uri(RFC_SECRET, "zoe@cci.example")
    assert uri.startswith("otpauth://totp/Conseillers-Entreprises:zoe%40cci.example?")
    assert f"secret={RFC_SECRET}" in uri
    picture = CODES.picture(uri)
    assert picture.startswith("data:image/svg+xml")
    assert "<svg" in unquote(picture)


def test_a_code_kept_on_paper_is_of_120_bits_and_never_the_same() -> None:
    codes = {CODES.recovery() for _ in range(100)}
    assert len(codes) == 100
    for code in codes:
        assert len(b32decode(code.replace("-", "").upper())) == 15
        assert {len(group) for group in code.split("-")} == {4}
