"""The words of a mail laid out, as HTML and as text."""

from functools import cache
from pathlib import Path

from attrs import frozen
from css_inline import CSSInliner
from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    select_autoescape,
)

from conseillers_adapters.mail.blocks import Wording
from conseillers_adapters.mail.phrases import SERVICE
from conseillers_adapters.mail.words import foot_of
from conseillers_domain.french import NO_BREAK

DELIVERED = Path(__file__).parent / "templates"

_WIDTH = 72


@frozen
class Pages:
    """The theme of the mails, read once: one page of HTML, one of text, one style sheet."""

    _html: Template
    _text: Template
    _inliner: CSSInliner

    def html(self, words: Wording, contact: str) -> str:
        """A page that needs no style sheet, no image and no network."""
        return self._inliner.inline(self._html.render(_seen(words, contact))) + "\n"

    def text(self, words: Wording, contact: str) -> str:
        """The same words in lines of at most 72 characters, addresses apart."""
        return self._text.render(_seen(words, contact))


def pages_from(folder: Path = DELIVERED) -> Pages:
    """The theme of a folder (`page.html.j2`, `page.txt.j2`, `style.css`), completed by the delivered one."""
    loader = ChoiceLoader([FileSystemLoader(folder), FileSystemLoader(DELIVERED)])
    environment = Environment(
        loader=loader,
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["wrapped"] = wrapped
    style, _, _ = loader.get_source(environment, "style.css")
    return Pages(
        environment.get_template("page.html.j2"),
        environment.get_template("page.txt.j2"),
        CSSInliner(extra_css=style, load_remote_stylesheets=False),
    )


@cache
def delivered_pages() -> Pages:
    """The delivered theme, compiled once for all who write: that takes as long as ten mails."""
    return pages_from(DELIVERED)


def wrapped(text: str, bullet: str = "") -> str:
    """Lines cut at plain spaces only: `textwrap` does it too, ten times slower."""
    lines = [bullet]
    for place, word in enumerate(text.split(" ")):
        if place and len(lines[-1]) + 1 + len(word) > _WIDTH:
            lines.append(" " * len(bullet) + word)
        else:
            lines[-1] += f" {word}" if place else word
    return "\n".join(lines)


def _seen(words: Wording, contact: str) -> dict[str, object]:
    return {
        "mail": words,
        "service": SERVICE,
        "foot": foot_of(words.reader),
        "contact": contact,
        "colon": NO_BREAK + ":",
    }
