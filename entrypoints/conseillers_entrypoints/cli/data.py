"""Commands on data: files read, the geography, the API document."""

import json
import sys
from pathlib import Path
from typing import Annotated, Final

from cyclopts import App, Parameter

from conseillers_domain.errors import Fault, Invalid
from conseillers_entrypoints.cli.installation import opened, out
from conseillers_entrypoints.cli.main import app
from conseillers_entrypoints.directory_files import text_of

File = Annotated[str, Parameter(allow_leading_hyphen=True)]
"""A file's name, or `-` for the standard input."""

AsJson = Annotated[bool, Parameter(name="--json", negative=())]
"""Whether the answer is written as the API does."""

geography = App(name="geography", help="Le découpage officiel du territoire.")
app.command(geography)


def content_of(file: str) -> str:
    """A file's text, the standard input's for `-`. Raises Invalid when it cannot be read."""
    if file == "-":
        return sys.stdin.read()
    try:
        return text_of(Path(file).read_bytes(), file)
    except OSError as wrong:
        raise Invalid(Fault("", "unreadable", f"« {file} » ne se lit pas : {why_not(wrong)}.")) from None


def why_not(wrong: OSError) -> str:
    """Why a file cannot be read, in French; the machine's own word for what is seldom."""
    for kind, sentence in REFUSALS:
        if isinstance(wrong, kind):
            return sentence
    return str(wrong.strerror)


REFUSALS: Final = (
    (FileNotFoundError, "il n’existe pas"),
    (PermissionError, "l’accès est refusé"),
    (IsADirectoryError, "c’est un dossier"),
)


@geography.command
def show(query: Annotated[str, Parameter(allow_leading_hyphen=False)] = "") -> None:
    """Dit quel découpage est en service, et les communes que désignent ces mots.

    Parameters
    ----------
    query
        nom, code postal ou code INSEE.
    """
    with opened() as container:
        official = container.geography()
        found = container.find_communes()(query) if query.strip() else ()
    out.print(
        f"Découpage officiel {official.version} : {len(official.communes)} communes et arrondissements."
    )
    for one in found:
        zones = ", ".join(str(key) for key in official.keys(one.code))
        out.print(f"{one.code}  {one.name} ({', '.join(one.postal_codes)}) : {zones}", markup=False)


@app.command
def openapi() -> None:
    """Écrit le document OpenAPI du service."""
    from conseillers_entrypoints.container import container_of
    from conseillers_entrypoints.http.app import make_app
    from conseillers_entrypoints.http.openapi import openapi_document
    from conseillers_entrypoints.settings import Settings

    document = openapi_document(make_app(container_of(Settings())))
    print(json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True))  # noqa: T201 - the document itself
