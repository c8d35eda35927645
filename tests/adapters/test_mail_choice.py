"""The one address that says how mails leave."""

from pathlib import Path

import pytest

from conseillers_adapters.mail import FilePost, SmtpPost, post_from
from conseillers_adapters.mail.server import Privacy, Server
from tests.adapters.mail_samples import CONTACT, EVENING


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("file://var/mail", "var/mail"),
        ("file:///srv/mail", "/srv/mail"),
        ("file://var/mes%20courriers", "var/mes courriers"),
    ],
)
def test_a_folder_is_relative_or_absolute(url: str, folder: str) -> None:
    post = post_from(url, CONTACT)
    assert isinstance(post, FilePost)
    assert post.folder == Path(folder)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", Server(host="mail.example", port=25, privacy=Privacy.NONE)),
        ("smtp://mail.example:2525/", Server(host="mail.example", port=2525, privacy=Privacy.NONE)),
        (
            "smtp://marie:p%40ss@mail.example?starttls=1",
            Server(
                host="mail.example",
                port=587,
                privacy=Privacy.STARTTLS,
                user="marie",
                password="p@ss",
            ),
        ),
        (
            "smtps://marie:p@mail.example",
            Server(host="mail.example", port=465, privacy=Privacy.TLS, user="marie", password="p"),
        ),
        (
            "smtp://marie:p@[::1]:1025?starttls=0",
            Server(host="::1", port=1025, privacy=Privacy.NONE, user="marie", password="p"),
        ),
        (
            "smtp://marie:p@localhost",
            Server(host="localhost", port=25, privacy=Privacy.NONE, user="marie", password="p"),
        ),
    ],
)
def test_a_server_is_told_whole_by_its_address(url: str, server: Server) -> None:
    post = post_from(url, CONTACT)
    assert isinstance(post, SmtpPost)
    assert post.server == server


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "Les courriers partent vers « file://dossier », « smtp://hôte » ou « smtps://hôte »."),
        ("file://", "Les courriers partent vers"),
        ("var/mail", "Les courriers partent vers"),
        ("http://mail.example", "Les courriers partent vers"),
        ("smtp://", "L’adresse du serveur de mail s’écrit"),
        ("smtp://[mail", "L’adresse du serveur de mail s’écrit"),
        ("smtp://mail.example/boite", "L’adresse du serveur de mail s’écrit"),
        ("smtp://mail.example#haut", "L’adresse du serveur de mail s’écrit"),
        ("smtp://mail.example:99999", "Le port du serveur de mail est un nombre de 1 à 65535."),
        ("smtp://mail.example?tls=1", "seul « ?starttls=1 » est compris"),
        ("smtp://mail.example?starttls=oui", "seul « ?starttls=1 » est compris"),
        ("smtps://mail.example?starttls=1", "seul « ?starttls=1 » est compris"),
        ("smtp://marie:é@mail.example?starttls=1", "ne peuvent pas contenir d’accents"),
        ("smtp://marie:secret@mail.example", "voyagerait en clair"),
        ("smtp://marie:secret@192.0.2.1", "voyagerait en clair"),
    ],
)
def test_a_wrong_address_is_told_in_a_sentence(url: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r"^[A-ZÀ-Ý].*\.$") as fault:
        post_from(url, CONTACT)
    assert sentence in str(fault.value)
    assert "secret" not in str(fault.value)


@pytest.mark.parametrize("sender", ["", "contact", "a@b.example, c@d.example"])
def test_a_contact_address_that_is_none_is_told_in_a_sentence(sender: str) -> None:
    with pytest.raises(ValueError, match="n’est pas celle d’une boîte aux lettres"):
        post_from("file://var/mail", sender)


def test_the_password_is_never_shown() -> None:
    post = post_from("smtps://marie:secret@mail.example", CONTACT, lambda: EVENING)
    assert "secret" not in repr(post)
