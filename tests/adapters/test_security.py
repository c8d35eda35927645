"""Passwords, tokens, signatures, identifiers and the clock."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import argon2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conseillers_adapters.memory.passwords import PlainPasswords
from conseillers_adapters.security import SignedSecrets, new_id, utc_now, uuid7
from conseillers_adapters.security.passwords import Argon2Passwords
from conseillers_application.ports import Passwords

LIGHT = Argon2Passwords(memory_kib=8, passes=1)
SECRETS = SignedSecrets("une clé")


@pytest.fixture(params=[LIGHT, PlainPasswords()], ids=["argon2", "plain"])
def passwords(request: pytest.FixtureRequest) -> Passwords:
    keeper: Passwords = request.param
    return keeper


@pytest.mark.parametrize("password", ["", "motdepasse", "été 🌞", "x" * 10_000, "\ud800"])
def test_a_password_opens_and_another_does_not(passwords: Passwords, password: str) -> None:
    kept = passwords.hash(password)
    assert passwords.right(password, kept)
    assert not passwords.right(password + "!", kept)


@pytest.mark.parametrize("password", ["", "motdepasse"])
def test_nobody_has_no_password(passwords: Passwords, password: str) -> None:
    assert not passwords.right(password, None)


@pytest.mark.parametrize(
    "broken", ["", "motdepasse", "$argon2id$v=19$m=8,t=1,p=1$zz$zz", "é", "\ud800", "\x00"]
)
def test_a_broken_hash_opens_to_nobody(passwords: Passwords, broken: str) -> None:
    assert not passwords.right("motdepasse", broken)


def test_the_cost_is_the_advised_one() -> None:
    kept = Argon2Passwords().hash("motdepasse")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert LIGHT.right("motdepasse", kept)


def test_the_same_password_is_never_kept_twice_the_same() -> None:
    assert LIGHT.hash("motdepasse") != LIGHT.hash("motdepasse")


def test_an_accent_typed_on_another_keyboard_is_the_same_password() -> None:
    assert LIGHT.right("e\u0301te\u0301", LIGHT.hash("\u00e9t\u00e9"))


@pytest.mark.parametrize("password_hash", [None, "cassé", "$argon2id$v=19$m=8,t=1,p=1$zz$zz"])
@pytest.mark.parametrize("password", ["", "motdepasse"])
def test_who_has_no_account_waits_as_long(
    monkeypatch: pytest.MonkeyPatch, password: str, password_hash: str | None
) -> None:
    compared = []
    keeper = Argon2Passwords(memory_kib=8, passes=1)
    verify: Callable[..., bool] = argon2.PasswordHasher.verify

    def counting(hasher: argon2.PasswordHasher, kept: str, given: bytes) -> bool:
        compared.append(kept)
        return verify(hasher, kept, given)

    monkeypatch.setattr(argon2.PasswordHasher, "verify", counting)
    assert not keeper.right(password, password_hash)
    assert compared[-1].startswith("$argon2id$v=19$m=8,t=1,p=1$")
    assert len(compared[-1]) > 60


def test_a_token_holds_256_bits_safe_in_an_address() -> None:
    tokens = {SECRETS.token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)


def test_what_is_kept_of_a_token_is_not_the_token() -> None:
    assert SECRETS.hash("jeton") == SignedSecrets("autre").hash("jeton")
    assert re.fullmatch(r"[0-9a-f]{64}", SECRETS.hash("jeton"))
    assert SECRETS.hash("\ud800")


@given(st.text(), st.text())
def test_a_signature_is_its_values_own(purpose: str, value: str) -> None:
    token = SECRETS.sign(purpose, value)
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token)
    assert SECRETS.signed(purpose, value, token)
    assert not SECRETS.signed(purpose, value + "x", token)
    assert not SECRETS.signed(purpose + "x", value, token)
    assert not SignedSecrets("autre").signed(purpose, value, token)


@given(st.text(min_size=1), st.text(min_size=1), st.integers(min_value=1))
def test_moving_the_border_between_purpose_and_value_changes_the_signature(
    purpose: str, value: str, shift: int
) -> None:
    both = purpose + value
    cut = shift % (len(both) + 1)
    if cut != len(purpose):
        assert SECRETS.sign(purpose, value) != SECRETS.sign(both[:cut], both[cut:])


@pytest.mark.parametrize("token", ["", "é", "\ud800", "x" * 43])
def test_any_text_may_be_shown_as_a_signature(token: str) -> None:
    assert not SECRETS.signed("lien", "1", token)


def test_no_service_signs_without_a_key() -> None:
    with pytest.raises(ValueError, match="clé"):
        SignedSecrets("")


def test_a_secret_key_does_not_show() -> None:
    assert "une clé" not in repr(SECRETS)


INSTANTS = st.integers(min_value=0, max_value=(1 << 48) * 1_000_000 - 1)
BITS = st.integers(min_value=0, max_value=(1 << 62) - 1)


@given(INSTANTS, BITS)
def test_an_identifier_is_a_canonical_uuid_of_version_7(at_ns: int, random: int) -> None:
    made = uuid7(at_ns, random)
    read = UUID(made)
    assert str(read) == made
    assert read.version == 7
    assert read.variant == "specified in RFC 4122"
    assert read.int >> 80 == at_ns // 1_000_000
    assert read.int & ((1 << 62) - 1) == random


@given(INSTANTS, INSTANTS, BITS, BITS)
def test_what_is_younger_sorts_after(one: int, other: int, first: int, second: int) -> None:
    if abs(one - other) > 250:
        assert (uuid7(one, first) < uuid7(other, second)) == (one < other)


def test_identifiers_differ_and_tell_the_present() -> None:
    made = [new_id() for _ in range(1000)]
    assert len(set(made)) == 1000
    at = datetime.fromtimestamp((UUID(made[-1]).int >> 80) / 1000, UTC)
    assert abs(at - utc_now()) < timedelta(minutes=1)


def test_the_clock_tells_universal_time() -> None:
    assert utc_now().tzinfo is UTC
    assert abs(utc_now() - datetime.now(UTC)) < timedelta(minutes=1)
