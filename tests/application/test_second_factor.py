"""A second factor: installed, asked for, replaced once by a code on paper, removed."""

from datetime import timedelta

import pyotp
import pytest

from conseillers_application.prove_oneself import ProveOneself
from conseillers_application.second_factor import RemoveSecondFactor, SetUpSecondFactor
from conseillers_domain.accounts import Person
from conseillers_domain.errors import Conflict, Invalid, TooMany, Unidentified
from tests.application.service import Service
from tests.builders import an_account

ZOE, RIGHT, WRONG = "zoe@cci.example", "une phrase de passe", "une autre phrase"
STEP = timedelta(seconds=30)


@pytest.fixture
def zoe(service: Service) -> Person:
    service.open_account(an_account("zoe", email=ZOE, password_hash=service.passwords.hash(RIGHT)))
    return service.person("zoe")


def proving(service: Service) -> ProveOneself:
    return ProveOneself(read=service.store.read, passwords=service.passwords, hold_off=service.hold_off)


def setting_up(service: Service) -> SetUpSecondFactor:
    return SetUpSecondFactor(begin=service.store.begin, prove=proving(service), use_codes=service.use_codes)


def removing(service: Service) -> RemoveSecondFactor:
    return RemoveSecondFactor(begin=service.store.begin, prove=proving(service), use_codes=service.use_codes)


def code(service: Service, secret: str) -> str:
    """What the application shows now."""
    return str(pyotp.TOTP(secret).at(service.at))


def installed(service: Service, zoe: Person) -> tuple[str, tuple[str, ...]]:
    """The secret that her application knows, and her codes on paper; a while ago."""
    secret = setting_up(service)(zoe, RIGHT).secret
    recovery = setting_up(service).confirm(zoe, code(service, secret)).codes
    service.at += STEP
    return secret, recovery


def refused(service: Service, totp: str | None) -> str:
    with pytest.raises(Unidentified) as told:
        service.sign_in(ZOE, RIGHT, totp)
    return told.value.code


def test_nothing_is_asked_before_the_first_code_was_given(service: Service, zoe: Person) -> None:
    enrolment = setting_up(service)(zoe, RIGHT)
    assert service.sign_in(ZOE, RIGHT).person.id == "zoe"
    with pytest.raises(Invalid) as told:
        setting_up(service).confirm(zoe, "000000")
    assert [(one.pointer, one.code) for one in told.value.faults] == [("/code", "wrong_code")]
    assert enrolment.secret in enrolment.uri
    assert enrolment.qr.startswith("data:image/svg+xml")


def test_a_code_is_asked_once_the_password_is_right_and_never_before(service: Service, zoe: Person) -> None:
    secret, _ = installed(service, zoe)
    assert refused(service, None) == "totp_required"
    with pytest.raises(Unidentified) as told:
        service.sign_in(ZOE, WRONG, code(service, secret))
    assert told.value.code == "wrong_credentials"
    service.sign_in(ZOE, RIGHT, f" {code(service, secret)[:3]} {code(service, secret)[3:]} ")


def test_a_code_serves_once(service: Service, zoe: Person) -> None:
    secret, _ = installed(service, zoe)
    now = code(service, secret)
    service.sign_in(ZOE, RIGHT, now)
    assert refused(service, now) == "wrong_totp"
    service.at += STEP
    assert refused(service, now) == "wrong_totp"
    service.sign_in(ZOE, RIGHT, code(service, secret))


def test_the_code_that_confirmed_has_served(service: Service, zoe: Person) -> None:
    secret = setting_up(service)(zoe, RIGHT).secret
    setting_up(service).confirm(zoe, code(service, secret))
    assert refused(service, code(service, secret)) == "wrong_totp"


def test_a_code_on_paper_replaces_it_once(service: Service, zoe: Person) -> None:
    _, recovery = installed(service, zoe)
    assert len(recovery) == len(set(recovery)) == 10
    service.sign_in(ZOE, RIGHT, recovery[3].upper().replace("-", " "))
    assert refused(service, recovery[3]) == "wrong_totp"
    service.sign_in(ZOE, RIGHT, recovery[4])


