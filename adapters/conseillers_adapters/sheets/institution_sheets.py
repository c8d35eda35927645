"""The sheets of partner organisations: institutions and their branches."""

from collections.abc import Mapping
from typing import Final

from conseillers_adapters.sheets.columns import Column, Sheet
from conseillers_adapters.sheets.kinds import CODE, CODES, TEXT, YES_NO, ZONES, choice
from conseillers_adapters.sheets.shared_columns import CLOSED, ZONES_HELP
from conseillers_domain.directory import Level, Nature

NATURES: Final[Mapping[str, str]] = {
    Nature.STATE.value: "État",
    Nature.PUBLIC_BODY.value: "organisme public",
    Nature.SEMI_PUBLIC_BODY.value: "organisme parapublic",
    Nature.REGIONAL_COUNCIL.value: "conseil régional",
    Nature.LOCAL_AUTHORITY.value: "collectivité",
}
LEVELS: Final[Mapping[str, str]] = {
    Level.LOCAL.value: "locale",
    Level.REGIONAL.value: "régionale",
    Level.NATIONAL.value: "nationale",
}

INSTITUTIONS: Final = Sheet(
    key="institutions",
    label="Institutions",
    purpose="Les organismes partenaires, un par ligne.",
    code="slug",
    lists=("criteria", "answer_conditions"),
    unknown=("unknown_institution", "Institution inconnue"),
    columns=(
        Column(
            key="slug",
            label="Code",
            help="Nom court qui désigne l’institution dans les autres feuilles : lettres sans accent, "
            "chiffres, tirets. Il ne change plus.",
            kind=CODE,
            example="cci",
            required=True,
        ),
        Column(
            key="name",
            label="Nom",
            help="Le nom que lisent les entreprises.",
            kind=TEXT,
            example="Chambre de commerce et d’industrie",
            required=True,
        ),
        Column(
            key="nature",
            label="Nature",
            help="La nature de l’organisme, selon les conditions d’utilisation.",
            kind=choice(NATURES),
            example="organisme parapublic",
            required=True,
        ),
        Column(
            key="categories",
            label="Catégories",
            help="« opco » pour un opérateur de compétences. Vide sinon.",
            kind=CODES,
            example="opco",
        ),
        Column(
            key="siren",
            label="SIREN",
            help="Son numéro SIREN : 9 chiffres, sans espace.",
            kind=CODE,
            example="130025265",
        ),
        CLOSED,
        Column(
            key="single_taker",
            label="Prise en charge unique",
            help="« oui » si une seule de ses équipes prend en charge un même besoin. Vide : non.",
            kind=YES_NO,
            example="non",
        ),
        Column(
            key="activity_rule.natures",
            label="Natures d’activité",
            help="Les seules natures d’activité reçues (chambres consulaires). Vide, comme la colonne "
            "suivante : toutes.",
            kind=CODES,
            example="COMMERCIALE;AGENT_COMMERCIAL",
        ),
        Column(
            key="activity_rule.any_nafa",
            label="Tout code NAFA",
            help="« oui » si tout code d’activité artisanale convient aussi.",
            kind=YES_NO,
            example="non",
        ),
        Column(
            key="mayotte_only",
            label="Mayotte seulement",
            help="« oui » pour l’opérateur de compétences compétent à Mayotte. Vide : non.",
            kind=YES_NO,
            example="non",
        ),
        Column(
            key="mail_domains",
            label="Domaines de messagerie",
            help="Ce qui suit le signe @ dans les adresses de ses agents ; les autres n’ont pas de compte. "
            "Vide : toute adresse qui n’est pas personnelle.",
            kind=CODES,
            example="cci.fr;cci.example",
        ),
    ),
)

BRANCHES: Final = Sheet(
    key="branches",
    label="Antennes",
    purpose="Les antennes des institutions, une par ligne.",
    code="code",
    lists=("criteria",),
    unknown=("unknown_branch", "Antenne inconnue"),
    columns=(
        Column(
            key="code",
            label="Code",
            help="Nom court de l’antenne : lettres sans accent, chiffres, tirets. Il ne change plus.",
            kind=CODE,
            example="cci-47",
            required=True,
        ),
        Column(
            key="institution",
            label="Institution",
            help="Le code de son institution.",
            kind=CODE,
            example="cci",
            required=True,
            names="institutions",
        ),
        Column(
            key="name",
            label="Nom",
            help="Le nom de l’antenne.",
            kind=TEXT,
            example="CCI du Lot-et-Garonne",
            required=True,
        ),
        Column(
            key="level",
            label="Niveau",
            help="Une antenne nationale se passe de zones.",
            kind=choice(LEVELS),
            example="locale",
            required=True,
        ),
        Column(
            key="parent",
            label="Antenne supérieure",
            help="Le code de l’antenne de la même institution dont elle dépend, s’il y en a une.",
            kind=CODE,
            example="cci-nouvelle-aquitaine",
            names="branches",
        ),
        CLOSED,
        Column(
            key="zones", label="Zones", help=ZONES_HELP, kind=ZONES, example="departement 47;epci 200096956"
        ),
    ),
)
