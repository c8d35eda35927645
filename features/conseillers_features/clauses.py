"""The clauses of the terms that scenarios show so far, each with the part that comes later, if any."""

from collections.abc import Mapping
from typing import Final

SHOWN: Final[Mapping[str, str]] = {
    "1.a": "",
    "1.b": "the advisor's own acceptance, with invitations",
    "1.c": "being turned away before the form, with the pages",
    "2.b": "",
    "2.c": "",
    "2.d": "",
    "2.e": "",
    "3.a": "",
    "3.b": "",
    "3.c": "",
    "4.1.a": "",
    "4.1.c": "",
    "4.1.d": "what was typed kept by the page, with the pages",
    "4.2.a": "the frame and the partners' API, with partners",
    "4.2.b": "qualification by staff, with their desk",
    "4.3.A.b": "",
    "4.3.A.d": "",
    "4.3.A.f": "",
    "4.3.B.1.a": "",
    "4.3.B.1.c": "",
    "4.3.B.1.d": "",
    "4.3.B.2.a": "",
    "4.3.B.2.b": "the buttons, with the pages",
    "4.3.B.2.c": "",
    "4.3.B.2.d": "",
    "4.3.B.2.e": "counting in figures, with figures",
    "4.3.B.2.f": "",
    "5.1.b": "the record of who read what, with the rights of persons",
    "5.1.c": "",
    "5.1.d": "",
}
"""By the number of the clause, as tags name it: `@cgu-1.a`."""
