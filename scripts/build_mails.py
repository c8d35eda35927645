"""Builds docs/mails.html: every mail of the service, as text and as HTML, written by the real templates.

    make mails

What they say is made up; the same samples give the same bytes.
"""

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Final

from conseillers_adapters.mail.blocks import Reader
from conseillers_adapters.mail.pages import Pages, pages_from
from conseillers_adapters.mail.words import words_of
from conseillers_application.mails import Content, Mail
from tests.adapters.mail_samples import CONTACT, GALLERY

FILE: Final = Path(__file__).parent.parent / "docs/mails.html"

TO: Final[Mapping[Reader, str]] = {
    Reader.COMPANY: "à une entreprise",
    Reader.TEAM: "à une équipe",
    Reader.STAFF: "à l’équipe du service",
    Reader.PERSON: "à une personne",
}

HEAD: Final = """<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Les mails de Conseillers-Entreprises</title>
<style>
body { margin: 0 auto; max-width: 80em; padding: 1em; color: #1c2530; background-color: #ffffff;
  font-family: "Segoe UI", Roboto, Helvetica, Arial, sans-serif; line-height: 1.5; }
a { color: #1f5d57; }
section { margin: 3em 0; padding-top: 1em; border-top: 3px solid #1f5d57; }
.both { display: grid; grid-template-columns: repeat(auto-fit, minmax(22em, 1fr)); gap: 1em; }
iframe, pre { box-sizing: border-box; width: 100%; height: 50rem; margin: 0; border: 1px solid #b8c1c9; }
pre { padding: 1em; overflow: auto; font-size: 0.8em; background-color: #f7f9f9; }
</style>
</head>
<body>
<h1>Les mails de Conseillers-Entreprises</h1>
<p>Chaque mail que le service envoie, avec des exemples inventés, en HTML et en texte : les mêmes mots, mis en
page par les mêmes modèles que les vrais. Les liens ne mènent nulle part.</p>
"""


def gallery(samples: Mapping[str, Content] = GALLERY) -> str:
    """The whole page: nothing beside it is needed to read it."""
    pages = pages_from()
    sections = "".join(_section(name, content, pages) for name, content in samples.items())
    return f"{HEAD}<ul>\n{''.join(_entries(samples))}</ul>\n{sections}</body>\n</html>\n"


def _entries(samples: Mapping[str, Content]) -> Iterator[str]:
    for name, content in samples.items():
        words = words_of(content)
        yield f'<li><a href="#{name}">{escape(words.subject)}</a>, {TO[words.reader]}</li>\n'


def _section(name: str, content: Content, pages: Pages) -> str:
    words = words_of(content)
    subject, page = escape(words.subject), escape(pages.html(words, CONTACT))
    files = Mail(to=CONTACT, message_id="", content=content).attachments
    joined = f" Fichiers joints : {escape(', '.join(one.name for one in files))}." if files else ""
    return f"""<section id="{name}">
<h2>{subject}</h2>
<p>Mail {TO[words.reader]}.{joined}</p>
<div class="both">
<iframe sandbox title="En HTML : {subject}" srcdoc="{page}"></iframe>
<pre tabindex="0" aria-label="En texte : {subject}">{escape(pages.text(words, CONTACT))}</pre>
</div>
</section>
"""


def main() -> None:
    """Write the file."""
    FILE.write_text(gallery(), encoding="utf-8")


if __name__ == "__main__":
    main()
