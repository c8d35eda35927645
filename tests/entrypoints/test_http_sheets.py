"""The directory goes out as a workbook or as CSV files, and comes back unchanged or with its faults."""

import io
import zipfile
from pathlib import Path

import pytest

from conseillers_adapters.documents import unstructure
from conseillers_adapters.sheets import document_of, read_csv_folder, read_xlsx, write_csv
from conseillers_domain.directory import DirectoryDocument
from conseillers_entrypoints.directory_files import MEDIA_TYPES, Format
from tests.entrypoints.service import STAFF, Browser, Cli, Service, the_directory

DIRECTORY = "/api/admin/directory"
IMPORTS = f"{DIRECTORY}/imports"


def send(browser: Browser, content: bytes, media_type: str, query: str = "") -> tuple[int, dict[str, object]]:
    answer = browser.ask("POST", f"{IMPORTS}{query}", content=content, headers={"content-type": media_type})
    return answer.status_code, answer.json()


@pytest.mark.parametrize("form", Format)
def test_the_directory_goes_out_and_in_again_unchanged_in_every_form(service: Service, form: Format) -> None:
    staff = service.signed_in(STAFF)
    out = staff.get(f"{DIRECTORY}/export?format={form.value}")
    assert out.status_code == 200
    assert out.headers["content-type"].startswith(MEDIA_TYPES[form])
    assert out.headers["content-disposition"] == f'attachment; filename="annuaire-1{form.ending}"'
    assert send(staff, out.content, MEDIA_TYPES[form], "?why=Essai") == (
        200,
        {"version": "2", "at": "2026-11-23T09:00:00.000Z"},
    )
    assert staff.get(DIRECTORY).json() == unstructure(the_directory())
    assert staff.get(f"{DIRECTORY}/versions").json()["items"][0]["why"] == "Essai"


def test_faults_say_their_sheet_row_and_column(service: Service) -> None:
    staff = service.signed_in(STAFF)
    content = with_other(write_csv(the_directory()), "equipes.csv", "cci-47-eco@example.org", "boîte")
    status, problem = send(staff, content, MEDIA_TYPES[Format.CSV])
    assert status == 422
    assert isinstance(problem["errors"], list)
    (error,) = problem["errors"]
    assert error["pointer"].startswith("/Équipes/3/")
    assert "ligne 3" in error["message"]
    assert staff.get(DIRECTORY).headers["etag"] == '"1"'


def with_other(archive: bytes, name: str, text: str, other: str) -> bytes:
    """The same archive, a text of one of its files replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as before, zipfile.ZipFile(out, "w") as after:
        assert name in before.namelist()
        for one in before.namelist():
            content = before.read(one).decode()
            after.writestr(one, content.replace(text, other) if one == name else content)
    return out.getvalue()


@pytest.mark.parametrize("media_type", MEDIA_TYPES.values())
def test_what_is_no_file_of_its_type_is_refused(service: Service, media_type: str) -> None:
    status, problem = send(service.signed_in(STAFF), b"\xe9 bonjour", media_type)
    assert (status, problem["status"]) == (422, 422)


def test_another_type_of_file_is_refused(service: Service) -> None:
    status, problem = send(service.signed_in(STAFF), b"x", "text/plain")
    assert (status, problem["type"]) == (415, "/problems/unsupported_media_type")


def test_the_workbook_to_fill_in_is_empty_and_right(service: Service) -> None:
    answer = service.signed_in(STAFF).get(f"{DIRECTORY}/template")
    assert answer.headers["content-disposition"] == 'attachment; filename="annuaire-a-remplir.xlsx"'
    assert document_of(read_xlsx(answer.content)) == (DirectoryDocument(), ())


@pytest.mark.parametrize("name", ["annuaire.xlsx", "annuaire.zip", "annuaire.json"])
def test_files_go_out_and_in_from_the_command_line(filled: Cli, tmp_path: Path, name: str) -> None:
    file = str(tmp_path / name)
    assert filled("directory", "export", file) == (0, "", "")
    assert filled("directory", "check", file)[:2] == (0, "Aucune faute : 3 équipes, 3 conseillers.\n")
    assert filled("directory", "import", file)[1] == "Annuaire publié : version 2.\n"
    assert filled("directory", "diff", "1", "2") == (0, "Rien n’a changé.\n", "")


def test_a_folder_of_csv_files_is_read_and_an_empty_one_refused(filled: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "feuilles"
    folder.mkdir()
    status, _, told = filled("directory", "import", str(folder))
    assert status == 1
    assert "/ : Aucune feuille de l’annuaire n’est remplie." in told
    with zipfile.ZipFile(io.BytesIO(write_csv(the_directory()))) as archive:
        archive.extractall(folder)
    assert document_of(read_csv_folder(folder)) == (the_directory(), ())
    assert filled("directory", "import", str(folder))[0] == 0


def test_the_workbook_to_fill_in_is_written_from_the_command_line(filled: Cli, tmp_path: Path) -> None:
    file = tmp_path / "vide.xlsx"
    assert filled("directory", "template", str(file))[0] == 0
    assert document_of(read_xlsx(file.read_bytes())) == (DirectoryDocument(), ())


def test_a_file_sent_again_under_the_same_key_is_published_once(service: Service) -> None:
    staff = service.signed_in(STAFF)
    headers = {"content-type": MEDIA_TYPES[Format.CSV], "idempotency-key": "un"}
    content = write_csv(the_directory())
    answers = [staff.ask("POST", IMPORTS, content=content, headers=headers).json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert staff.get(DIRECTORY).headers["etag"] == '"2"'


@pytest.mark.parametrize("content", [b"[" * 200_000, b"1" * 5_000, b"{", b""])
def test_what_no_program_can_read_is_refused(service: Service, content: bytes) -> None:
    status, problem = send(service.signed_in(STAFF), content, "application/json")
    assert status == 422
    assert str(problem["type"]).startswith("/problems/")


def test_a_file_may_begin_with_a_mark_of_its_order(filled: Cli, tmp_path: Path) -> None:
    file = tmp_path / "change.json"
    file.write_bytes(b"\xef\xbb\xbf{}")
    assert filled("directory", "patch", str(file))[0] == 0
    assert filled("directory", "patch", "-", given="\ufeff{}")[0] == 0
