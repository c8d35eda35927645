"""One's own account: sessions, name, password, and a password that was forgotten."""

from datetime import timedelta

import pyotp
import pytest

from conseillers_application.change_me import ChangeMe, MyChange
from conseillers_application.choose_password import words_about
from conseillers_application.forget_sign_ins import ForgetSignIns
from conseillers_application.hold_off import Whence
from conseillers_application.letters import LetterKind, LetterState
from conseillers_application.mails import PasswordChangedMail, ResetMail
from conseillers_application.my_sessions import CloseMySession, ReadMySessions
from conseillers_application.prove_oneself import ProveOneself
from conseillers_application.reset_password import AskForReset, ResetPassword
from conseillers_application.second_factor import SetUpSecondFactor
from conseillers_domain.accounts import Motive, Person, Role
from conseillers_domain.directory import Directory
from conseillers_domain.errors import Invalid, NotFound, TooMany, Unidentified
from tests.application.ends import Ends
from tests.application.service import ANA, BASE_URL, DIRECTORY, Service
from tests.builders import Changed, an_account

ZOE, RIGHT, BETTER = "zoe@cci.example", "une phrase de passe", "girafe lampe tournevis"
OFFICE = Whence(address="192.0.2.7", network="192.0.2.0/24")
NO_NAME = ("/name", "required")
NO_PROOF = ("/present_password", "required")
SESSIONS = f"{BASE_URL}/api/me/sessions"
HOUR = timedelta(hours=1)


@pytest.fixture
def zoe(service: Service) -> Person:
    kept = service.passwords.hash(RIGHT)
    service.open_account(an_account("zoe", email=ZOE, name="Zoé Marchand", password_hash=kept))
    return service.person("zoe")


def changing(service: Service) -> ChangeMe:
    return ChangeMe(
        begin=service.store.begin,
        read=service.store.read,
        prove=ProveOneself(read=service.store.read, passwords=service.passwords, hold_off=service.hold_off),
        choose=service.choose,
        secrets=service.secrets,
        now=service.now,
    )


def asking(service: Service) -> AskForReset:
    return AskForReset(
        begin=service.store.begin, hold_off=service.hold_off, now=service.now, new_id=service.new_id
    )


def resetting(service: Service) -> ResetPassword:
    return ResetPassword(
        begin=service.store.begin,
        read=service.store.read,
        choose=service.choose,
        hold_off=service.hold_off,
        secrets=service.secrets,
        now=service.now,
    )


def is_over(service: Service, token: str) -> bool:
    try:
        service.identify(token)
    except Unidentified:
        return True
    return False


def sent(service: Service, kind: type) -> list[Changed]:
    service.work()
    return [mail.content for mail in service.post.sent if isinstance(mail.content, kind)]


def a_link(service: Service, email: str = ZOE) -> str:
    """The token of the link that somebody finds in their mail."""
    asking(service)(email)
    return str(sent(service, ResetMail)[-1].reset_url.rpartition("/")[2])


def listing(service: Service) -> ReadMySessions:
    return ReadMySessions(read=service.store.read, secrets=service.secrets, now=service.now)


def test_one_sees_where_one_is_signed_in_latest_used_first(service: Service, zoe: Person) -> None:
    phone, desk = service.sign_in(ZOE, RIGHT).token, service.sign_in(ZOE, RIGHT, whence=OFFICE).token
    opened = service.at
    service.at += HOUR
    service.identify(phone)
    found = listing(service)(zoe, desk).items
    assert [(one.current, one.network, one.seen_at) for one in found] == [
        (False, "", service.at),
        (True, "192.0.2.0/24", opened),
    ]
    assert {one.opened_at for one in found} == {opened}
    assert {one.expires_at for one in found} == {opened + 12 * HOUR}


def test_a_session_that_is_over_is_not_listed(service: Service, zoe: Person) -> None:
    service.sign_in(ZOE, RIGHT)
    service.at += 12 * HOUR
    token = service.sign_in(ZOE, RIGHT).token
    assert [one.current for one in listing(service)(zoe, token).items] == [True]


def test_the_name_of_a_session_opens_nothing_and_closes_it(service: Service, zoe: Person) -> None:
    phone, desk = service.sign_in(ZOE, RIGHT).token, service.sign_in(ZOE, RIGHT).token
    closing = CloseMySession(begin=service.store.begin, secrets=service.secrets)
    (other,) = (one for one in listing(service)(zoe, desk).items if not one.current)
    assert is_over(service, other.id)
    closing(zoe, other.id)
    assert (is_over(service, phone), is_over(service, desk)) == (True, False)
    with pytest.raises(NotFound):
        closing(zoe, other.id)


