"""What people write in sheets is understood or refused, each fault at its sheet, row and column."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

import pytest

from conseillers_adapters.documents import read_partly, unstructure
from conseillers_adapters.sheets import Sheets, document_of, read_csv, read_xlsx, write_xlsx
from conseillers_adapters.sheets.reading import sheets_of
from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import (
    Absence,
    ActivityRule,
    Advisor,
    AnswerConditions,
    Branch,
    Competence,
    DirectoryDocument,
    Institution,
    Level,
    Nature,
    Team,
)
from conseillers_domain.directory_faults import directory_faults
from conseillers_domain.errors import Fault, told_once
from conseillers_domain.territory import Zone, ZoneType
from tests.adapters.sheet_samples import Rows, a_workbook, an_archive
from tests.builders import a_catalogue, a_directory, a_geography, a_team

INSTITUTION = ["cci", "CCI", "état"]
BRANCH = ["b", "cci", "Antenne", "nationale"]
TEAM = ["t", "b", "Équipe", "t@example.org"]
ADVISOR = ["zoe@example.org", "Zoé", "Roux", "b", "t"]
FILLED: Mapping[str, Rows] = {
    "Institutions": [["Code", "Nom", "Nature"], INSTITUTION],
    "Antennes": [["Code", "Institution", "Nom", "Niveau"], BRANCH],
    "Équipes": [["Code", "Antenne", "Nom", "Boîte e-mail"], TEAM],
    "Compétences": [["Équipe", "Sujet"], ["t", "recruter"]],
    "Conseillers": [["Adresse e-mail", "Prénom", "Nom", "Antenne", "Équipes"], ADVISOR],
}
"""The least of each sheet that has objects, and one of each."""

READ = DirectoryDocument(
    institutions=(Institution(slug="cci", name="CCI", nature=Nature.STATE),),
    branches=(Branch(code="b", institution="cci", name="Antenne", level=Level.NATIONAL),),
    teams=(
        Team(
            code="t",
            branch="b",
            name="Équipe",
            mailbox="t@example.org",
            competences=(Competence(subject="recruter"),),
        ),
    ),
    advisors=(
        Advisor(email="zoe@example.org", first_name="Zoé", last_name="Roux", branch="b", teams=("t",)),
    ),
)


def sheets(**rows: Rows) -> Sheets:
    """Sheets given by their wire names, which Python can write."""
    return sheets_of(list(rows.items()), None)


def faults_of(read: Sheets) -> list[tuple[str, str]]:
    return [(fault.pointer, fault.code) for fault in document_of(read)[1]]


def messages_of(read: Sheets) -> list[str]:
    return [fault.message for fault in document_of(read)[1]]


def test_sheets_of_a_workbook_become_a_directory() -> None:
    assert document_of(read_xlsx(a_workbook(FILLED))) == (READ, ())


def test_names_and_values_are_read_in_french_or_as_the_wire_says_them_whatever_case_and_accents() -> None:
    read = sheets(
        INSTITUTIONS=[["SLUG", "nom", " Nature ", "fermee"], ["cci", "CCI", "STATE", "Oui"]],
        antennes=[
            ["code", "INSTITUTION", "Name", "level", "Zones"],
            ["b", "cci", "B", "Régionale", "EPCI 1"],
        ],
        equipes=[["Nom *", "boite e-mail *", "branch", "code *"], ["Équipe", "t@example.org", "b", "t"]],
    )

    document, faults = document_of(read)

    assert faults == ()
    assert document.institutions == (Institution(slug="cci", name="CCI", nature=Nature.STATE, closed=True),)
    assert document.branches[0].level is Level.REGIONAL
    assert document.branches[0].zones == (Zone(ZoneType.EPCI, "1"),)
    assert document.teams == (
        Team(code="t", branch="b", name="Équipe", mailbox="t@example.org", competences=()),
    )


def test_what_a_spreadsheet_made_of_codes_is_read_as_people_typed_it() -> None:
    held = a_workbook(
        {
            "Institutions": [
                ["Code", "Nom", "Nature", "SIREN", "Fermée", "Catégories"],
                [47, 2026, "État", 130025265, True, 12.5],
                ["b", date(2026, 1, 2), "État", "", False, datetime(2026, 1, 2)],  # noqa: DTZ001 - as calamine gives it
            ],
            "Critères": [
                ["Porté par", "Code", "Effectif minimal", "Effectif maximal", "NAF acceptés", "Sujets"],
                ["institution", 47, 3, " 50 ", "62.02A ; 62.01Z", ""],
            ],
        }
    )

    document, faults = document_of(read_xlsx(held))

    assert faults == ()
    first, second = document.institutions
    assert (first.slug, first.name, first.siren, first.closed) == ("47", "2026", "130025265", True)
    assert first.categories == ("12.5",)
    assert first.criteria == (
        Criterion(min_headcount=3, max_headcount=50, accepted_naf=("62.02A", "62.01Z")),
    )
    assert (second.name, second.closed, second.categories) == ("2026-01-02", False, ("2026-01-02",))


@pytest.mark.parametrize(
    "day",
    [date(2026, 12, 1), datetime(2026, 12, 1), "2026-12-01", " 01/12/2026 ", "1/12/2026"],  # noqa: DTZ001 - as calamine gives it
)
def test_a_day_is_read_however_it_is_written(day: object) -> None:
    read = sheets(
        advisors=FILLED["Conseillers"], absences=[["Conseiller", "Du", "Au"], ["ZOE@example.org", day, day]]
    )

    document, faults = document_of(read)

    assert faults == ()
    assert document.advisors[0].absences == (Absence(from_=date(2026, 12, 1), to=date(2026, 12, 1)),)


def test_empty_rows_are_skipped_and_the_others_keep_their_number() -> None:
    read = sheets(teams=[*FILLED["Équipes"], ["", " ", "\u00a0", ""], ["", "b", "Autre", "u@example.org"]])

    assert faults_of(read) == [("/Équipes/4/Code", "required")]


def test_sheets_without_even_a_header_are_no_directory() -> None:
    for read in (read_xlsx(a_workbook({"Feuil1": [], "Équipes": []})), sheets(teams=[["", " "], [""]])):
        assert faults_of(read) == [("", "no_sheet")]


def test_a_header_alone_is_an_empty_directory() -> None:
    assert document_of(sheets(teams=[["Code", "Antenne", "Nom", "Boîte e-mail"]])) == (
        DirectoryDocument(),
        (),
    )


def test_blank_cells_are_nothing_said() -> None:
    read = sheets(
        institutions=[
            ["Code", "Nom", "Nature", "SIREN", "Fermée", "Catégories", "Tout code NAFA"],
            ["cci", "CCI", "état", " ", "  ", " ; ", " "],
        ],
        branches=[["Code", "Institution", "Nom", "Niveau", "Zones"], [*BRANCH, " "]],
        teams=FILLED["Équipes"],
        advisors=FILLED["Conseillers"],
        criteria=[["Porté par", "Code", "Âge minimal (ans)"], ["équipe", "t", " "]],
        absences=[["Conseiller", "Du", "Au"], ["zoe@example.org", " ", "2026-12-01"]],
    )

    document, faults = document_of(read)

    assert [(fault.pointer, fault.code) for fault in faults] == [("/Absences/2/Du", "required")]
    assert document.institutions == READ.institutions
    assert document.teams[0].criteria == (Criterion(),)


def test_activities_are_narrowed_when_either_column_says_so() -> None:
    header = ["Code", "Nom", "Nature", "Natures d’activité", "Tout code NAFA"]
    read = sheets(institutions=[header, ["a", "A", "état", "X;Y", ""], ["b", "B", "état", "", "oui"]])

    assert [one.activity_rule for one in document_of(read)[0].institutions] == [
        ActivityRule(natures=("X", "Y")),
        ActivityRule(any_nafa=True),
    ]


WRONG_CELLS: Sequence[tuple[str, object, str, str]] = (
    ("Fermée", "peut-être", "type", "Oui ou non attendu."),
    (
        "Nature",
        "association",
        "unknown_option",
        "Valeur inconnue. Valeurs acceptées\u00a0: État, organisme public",
    ),
    ("Catégories", '"opco', "format", "Guillemets mal placés"),
    ("Catégories", '"a"b', "format", "Guillemets mal placés"),
    ("SIREN", '"', "format", "Guillemets mal placés"),
)


@pytest.mark.parametrize(("label", "cell", "code", "sentence"), WRONG_CELLS)
def test_a_wrong_cell_is_told_at_its_place(label: str, cell: object, code: str, sentence: str) -> None:
    row = {"Code": "cci", "Nom": "CCI", "Nature": "état", label: cell}

    (fault,) = document_of(sheets(institutions=[list(row), list(row.values())]))[1]

    assert (fault.pointer, fault.code) == (f"/Institutions/2/{label}", code)
    assert fault.message.startswith(f"Feuille « Institutions », ligne 2, colonne « {label} » : {sentence}")


@pytest.mark.parametrize("cell", ["trois", "1.5", 1.5, True, float("inf"), "9" * 1001, "²", time(1)])
def test_a_number_that_is_none_is_refused(cell: object) -> None:
    read = sheets(
        teams=FILLED["Équipes"],
        criteria=[["Porté par", "Code", "Effectif minimal"], ["équipe", "t", cell]],
    )

    assert messages_of(read) == [
        "Feuille « Critères », ligne 2, colonne « Effectif minimal » : Nombre entier attendu."
    ]


@pytest.mark.parametrize(
    "cell",
    ["demain", "31/02/2026", "2026-02-30", 46000.0, True, datetime(2026, 1, 2, 3), timedelta(1)],  # noqa: DTZ001 - as calamine gives it
)
def test_a_day_that_is_none_is_refused(cell: object) -> None:
    read = sheets(
        advisors=FILLED["Conseillers"],
        absences=[["Conseiller", "Du", "Au"], ["zoe@example.org", "2026-01-01", cell]],
    )

    assert messages_of(read) == [
        "Feuille « Absences », ligne 2, colonne « Au » : Date attendue (AAAA-MM-JJ)."
    ]


@pytest.mark.parametrize("cell", ["47", "pays 47", "departement", "departement 47;ville 1"])
def test_a_zone_that_names_no_territory_is_refused(cell: str) -> None:
    read = sheets(branches=[["Code", "Institution", "Nom", "Niveau", "Zones"], [*BRANCH, cell]])

    (fault,) = document_of(read)[1]

    assert (fault.pointer, fault.code) == ("/Antennes/2/Zones", "format")
    assert "comme « departement 47 »." in fault.message


def test_a_header_is_told_what_it_lacks_repeats_and_invents() -> None:
    read = sheets(
        teams=[["Code", "Nom", "code", "Couleur", "Boîte e-mail"], ["t", "T", "u", "bleu", "t@x.example"]]
    )

    assert faults_of(read) == [
        ("/Équipes/1/code", "duplicate"),
        ("/Équipes/1/Couleur", "unknown_column"),
        ("/Équipes/1/Antenne", "missing_column"),
    ]
    assert "Colonnes attendues : « Code », « Antenne »," in messages_of(read)[1]


def test_cells_under_no_title_are_told_by_the_letter_of_their_column() -> None:
    wide = ["t", "recruter", *[""] * 25, "x"]

    assert faults_of(sheets(teams=FILLED["Équipes"], competences=[["Équipe", "Sujet", ""], wide])) == [
        ("/Compétences/2/AB", "unknown_column")
    ]


def test_sheets_nobody_knows_or_given_twice_are_told() -> None:
    read = sheets_of(
        [("Teams", FILLED["Équipes"]), ("Équipes", FILLED["Équipes"]), ("Clients", [["Nom"]])], None
    )

    assert faults_of(read) == [("/Équipes", "duplicate"), ("/Clients", "unknown_sheet")]
    assert messages_of(read)[1].startswith("Feuille « Clients » : Feuille inconnue.")


NESTED: Mapping[str, tuple[Rows, str, str]] = {
    "competences": ([["Équipe", "Sujet"], ["nulle", "recruter"]], "/Compétences/2/Équipe", "unknown_team"),
    "absences": (
        [["Conseiller", "Du", "Au"], ["nul@example.org", "2026-01-01", "2026-01-02"]],
        "/Absences/2/Conseiller",
        "unknown_advisor",
    ),
    "criteria": ([["Porté par", "Code"], ["antenne", "nulle"]], "/Critères/2/Code", "unknown_branch"),
    "answer_conditions": (
        [["Institution", "Condition n°", "Sujet"], ["nulle", 1.0, "recruter"]],
        "/Réponses attendues/2/Institution",
        "unknown_institution",
    ),
}


@pytest.mark.parametrize("key", NESTED)
def test_a_row_that_names_no_owner_is_told(key: str) -> None:
    rows, pointer, code = NESTED[key]

    assert faults_of(sheets(**{key: rows})) == [(pointer, code)]


def test_rows_whose_owners_have_no_names_are_told_of_once() -> None:
    read = sheets(
        teams=[["Antenne", "Nom", "Boîte e-mail"], TEAM[1:]],
        competences=[["Équipe", "Sujet"], ["t", "recruter"]],
    )

    assert faults_of(read) == [("/Équipes/1/Code", "missing_column")]


def test_rows_that_do_not_name_their_owner_are_told_so() -> None:
    read = sheets(
        teams=FILLED["Équipes"],
        criteria=[["Porté par", "Code"], [" ", "t"], ["lune", "t"], ["équipe", ""], ["équipe", "t"]],
    )

    assert faults_of(read) == [
        ("/Critères/2/Porté par", "required"),
        ("/Critères/3/Porté par", "unknown_option"),
        ("/Critères/4/Code", "required"),
    ]
    assert len(document_of(read)[0].teams[0].criteria) == 1


ANSWERS = ["Institution", "Condition n°", "Sujet", "Groupe n°", "Question", "Réponse"]


def test_answers_are_gathered_in_their_groups_and_these_in_their_conditions() -> None:
    read = sheets(
        institutions=FILLED["Institutions"],
        answer_conditions=[
            ANSWERS,
            ["cci", "2", "recruter", "1", "q", "true"],
            ["cci", "1", "former", "", "", ""],
            ["cci", "2", "recruter", "7", "q", "false"],
            ["cci", "2", "recruter", "1", "r", '""'],
            ["cci", "3", "recruter", "1", "", ""],
        ],
    )

    document, faults = document_of(read)

    assert faults == ()
    assert document.institutions[0].answer_conditions == (
        AnswerConditions(subject="recruter", groups=({"q": "true", "r": ""}, {"q": "false"})),
        AnswerConditions(subject="former"),
        AnswerConditions(subject="recruter", groups=({},)),
    )


@pytest.mark.parametrize(
    ("row", "label", "code"),
    [
        (["cci", "1", "former", "1", "r", "a"], "Sujet", "other_subject"),
        (["cci", "1", "recruter", "", "r", "a"], "Groupe n°", "required"),
        (["cci", "1", "recruter", "1", "", "a"], "Question", "required"),
        (["cci", "1", "recruter", "1", "r", ""], "Réponse", "required"),
        (["cci", "1", "recruter", "1", "q", "b"], "Question", "duplicate"),
        (["cci", "un", "recruter", "1", "r", "a"], "Condition n°", "type"),
        (["cci", "1", "recruter", "un", "r", "a"], "Groupe n°", "type"),
    ],
)
def test_an_answer_that_fits_nowhere_is_told(row: list[str], label: str, code: str) -> None:
    read = sheets(
        institutions=FILLED["Institutions"],
        answer_conditions=[ANSWERS, ["cci", "1", "recruter", "1", "q", "a"], row],
    )

    document, faults = document_of(read)

    assert [(fault.pointer, fault.code) for fault in faults] == [(f"/Réponses attendues/3/{label}", code)]
    assert document.institutions[0].answer_conditions[0].groups[0] == {"q": "a"}


PLACES: Sequence[tuple[str, str, str]] = (
    ("/institutions/0/slug", "", "/Institutions/2/Code"),
    ("/institutions/0/activity_rule/natures/1", "", "/Institutions/2/Natures d’activité"),
    ("/institutions/0/activity_rule", "", "/Institutions/2/Natures d’activité"),
    ("/institutions/0/criteria", "", "/Institutions/2"),
    ("/institutions/0/criteria/0/accepted_naf/3", "", "/Critères/2/NAF acceptés"),
    ("/institutions/0/answer_conditions/0/subject", "", "/Réponses attendues/2/Sujet"),
    (
        "/institutions/0/answer_conditions/0/groups/0/q~1x",
        "unknown_question",
        "/Réponses attendues/2/Question",
    ),
    ("/institutions/0/answer_conditions/0/groups/0/q~1x", "unknown_option", "/Réponses attendues/2/Réponse"),
    ("/branches/0/zones/0/code", "", "/Antennes/2/Zones"),
    ("/teams/1", "", "/Équipes/3"),
    ("/teams/1/nothing_like_it", "", "/Équipes/3"),
    ("/teams/1/competences/1/description", "", "/Compétences/4/Description"),
    ("/teams/9/code", "", "/Équipes"),
    ("/advisors", "", "/Conseillers"),
    ("/advisors/0/absences/0/to", "", "/Absences/2/Au"),
    ("/Équipes/3", "", "/Équipes/3"),
    ("/company/siret", "", "/company/siret"),
    ("", "", ""),
)


@pytest.mark.parametrize(("pointer", "code", "placed"), PLACES)
def test_a_fault_of_the_document_is_placed_in_its_sheet(pointer: str, code: str, placed: str) -> None:
    raw = unstructure(a_directory(a_team("a", "x"), a_team("b", "x", "y")))
    raw["institutions"][0] |= {
        "activity_rule": {"natures": ["A", "B"]},
        "criteria": [{"accepted_naf": ["1"]}],
        "answer_conditions": [{"subject": "x", "groups": [{"q/x": "true"}]}],
    }
    raw["branches"][0]["zones"] = [{"type": "departement", "code": "47"}]
    raw["advisors"] = [
        {
            "email": "a@example.org",
            "first_name": "A",
            "last_name": "B",
            "branch": "a",
            "teams": [],
            "absences": [{"from": "2026-01-01", "to": "2026-01-02"}],
        }
    ]
    document, _ = read_partly(DirectoryDocument, raw)
    read = read_xlsx(write_xlsx(document))

    assert read.place(Fault(pointer, code, "…")).pointer == placed


def test_a_placed_fault_says_its_sheet_row_and_column_first() -> None:
    read = read_xlsx(a_workbook(FILLED))
    said = [
        read.place(Fault(where, "code", "Non.")).message for where in ("/teams/0/zones", "/teams/0", "/teams")
    ]

    assert said == [
        "Feuille « Équipes », ligne 2, colonne « Zones » : Non.",
        "Feuille « Équipes », ligne 2 : Non.",
        "Feuille « Équipes » : Non.",
    ]


def test_faults_of_shape_and_of_sense_are_told_together_each_once() -> None:
    read = read_csv(
        an_archive(
            {
                "institutions.csv": "Code;Nom;Nature\ncci;CCI;État\n",
                "antennes.csv": "Code;Institution;Nom;Niveau;Zones\n"
                "b;cci;B;locale;departement 99;\nc;cma;C;locale;pays 1\n",
                "equipes.csv": "Code;Antenne;Nom;Boîte e-mail\nt;b;;t@example.org\nt;x;T;t@example.org\n",
                "competences.csv": "Équipe;Sujet\nt;inconnu\n",
                "conseillers.csv": "Adresse e-mail;Prénom;Nom;Antenne\na@example.org;A;B;b\n",
                "absences.csv": "Conseiller;Du;Au\na@example.org;2026-02-02;2026-02-01\n"
                "a@example.org;2026-02-02;demain\n",
            }
        )
    )
    document, faults = document_of(read)
    of_sense = directory_faults(document, a_catalogue("recruter"), a_geography())

    found = told_once(faults, tuple(map(read.place, of_sense)))

    assert [(fault.pointer, fault.code) for fault in found] == [
        ("/Antennes/3/Zones", "format"),
        ("/Équipes/2/Nom", "required"),
        ("/Absences/3/Au", "format"),
        ("/Antennes/2/Zones", "unknown_zone"),
        ("/Antennes/3/Institution", "unknown_institution"),
        ("/Équipes/3/Code", "duplicate"),
        ("/Compétences/2/Sujet", "unknown_subject"),
        ("/Équipes/3/Antenne", "unknown_branch"),
        ("/Absences/2/Au", "before_start"),
    ]


def test_progress_is_told_every_thousand_rows_and_at_the_end() -> None:
    told: list[tuple[int, int]] = []
    rows = [["Équipe", "Sujet"], *(["t", f"s{rank}"] for rank in range(1500))]
    held = a_workbook({**FILLED, "Compétences": rows})

    read_xlsx(held, lambda done, total: told.append((done, total)))

    assert told == [(1000, 1504), (1504, 1504)]
