"""The texts that come with the service; staff writes its own over them."""

from collections.abc import Mapping
from typing import Final

from conseillers_domain.setting_aside import AsideReason
from conseillers_domain.templates import COMPLETION_LINK, Template

_HELLO: Final = "Bonjour {prenom} {nom},"
_ABOUT: Final = "Vous avez déposé le {date} une demande pour {entreprise} : « {sujet} »."
_BYE: Final = "L’équipe de Conseillers-Entreprises"


def _template(name: str, title: str, subject: str, *paragraphs: str) -> Template:
    return Template(
        name=name, title=title, subject=subject, body="\n\n".join((_HELLO, _ABOUT, *paragraphs, _BYE))
    )


DELIVERED: Final[Mapping[str, Template]] = {
    one.name: one
    for one in (
        _template(
            AsideReason.INCOMPLETE,
            "Demande incomplète",
            "Votre demande est à compléter",
            "Il nous manque des précisions pour la confier aux bons conseillers : votre projet ou votre "
            "difficulté, le délai que vous avez, ce que vous avez déjà essayé.",
            "Votre demande est gardée telle quelle. Complétez-la ici, elle reprendra aussitôt son chemin :",
            "{lien_pour_completer}",
        ),
        _template(
            AsideReason.OUT_OF_SCOPE,
            "Demande hors du champ du service",
            "Nous ne pouvons pas répondre à votre demande",
            "Elle ne relève pas de ce que les conseillers du service peuvent accompagner, et nous ne la "
            "leur transmettons pas.",
            "Vous pouvez déposer à tout moment une autre demande, sur un autre sujet.",
        ),
        _template(
            AsideReason.COMPANY_CREATION,
            "Création d’entreprise",
            "Votre projet de création d’entreprise",
            "Le service s’adresse aux entreprises déjà créées : nous ne transmettons pas cette demande.",
            "Pour créer la vôtre, la chambre de commerce et d’industrie ou la chambre de métiers et de "
            "l’artisanat de votre département vous accompagne, et les formalités se font sur "
            "formalites.entreprises.gouv.fr.",
        ),
        _template(
            AsideReason.DUPLICATE,
            "Demande en double",
            "Votre demande est déjà suivie",
            "Une autre demande sur ce sujet est déjà suivie pour votre entreprise : nous ne transmettons "
            "pas celle-ci une seconde fois. Ce que vous y ajoutez est lu par l’équipe du service.",
            "{lien_de_suivi}",
        ),
        _template(
            AsideReason.FALSE_DECLARATION,
            "Déclaration inexacte",
            "Votre demande n’est pas transmise",
            "Des informations qu’elle contient ne correspondent pas à la réalité de l’entreprise : elle "
            "n’est pas, ou n’est plus, transmise aux conseillers.",
            "Si c’est une erreur, répondez à ce message.",
        ),
        _template(
            AsideReason.OTHER,
            "Autre réponse",
            "Votre demande n’est pas transmise",
            "Nous ne pouvons pas la transmettre aux conseillers.",
        ),
    )
}
"""By name: that of the reason each answers."""

NEEDED: Final[Mapping[str, tuple[str, ...]]] = {AsideReason.INCOMPLETE: (COMPLETION_LINK,)}
"""The places that a text may not go without: nobody can complete a demand without the link."""