def test_nobody_closes_the_session_of_somebody_else(service: Service, zoe: Person) -> None:
    token = service.sign_in(ZOE, RIGHT).token
    (mine,) = listing(service)(zoe, token).items
    with pytest.raises(NotFound):
        CloseMySession(begin=service.store.begin, secrets=service.secrets)(service.person("ana"), mine.id)
    assert not is_over(service, token)


def test_a_new_password_ends_every_other_session_and_is_told(service: Service, zoe: Person) -> None:
    phone, desk = service.sign_in(ZOE, RIGHT).token, service.sign_in(ZOE, RIGHT).token
    link = a_link(service)
    changing(service)(zoe, desk, MyChange(password=BETTER, present_password=RIGHT))
    assert (is_over(service, phone), is_over(service, desk)) == (True, False)
    with pytest.raises(Unidentified):
        service.sign_in(ZOE, RIGHT)
    assert service.sign_in(ZOE, BETTER).person == zoe
    with pytest.raises(NotFound):
        resetting(service).see(link)
    assert sent(service, PasswordChangedMail) == [
        PasswordChangedMail(name="Zoé Marchand", at=service.at, sessions_url=SESSIONS)
    ]


def test_a_new_name_ends_nothing(service: Service, zoe: Person) -> None:
    phone, desk = service.sign_in(ZOE, RIGHT).token, service.sign_in(ZOE, RIGHT).token
    assert changing(service)(zoe, desk, MyChange(name=" Zoé Marchand-Roux ")).name == "Zoé Marchand-Roux"
    assert service.identify(phone).name == "Zoé Marchand-Roux"
    assert changing(service)(zoe, desk, MyChange()).name == "Zoé Marchand-Roux"
    assert sent(service, PasswordChangedMail) == []


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        (MyChange(password=BETTER), [NO_PROOF]),
        (MyChange(password="court", present_password=RIGHT), [("/password", "length")]),
        (MyChange(password="zoe.marchand.cci.47", present_password=RIGHT), []),
        (MyChange(password="marchandmarchand", present_password=RIGHT), [("/password", "guessable")]),
        (MyChange(password=RIGHT, present_password=RIGHT), [("/password", "unchanged")]),
        (MyChange(password=BETTER, present_password=BETTER + "!"), [("/present_password", "wrong_password")]),
        (MyChange(name="\u200b", password="court"), [NO_NAME, ("/password", "length"), NO_PROOF]),
        (MyChange(name="é" * 101), [("/name", "too_long")]),
    ],
)  # fmt: skip
def test_all_that_is_wrong_is_told_and_nothing_changes(
    service: Service, zoe: Person, change: MyChange, faults: list[tuple[str, str]]
) -> None:
    if not faults:
        changing(service)(zoe, "", change)
        return
    with pytest.raises(Invalid) as told:
        changing(service)(zoe, "", change)
    assert [(one.pointer, one.code) for one in told.value.faults] == faults
    assert service.person("zoe").name == "Zoé Marchand"
    assert service.sign_in(ZOE, RIGHT).person == zoe


def test_who_found_a_session_open_does_not_guess_the_password(service: Service, zoe: Person) -> None:
    for _ in range(5):
        with pytest.raises(Invalid):
            changing(service)(zoe, "", MyChange(password=BETTER, present_password=BETTER + "!"))
    with pytest.raises(TooMany):
        changing(service)(zoe, "", MyChange(password=BETTER, present_password=RIGHT))
    assert service.sign_in(ZOE, RIGHT).person == zoe, "its holder signs in all the same"


def test_the_words_of_somebody_are_those_of_their_institutions_too() -> None:
    directory = Directory(DIRECTORY, "1")
    advisor = words_about(an_account(email=ANA), directory)
    manager = words_about(an_account("m", Role.MANAGER, branches=("urssaf", "gone")), directory)
    pilot = words_about(an_account("p", Role.PILOT, institution="cci"), directory)
    assert {"cci", "garonne"} <= set(advisor)
    assert {"urssaf"} <= set(manager)
    assert {"cci", "garonne"} <= set(pilot)
    assert "urssaf" not in pilot


def test_the_link_of_a_mail_lets_its_holder_choose_a_password_once(service: Service, zoe: Person) -> None:
    phone = service.sign_in(ZOE, RIGHT).token
    link = a_link(service, " ZOE@cci.example ")
    for _ in range(5):
        opened = resetting(service).see(link)
        assert (opened.expires_at, opened.shortest) == (service.at + 6 * HOUR, 15)
    with pytest.raises(Unidentified):
        service.sign_in(ZOE, BETTER)
    resetting(service)(link, BETTER)
    assert is_over(service, phone)
    assert service.sign_in(ZOE, BETTER).person == zoe
    assert len(sent(service, PasswordChangedMail)) == 1
    with pytest.raises(NotFound) as told:
        resetting(service)(link, RIGHT)
    assert told.value.code == "reset_over"


