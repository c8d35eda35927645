"""Files that are no sheets, or would fill the memory, are refused in French; honest ones are read."""

import io
import random
import tracemalloc
import zipfile
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from conseillers_adapters.sheets import (
    document_of,
    read_csv,
    read_csv_folder,
    read_xlsx,
    write_csv,
    write_xlsx,
)
from conseillers_domain.directory import DirectoryDocument, Institution, Nature
from conseillers_domain.errors import Fault, Invalid
from tests.adapters.sheet_samples import a_workbook, an_archive, repacked
from tests.builders import a_directory, a_team

DOCUMENT = a_directory(a_team("t", "recruter"))
CCI = DirectoryDocument(institutions=(Institution(slug="cci", name="CCI", nature=Nature.STATE),))
NO_WORKBOOK = "Ce fichier n’est pas un classeur XLSX lisible."
NO_ARCHIVE = "Ce fichier n’est pas une archive ZIP lisible de fichiers CSV."
SHEET = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def refusal_of_workbook(content: bytes) -> Fault:
    with pytest.raises(Invalid) as refusal:
        read_xlsx(content)
    (fault,) = refusal.value.faults
    return fault


def refusals_of_csv(**files: str | bytes) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refusal:
        read_csv(an_archive({f"{name}.csv": content for name, content in files.items()}))
    return [(fault.pointer, fault.code) for fault in refusal.value.faults]


def a_sheet(cells: str) -> bytes:
    """A workbook whose only sheet says this, in the words of the file."""
    return repacked(a_workbook({"Équipes": [["Code"]]}), sheet1=SHEET.format(cells).encode())


def locked(content: bytes) -> bytes:
    """The same archive, saying that a password is needed."""
    changed = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(mark, at + 1)
    return bytes(changed)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Code;Nom",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        an_archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}),
        an_archive({"xl/workbook.xml": "<workbook/>"}),
        an_archive({}),
        locked(a_workbook({"Équipes": [["Code"]]})),
        a_workbook({"Équipes": [["Code"]]})[:-40],
        a_sheet("<row></c>"),
        a_sheet('<row r="un"/>'),
        a_sheet('<row r="1"><c r="AAAA1"/></row>'),
        repacked(
            a_workbook({"Équipes": [["Code"]]}), sheet1=b"<!DOCTYPE x [<!ENTITY a '1'>]>" + SHEET.encode()
        ),
        repacked(a_workbook({"Équipes": [["Code"]]}), sheet1=SHEET.replace("UTF-8", "cp037").encode("cp037")),
        repacked(a_workbook({"Équipes": [["Code"]]}), workbook=b"<workbook"),
    ],
)
def test_what_is_no_workbook_is_refused_with_a_sentence(content: bytes) -> None:
    fault = refusal_of_workbook(content)

    assert (fault.pointer, fault.code) == ("", "format")
    assert fault.message.startswith(NO_WORKBOOK)


@pytest.mark.parametrize("part", ["sheet1", "workbook", "sharedStrings"])
def test_a_workbook_reads_no_file_of_the_machine(tmp_path: Path, part: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("un secret de la machine", "utf-8")
    whole = a_workbook({"Équipes": [["Code"], ["rh"]]})
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        (name,) = (one for one in archive.namelist() if one.endswith(f"/{part}.xml"))
        text = archive.read(name).decode()
    head, sign, rest = text.partition("?>")
    entity = f'<!DOCTYPE x [<!ENTITY file SYSTEM "{secret.as_uri()}">]>'
    asked = f"{head}{sign}{entity}{rest}".replace("Équipes", "&file;").replace("<t>Code", "<t>&file;")

    with pytest.raises(Invalid) as refusal:
        read_xlsx(repacked(whole, **{part: asked.encode()}))

    assert "un secret" not in repr(refusal.value.faults)


@pytest.mark.parametrize("content", [b"", b"Code;Nom", locked(an_archive({"equipes.csv": "Code"}))])
def test_what_is_no_archive_of_csv_files_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Invalid) as refusal:
        read_csv(content)

    assert refusal.value.sentence == NO_ARCHIVE


