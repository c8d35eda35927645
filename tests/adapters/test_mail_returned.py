"""What comes back by mail is understood, each message once, whatever else lies in the mailbox."""

import mailbox
from collections.abc import Callable
from fcntl import LOCK_EX, flock
from functools import partial
from os import O_RDONLY, close, open  # noqa: A004 - a folder's descriptor
from pathlib import Path

import pytest
from attrs import define, field

from conseillers_adapters.mail.reports import MOST_BYTES, Malformed, bounce_of, bounces_of
from conseillers_adapters.mail.returned import BoxBusy, Reading, ReturnedMail, returned_mail_from
from conseillers_application.bounces import Bounce, BounceOutcome
from conseillers_application.mails import Why
from tests.adapters.returned_samples import OURS, RH, a_receipt, a_recipient, a_report, an_answer

GONE = Bounce(message_id=OURS, recipient=RH, why=Why.UNKNOWN_MAILBOX, code="5.1.1", for_good=True)


@pytest.mark.parametrize("headers_only", [False, True])
def test_a_report_tells_of_which_mail_to_whom_and_why(headers_only: bool) -> None:
    assert bounces_of(a_report(headers_only=headers_only)) == (GONE,)


def test_a_report_may_not_hold_the_mail() -> None:
    (bounce,) = bounces_of(a_report(name=None))
    assert (bounce.message_id, bounce.recipient) == (None, RH)


@pytest.mark.parametrize(
    ("status", "action", "why", "for_good", "over"),
    [
        ("5.2.2", "failed", Why.FULL_MAILBOX, True, True),
        ("5.7.1", "Failed", Why.POLICY, True, True),
        ("5.0.0", "failed", Why.UNKNOWN_MAILBOX, True, True),
        ("5.1.1 (bad destination)", "failed", Why.UNKNOWN_MAILBOX, True, True),
        ("4.4.1", "failed", Why.SERVER, False, True),
        ("4.2.2", "delayed", Why.SERVER, False, False),
        ("5.1.1", "delayed", Why.UNKNOWN_MAILBOX, False, False),
    ],
)
def test_a_report_tells_whether_it_is_for_good(
    status: str, action: str, why: Why, for_good: bool, over: bool
) -> None:
    (bounce,) = bounces_of(a_report(a_recipient(Status=status, Action=action)))
    assert (bounce.why, bounce.for_good, bounce.over) == (why, for_good, over)
    assert bounce.code == status[:5]


def test_a_report_may_be_about_several_and_about_what_went_well() -> None:
    well = [a_recipient(Action=one, Status="2.0.0") for one in ("delivered", "relayed", "expanded")]
    other = a_recipient(Final_Recipient="rfc822;<autre@cci-47.example>")
    found = bounces_of(a_report(*well, a_recipient(), other))
    assert [one.recipient for one in found] == [RH, "autre@cci-47.example"]


def test_who_was_written_to_is_told_when_who_it_went_to_is_not() -> None:
    recipient = a_recipient(Final_Recipient=None, Original_Recipient=f"rfc822;{RH}")
    assert bounces_of(a_report(recipient)) == (GONE,)
    (bounce,) = bounces_of(a_report(a_recipient(Final_Recipient="local; rh")))
    assert bounce.recipient is None


@pytest.mark.parametrize(
    "message",
    [
        an_answer(Auto_Submitted="auto-replied"),
        an_answer(Precedence="bulk"),
        an_answer(),
        a_receipt(),
        b"",
        b"\xff\xfe not a mail at all",
    ],
)
def test_what_is_no_report_tells_nothing(message: bytes) -> None:
    assert bounces_of(message) == ()


@pytest.mark.parametrize(
    "message",
    [
        a_report(a_recipient(Status=None)),
        a_report(a_recipient(Status="inconnu")),
        a_report(a_recipient(Action=None)),
        a_report(a_recipient(Final_Recipient=None), name=None),
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\n\nrien\n--x--\n",
        b"Content-Type: multipart/report; report-type=delivery-status\n\nrien",
        a_report() + b"\n" * MOST_BYTES,
    ],
    ids=["no status", "no code", "no action", "nobody", "no part", "no parts", "too long"],
)
def test_a_report_that_cannot_be_read_is_said_to_be(message: bytes) -> None:
    with pytest.raises(Malformed):
        bounces_of(message)