def test_a_password_chosen_again_does_not_spare_the_second_factor(service: Service, zoe: Person) -> None:
    prove = ProveOneself(read=service.store.read, passwords=service.passwords, hold_off=service.hold_off)
    set_up = SetUpSecondFactor(begin=service.store.begin, prove=prove, use_codes=service.use_codes)
    secret = set_up(zoe, RIGHT).secret
    set_up.confirm(zoe, pyotp.TOTP(secret).at(service.at))
    resetting(service)(a_link(service), BETTER)
    with pytest.raises(Unidentified) as told:
        service.sign_in(ZOE, BETTER)
    assert told.value.code == "totp_required"


def test_the_link_itself_is_kept_nowhere(service: Service, zoe: Person) -> None:
    link = a_link(service)
    assert link not in repr(service.store._state)  # noqa: SLF001 - what a thief would see
    with pytest.raises(NotFound):
        resetting(service).see(service.secrets.hash(link))


def test_it_serves_for_six_hours(service: Service, zoe: Person) -> None:
    link = a_link(service)
    service.at += 6 * HOUR - timedelta(milliseconds=1)
    resetting(service).see(link)
    service.at += timedelta(milliseconds=1)
    with pytest.raises(NotFound):
        resetting(service)(link, BETTER)


def test_a_password_that_is_guessed_is_refused_and_the_link_still_serves(
    service: Service, zoe: Person
) -> None:
    link = a_link(service)
    with pytest.raises(Invalid) as told:
        resetting(service)(link, "conseillersentreprises")
    assert [(one.pointer, one.code) for one in told.value.faults] == [("/password", "guessable")]
    resetting(service)(link, BETTER)


def test_two_links_serve_until_one_of_them_did(service: Service, zoe: Person) -> None:
    first, second = a_link(service), a_link(service)
    resetting(service).see(first)
    resetting(service)(second, BETTER)
    with pytest.raises(NotFound):
        resetting(service).see(first)


def test_an_address_without_account_gets_the_same_answer_and_no_mail(service: Service) -> None:
    asking(service)("personne@cci.example")
    assert sent(service, ResetMail) == []
    (letter,) = (one for one in service.letters() if one.kind is LetterKind.RESET)
    assert letter.state is LetterState.NEEDLESS


def test_a_suspended_account_gets_no_link_and_uses_none(service: Service, zoe: Person) -> None:
    link = a_link(service)
    Ends(service).suspend(service.person("staff"), "zoe", Motive.SECURITY)
    with pytest.raises(Unidentified) as told:
        resetting(service)(link, BETTER)
    assert told.value.code == "suspended"
    asking(service)(ZOE)
    assert len(sent(service, ResetMail)) == 1


def test_a_mail_that_could_not_leave_for_a_day_is_not_sent(service: Service, zoe: Person) -> None:
    asking(service)(ZOE)
    service.react_to_all()
    service.at += 24 * HOUR
    assert sent(service, ResetMail) == []


def test_who_asks_too_often_gets_no_more_mails_and_is_told_nothing(service: Service, zoe: Person) -> None:
    for _ in range(20):
        asking(service)(ZOE)
    assert len(sent(service, ResetMail)) == 5


def test_an_address_that_asks_for_many_is_put_off(service: Service) -> None:
    for number in range(8):
        asking(service)(f"{number}@cci.example", OFFICE)
    with pytest.raises(TooMany):
        asking(service)("9@cci.example", OFFICE)


def test_who_was_put_off_signs_in_with_the_password_just_chosen(service: Service, zoe: Person) -> None:
    for _ in range(5):
        with pytest.raises(Unidentified):
            service.sign_in(ZOE, BETTER)
    resetting(service)(a_link(service), BETTER)
    assert service.sign_in(ZOE, BETTER).person == zoe


def test_what_protects_the_way_in_is_forgotten_when_it_serves_no_more(service: Service, zoe: Person) -> None:
    service.sign_in(ZOE, RIGHT, whence=OFFICE)
    with pytest.raises(Unidentified):
        service.sign_in("personne@cci.example", RIGHT)
    link = a_link(service)
    forget = ForgetSignIns(begin=service.store.begin, now=service.now, places_kept=timedelta(days=365))
    forget()
    resetting(service).see(link)
    key = service.hold_off.account("sign in", "personne@cci.example").key
    with service.store.read() as work:
        assert work.holds.of([key])
        assert work.places.of("zoe")
    service.at += timedelta(days=366)
    forget()
    with service.store.read() as work:
        assert not work.holds.of([key])
        assert not work.places.of("zoe")
        assert work.password_resets.by_token(service.secrets.hash(link)) is None