def test_a_damaged_workbook_never_breaks_the_reader() -> None:
    whole = write_xlsx(DOCUMENT)
    chance = random.Random(2026)  # noqa: S311 - the same damages every time
    refused = 0
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            read_xlsx(bytes(damaged))
        except Invalid:
            refused += 1
    assert refused > 100


def test_a_damaged_sheet_never_breaks_the_reader() -> None:
    with zipfile.ZipFile(io.BytesIO(write_xlsx(DOCUMENT))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(2026)  # noqa: S311 - the same damages every time
    refused = 0
    for _ in range(300):
        name = chance.choice(
            ["xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"]
        )
        damaged = bytearray(files[name])
        at = chance.randrange(len(damaged))
        damaged[at : at + chance.randint(0, 3)] = bytes(chance.choices(b'<>"/&=0123456789rstcv', k=2))
        try:
            read_xlsx(an_archive({**files, name: bytes(damaged)}))
        except Invalid:
            refused += 1
    assert refused > 20


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048577"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<x:row r = '1'><x:c r='A1'><x:v>1</x:v></x:c><x:c r='Q1048576'><x:v>1</x:v></x:c></x:row>",
        '<row r="1048576"><c r="P1048576"><v>1</v></c><c><v>1</v></c></row>',
    ],
)
def test_a_few_cells_far_away_are_refused_before_room_is_taken_for_all_between(cells: str) -> None:
    assert refusal_of_workbook(a_sheet(cells)).code == "too_big"


def test_a_chart_is_no_sheet() -> None:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        page = book.add_worksheet("Institutions")
        for number, row in enumerate((["Code", "Nom", "Nature"], ["cci", "CCI", "État"])):
            page.write_row(number, 0, row)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Institutions!$A$2:$A$2"})
        book.add_chartsheet("Graphique").set_chart(chart)

    assert document_of(read_xlsx(held.getvalue())) == (CCI, ())


def test_rows_and_cells_without_addresses_follow_one_another() -> None:
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    rows = [["Code", "Nom", "Nature"], ["cci", "CCI", "État"]]
    held = "".join(f"<row>{''.join(map(cell.format, row))}</row>" for row in rows)
    book = repacked(a_workbook({"Institutions": [["Code"]]}), sheet1=SHEET.format(held).encode())

    assert document_of(read_xlsx(book)) == (CCI, ())


def test_a_sheet_that_lies_about_its_encoding_is_measured_as_it_will_be_read() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'
    held = repacked(a_sheet(""), sheet1=SHEET.replace("UTF-8", "none-such").format(cells).encode())

    assert refusal_of_workbook(held).code == "too_big"


def test_a_long_text_named_a_thousand_times_is_refused_before_it_is_copied() -> None:
    strings = f"<sst><si><t>{'a' * 1_000_000}</t></si></sst>"
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 301))
    held = repacked(a_sheet(cells), sharedStrings=strings.encode())

    assert refusal_of_workbook(held).code == "too_big"


def test_texts_that_are_not_there_are_no_texts() -> None:
    held = a_sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')

    assert refusal_of_workbook(held).code == "format"


