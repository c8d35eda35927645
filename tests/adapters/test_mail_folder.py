"""Mails laid in a folder, for people to read."""

import stat
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from conseillers_adapters.mail import FilePost, Writer
from conseillers_adapters.mail.file_post import name_of
from conseillers_application.mails import MailDelayed, MailRefused
from tests.adapters.mail_samples import CONTACT, EVENING, NEED, RECEIPT, a_mail

OWED = "01a2099e-50ca-7b6e-8d7b-0242ac120002"  # a UUIDv7 born on 23 November 2026 at 18:15:00.042


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "var" / "mail"


@pytest.fixture
def post(folder: Path) -> FilePost:
    return FilePost(folder, Writer(CONTACT, lambda: EVENING))


def test_a_file_is_named_after_when_the_mail_was_owed_its_kind_and_its_mailbox() -> None:
    name = name_of(a_mail(NEED, letter=OWED))
    assert name.startswith("20261123T181500.042Z-need-rh@cci-47.example-")
    assert name.endswith(".eml")


@pytest.mark.parametrize("letter", ["letter-1", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"])
def test_an_id_that_carries_no_instant_names_the_file_itself(letter: str) -> None:
    assert name_of(a_mail(NEED, letter=letter)).startswith(f"{letter}-need-")


def test_other_letters_other_kinds_and_other_mailboxes_have_other_files() -> None:
    mails = [
        a_mail(),
        a_mail(letter="letter-2"),
        a_mail(RECEIPT),
        a_mail(to="Rh@cci-47.example"),
        a_mail(to="rhé@cci-47.example"),
        a_mail(to="rhè@cci-47.example"),
    ]
    assert len({name_of(mail).lower() for mail in mails}) == len(mails)


def test_no_name_leaves_the_folder_or_grows_too_long() -> None:
    name = name_of(a_mail(to="../" * 90 + "\n@x.example", letter="/etc/" * 90))
    assert "/" not in name
    assert "\n" not in name
    assert len(name) < 255


def test_a_mail_sent_again_is_one_file_the_first(post: FilePost, folder: Path) -> None:
    post.send(a_mail())
    (file,) = folder.iterdir()
    before = file.stat().st_mtime_ns
    post.send(a_mail())
    assert [each.stat().st_mtime_ns for each in folder.iterdir()] == [before]


def test_a_file_is_read_as_it_stands_without_a_mail_program(post: FilePost, folder: Path) -> None:
    post.send(a_mail())
    (file,) = folder.iterdir()
    text = file.read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    assert "Subject: Nouveau besoin à Agen : Recruter un premier salarié\n" in text
    assert "Une entreprise demande de l’aide à l’équipe « Ressources humaines 47 »." in text
    assert max(len(line) for line in file.read_bytes().splitlines()) <= 998


def test_a_mail_program_reads_a_file_too(post: FilePost, folder: Path) -> None:
    post.send(a_mail(RECEIPT, to="jeanne@boulangerie.example"))
    (file,) = folder.iterdir()
    message = message_from_bytes(file.read_bytes(), policy=default)
    body = message.get_body(("plain",))
    assert message["To"] == "jeanne@boulangerie.example"
    assert message["Subject"] == "Votre demande est bien reçue"
    assert body is not None
    assert "Bonjour Jeanne N’Guessan-Lefèvre," in body.get_content()


def test_only_the_service_reads_the_files(post: FilePost, folder: Path) -> None:
    post.send(a_mail())
    (file,) = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_disk_that_fails_leaves_no_half_file(
    post: FilePost, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(MailDelayed, match="No space left on device"):
        post.send(a_mail())
    assert list(folder.iterdir()) == []


def test_an_address_that_is_none_leaves_no_file(post: FilePost, folder: Path) -> None:
    with pytest.raises(MailRefused):
        post.send(a_mail(to="rh@cci.example, autre@cci.example"))
    assert not folder.exists()
