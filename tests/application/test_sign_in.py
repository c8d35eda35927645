"""Signing in when it does not go well: put off after failures, from known places and new ones."""

from datetime import timedelta

import pytest
from attrs import evolve

from conseillers_application.hold_off import NOWHERE, Whence
from conseillers_application.letters import PERSON, LetterKind
from conseillers_application.mails import NewPlaceMail
from conseillers_application.ports import StoreBusy
from conseillers_application.sessions import Lasting
from conseillers_domain.accounts import Role
from conseillers_domain.errors import TooMany, Unidentified
from tests.application.service import BASE_URL, Service
from tests.builders import an_account

ZOE, RIGHT, WRONG = "zoe@cci.example", "une phrase de passe", "une autre phrase"
OFFICE = Whence(address="192.0.2.7", network="192.0.2.0/24")
HOME = Whence(address="2001:db8::/64", network="2001:db8::/48")
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _zoe(service: Service) -> None:
    kept = service.passwords.hash(RIGHT)
    service.open_account(an_account("zoe", email=ZOE, name="Zoé Marchand", password_hash=kept))
    service.open_account(an_account("chief", Role.STAFF, email="chief@service.example", password_hash=kept))


def fail(service: Service, times: int, email: str = ZOE, whence: Whence = NOWHERE) -> None:
    for _ in range(times):
        with pytest.raises(Unidentified):
            service.sign_in(email, WRONG, whence=whence)


def put_off(service: Service, email: str = ZOE, whence: Whence = NOWHERE) -> TooMany:
    with pytest.raises(TooMany) as told:
        service.sign_in(email, RIGHT, whence=whence)
    return told.value


@pytest.mark.parametrize("email", [ZOE, "personne@cci.example", " ZOE@cci.example"])
def test_after_five_failures_one_waits_whether_the_account_exists_or_not(
    service: Service, email: str
) -> None:
    fail(service, 5, email)
    told = put_off(service, email)
    assert (told.code, told.retry_after) == ("held_off", 60)
    assert told.sentence == "Trop d’essais en peu de temps : réessayez dans une minute."


def test_each_failure_more_puts_off_for_twice_as_long(service: Service) -> None:
    fail(service, 5)
    sentences = []
    for delay in (1, 2, 4, 8, 16, 32, 64, 120):
        sentences.append(put_off(service).sentence.rpartition("dans ")[2])
        service.at += delay * MINUTE
        fail(service, 1)
    assert sentences == [
        "une minute.", "2 minutes.", "4 minutes.", "8 minutes.", "16 minutes.", "32 minutes.", "2 h.", "2 h.",
    ]  # fmt: skip


def test_what_is_tried_while_one_waits_does_not_count(service: Service) -> None:
    fail(service, 5)
    for _ in range(50):
        put_off(service)
    service.at += MINUTE
    assert service.sign_in(ZOE, RIGHT).person.id == "zoe"


def test_who_signs_in_starts_afresh(service: Service) -> None:
    for _ in range(3):
        fail(service, 4)
        service.sign_in(ZOE, RIGHT)
    fail(service, 5)
    put_off(service)


def test_an_address_is_put_off_whatever_the_accounts_it_tries(service: Service) -> None:
    for number in range(8):
        fail(service, 1, f"{number}@cci.example", OFFICE)
    put_off(service, ZOE, OFFICE)
    assert service.sign_in(ZOE, RIGHT, whence=HOME).person.id == "zoe"


def test_an_address_that_has_to_wait_is_told_before_anything_is_read(service: Service) -> None:
    service.hold_off.must_be_free_from("sign in", NOWHERE)
    for number in range(8):
        service.hold_off.must_be_free_from("sign in", OFFICE)
        fail(service, 1, f"{number}@cci.example", OFFICE)
    with pytest.raises(TooMany):
        service.hold_off.must_be_free_from("sign in", OFFICE)
    service.hold_off.must_be_free_from("sign in", HOME)


def test_those_who_sign_in_do_not_weigh_on_the_address_they_share(service: Service) -> None:
    for _ in range(30):
        service.sign_in(ZOE, RIGHT, whence=OFFICE)
    for number in range(4):
        fail(service, 1, f"{number}@cci.example", OFFICE)
    for _ in range(30):
        service.sign_in(ZOE, RIGHT, whence=OFFICE)


