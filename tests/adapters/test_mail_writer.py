"""What people read in the mails, and what nobody can slip into them."""

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, fields
from hypothesis import given
from hypothesis import strategies as st

from conseillers_adapters.mail import Writer
from conseillers_adapters.mail.blocks import Reader
from conseillers_adapters.mail.pages import pages_from, wrapped
from conseillers_adapters.mail.typography import at_place, day, day_and_hour, greeting
from conseillers_adapters.mail.words import words_of
from conseillers_adapters.mail.writer import Encoding
from conseillers_application.mails import Content, MailRefused, ThreadNews
from conseillers_domain.thread import Change
from tests.adapters.mail_samples import (
    ANSWER,
    APPOINTMENT,
    BOUNCE,
    COMMENT,
    CONTACT,
    EVENING,
    GALLERY,
    NEED,
    OVERDUE,
    RECEIPT,
    RECEIPT_UNDER_REVIEW,
    SET_ASIDE,
    SURVEY,
    TAKEN,
    UNREACHABLE,
    a_mail,
)

WRITER = Writer(CONTACT, lambda: EVENING)


def written(
    content: Content,
    encoding: Encoding = "quoted-printable",
    **changes: Any,  # noqa: ANN401 - any field of any content
) -> EmailMessage:
    return WRITER.write(a_mail(evolve(content, **changes)), encoding)


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    content: str = body.get_content()
    return content


def kinds(content: Content) -> list[str]:
    """What a mail is made of: its words twice, then its files."""
    body = ["multipart/alternative", "text/plain", "text/html"]
    files = [file.media_type.partition(";")[0] for file in a_mail(content).attachments]
    return ["multipart/mixed", *body, *files] if files else body


def prose(message: EmailMessage) -> str:
    """The text on one line, as one would read it aloud."""
    return " ".join(part(message, "plain").split())


