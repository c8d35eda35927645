"""What every post owes the service, whatever carries the mails."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from email import message_from_bytes
from pathlib import Path

import pytest
from attrs import frozen

from conseillers_adapters.mail import FilePost, SmtpPost, Writer
from conseillers_adapters.memory.post import MemoryPost
from conseillers_application.mails import MailDelayed, MailRefused
from conseillers_application.ports import Post
from tests.adapters.mail_samples import CONTACT, EVENING, GALLERY, RECEIPT, a_mail
from tests.adapters.mail_server import MailServer, free_port, running


@frozen
class Room:
    """A post, and what is seen of it from outside.

    `arrived`: the ids of the mails that left. `hopeless`: a mailbox refused for good.
    """

    post: Post
    arrived: Callable[[], list[str]]
    hopeless: str
    fail: Callable[[], None]
    mend: Callable[[], None]


def _memory() -> Iterator[Room]:
    post = MemoryPost(refusing={"parti@cci.example"})

    def set_down(down: bool) -> None:
        post.down = down

    yield Room(
        post,
        arrived=lambda: [mail.message_id for mail in post.sent],
        hopeless="parti@cci.example",
        fail=lambda: set_down(True),
        mend=lambda: set_down(False),
    )


def _folder(tmp_path: Path) -> Iterator[Room]:
    folder = tmp_path / "mail"
    yield Room(
        FilePost(folder, Writer(CONTACT, lambda: EVENING)),
        arrived=lambda: [
            message_from_bytes(file.read_bytes())["Message-ID"].strip("<>")
            for file in sorted(folder.glob("*.eml"))
        ],
        hopeless="pas une adresse",
        fail=folder.touch,
        mend=folder.unlink,
    )


def _server() -> Iterator[Room]:
    server = MailServer(free_port(), answers={"parti@cci.example": "550 5.1.1 unknown"})
    post = SmtpPost(server.url, Writer(CONTACT, lambda: EVENING), timeout=5)
    with ExitStack() as stack:
        stack.callback(post.close)
        stack.enter_context(running(server))

        def fail() -> None:
            stack.pop_all().close()

        def mend() -> None:
            stack.enter_context(running(server))

        yield Room(
            post,
            arrived=lambda: [identifier.strip("<>") for identifier in server.ids()],
            hopeless="parti@cci.example",
            fail=fail,
            mend=mend,
        )
        post.close()


@pytest.fixture(params=["memory", "folder", "server"])
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Room]:
    if request.param == "memory":
        yield from _memory()
    elif request.param == "folder":
        yield from _folder(tmp_path)
    else:
        yield from _server()


@pytest.mark.parametrize("kind", GALLERY)
def test_a_mail_of_each_kind_arrives(room: Room, kind: str) -> None:
    room.post.send(a_mail(GALLERY[kind], letter=kind))
    assert room.arrived() == [f"{kind}@conseillers.example"]


def test_a_mail_sent_again_is_known_by_its_id(room: Room) -> None:
    room.post.send(a_mail())
    room.post.send(a_mail())
    assert set(room.arrived()) == {"letter-1@conseillers.example"}


def test_a_post_out_of_order_delays_and_later_delivers(room: Room) -> None:
    room.fail()
    with pytest.raises(MailDelayed):
        room.post.send(a_mail())
    room.mend()
    room.post.send(a_mail())
    assert room.arrived() == ["letter-1@conseillers.example"]


def test_a_mailbox_that_is_none_is_refused_and_others_still_get_theirs(room: Room) -> None:
    with pytest.raises(MailRefused):
        room.post.send(a_mail(to=room.hopeless))
    room.post.send(a_mail(letter="next"))
    assert room.arrived() == ["next@conseillers.example"]


def test_what_is_told_of_a_refusal_names_nobody(room: Room) -> None:
    with pytest.raises(MailRefused) as refusal:
        room.post.send(a_mail(to=room.hopeless))
    assert room.hopeless not in str(refusal.value)


def test_mails_sent_by_several_threads_all_arrive_once(room: Room) -> None:
    mails = [a_mail(RECEIPT, letter=f"letter-{number}") for number in range(24)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(room.post.send, mails))
    assert sorted(room.arrived()) == sorted(mail.message_id for mail in mails)