@pytest.mark.parametrize("read", [read_xlsx, read_csv])
def test_an_archive_that_unpacks_to_more_than_fits_is_refused_without_unpacking_it_all(
    read: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("conseillers_adapters.sheets.archives.MOST_BYTES", 1_000_000)
    held = an_archive({"equipes.csv": bytes(40_000_000), "xl/workbook.xml": b""})
    assert len(held) < 100_000

    tracemalloc.start()
    with pytest.raises(Invalid) as refusal:
        read(held)  # type: ignore[operator]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert refusal.value.code == "too_big"
    assert peak < 10_000_000


@pytest.mark.parametrize(
    "text",
    [
        "Code;Nom;Nature\r\ncci;CCI;État\r\n",
        "Code,Nom,Nature\ncci,CCI,État",
        "\ufeffCode;Nom;Nature\ncci;CCI;État\n",
        '"Code";"Nom";"Nature"\n"cci";"CCI";"État"\n\n',
        "Code;Nom;Nature\rcci;CCI;État\r",
        "Code;Nom;Nature;Catégories\ncci;CCI;État\n",
    ],
)
def test_csv_files_are_read_as_programs_write_them(text: str) -> None:
    archive = an_archive(
        {
            "annuaire/": "",
            "annuaire/INSTITUTIONS.CSV": text,
            "__MACOSX/annuaire/._INSTITUTIONS.CSV": b"\xff",
            ".equipes.csv": b"\xff",
            "lisez-moi.txt": b"\xff",
        }
    )

    assert document_of(read_csv(archive)) == (CCI, ())


def test_only_a_mark_put_before_a_formula_is_taken_off() -> None:
    rows = "Code;Nom;Nature\na;'ici;État\nb;''ici;État\nc;'=1;État\nd;';État\n"

    document, _ = document_of(read_csv(an_archive({"institutions.csv": rows})))

    assert [one.name for one in document.institutions] == ["'ici", "'ici", "=1", "'"]


def test_a_row_of_a_csv_file_is_counted_as_a_spreadsheet_does() -> None:
    rows = 'Code;Nom;Nature\na;"deux\nlignes";État\n\nb;B;rien\n'

    (fault,) = document_of(read_csv(an_archive({"institutions.csv": rows})))[1]

    assert fault.pointer == "/Institutions/4/Nature"


def test_files_that_are_no_csv_in_utf_8_are_all_told() -> None:
    assert refusals_of_csv(
        equipes="Code;Nom\nt;Équipe".encode("latin-1"),
        antennes='Code;Nom\nb;"jamais fermé',
        absences=f"Du;Au\n{'a' * 131_073}",
        clients=b"\xff",
    ) == [
        ("/Équipes", "encoding"),
        ("/Antennes", "format"),
        ("/Absences", "format"),
        ("/clients", "encoding"),
    ]


def test_a_csv_file_says_where_it_stops_being_one() -> None:
    with pytest.raises(Invalid) as refusal:
        read_csv(an_archive({"antennes.csv": 'Code;Nom\nb;B\nc;"jamais fermé'}))

    assert refusal.value.sentence.startswith(
        "Feuille « Antennes » : Ce fichier CSV ne se lit plus après la ligne 2 :"
    )


def test_csv_files_of_too_many_rows_or_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusals_of_csv(equipes="Code\n" + ";" * 131_073) == [("", "too_big")]

    monkeypatch.setattr("conseillers_adapters.sheets.csv_files.MOST_ROWS", 2)
    assert refusals_of_csv(equipes="Code\nt\nu\n") == [("", "too_big")]


def test_a_folder_of_too_big_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("conseillers_adapters.sheets.csv_files.MOST_BYTES", 20)
    (tmp_path / "equipes.csv").write_text("Code;Nom\n")
    assert document_of(read_csv_folder(tmp_path))[0] == DirectoryDocument()

    (tmp_path / "antennes.csv").write_text("Code;Nom;Niveau\n")
    with pytest.raises(Invalid) as refusal:
        read_csv_folder(tmp_path)
    assert refusal.value.code == "too_big"


def test_an_archive_written_holds_one_file_a_sheet() -> None:
    with zipfile.ZipFile(io.BytesIO(write_csv(DOCUMENT))) as archive:
        assert archive.namelist() == [
            "institutions.csv",
            "antennes.csv",
            "equipes.csv",
            "competences.csv",
            "conseillers.csv",
            "absences.csv",
            "criteres.csv",
            "reponses-attendues.csv",
        ]
        assert archive.read("competences.csv") == "\ufeffÉquipe;Sujet;Description\r\nt;recruter;\r\n".encode()
