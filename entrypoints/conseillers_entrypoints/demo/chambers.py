"""The chambers and the skills operators of the demonstration country: semi-public bodies (CGU 2)."""

from typing import Final

from conseillers_domain.directory import OPCO, ActivityRule, Institution, Nature
from conseillers_entrypoints.demo.networks import Desk, Network, Span

_PEOPLE: Final = Desk(
    code="rh",
    name="Ressources humaines",
    subjects=("recruter", "recruter-en-alternance", "contrat-de-travail"),
    says="Un premier rendez-vous gratuit dans l’entreprise ou à distance.",
)
_SALES: Final = Desk(
    code="dev",
    name="Développement commercial et numérique",
    subjects=(
        "trouver-des-clients",
        "repondre-aux-marches-publics",
        "trouver-un-local",
        "vendre-en-ligne",
        "numeriser-la-gestion",
        "cybersecurite",
        "facture-electronique",
    ),
)
_TRANSFER: Final = Desk(
    code="transmission",
    name="Transmission et reprise",
    subjects=("ceder-son-entreprise", "reprendre-une-entreprise", "transmettre-aux-proches"),
    says="Les échanges sont confidentiels : rien n’est publié sans votre accord.",
)
_ECOLOGY: Final = Desk(
    code="ecologie",
    name="Transition écologique",
    subjects=(
        "dechets-et-reemploi",
        "autorisations-environnementales",
        "reduire-la-consommation-d-energie",
        "demarche-rse",
    ),
)
_TROUBLE: Final = Desk(
    code="appui",
    name="Appui aux entreprises en difficulté",
    subjects=("tresorerie-tendue", "clients-qui-ne-paient-pas"),
)

CHAMBERS: Final = (
    Network(
        institution=Institution(
            slug="cci",
            name="Chambre de commerce et d’industrie",
            nature=Nature.SEMI_PUBLIC_BODY,
            activity_rule=ActivityRule(
                natures=("COMMERCIALE", "AGENT_COMMERCIAL", "INDEPENDANTE", "GESTION_DE_BIENS")
            ),
        ),
        span=Span.DEPARTEMENTAL,
        desks=(
            _PEOPLE,
            _SALES,
            _TRANSFER,
            _ECOLOGY,
            _TROUBLE,
            Desk(
                code="international",
                name="International et innovation",
                subjects=("vendre-a-l-etranger", "innover"),
                regional=True,
            ),
        ),
    ),
    Network(
        institution=Institution(
            slug="cma",
            name="Chambre de métiers et de l’artisanat",
            nature=Nature.SEMI_PUBLIC_BODY,
            activity_rule=ActivityRule(
                natures=(
                    "ARTISANALE",
                    "ARTISANALE_REGLEMENTEE",
                    "INDEPENDANTE",
                    "GESTION_DE_BIENS",
                ),
                any_nafa=True,
            ),
        ),
        span=Span.DEPARTEMENTAL,
        desks=(_PEOPLE, _SALES, _TRANSFER, _ECOLOGY, _TROUBLE),
    ),
    Network(
        institution=Institution(
            slug="professions-liberales",
            name="Maison des professions libérales",
            nature=Nature.SEMI_PUBLIC_BODY,
            activity_rule=ActivityRule(
                natures=(
                    "LIBERALE_REGLEMENTEE",
                    "LIBERALE_NON_REGLEMENTEE",
                    "INDEPENDANTE",
                    "GESTION_DE_BIENS",
                )
            ),
        ),
        span=Span.REGIONAL,
        desks=(
            Desk(
                code="conseil",
                name="Conseil aux professionnels libéraux",
                subjects=(
                    "recruter",
                    "contrat-de-travail",
                    "trouver-des-clients",
                    "trouver-un-local",
                    "vendre-en-ligne",
                    "numeriser-la-gestion",
                    "facture-electronique",
                    "ceder-son-entreprise",
                    "reprendre-une-entreprise",
                ),
            ),
        ),
    ),
)

BRANCHES_OF_INDUSTRY: Final = {
    "opco-industrie": "Opco Ateliers et industries",
    "opco-batiment": "Opco Chantiers",
    "opco-commerce": "Opco Boutiques et commerces",
    "opco-proximite": "Opco Métiers de proximité",
    "opco-hotellerie": "Opco Tables et séjours",
    "opco-conseil": "Opco Conseil, chiffres et logiciels",
    "opco-transport": "Opco Mobilités",
    "opco-sante": "Opco Soins et accompagnement",
    "opco-agriculture": "Opco Cultures et terroirs",
    "opco-creation": "Opco Création et loisirs",
    "opco-mayotte": "Opco Mayotte",
}
"""The skills operators, by slug: a company belongs to one, except in Mayotte where one serves all."""


def _opco(slug: str, name: str) -> Network:
    only = slug == "opco-mayotte"
    return Network(
        institution=Institution(
            slug=slug,
            name=name,
            nature=Nature.SEMI_PUBLIC_BODY,
            categories=(OPCO,),
            single_taker=True,
            mayotte_only=only,
        ),
        span=Span.NATIONAL if only else Span.REGIONAL,
        desks=(
            Desk(
                code="competences",
                name="Compétences et alternance",
                subjects=(
                    "recruter-en-alternance",
                    "former-les-salaries",
                    "organiser-le-travail",
                    "evaluer-les-risques",
                ),
                says="La prise en charge dépend de la branche professionnelle.",
            ),
        ),
    )


SKILLS_OPERATORS: Final = tuple(_opco(slug, name) for slug, name in BRANCHES_OF_INDUSTRY.items())
