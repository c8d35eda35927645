"""Mails handed over to servers of every temper."""

import gc
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from conseillers_adapters.mail import SmtpPost, Writer
from conseillers_application.mails import MailDelayed, MailRefused, Why
from tests.adapters.mail_samples import CONTACT, EVENING, NEED, a_mail
from tests.adapters.mail_server import (
    MailServer,
    free_port,
    only_marie,
    running,
    saying,
    server_context,
    trust,
)

WRITER = Writer(CONTACT, lambda: EVENING)

# aiosmtpd warns of passwords in clear; here they go no further than this machine.
IN_CLEAR = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def server(stack: ExitStack) -> MailServer:
    return stack.enter_context(running(MailServer(free_port())))


def a_post(
    stack: ExitStack,
    url: str,
    writer: Writer = WRITER,
    patience: float = 30,
    trust: ssl.SSLContext | None = None,
) -> SmtpPost:
    trust = trust or ssl.create_default_context()
    post = SmtpPost(url, writer, timeout=5, patience=patience, trust=trust)
    stack.callback(post.close)
    return post


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_says_later_delays(stack: ExitStack, server: MailServer, command: str) -> None:
    server.answers[command] = "451 4.3.0 later"
    with pytest.raises(MailDelayed, match=r"^451 4\.3\.0$"):
        a_post(stack, server.url).send(a_mail())


@pytest.mark.parametrize("command", ["RCPT", "DATA"])
def test_a_server_that_says_never_refuses(stack: ExitStack, server: MailServer, command: str) -> None:
    server.answers[command] = "550 no <rh@cci-47.example> here"
    with pytest.raises(MailRefused, match=r"^550$"):
        a_post(stack, server.url).send(a_mail())


@pytest.mark.parametrize(
    ("command", "answer"), [("MAIL", "553 5.7.1 not you"), ("RCPT", "530 5.7.0 sign in first")]
)
def test_a_server_that_does_not_want_us_delays_since_the_mail_is_not_at_fault(
    stack: ExitStack, server: MailServer, command: str, answer: str
) -> None:
    server.answers[command] = answer
    with pytest.raises(MailDelayed, match=rf"^{answer[:9]}$"):
        a_post(stack, server.url).send(a_mail())


@pytest.mark.parametrize(
    ("command", "answer", "kind", "why", "code"),
    [
        ("RCPT", "550 5.1.1 unknown", MailRefused, Why.UNKNOWN_MAILBOX, "550 5.1.1"),
        ("DATA", "554 5.6.0 what is that", MailRefused, Why.MESSAGE, "554 5.6.0"),
        ("RCPT", "550 5.7.1 relaying denied", MailDelayed, Why.POLICY, "550 5.7.1"),
        ("RCPT", "450 4.7.1 greylisted", MailDelayed, Why.SERVER, "450 4.7.1"),
        ("MAIL", "553 5.7.1 not you", MailDelayed, Why.POLICY, "553 5.7.1"),
        ("MAIL", "452 4.3.1 no room", MailDelayed, Why.SERVER, "452 4.3.1"),
    ],
)
def test_what_a_server_answers_is_told_by_its_code_and_whose_fault_it_is(  # noqa: PLR0917 - a case
    stack: ExitStack, server: MailServer, command: str, answer: str, kind: type, why: Why, code: str
) -> None:
    server.answers[command] = answer
    with pytest.raises((MailRefused, MailDelayed)) as told:
        a_post(stack, server.url).send(a_mail())
    assert (type(told.value), told.value.why, told.value.code) == (kind, why, code)


def test_a_server_out_of_reach_gives_no_code(stack: ExitStack) -> None:
    with pytest.raises(MailDelayed) as told:
        a_post(stack, f"smtp://127.0.0.1:{free_port()}").send(a_mail())
    assert (told.value.why, told.value.code) == (Why.SERVER, None)


def test_a_refusal_does_not_stop_the_next_mail(stack: ExitStack, server: MailServer) -> None:
    server.answers["parti@cci.example"] = "550 5.1.1 unknown"
    post = a_post(stack, server.url)
    with pytest.raises(MailRefused):
        post.send(a_mail(to="parti@cci.example"))
    post.send(a_mail())
    assert server.recipients == ["rh@cci-47.example"]


def test_one_line_serves_several_mails(stack: ExitStack, server: MailServer) -> None:
    post = a_post(stack, server.url)
    for number in range(5):
        post.send(a_mail(letter=str(number)))
    assert (len(server.received), server.lines) == (5, 1)


def test_a_line_unused_for_long_is_replaced(stack: ExitStack, server: MailServer) -> None:
    post = a_post(stack, server.url, patience=0.05)
    post.send(a_mail(letter="1"))
    time.sleep(0.1)
    post.send(a_mail(letter="2"))
    assert (len(server.received), server.lines) == (2, 2)


def test_a_server_that_takes_few_mails_a_line_gets_them_all(stack: ExitStack, server: MailServer) -> None:
    server.mails_a_line = 2
    post = a_post(stack, server.url)
    for number in range(5):
        post.send(a_mail(letter=str(number)))
    assert (len(server.received), server.lines) == (5, 3)


def test_a_server_started_again_gets_the_next_mail(stack: ExitStack) -> None:
    server = MailServer(free_port())
    post = a_post(stack, server.url)
    for letter in ("before", "after"):
        with running(server):
            post.send(a_mail(letter=letter))
    assert server.ids() == ["<before@conseillers.example>", "<after@conseillers.example>"]


