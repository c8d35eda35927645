"""The gallery of mails, and whether everybody can read what it shows."""

import re
from html.parser import HTMLParser
from typing import Final, get_args

import pytest

from conseillers_adapters.mail.pages import pages_from
from conseillers_adapters.mail.words import words_of
from conseillers_application.mails import Content
from scripts.build_mails import FILE, gallery
from tests.adapters.mail_samples import CONTACT, GALLERY

PAGES: Final = pages_from()
VOID: Final = {"meta", "br", "img", "hr", "link", "input"}
ENOUGH: Final = 4.5
"""How much ink and paper must differ: WCAG 2.2, 1.4.3."""
VAGUE: Final = {"ici", "cliquez ici", "lien", "en savoir plus", "lire", "voir"}

Style = dict[str, str]


class Read(HTMLParser):
    """A page as it is read: its titles and links in order, the colours of its words, its languages."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.titles: list[int] = []
        self.links: list[tuple[str, str]] = []
        self.colours: set[tuple[str, str]] = set()
        self.languages: dict[str, str] = {}
        self.frames: list[tuple[str | None, str]] = []
        self._open: list[tuple[str, Style]] = [("", {"color": "#000000", "background-color": "#ffffff"})]
        self.feed(page)
        assert len(self._open) == 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.titles.append(int(tag[1]))
        if tag == "a":
            self.links.append((known.get("href") or "", ""))
        if tag == "iframe":
            self.frames.append((known.get("title"), known.get("srcdoc") or ""))
        if language := known.get("lang"):
            self.languages[tag] = language
        if tag not in VOID:
            own = re.findall(r"(background-color|color): *(#[0-9a-f]{6})", known.get("style") or "")
            self._open.append((tag, {**self._open[-1][1], **dict(own)}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        tag, style = self._open[-1]
        if not data.strip() or tag in {"style", "title"}:
            return
        self.colours.add((style["color"], style["background-color"]))
        if "a" in {one for one, _ in self._open}:
            address, words = self.links.pop()
            self.links.append((address, words + data))


def contrast(ink: str, paper: str) -> float:
    light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return sum(weight * s for weight, s in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_every_mail_of_the_service_has_a_sample() -> None:
    assert {type(content) for content in GALLERY.values()} == set(get_args(Content))


def test_the_committed_gallery_is_the_one_that_is_built() -> None:
    assert FILE.read_text("utf-8") == gallery(), "make mails"


def test_the_gallery_shows_each_mail_twice_and_needs_nothing_else() -> None:
    page = Read(gallery())
    assert page.titles == [1, *(2 for _ in GALLERY)]
    for (title, shown), content in zip(page.frames, GALLERY.values(), strict=True):
        words = words_of(content)
        assert title is not None
        assert words.subject in title
        assert shown == PAGES.html(words, CONTACT)
    assert [address for address, _ in page.links] == [f"#{name}" for name in GALLERY]
    assert not re.search(r"<(script|link|img)", gallery())


@pytest.mark.parametrize("kind", GALLERY)
def test_a_page_tells_its_language_and_its_titles_follow_one_another(kind: str) -> None:
    page = Read(PAGES.html(words_of(GALLERY[kind]), CONTACT))
    assert page.languages == {"html": "fr", "div": "fr"}
    assert page.titles[0] == 1
    assert set(page.titles[1:]) <= {2}


@pytest.mark.parametrize("kind", GALLERY)
def test_each_link_of_a_page_says_where_it_leads(kind: str) -> None:
    links = Read(PAGES.html(words_of(GALLERY[kind]), CONTACT)).links
    assert links
    for address, words in links:
        assert address.startswith(("https://", "mailto:"))
        assert words.strip().lower() not in VAGUE
        assert len(words.strip()) > 5
        assert not words.startswith("http")
    assert len({words for _, words in links}) == len(links)


@pytest.mark.parametrize("kind", GALLERY)
def test_the_colours_of_every_word_can_be_told_apart_by_weak_eyes(kind: str) -> None:
    colours = Read(PAGES.html(words_of(GALLERY[kind]), CONTACT)).colours
    assert len(colours) > 2
    assert {one: contrast(*one) for one in colours if contrast(*one) < ENOUGH} == {}


@pytest.mark.parametrize("kind", GALLERY)
def test_the_text_is_read_without_a_page_every_address_being_told(kind: str) -> None:
    words = words_of(GALLERY[kind])
    text = PAGES.text(words, CONTACT)
    addresses = [one for one, _ in Read(PAGES.html(words, CONTACT)).links]
    for address in addresses:
        assert address.removeprefix("mailto:").partition("?")[0] in text
    lines = [line for line in text.splitlines() if "https://" not in line]
    assert max(map(len, lines)) <= 72
    assert not re.search(r"<[a-z/]", text)
