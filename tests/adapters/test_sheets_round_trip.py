"""What is written to a workbook or to CSV files is read back, whatever the texts."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve, fields
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conseillers_adapters.documents.keys import key_of
from conseillers_adapters.sheets import (
    Sheets,
    document_of,
    read_csv,
    read_csv_folder,
    read_xlsx,
    write_csv,
    write_xlsx,
)
from conseillers_adapters.sheets.columns import Sheet
from conseillers_adapters.sheets.items import joined, split
from conseillers_adapters.sheets.layout import SHEETS
from conseillers_adapters.sheets.reading import sheet_named
from conseillers_application.folding import folded
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
    Team,
)
from conseillers_domain.errors import Fault, Invalid
from tests.adapters.sheet_samples import DOCUMENTS, NASTY, TEXTS
from tests.builders import a_team, an_advisor, an_institution

Write = Callable[[DirectoryDocument], bytes]
Read = Callable[[bytes], Sheets]
FORMATS = pytest.mark.parametrize(
    ("write", "read"), [(write_xlsx, read_xlsx), (write_csv, read_csv)], ids=["xlsx", "csv"]
)
EVERY_NASTY_NAME = DirectoryDocument(
    institutions=tuple(
        an_institution(f"i{rank}", name=text + other)
        for rank, (text, other) in enumerate((text, other) for text in NASTY for other in NASTY)
    )
)
HARD = DirectoryDocument(
    institutions=(
        an_institution("a", activity_rule=None, criteria=(Criterion(), Criterion(min_years=0))),
        an_institution("b", activity_rule=ActivityRule(), categories=("", ' "', "a;b", "=x")),
        an_institution("c", activity_rule=ActivityRule(any_nafa=True)),
        an_institution(
            "d",
            answer_conditions=(
                AnswerConditions(subject="s"),
                AnswerConditions(subject="s", groups=({}, {"": "", "q/~": "01"}, {})),
            ),
        ),
    ),
    teams=(a_team("t", "recruter", "recruter", "01", criteria=(Criterion(max_years=10**20),)),),
    advisors=(
        an_advisor(
            "Zoé@example.org",
            absences=(
                Absence(from_=date(1, 1, 1), to=date(1900, 2, 28)),
                Absence(from_=date(1900, 3, 1), to=date.max),
            ),
        ),
    ),
)


@FORMATS
@given(document=DOCUMENTS)
@example(document=EVERY_NASTY_NAME)
@example(document=HARD)
@settings(max_examples=60, deadline=None)
def test_a_directory_written_is_read_back_the_same(
    write: Write, read: Read, document: DirectoryDocument
) -> None:
    assert document_of(read(write(document))) == (document, ())


def test_files_of_a_folder_are_read_like_those_of_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(write_csv(HARD))) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "notes.txt").write_text("à ne pas lire")
    (tmp_path / "dossier.csv").mkdir()

    assert document_of(read_csv_folder(tmp_path)) == (HARD, ())


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "'", "\t", "\r"])
def test_no_cell_of_a_csv_file_starts_as_a_formula(start: str) -> None:
    document = DirectoryDocument(institutions=(an_institution("cci", name=f"{start}1"),))

    with zipfile.ZipFile(io.BytesIO(write_csv(document))) as archive:
        text = archive.read("institutions.csv").decode("utf-8-sig")

    (row,) = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]
    assert row[:2] == ["cci", f"'{start}1"]


def test_the_same_directory_makes_the_same_csv_archive() -> None:
    assert write_csv(HARD) == write_csv(HARD)


@given(items=st.lists(TEXTS))
@example(items=["", " ", '"', ";", '";"', "a;b", " a ", "a\nb"])
def test_items_joined_in_a_cell_are_split_again(items: list[str]) -> None:
    assert split(joined(items)) == items


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("", []),
        (" ; ;", []),
        ("a; b ;c;", ["a", "b", "c"]),
        ('"a;b" ; "" ;c', ["a;b", "", "c"]),
        ('5" de long;"x"', ['5" de long', "x"]),
        (' "a" ', ["a"]),
        ('"a"; ', ["a"]),
    ],
)
def test_people_may_add_spaces_and_semicolons(cell: str, items: list[str]) -> None:
    assert split(cell) == items


@pytest.mark.parametrize("text", ["a" * 32_767, "😀" * 16_383])
def test_the_longest_text_of_a_workbook_is_read_back(text: str) -> None:
    document = DirectoryDocument(teams=(a_team("t", text),))

    assert document_of(read_xlsx(write_xlsx(document))) == (document, ())


@pytest.mark.parametrize("text", ["a" * 32_768, "😀" * 16_384, "_x0041_" * 4_681])
def test_a_text_longer_than_a_cell_of_a_workbook_is_refused_at_its_place(text: str) -> None:
    document = DirectoryDocument(teams=(a_team("t", "s"), a_team("u", text)))

    (fault,) = refused(write_xlsx, document)

    assert (fault.pointer, fault.code) == ("/Compétences/3/Sujet", "too_long")
    assert fault.message == (
        "Feuille « Compétences », ligne 3, colonne « Sujet » : Texte trop long : 32 767 caractères au plus."
    )


def test_a_text_longer_than_a_cell_of_a_csv_file_is_refused() -> None:
    longest = DirectoryDocument(institutions=(an_institution("a", name="=" + "a" * 131_070),))
    longer = DirectoryDocument(institutions=(an_institution("a", name="=" + "a" * 131_071),))

    assert document_of(read_csv(write_csv(longest))) == (longest, ())
    assert [fault.code for fault in refused(write_csv, longer)] == ["too_long"]


@pytest.mark.parametrize(
    ("write", "signs"), [(write_xlsx, ("\0", "\ud83d", "\ufffe", "\uffff")), (write_csv, ("\0", "\ud83d"))]
)
def test_signs_that_would_not_be_read_back_are_refused(write: Write, signs: Iterable[str]) -> None:
    document = DirectoryDocument(
        institutions=tuple(an_institution(f"i{rank}", name=f"é{sign}") for rank, sign in enumerate(signs))
    )

    found = refused(write, document)

    assert [fault.pointer for fault in found] == [
        f"/Institutions/{rank + 2}/Nom" for rank in range(len(found))
    ]
    assert {fault.code for fault in found} == {"format"}
    assert len(found) == len(document.institutions)


@FORMATS
def test_objects_of_one_name_are_not_written(write: Write, read: Read) -> None:
    team = a_team("t", "s")
    document = DirectoryDocument(
        teams=(team, evolve(team, name="Autre")), advisors=(an_advisor("A@b.c"), an_advisor("a@b.c"))
    )

    found = refused(write, document)

    assert [(fault.pointer, fault.code) for fault in found] == [
        ("/Équipes/3/Code", "duplicate"),
        ("/Conseillers/3/Adresse e-mail", "duplicate"),
    ]


@FORMATS
def test_more_rows_than_a_sheet_has_are_refused(
    write: Write, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("conseillers_adapters.sheets.unwritable.MOST_ROWS", 3)
    two = DirectoryDocument(teams=(a_team("t"), a_team("u")))

    assert document_of(read(write(two)))[0] == two
    assert [fault.code for fault in refused(write, evolve(two, teams=(*two.teams, a_team("v"))))] == [
        "too_big"
    ]


CARRIED = {
    "institutions": Institution,
    "branches": Branch,
    "teams": Team,
    "competences": Competence,
    "advisors": Advisor,
    "absences": Absence,
    "criteria": Criterion,
}


@pytest.mark.parametrize("sheet", [one for one in SHEETS if one.key in CARRIED], ids=lambda one: one.key)
def test_every_field_of_the_document_has_its_column(sheet: Sheet) -> None:
    held = {key_of(one.name) for one in fields(CARRIED[sheet.key])}
    columns = {column.path[0] for column in sheet.columns}
    owners = {"competences": {"team"}, "absences": {"advisor"}, "criteria": {"level", "owner"}}

    assert columns | set(sheet.lists) == held | owners.get(sheet.key, set())


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda one: one.key)
def test_no_two_columns_of_a_sheet_are_called_alike(sheet: Sheet) -> None:
    for column in sheet.columns:
        assert sheet.named[folded(column.label)] is column
        assert sheet.named[folded(column.key)] is column


def test_no_two_sheets_are_called_alike() -> None:
    assert {sheet_named(name) for sheet in SHEETS for name in (sheet.label, sheet.key)} == set(SHEETS)
    for sheet in SHEETS:
        assert sheet_named(sheet.label.upper()) is sheet_named(sheet.key) is sheet


def refused(write: Write, document: DirectoryDocument) -> tuple[Fault, ...]:
    with pytest.raises(Invalid) as refusal:
        write(document)
    return refusal.value.faults