class Outline(HTMLParser):
    """What a screen reader makes of a page: its words, headings, links and languages."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def prose(self) -> str:
        return " ".join(" ".join(self.words).split())


def test_a_company_is_told_what_happens_who_may_call_and_that_it_is_free() -> None:
    text = prose(written(RECEIPT))
    assert "Bonjour Jeanne N’Guessan-Lefèvre," in text
    assert "que vous avez déposée le 23 novembre 2026" in text
    assert "Vous pouvez recevoir un appel de la part de : - CCI Lot-et-Garonne" in text
    assert "Le service est public et gratuit : aucun paiement ne vous sera demandé" in text
    assert "Suivre votre demande : https://conseillers.example/d/0193a7c2#k=Zm9vYmFy" in text
    assert "conditions générales d’utilisation (version 2026-03)" in text


def test_a_company_that_no_registry_named_yet_is_not_called_by_a_name() -> None:
    text = prose(written(evolve(RECEIPT, company=None)))
    assert "la demande que vous avez déposée le 23 novembre 2026 : « Recruter un premier salarié »." in text


def test_a_team_reads_what_is_not_known_of_a_company_yet() -> None:
    text = prose(written(evolve(NEED, company=None, commune="")))
    assert "Entreprise : pas encore connue Commune : pas encore connue" in text


def test_a_company_is_told_when_the_team_of_the_service_looks_first() -> None:
    text = prose(written(RECEIPT_UNDER_REVIEW))
    assert "L’équipe du service examine votre demande" in text
    assert "recevoir un appel" not in text


def test_a_team_is_told_enough_to_open_the_sheet_and_what_to_do_then() -> None:
    message = written(NEED)
    text = prose(message)
    assert "Sujet : Recruter un premier salarié" in text
    assert "Entreprise : BOULANGERIE DES ARCADES" in text
    assert "Commune : Agen" in text
    assert f"Lire la fiche du besoin : {NEED.need_url}" in text
    assert "prendre en charge : vous rappelez l’entreprise" in text
    assert "refuser : vous dites pourquoi" in text
    assert "valable jusqu’au 23 décembre 2026 à 19 h 15 (heure de Paris)" in text
    assert NEED.company not in message["Subject"]


def test_a_company_is_told_who_will_call() -> None:
    message = written(TAKEN)
    assert message["Subject"] == "Zoé Petit va vous appeler"
    assert "Nom : Zoé Petit Équipe : Ressources humaines 47" in prose(message)


def test_a_company_is_told_who_called_in_vain_and_how_to_answer() -> None:
    message = written(UNREACHABLE)
    assert "Zoé Petit a cherché à vous appeler" in prose(message)
    assert "Écrire à rh@cci-47.example" in prose(message)
    assert (
        "mailto:rh@cci-47.example?subject=Ma%20demande%20%3A%20Recruter%20un%20premier%20salari%C3%A9"
        in Outline(part(message, "html")).links
    )


def test_a_team_is_told_who_wrote_and_what_for_and_nothing_of_what_was_written() -> None:
    message = written(COMMENT)
    text = prose(message)
    assert message["Subject"] == "Nouveau commentaire\N{NO-BREAK SPACE}: Recruter un premier salarié"
    assert "un besoin adressé à l’équipe « Ressources humaines 47 »" in text
    assert "- Inès Roche (France Travail) : réponse ou accompagnement." in text
    assert f"Lire le fil de discussion : {COMMENT.need_url}" in text
    assert "agenda" not in text


NEWS = COMMENT.news[0]
MEETS = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("news", "title", "told"),
    [
        (
            evolve(NEWS, meets_at=MEETS),
            "Nouveau rendez-vous",
            "Inès Roche (France Travail) : rendez-vous le 1er décembre 2026 à 10 h 30 (heure de Paris).",
        ),
        (
            evolve(NEWS, meets_at=MEETS, change=Change.MOVED, institution=None),
            "Rendez-vous modifié",
            "L’équipe du service : rendez-vous modifié, il est fixé au 1er décembre 2026 à",
        ),
        (
            evolve(NEWS, meets_at=MEETS, change=Change.CANCELLED),
            "Rendez-vous annulé",
            "Inès Roche (France Travail) : le rendez-vous du 1er décembre 2026 à 10 h 30 (heure de Paris)",
        ),
    ],
)
def test_a_team_is_told_when_a_company_is_met(news: ThreadNews, title: str, told: str) -> None:
    message = written(APPOINTMENT, news=(news,))
    assert message["Subject"] == f"{title}\N{NO-BREAK SPACE}: Recruter un premier salarié"
    assert " ".join(told.split()) in prose(message)
    assert "Le fichier joint met votre agenda à jour." in prose(message)


def test_a_company_is_asked_even_when_who_helped_it_left_the_directory() -> None:
    assert "Elle venait de" in prose(written(SURVEY))
    assert "Elle venait de" not in prose(written(SURVEY, institutions=()))


def test_no_line_breaks_inside_an_hour() -> None:
    message = written(evolve(APPOINTMENT, news=(evolve(NEWS, meets_at=MEETS),)))
    assert "10\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30" in part(message, "plain")


def test_several_comments_are_told_at_once_with_a_file_an_appointment() -> None:
    (file,) = APPOINTMENT.attachments
    other = evolve(file, name="rendez-vous-2.ics")
    message = written(APPOINTMENT, news=(NEWS, evolve(NEWS, meets_at=MEETS)), attachments=(file, other))
    assert message["Subject"].startswith("Du nouveau dans le fil de discussion")
    assert "Les fichiers joints mettent votre agenda à jour." in prose(message)
    assert [one.get_filename() for one in message.iter_attachments()] == [file.name, other.name]


def test_a_calendar_file_arrives_as_it_was_made_and_says_what_it_is() -> None:
    (file,) = APPOINTMENT.attachments
    for encoding in ("quoted-printable", "8bit"):
        carried = written(APPOINTMENT, encoding).as_bytes(policy=SMTP)
        (attached,) = message_from_bytes(carried, policy=default).iter_attachments()
        assert attached.get_payload(decode=True) == file.content
        assert attached.get_content_type() == "text/calendar"
        assert attached["Content-Type"].params == {"charset": "utf-8", "method": "PUBLISH"}
        assert attached.get_filename() == "rendez-vous.ics"


@pytest.mark.parametrize("kind", GALLERY)
def test_every_mail_carries_what_mail_programs_go_by(kind: str) -> None:
    message = written(GALLERY[kind])
    assert message["From"] == f"Conseillers-Entreprises <{CONTACT}>"
    assert message["To"] == "rh@cci-47.example"
    assert message["Date"] == "Mon, 23 Nov 2026 19:15:00 +0100"
    assert message["Message-ID"] == "<letter-1@conseillers.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    reader = words_of(GALLERY[kind]).reader
    assert message["Reply-To"] == (CONTACT if reader is Reader.COMPANY else None)
    assert message.get_content_type() == kinds(GALLERY[kind])[0]
    assert len(message["Subject"]) <= 78


@pytest.mark.parametrize("kind", GALLERY)
def test_every_mail_is_ascii_on_the_way_and_the_same_when_read(kind: str) -> None:
    message = written(GALLERY[kind])
    carried = message.as_bytes(policy=SMTP)
    assert carried.isascii()
    assert max(len(line) for line in carried.splitlines()) <= 998
    read = message_from_bytes(carried, policy=default)
    assert {name: str(value) for name, value in read.items() if name != "Content-Type"} == {
        name: str(value) for name, value in message.items() if name != "Content-Type"
    }


@pytest.mark.parametrize("kind", GALLERY)
def test_text_and_page_say_the_same(kind: str) -> None:
    message = written(GALLERY[kind])
    page = Outline(part(message, "html")).prose
    for paragraph in part(message, "plain").split("\n\n"):
        if "https://" not in paragraph and ("\N{NO-BREAK SPACE}: " not in paragraph):
            for line in paragraph.removesuffix(f"{CONTACT}.\n").split("\n- "):
                assert " ".join(line.split()).removeprefix("- ") in page


@pytest.mark.parametrize("kind", GALLERY)
def test_every_page_is_read_aloud_well_and_needs_nothing_else(kind: str) -> None:
    page = part(written(GALLERY[kind]), "html")
    outline = Outline(page)
    assert outline.tags.count("h1") == 1
    assert ("lang", "fr") in outline.attributes
    assert not {"img", "table", "script", "style", "link"} & set(outline.tags)
    assert "url(" not in page
    assert ('class="action" style=' in page) == (kind not in {"suspended", "ended"})  # whom no page lets in


@pytest.mark.parametrize("kind", GALLERY)
def test_every_mail_is_typeset(kind: str) -> None:
    message = written(GALLERY[kind])
    text = re.sub(r"https?://\S+", "", part(message, "plain"))
    assert "'" not in text
    assert not re.search(r"[ \n][:;!?»]|« ", text)


VILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "\r\nBcc: tous@exemple.fr",
            "x\nSubject: autre",
            "\u2028\u2029\x85\x0b\x0c",
            "<script>alert(1)</script>",
            '"><a href="https://voleur.example">ici</a>',
            "{{ 7 * 7 }} {name} {0} %s",
            "\u202e tourné",
            "\ud800",
            "a" * 3000,
            "=?utf-8?q?=0D=0ABcc:_x@y.example?=",
            "=??Q?=0D",
            "==??utf-8?q?=0A?=",
        ]
    ),
)


@given(content=st.sampled_from(list(GALLERY.values())), data=st.data())
def test_whatever_the_fields_contain_the_mail_keeps_its_shape(content: Content, data: st.DataObject) -> None:
    typed: dict[str, Any] = {
        attribute.name: data.draw(VILE)
        for attribute in fields(type(content))
        if isinstance(getattr(content, attribute.name), str)
        and not attribute.name.endswith(("_url", "text"))  # staff's own text has the shape it is given
    }
    message, readable = written(content, **typed), written(content, "8bit", **typed)
    for carried in (
        message.as_bytes(policy=SMTP),
        readable.as_bytes(),
    ):
        read = message_from_bytes(carried, policy=default)
        assert sorted(read.keys()) == sorted(written(content).keys())
        assert read["To"] == "rh@cci-47.example"
        assert [each.get_content_type() for each in read.walk()] == kinds(content)
        assert max(len(line) for line in carried.splitlines()) <= 998
    page, model = Outline(part(message, "html")), Outline(part(written(content), "html"))
    assert page.tags == model.tags
    assert len(page.links) == len(model.links)
    assert len(part(message, "plain").split("\n\n")) == len(part(written(content), "plain").split("\n\n"))


@given(text=VILE)
def test_whatever_staff_answers_is_words_and_nothing_else(text: str) -> None:
    page = Outline(part(written(ANSWER, text=text), "html"))
    model = Outline(part(written(ANSWER), "html"))
    assert page.links == model.links
    assert set(page.tags) <= set(model.tags)


def test_a_company_reads_what_staff_answered_as_it_was_written() -> None:
    message = written(ANSWER, text="Bonjour,\n\nDeux choses :\n- une ;\n* deux.\nAu revoir")
    assert message["Subject"] == "Réponse à votre demande\N{NO-BREAK SPACE}: Recruter un premier salarié"
    assert prose(message).startswith("Bonjour, Deux choses : - une ; - deux. Au revoir Suivre votre demande")


def test_staff_is_told_what_is_late_and_whose_it_is() -> None:
    message = written(OVERDUE)
    text = prose(message)
    assert "devait être faite avant le 25 novembre 2026 à 19 h 15 (heure de Paris)" in text
    assert "Entreprise : BOULANGERIE DES ARCADES" in text
    assert "Confiée à : Lou Delmas" in text
    assert "BOULANGERIE" not in message["Subject"]
    nobody = prose(written(evolve(OVERDUE, owner=None, company=None)))
    assert "Confiée à : toute l’équipe du service" in nobody
    assert "Entreprise : pas encore connue" in nobody


def test_staff_is_told_who_is_no_longer_told_anything_and_what_to_do() -> None:
    text = prose(written(BOUNCE))
    assert "Qui n’est plus prévenu : l’équipe « Ressources humaines 47 » (CCI Lot-et-Garonne)" in text
    assert "Pourquoi : la boîte aux lettres n’existe pas Code du serveur : 550 5.1.1" in text
    assert "Code du serveur : aucun" in prose(written(evolve(BOUNCE, code=None)))


@pytest.mark.parametrize(
    "to",
    [
        "",
        "rh",
        "@cci.example",
        "rh@",
        "rh@cci.example\r\nBcc: tous@exemple.fr",
        "rh@cci.example\n",
        "rh@cci.example, autre@exemple.fr",
        "RH <rh@cci.example>",
        "rh@cci.example\u2028",
        "rh @cci.example",
        "rh@ cci.example",
        "rh(moi)@cci.example",
    ],
)
def test_what_is_no_mailbox_or_several_is_refused(to: str) -> None:
    with pytest.raises(MailRefused):
        WRITER.write(a_mail(to=to))


@pytest.mark.parametrize(
    ("to", "written_as"),
    [
        ("rh@cci.example", "rh@cci.example"),
        ("o'brien+rh@cci.example", "o'brien+rh@cci.example"),
        ('"a b"@cci.example', '"a b"@cci.example'),
        ("zoé@cci.example", "zoé@cci.example"),
        ("rh@Société.example", "rh@xn--socit-esab.example"),
        ("rh@straße.example", "rh@straße.example"),
        (f"rh@{'é' * 70}.example", f"rh@{'é' * 70}.example"),
    ],
)
def test_a_mailbox_is_written_as_servers_take_it(to: str, written_as: str) -> None:
    assert WRITER.write(a_mail(to=to))["To"].addresses[0].addr_spec == written_as


def test_an_id_with_anything_odd_in_it_stays_one_id() -> None:
    message = WRITER.write(a_mail(letter="<a\r\nBcc: x é>"))
    assert message["Message-ID"] == "<aBccx@conseillers.example>"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Gagnez sur", "voleur.example"),
        ("https://voleur.example", ""),
        ("www", "appelez le 0899"),
        ("a@b", "c"),
        ("", " "),
        ("bla " * 30, "bla"),
    ],
)
def test_a_name_that_may_be_an_advertisement_is_not_repeated(first: str, last: str) -> None:
    assert greeting(first, last) == "Bonjour,"


def test_a_name_with_initials_is_one() -> None:
    assert greeting("J.-P.", "O’Neil  d'Arc") == "Bonjour J.-P. O’Neil d'Arc,"


@pytest.mark.parametrize(
    ("commune", "where"),
    [
        ("Agen", "à Agen"),
        ("Le Mans", "au Mans"),
        ("Les Abymes", "aux Abymes"),
        ("La Rochelle", "à La Rochelle"),
        ("L'Haÿ-les-Roses", "à L'Haÿ-les-Roses"),
        ("Lens", "à Lens"),
    ],
)
def test_a_place_is_named_as_people_say_it(commune: str, where: str) -> None:
    assert at_place(commune) == where


def test_days_are_those_of_paris() -> None:
    late = EVENING.replace(month=12, day=31, hour=23, minute=5)
    assert day(late).split() == ["1er", "janvier", "2027"]
    assert " ".join(day_and_hour(late).split()) == "1er janvier 2027 à 0 h 05 (heure de Paris)"


def test_a_word_longer_than_the_line_is_left_whole() -> None:
    assert wrapped("voir " + "x" * 80 + " puis", "- ") == f"- voir\n  {'x' * 80}\n  puis"


def test_an_operator_may_bring_a_theme_and_keep_the_rest(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text("h1 { color: #000091; }", "utf-8")
    message = Writer(CONTACT, lambda: EVENING, pages_from(tmp_path)).write(a_mail())
    assert '<h1 style="color: #000091;">' in part(message, "html")
    assert part(message, "plain") == part(written(NEED), "plain")


def test_an_address_too_long_for_a_line_is_carried_whole() -> None:
    far = "https://conseillers.example/n/" + "x" * 1200
    message = WRITER.write(a_mail(evolve(NEED, need_url=far)), "8bit")
    assert far in part(message, "plain")
    assert max(len(line) for line in message.as_bytes().splitlines()) <= 998


def test_a_mail_dates_itself() -> None:
    assert Writer(CONTACT).write(a_mail())["Date"].datetime.tzinfo is not None


def test_what_staff_writes_stays_on_its_lines_with_its_links_where_they_stand() -> None:
    vile = ("x\r\nBcc: tous@exemple.fr", "<b>gras</b>", "{lien_de_suivi}", "Ici : {lien_de_suivi} !")
    message = written(evolve(SET_ASIDE, paragraphs=vile))
    page, text = part(message, "html"), part(message, "plain")
    assert message["Bcc"] is None
    assert "&lt;b&gt;gras" in page
    assert Outline(page).links.count("https://conseillers.example/d/0193a7c2#k=Zm9vYmFy") == 1
    assert "Ici\u00a0: https://conseillers.example/d/0193a7c2#k=Zm9vYmFy\u00a0!" in text