def test_a_post_nobody_holds_hangs_up(server: MailServer) -> None:
    post = SmtpPost(server.url, WRITER)
    post.send(a_mail())
    del post
    gc.collect()  # an open socket would be a warning, and warnings are errors here


def test_a_server_that_hangs_delays(stack: ExitStack) -> None:
    with saying() as port:
        post = SmtpPost(f"smtp://127.0.0.1:{port}", WRITER, timeout=0.2)
        with pytest.raises(MailDelayed):
            post.send(a_mail())


def test_a_server_that_hangs_once_it_has_the_mail_delays(stack: ExitStack) -> None:
    with saying(b"220 ready", b"250 hello", b"250 from", b"250 to", b"354 go on") as port:
        post = SmtpPost(f"smtp://127.0.0.1:{port}", WRITER, timeout=0.2)
        with pytest.raises(MailDelayed):
            post.send(a_mail())


def test_a_server_that_greets_with_a_refusal_delays() -> None:
    with saying(b"554 5.3.2 closed") as port:
        post = SmtpPost(f"smtp://127.0.0.1:{port}", WRITER, timeout=1)
        with pytest.raises(MailDelayed, match=r"^554 5\.3\.2$"):
            post.send(a_mail())


def test_a_server_that_refuses_the_content_before_reading_it_refuses() -> None:
    with saying(b"220 ready", b"250 hello", b"250 from", b"250 to", b"554 5.6.0 no") as port:
        post = SmtpPost(f"smtp://127.0.0.1:{port}", WRITER, timeout=1)
        with pytest.raises(MailRefused, match=r"^554 5\.6\.0$"):
            post.send(a_mail())


@IN_CLEAR
def test_mail_leaves_signed_in(stack: ExitStack) -> None:
    server = MailServer(free_port())
    stack.enter_context(running(server, authenticator=only_marie, auth_required=True, auth_require_tls=False))
    a_post(stack, f"smtp://marie:p%40ss%3Aword@127.0.0.1:{server.port}").send(a_mail())
    assert len(server.received) == 1


@IN_CLEAR
def test_a_wrong_password_delays_since_it_is_ours(stack: ExitStack) -> None:
    server = MailServer(free_port())
    stack.enter_context(running(server, authenticator=only_marie, auth_require_tls=False))
    with pytest.raises(MailDelayed, match=r"^535 5\.7\.8$") as told:
        a_post(stack, f"smtp://marie:wrong@127.0.0.1:{server.port}").send(a_mail())
    assert told.value.why is Why.POLICY


def test_mail_leaves_privately_once_asked_to(stack: ExitStack) -> None:
    server = MailServer(free_port())
    stack.enter_context(running(server, tls_context=server_context(), require_starttls=True))
    a_post(stack, f"{server.url}?starttls=1", trust=trust()).send(a_mail())
    assert len(server.received) == 1


def test_mail_leaves_privately_from_the_first_byte(stack: ExitStack) -> None:
    server = MailServer(free_port())
    stack.enter_context(running(server, tls=True))
    a_post(stack, f"smtps://127.0.0.1:{server.port}", trust=trust()).send(a_mail())
    assert len(server.received) == 1


def test_nothing_is_said_in_clear_when_privacy_is_not_to_be_had(stack: ExitStack, server: MailServer) -> None:
    with pytest.raises(MailDelayed):
        a_post(stack, f"{server.url}?starttls=1").send(a_mail())
    assert server.received == []


def test_a_server_that_cannot_prove_its_name_gets_nothing(stack: ExitStack) -> None:
    server = MailServer(free_port())
    stack.enter_context(running(server, tls_context=server_context()))
    with pytest.raises(MailDelayed, match="CERTIFICATE_VERIFY_FAILED"):
        a_post(stack, f"{server.url}?starttls=1").send(a_mail())
    assert server.received == []


def test_a_mailbox_with_accents_is_written_to_where_the_server_can(stack: ExitStack) -> None:
    server = MailServer(free_port())
    stack.enter_context(running(server, enable_SMTPUTF8=True))
    a_post(stack, server.url).send(a_mail(to="zoé@cci.example"))
    assert server.recipients == ["zoé@cci.example"]
    assert server.received[0]["To"] == "zoé@cci.example"


def test_a_mailbox_with_accents_is_refused_elsewhere(stack: ExitStack) -> None:
    server = MailServer(free_port())
    stack.enter_context(running(server, enable_SMTPUTF8=False))
    with pytest.raises(MailRefused):
        a_post(stack, server.url).send(a_mail(to="zoé@cci.example"))


def test_a_domain_with_accents_is_written_to_anywhere(stack: ExitStack) -> None:
    server = MailServer(free_port())
    stack.enter_context(running(server, enable_SMTPUTF8=False))
    a_post(stack, server.url).send(a_mail(to="rh@société.example"))
    assert server.recipients == ["rh@xn--socit-esab.example"]


def test_what_arrives_is_what_was_written(stack: ExitStack, server: MailServer) -> None:
    a_post(stack, server.url).send(a_mail(NEED))
    (arrived,) = server.received
    written = WRITER.write(a_mail(NEED))
    assert arrived["From"] == written["From"]
    assert arrived["Subject"] == written["Subject"]
    for kind in ("plain", "html"):
        got, sent = arrived.get_body((kind,)), written.get_body((kind,))
        assert got is not None
        assert sent is not None
        assert got.get_content().replace("\r\n", "\n") == sent.get_content()
