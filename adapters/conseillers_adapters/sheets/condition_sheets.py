"""The sheets of what narrows the needs received: criteria, and answers that are asked for."""

from collections.abc import Mapping
from typing import Final

from conseillers_adapters.sheets.columns import Column, Sheet
from conseillers_adapters.sheets.kinds import CODE, CODES, INTEGER, choice
from conseillers_adapters.sheets.shared_columns import subject_column

OWNERS: Final[Mapping[str, str]] = {"institution": "institution", "branch": "antenne", "team": "équipe"}
"""Who may carry a criterion."""


def _bound(key: str, label: str, text: str, example: str) -> Column:
    return Column(key=key, label=label, help=text, kind=INTEGER, example=example)


def _listed(key: str, label: str, text: str, example: str) -> Column:
    return Column(key=key, label=label, help=text, kind=CODES, example=example)


CRITERIA: Final = Sheet(
    key="criteria",
    label="Critères",
    purpose="Ce qui restreint les besoins reçus. Toutes les conditions d’une ligne, et toutes les lignes "
    "d’une équipe, de son antenne et de son institution, doivent être remplies. Une case vide n’est pas "
    "une condition.",
    columns=(
        Column(
            key="level",
            label="Porté par",
            help="Ce qui porte le critère : une institution, une antenne ou une équipe.",
            kind=choice(OWNERS),
            example="équipe",
            required=True,
        ),
        Column(
            key="owner",
            label="Code",
            help="Le code de cette institution, de cette antenne ou de cette équipe.",
            kind=CODE,
            example="cci-47-rh",
            required=True,
            names="owners",
        ),
        _listed("subjects", "Sujets", "Les seuls sujets concernés. Vide : tous.", "recruter"),
        _bound("min_years", "Âge minimal (ans)", "L’entreprise a au moins cet âge.", "1"),
        _bound("max_years", "Âge maximal (ans)", "L’entreprise n’a pas encore atteint cet âge.", "5"),
        _bound("min_headcount", "Effectif minimal", "Elle compte au moins ce nombre de salariés.", "1"),
        _bound("max_headcount", "Effectif maximal", "Elle compte moins que ce nombre de salariés.", "50"),
        _listed("accepted_naf", "NAF acceptés", "Les seuls codes NAF acceptés.", "62.02A;62.01Z"),
        _listed("excluded_naf", "NAF exclus", "Les codes NAF refusés.", "01.11Z"),
        _listed(
            "accepted_legal_forms",
            "Formes juridiques acceptées",
            "Les seuls codes de forme juridique acceptés.",
            "5710;5499",
        ),
        _listed(
            "excluded_legal_forms",
            "Formes juridiques exclues",
            "Les codes de forme juridique refusés.",
            "9220",
        ),
        _listed(
            "excluded_communes",
            "Communes exclues",
            "Les codes officiels (INSEE) des communes refusées.",
            "47001",
        ),
    ),
)

ANSWER_CONDITIONS: Final = Sheet(
    key="answer_conditions",
    label="Réponses attendues",
    purpose="Ce qu’une institution demande qu’on ait répondu aux questions d’un sujet. Toutes les réponses "
    "d’un groupe sont attendues ensemble ; un seul groupe suffit. Une ligne par réponse.",
    columns=(
        Column(
            key="institution",
            label="Institution",
            help="Le code de l’institution.",
            kind=CODE,
            example="cci",
            required=True,
            names="institutions",
        ),
        Column(
            key="condition",
            label="Condition n°",
            help="Le numéro de la condition dans son institution : 1, 2, 3…",
            kind=INTEGER,
            example="1",
            required=True,
        ),
        subject_column("Le code du sujet, le même sur toutes les lignes d’une condition."),
        Column(
            key="group",
            label="Groupe n°",
            help="Le numéro du groupe dans sa condition. Les réponses d’un groupe portent le même.",
            kind=INTEGER,
            example="1",
        ),
        Column(
            key="question",
            label="Question",
            help="Le code de la question : la feuille « Questions » les donne tous.",
            kind=CODE,
            example="recrutement_premier",
        ),
        Column(
            key="answer",
            label="Réponse",
            help="La réponse attendue, telle que la feuille « Questions » l’écrit.",
            kind=CODE,
            example="true",
        ),
    ),
)
