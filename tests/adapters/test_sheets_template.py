"""The workbook people download: what it explains, what it proposes, and that it is read back empty."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from html import unescape

import pytest
from python_calamine import load_workbook

from conseillers_adapters.sheets import document_of, read_xlsx, template_xlsx, write_xlsx
from conseillers_adapters.sheets.kinds import CODE, CODES, ZONES
from conseillers_adapters.sheets.layout import SHEETS
from conseillers_domain.catalogue import Catalogue, Option, Question, QuestionKind, Subject, Theme
from conseillers_domain.directory import DirectoryDocument
from conseillers_domain.territory import Geography, Zone, ZoneType
from tests.builders import a_directory, a_geography, a_team

CHOICE = Question(
    key="contrat",
    label="Quel contrat ?",
    kind=QuestionKind.CHOICE,
    choices=(Option("cdi", "CDI"), Option("x", "X")),
)
CATALOGUE = Catalogue(
    themes=(
        Theme(
            slug="rh", title="RH", subjects=(Subject(slug="recruter", title="Recruter", questions=(CHOICE,)),)
        ),
        Theme(slug="autre", title="Autre", subjects=(Subject(slug="=ceder", title="Céder"),)),
    )
)
GEOGRAPHY = Geography(
    version="2026",
    communes=a_geography().communes,
    former={},
    names={Zone(ZoneType.DEPARTEMENT, "01"): "Ain", Zone(ZoneType.REGION, "75"): "Nouvelle-Aquitaine"},
)
TEMPLATE = template_xlsx(CATALOGUE, GEOGRAPHY)
LABELS = [sheet.label for sheet in SHEETS]


def page(content: bytes, label: str) -> str:
    """What a workbook says of one sheet, in the words of its file."""
    place = load_workbook(io.BytesIO(content)).sheet_names.index(label) + 1
    return member(content, f"xl/worksheets/sheet{place}.xml")


def member(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def rows(content: bytes, label: str) -> Sequence[Sequence[object]]:
    return load_workbook(io.BytesIO(content)).get_sheet_by_name(label).to_python()


def proposed(content: bytes, label: str) -> Mapping[str, tuple[str, str, str]]:
    """What each column of a sheet asks, by its letter: kind, what happens to other entries, first bound."""
    found = {}
    for words, bound in re.findall(
        r"<dataValidation (.*?)>.*?<formula1>(.*?)</formula1>", page(content, label)
    ):
        asked = dict(re.findall(r'(\w+)="(.*?)"', words))
        first, last = asked["sqref"].split(":")
        assert (first[1:], last) == ("2", f"{first[0]}1048576")
        found[first[0]] = (asked["type"], asked.get("errorStyle", "stop"), unescape(bound))
    return found


def test_the_template_as_it_is_is_an_empty_directory() -> None:
    read = read_xlsx(TEMPLATE)

    assert document_of(read) == (DirectoryDocument(), ())


def test_the_template_starts_with_how_to_and_ends_with_the_codes() -> None:
    assert load_workbook(io.BytesIO(TEMPLATE)).sheet_names == [
        "Mode d’emploi",
        *LABELS,
        "Sujets",
        "Questions",
        "Zones",
    ]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda one: one.key)
def test_every_column_is_explained_with_an_example_that_it_accepts(sheet: object) -> None:
    explained = rows(TEMPLATE, "Mode d’emploi")
    (sheet,) = (one for one in SHEETS if one is sheet)
    at = next(at for at, row in enumerate(explained) if row[0] == f"Feuille « {sheet.label} »")

    assert explained[at + 1][0] == sheet.purpose
    for row, column in zip(explained[at + 3 :], sheet.columns, strict=False):
        assert row == [
            column.label,
            "oui" if column.required else "non",
            column.kind.hint,
            column.help,
            column.example,
        ]
        assert column.kind.read(column.example) is not None


@pytest.mark.parametrize("label", LABELS)
def test_headers_stay_in_sight_and_mark_what_is_required(label: str) -> None:
    sheet = next(one for one in SHEETS if one.label == label)

    (header,) = rows(TEMPLATE, label)

    assert header == [f"{one.label} *" if one.required else one.label for one in sheet.columns]
    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in page(
        TEMPLATE, label
    )


def test_columns_of_codes_are_text_so_that_zeros_stay() -> None:
    styles = member(TEMPLATE, "xl/styles.xml")
    formats = re.findall(r'<xf numFmtId="(\d+)"', styles.partition("<cellXfs")[2].partition("</cellXfs>")[0])
    for sheet in SHEETS:
        columns = [
            dict(re.findall(r'(\w+)="(.*?)"', one))
            for one in re.findall("<col .*?/>", page(TEMPLATE, sheet.label))
        ]
        as_text = {
            place
            for one in columns
            if formats[int(one.get("style", "0"))] == "49"
            for place in range(int(one["min"]) - 1, int(one["max"]))
        }
        assert as_text == {
            place for place, one in enumerate(sheet.columns) if one.kind in (CODE, CODES, ZONES)
        }


CODES_OF = "list", "warning"
YES_NO = ("list", "stop", '"oui,non"')
COUNT = ("whole", "stop", "0")
PROPOSED: Mapping[str, Mapping[str, tuple[str, str, str]]] = {
    "Institutions": {
        "C": ("list", "stop", '"État,organisme public,organisme parapublic,conseil régional,collectivité"'),
        **dict.fromkeys("FGIJ", YES_NO),
    },
    "Antennes": {
        "B": (*CODES_OF, "codes_institutions"),
        "D": ("list", "stop", '"locale,régionale,nationale"'),
        "E": (*CODES_OF, "codes_branches"),
        "F": YES_NO,
    },
    "Équipes": {"B": (*CODES_OF, "codes_branches"), "E": YES_NO, "F": (*CODES_OF, "codes_teams")},
    "Compétences": {"A": (*CODES_OF, "codes_teams"), "B": (*CODES_OF, "codes_subjects")},
    "Conseillers": {"D": (*CODES_OF, "codes_branches")},
    "Absences": {"A": (*CODES_OF, "codes_advisors"), **dict.fromkeys("BC", ("date", "stop", "1"))},
    "Critères": {
        "A": ("list", "stop", '"institution,antenne,équipe"'),
        "B": (
            *CODES_OF,
            'IF($A2="équipe",codes_teams,IF($A2="antenne",codes_branches,IF($A2="institution",codes_institutions,"")))',
        ),
        **dict.fromkeys("DEFG", COUNT),
    },
    "Réponses attendues": {
        "A": (*CODES_OF, "codes_institutions"),
        "C": (*CODES_OF, "codes_subjects"),
        **dict.fromkeys("BD", COUNT),
    },
}


@pytest.mark.parametrize("label", LABELS)
def test_closed_lists_references_numbers_and_dates_are_proposed_or_checked(label: str) -> None:
    assert proposed(TEMPLATE, label) == PROPOSED[label]


def test_the_lists_of_codes_follow_the_sheets_they_are_in() -> None:
    names = re.findall(r'<definedName name="(\w+)">(.*?)</definedName>', member(TEMPLATE, "xl/workbook.xml"))

    assert dict(names) == {
        "codes_subjects": "'Sujets'!$A$2:$A$3",
        **{
            f"codes_{key}": f"OFFSET('{label}'!$A$2,0,0,MAX(COUNTA('{label}'!$A:$A)-1,1),1)"
            for key, label in (
                ("institutions", "Institutions"),
                ("branches", "Antennes"),
                ("teams", "Équipes"),
                ("advisors", "Conseillers"),
            )
        },
    }


def test_subjects_questions_and_zones_are_listed_with_their_names() -> None:
    assert rows(TEMPLATE, "Sujets")[1:] == [["recruter", "Recruter", "RH"], ["=ceder", "Céder", "Autre"]]
    assert rows(TEMPLATE, "Questions")[1:] == [["recruter", "contrat", "Quel contrat ?", "cdi (CDI) ; x (X)"]]
    assert rows(TEMPLATE, "Zones") == [
        ["À écrire", "Nom (découpage officiel 2026)"],
        ["departement 01", "Ain"],
        ["region 75", "Nouvelle-Aquitaine"],
    ]


def test_an_export_is_a_filled_template() -> None:
    document = a_directory(a_team("t", "recruter"))
    exported = write_xlsx(document, CATALOGUE, GEOGRAPHY)

    assert document_of(read_xlsx(exported)) == (document, ())
    assert {label: proposed(exported, label) for label in LABELS} == PROPOSED
    assert rows(exported, "Compétences") == [["Équipe *", "Sujet *", "Description"], ["t", "recruter", ""]]


def test_an_export_without_a_catalogue_proposes_no_subject() -> None:
    exported = write_xlsx(DirectoryDocument())

    assert load_workbook(io.BytesIO(exported)).sheet_names == ["Mode d’emploi", *LABELS]
    assert proposed(exported, "Compétences") == {"A": (*CODES_OF, "codes_teams")}
