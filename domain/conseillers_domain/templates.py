"""The texts of the mails staff sends: written once, with places that each demand fills (CGU 6.2)."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from attrs import frozen

from conseillers_domain.errors import Fault, blank, too_long
from conseillers_domain.french import listed

FOLLOW_LINK: Final = "lien_de_suivi"
COMPLETION_LINK: Final = "lien_pour_completer"
LINKS: Final = frozenset({FOLLOW_LINK, COMPLETION_LINK})
"""The places that are filled when the mail leaves: what is kept holds no secret."""

PLACES: Final[Mapping[str, str]] = {
    "prenom": "le prénom de la personne",
    "nom": "son nom",
    "entreprise": "le nom de l’entreprise, ou son SIRET",
    "sujet": "le sujet de la demande",
    "date": "le jour du dépôt",
    FOLLOW_LINK: "l’adresse où suivre la demande",
    COMPLETION_LINK: "l’adresse où compléter la demande",
}
"""What may stand between braces in a text, and what it becomes."""

SUBJECT_LENGTH: Final = 150
BODY_LENGTH: Final = 10_000

_PLACE: Final = re.compile(r"\{([^{}]*)\}")


@frozen(kw_only=True)
class Template:
    """A text (modèle de mail) in one of its versions.

    `version`: 0 for the delivered one. `by`: who wrote it, a person's id; None for the service itself.
    """

    name: str
    title: str
    subject: str
    body: str
    version: int = 0
    at: datetime | None = None
    by: str | None = None


def text_faults(subject: str, body: str, *needed: str, at: str = "") -> tuple[Fault, ...]:
    """What is wrong in a text: nothing to read, too long, a place that nothing fills, a brace alone.

    `needed`: the places its body may not go without. `at`: where the text stands in its document.
    """
    found = [*_faults(f"{at}/subject", subject, SUBJECT_LENGTH), *_faults(f"{at}/body", body, BODY_LENGTH)]
    if "\n" in subject.strip():
        found.append(Fault(f"{at}/subject", "format", "L’objet d’un mail tient sur une ligne."))
    found += (
        Fault(f"{at}/subject", "link_in_subject", "Un lien ne se met pas dans l’objet.")
        for name in _PLACE.findall(subject)
        if name in LINKS
    )
    missing = [name for name in needed if name not in _PLACE.findall(body)]
    if missing and not blank(body):
        places = listed([f"{{{name}}}" for name in missing])
        found.append(Fault(f"{at}/body", "missing_placeholder", f"Ce mail ne peut se passer de {places}."))
    return tuple(found)


def _faults(at: str, text: str, most: int) -> tuple[Fault, ...]:
    if blank(text):
        return (Fault(at, "required", "Ce texte est obligatoire."),)
    if len(text) > most:
        return (Fault(at, "too_long", too_long(most)),)
    unknown = [name for name in dict.fromkeys(_PLACE.findall(text)) if name not in PLACES]
    if unknown:
        possible = ", ".join(f"{{{name}}}" for name in PLACES)
        names = listed([f"{{{name}}}" for name in unknown])
        sentence = f"Rien ne remplit {names} ; ce qui peut l’être : {possible}."
        return (Fault(at, "unknown_placeholder", sentence),)
    if set(_PLACE.sub("", text)) & set("{}"):
        return (Fault(at, "format", "Une accolade est ouverte ou fermée toute seule."),)
    return ()


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with these places filled; others stay as they are."""
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), text).strip()
