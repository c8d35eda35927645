"""The sheets of those who answer: teams, what they answer for, advisors and their days away."""

from typing import Final

from conseillers_adapters.sheets.columns import Column, Sheet
from conseillers_adapters.sheets.kinds import CODE, CODES, DAY, TEXT, ZONES
from conseillers_adapters.sheets.shared_columns import CLOSED, ZONES_HELP, subject_column

TEAMS: Final = Sheet(
    key="teams",
    label="Équipes",
    purpose="Les équipes qui reçoivent les besoins, une par ligne.",
    code="code",
    lists=("criteria", "competences"),
    unknown=("unknown_team", "Équipe inconnue"),
    columns=(
        Column(
            key="code",
            label="Code",
            help="Nom court de l’équipe : lettres sans accent, chiffres, tirets. Il ne change plus.",
            kind=CODE,
            example="cci-47-rh",
            required=True,
        ),
        Column(
            key="branch",
            label="Antenne",
            help="Le code de son antenne.",
            kind=CODE,
            example="cci-47",
            required=True,
            names="branches",
        ),
        Column(
            key="name",
            label="Nom",
            help="Le nom de l’équipe.",
            kind=TEXT,
            example="Ressources humaines",
            required=True,
        ),
        Column(
            key="mailbox",
            label="Boîte e-mail",
            help="L’adresse où l’équipe reçoit les besoins.",
            kind=CODE,
            example="rh@cci.example",
            required=True,
        ),
        CLOSED,
        Column(
            key="delegate",
            label="Équipe suppléante",
            help="Le code de l’équipe qui reçoit ses besoins quand tous ses conseillers sont absents.",
            kind=CODE,
            example="cci-47-accueil",
            names="teams",
        ),
        Column(
            key="zones",
            label="Zones",
            help=f"Vide : celles de son antenne. {ZONES_HELP}",
            kind=ZONES,
            example="commune 47001;commune 47323",
        ),
    ),
)

COMPETENCES: Final = Sheet(
    key="competences",
    label="Compétences",
    purpose="Les sujets auxquels répond chaque équipe : une ligne par équipe et par sujet.",
    columns=(
        Column(
            key="team",
            label="Équipe",
            help="Le code de l’équipe.",
            kind=CODE,
            example="cci-47-rh",
            required=True,
            names="teams",
        ),
        subject_column("Le code du sujet : la feuille « Sujets » les donne tous."),
        Column(
            key="description",
            label="Description",
            help="Ce que l’équipe en dit aux entreprises.",
            kind=TEXT,
            example="Aide au premier recrutement.",
        ),
    ),
)

ADVISORS: Final = Sheet(
    key="advisors",
    label="Conseillers",
    purpose="Les personnes qui répondent aux entreprises, une par ligne.",
    code="email",
    lists=("teams", "absences"),
    unknown=("unknown_advisor", "Conseiller inconnu"),
    columns=(
        Column(
            key="email",
            label="Adresse e-mail",
            help="Son adresse professionnelle, qui sert aussi à se connecter.",
            kind=CODE,
            example="zoe@cci.example",
            required=True,
        ),
        Column(key="first_name", label="Prénom", help="Son prénom.", kind=TEXT, example="Zoé", required=True),
        Column(key="last_name", label="Nom", help="Son nom.", kind=TEXT, example="Lefèvre", required=True),
        Column(
            key="branch",
            label="Antenne",
            help="Le code de son antenne.",
            kind=CODE,
            example="cci-47",
            required=True,
            names="branches",
        ),
        Column(
            key="teams",
            label="Équipes",
            help="Les codes de ses équipes, d’aucune à plusieurs.",
            kind=CODES,
            example="cci-47-rh;cci-47-accueil",
        ),
    ),
)

ABSENCES: Final = Sheet(
    key="absences",
    label="Absences",
    purpose="Les jours où un conseiller est absent : une ligne par absence.",
    columns=(
        Column(
            key="advisor",
            label="Conseiller",
            help="Son adresse e-mail.",
            kind=CODE,
            example="zoe@cci.example",
            required=True,
            names="advisors",
        ),
        Column(
            key="from",
            label="Du",
            help="Le premier jour d’absence.",
            kind=DAY,
            example="2026-12-01",
            required=True,
        ),
        Column(
            key="to",
            label="Au",
            help="Le dernier jour d’absence, compris.",
            kind=DAY,
            example="2026-12-08",
            required=True,
        ),
    ),
)