def test_strangers_who_fail_do_not_shut_out_who_is_where_they_usually_are(service: Service) -> None:
    service.sign_in(ZOE, RIGHT, whence=OFFICE)
    fail(service, 5, whence=HOME)
    put_off(service, whence=evolve(HOME, address="2001:db8:1::/64", network="2001:db8:1::/48"))
    assert service.sign_in(ZOE, RIGHT, whence=OFFICE).person.id == "zoe"


def test_neither_an_address_nor_an_account_is_kept_in_clear(service: Service) -> None:
    fail(service, 1, "personne@cci.example", OFFICE)
    kept = repr(service.store._state)  # noqa: SLF001 - what a thief would see
    assert "192.0.2.7" not in kept
    assert "personne@" not in kept


def test_a_thousand_tries_that_pass_together_are_looked_at_no_more_often_than_a_few(service: Service) -> None:
    # All were let through at the same instant, before any of them failed.
    tries = (service.hold_off.account("sign in", ZOE),)
    counted = 0
    for _ in range(1_000):
        try:
            service.hold_off.count(tries)
            counted += 1
        except TooMany:
            pass
    assert counted == 5


def news(service: Service) -> list[NewPlaceMail]:
    service.work()
    return [mail.content for mail in service.post.sent if isinstance(mail.content, NewPlaceMail)]


def test_a_sign_in_from_a_new_place_is_told_to_who_has_the_account_once(service: Service) -> None:
    service.sign_in(ZOE, RIGHT, whence=OFFICE)
    service.sign_in(ZOE, RIGHT, whence=NOWHERE)
    assert news(service) == []
    for _ in range(2):
        service.sign_in(ZOE, RIGHT, whence=HOME)
    assert news(service) == [
        NewPlaceMail(
            name="Zoé Marchand",
            at=service.at,
            network="2001:db8::/48",
            sessions_url=f"{BASE_URL}/api/me/sessions",
        )
    ]
    (letter,) = (one for one in service.letters() if one.kind is LetterKind.NEW_PLACE)
    assert letter.recipient == PERSON
    assert [mail.to for mail in service.post.sent] == [ZOE]


def test_a_place_is_known_as_long_as_one_signs_in_from_it(service: Service) -> None:
    service.sign_in(ZOE, RIGHT, whence=OFFICE)
    seen = service.at
    service.at += timedelta(hours=23)
    service.sign_in(ZOE, RIGHT, whence=OFFICE)
    with service.store.read() as work:
        assert work.places.of("zoe")[OFFICE.network].seen_at == seen
    service.at += timedelta(hours=1)
    service.sign_in(ZOE, RIGHT, whence=OFFICE)
    with service.store.read() as work:
        assert work.places.of("zoe")[OFFICE.network].seen_at == service.at


def test_the_session_of_staff_ends_when_it_is_not_used_and_no_other_does(service: Service) -> None:
    chief, zoe = service.sign_in("chief@service.example", RIGHT), service.sign_in(ZOE, RIGHT)
    for _ in range(4):
        service.at += timedelta(minutes=29)
        assert service.identify(chief.token).id == "chief"
    service.at += timedelta(minutes=30)
    with pytest.raises(Unidentified) as over:
        service.identify(chief.token)
    assert over.value.code == "session_over"
    assert service.identify(zoe.token).id == "zoe"


def test_a_session_lasts_no_longer_for_being_used(service: Service) -> None:
    chief = service.sign_in("chief@service.example", RIGHT)
    for _ in range(47):
        service.at += timedelta(minutes=15)
        service.identify(chief.token)
    service.at += timedelta(minutes=15)
    with pytest.raises(Unidentified):
        service.identify(chief.token)


def test_when_a_session_was_used_is_written_once_a_minute_at_most(service: Service) -> None:
    token = service.sign_in(ZOE, RIGHT).token
    opened = service.at
    service.at += timedelta(seconds=59)
    service.identify(token)
    with service.store.read() as work:
        assert work.open_sessions.of("zoe")[service.secrets.hash(token)].seen_at == opened
    service.at += timedelta(seconds=1)
    service.identify(token)
    with service.store.read() as work:
        assert work.open_sessions.of("zoe")[service.secrets.hash(token)].seen_at == service.at


def test_who_reads_is_served_even_when_nothing_can_be_written(service: Service) -> None:
    token = service.sign_in(ZOE, RIGHT).token
    service.at += MINUTE

    def busy() -> None:
        raise StoreBusy("busy")

    identify = evolve(service.identify, note=busy, lasting=Lasting())  # type: ignore[arg-type]
    assert identify(token).id == "zoe"