def test_neither_the_secret_nor_the_codes_on_paper_are_kept(service: Service, zoe: Person) -> None:
    secret, recovery = installed(service, zoe)
    kept = repr(service.store._state)  # noqa: SLF001 - what a thief would see
    assert secret not in kept
    assert not any(one in kept or one.replace("-", "") in kept for one in recovery)


def test_who_knows_the_password_does_not_guess_the_code(service: Service, zoe: Person) -> None:
    installed(service, zoe)
    for _ in range(5):
        assert refused(service, "000000") == "wrong_totp"
    with pytest.raises(TooMany):
        service.sign_in(ZOE, RIGHT, "000000")


def test_being_asked_for_a_code_is_no_failure(service: Service, zoe: Person) -> None:
    installed(service, zoe)
    for _ in range(20):
        assert refused(service, None) == "totp_required"


def test_only_who_knows_the_password_installs_one(service: Service, zoe: Person) -> None:
    for _ in range(5):
        with pytest.raises(Invalid) as told:
            setting_up(service)(zoe, WRONG)
        assert [(one.pointer, one.code) for one in told.value.faults] == [("/password", "wrong_password")]
    with pytest.raises(TooMany):
        setting_up(service)(zoe, RIGHT)


def test_one_that_works_is_not_replaced_unawares(service: Service, zoe: Person) -> None:
    secret, _ = installed(service, zoe)
    with pytest.raises(Conflict) as told:
        setting_up(service)(zoe, RIGHT)
    assert told.value.code == "totp_exists"
    with pytest.raises(Conflict) as told:
        setting_up(service).confirm(zoe, code(service, secret))
    assert told.value.code == "nothing_to_confirm"


def test_one_asked_for_twice_is_the_second(service: Service, zoe: Person) -> None:
    first, second = setting_up(service)(zoe, RIGHT).secret, setting_up(service)(zoe, RIGHT).secret
    with pytest.raises(Invalid):
        setting_up(service).confirm(zoe, code(service, first))
    assert setting_up(service).confirm(zoe, code(service, second)).codes


def test_nothing_to_confirm_is_told(service: Service, zoe: Person) -> None:
    with pytest.raises(Conflict) as told:
        setting_up(service).confirm(zoe, "000000")
    assert told.value.code == "nothing_to_confirm"


@pytest.mark.parametrize("by", ["code", "password", "paper"])
def test_it_is_removed_by_a_code_or_by_the_password(service: Service, zoe: Person, by: str) -> None:
    secret, recovery = installed(service, zoe)
    match by:
        case "code":
            removing(service)(zoe, code=code(service, secret))
        case "paper":
            removing(service)(zoe, code=recovery[0])
        case _:
            removing(service)(zoe, password=RIGHT)
    assert service.sign_in(ZOE, RIGHT).person.id == "zoe"
    with pytest.raises(Conflict) as told:
        removing(service)(zoe, password=RIGHT)
    assert told.value.code == "no_totp"


@pytest.mark.parametrize(
    ("proof", "fault"),
    [
        ({"code": "000000"}, ("/code", "wrong_code")),
        ({"password": WRONG}, ("/password", "wrong_password")),
        ({}, ("/code", "required")),
    ],
)
def test_it_is_not_removed_without(
    service: Service, zoe: Person, proof: dict[str, str], fault: tuple[str, str]
) -> None:
    installed(service, zoe)
    with pytest.raises(Invalid) as told:
        removing(service)(zoe, **proof)
    assert [(one.pointer, one.code) for one in told.value.faults] == [fault]
    assert refused(service, None) == "totp_required"


def test_a_code_is_not_guessed_there_either(service: Service, zoe: Person) -> None:
    installed(service, zoe)
    for _ in range(5):
        with pytest.raises(Invalid):
            removing(service)(zoe, code="000000")
    with pytest.raises(TooMany):
        removing(service)(zoe, password=RIGHT)
