"""What a mail is made of, before it is text or HTML."""

from enum import StrEnum
from typing import ClassVar

from attrs import frozen


class Reader(StrEnum):
    """Who reads a mail; also the class of the page, for a theme that tells them apart."""

    COMPANY = "company"
    TEAM = "team"
    STAFF = "staff"
    PERSON = "person"


@frozen
class Paragraph:
    """A few sentences."""

    shape: ClassVar = "paragraph"
    text: str


@frozen
class Heading:
    """What the next blocks are about."""

    shape: ClassVar = "heading"
    text: str


@frozen
class Bullets:
    """Things of one kind, in no order."""

    shape: ClassVar = "bullets"
    items: tuple[str, ...]


@frozen
class Facts:
    """Names and what they stand for, as on a form."""

    shape: ClassVar = "facts"
    rows: tuple[tuple[str, str], ...]


@frozen
class Action:
    """The one thing to click.

    `shown`: what is written in text, where nothing can be clicked; the address of a page or a mailbox.
    """

    shape: ClassVar = "action"
    label: str
    url: str
    shown: str


Block = Paragraph | Heading | Bullets | Facts | Action


@frozen(kw_only=True)
class Wording:
    """All the words of one mail; `title` heads the HTML, where no subject is in sight."""

    reader: Reader
    subject: str
    title: str
    blocks: tuple[Block, ...]