def test_a_provider_tells_the_same_in_fewer_words() -> None:
    assert bounce_of("5.1.1", message_id=OURS, recipient=RH) == GONE
    soft = bounce_of("4.2.2", message_id=None, recipient=RH)
    assert (soft.for_good, soft.over, soft.why) == (False, False, Why.SERVER)
    for status in ("2.1.5", "550", "5.1.1 unknown", ""):
        with pytest.raises(Malformed):
            bounce_of(status, message_id=OURS, recipient=None)


# The mailbox


@define
class Accounted:
    """What was told, in order."""

    told: list[Bounce] = field(factory=list)

    def __call__(self, bounce: Bounce) -> BounceOutcome:
        """Keep it."""
        self.told.append(bounce)
        return BounceOutcome.REFUSED


def an_mbox(folder: Path) -> Path:
    """A file, with nothing in it."""
    (folder / "retours").touch()
    return folder / "retours"


def a_maildir(folder: Path) -> Path:
    """A folder, with nothing in it."""
    mailbox.Maildir(folder / "retours").close()
    return folder / "retours"


@pytest.fixture(params=[an_mbox, a_maildir], ids=["mbox", "maildir"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    make: Callable[[Path], Path] = request.param
    return make(tmp_path)


def box_of(place: Path) -> "mailbox.Maildir | mailbox.mbox":
    return mailbox.Maildir(place) if place.is_dir() else mailbox.mbox(place)


def drop(place: Path, *messages: bytes) -> None:
    box = box_of(place)
    for one in messages:
        box.add(one)
    box.close()


def left(place: Path) -> int:
    box = box_of(place)
    try:
        return len(box)
    finally:
        box.close()


def test_each_message_is_read_once(place: Path) -> None:
    drop(place, a_report(), an_answer(), a_report(a_recipient(Status=None)))
    told = Accounted()
    assert ReturnedMail(place).read(told) == Reading(
        reports=1, others=1, malformed=1, outcomes=(BounceOutcome.REFUSED,)
    )
    assert told.told == [GONE]
    assert left(place) == 2
    assert ReturnedMail(place).read(told) == Reading()
    drop(place, a_report())
    assert ReturnedMail(place).read(told).reports == 1
    assert told.told == [GONE, GONE]


def test_an_empty_mailbox_tells_nothing(place: Path) -> None:
    assert ReturnedMail(place).read(Accounted()) == Reading()


def test_a_reading_cut_short_begins_again(place: Path) -> None:
    drop(place, a_report(), a_report())
    seen: list[Bounce] = []

    def dying(bounce: Bounce) -> BounceOutcome:
        seen.append(bounce)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return BounceOutcome.REFUSED

    with pytest.raises(KeyboardInterrupt):
        ReturnedMail(place).read(dying)
    assert ReturnedMail(place).read(Accounted()).reports >= 1
    assert left(place) == 0


def test_a_mailbox_another_program_holds_is_left_alone(place: Path) -> None:
    drop(place, a_report())
    release: Callable[[], object]
    if place.is_dir():
        descriptor = open(place, O_RDONLY)
        flock(descriptor, LOCK_EX)
        release = partial(close, descriptor)
    else:
        held = mailbox.mbox(place)
        held.lock()
        release = held.close
    with pytest.raises(BoxBusy):
        ReturnedMail(place).read(Accounted())
    release()
    assert ReturnedMail(place).read(Accounted()).reports == 1


def test_a_message_somebody_moved_meanwhile_is_read_where_it_is_next_time(tmp_path: Path) -> None:
    place = a_maildir(tmp_path)
    drop(place, a_report(), a_report())
    first, second = sorted((place / "new").iterdir())

    def moving(bounce: Bounce) -> BounceOutcome:
        for one in (first, second):
            if one.exists():
                one.rename(place / "cur" / f"{one.name}:2,S")
        return BounceOutcome.REFUSED

    assert ReturnedMail(place).read(moving).reports >= 1
    ReturnedMail(place).read(moving)
    assert left(place) == 0


def test_a_mailbox_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        ReturnedMail(tmp_path / "rien").read(Accounted())


def test_a_mailbox_has_an_address() -> None:
    assert returned_mail_from("file:///var/mail/re%20tours").path == Path("/var/mail/re tours")
    for url in ("", "file://", "/var/mail", "imap://hote"):
        with pytest.raises(ValueError, match="file:///"):
            returned_mail_from(url)
