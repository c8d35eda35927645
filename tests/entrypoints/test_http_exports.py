"""Files of figures over HTTP: asked for, made by a job, fetched by who asked, forgotten after a week."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx import Response
from python_calamine import CalamineWorkbook

from conseillers_domain.accounts import Role
from tests.entrypoints.service import PASSWORD, SHOPS, STAFF, ZOE, Browser, Document, Service, faults, running

PATH = "/api/admin/exports"
OTHER = "autre@service.fr"
FIGURES = {"kind": "figures", "format": "csv"}
NEEDS = {"kind": "needs", "format": "csv"}


@pytest.fixture
def service(folder: Path) -> Iterator[Service]:
    with running(folder) as found:
        found.container.add_account()(
            email=OTHER, name="Autre", password=PASSWORD, roles=frozenset({Role.STAFF})
        )
        for siret in SHOPS[:2]:
            found.deposit(siret=siret, email=f"{siret}@a.fr", first_name="Camille", description="Ma détresse")
        yield found


@pytest.fixture
def staff(service: Service) -> Browser:
    return service.signed_in(STAFF)


def asked(staff: Browser, body: Document, **options: dict[str, str]) -> Document:
    answer = staff.post(PATH, body, **options)
    assert answer.status_code == 202, answer.text
    told: Document = answer.json()
    assert answer.headers["location"] == f"{PATH}/{told['id']}"
    return told


def fetched(service: Service, staff: Browser, body: Document) -> Response:
    """The file, once its job is done."""
    told = asked(staff, body)
    service.work_off()
    told = staff.get(f"{PATH}/{told['id']}").json()
    assert (told["state"], told["state_label"], told["why"]) == ("ready", "prêt", None)
    return staff.get(told["link"])


def read_csv(answer: Response) -> list[dict[str, str]]:
    """The lines of a file, as a French spreadsheet reads it."""
    text = answer.content.decode("utf-8-sig")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def read_xlsx(answer: Response) -> list[dict[str, object]]:
    """The lines of a workbook."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    columns, *rows = sheet.to_python()
    return [dict(zip(map(str, columns), row, strict=True)) for row in rows]


def test_a_file_is_asked_for_made_and_fetched(service: Service, staff: Browser) -> None:
    told = asked(staff, FIGURES)
    assert (told["kind"], told["format"], told["state"], told["state_label"], told["link"]) == (
        "figures",
        "csv",
        "asked",
        "en préparation",
        None,
    )
    assert (told["asked_at"], told["expires_at"]) == ("2026-11-23T09:00:00.000Z", "2026-11-30T09:00:00.000Z")
    early = staff.get(f"{PATH}/{told['id']}/file")
    assert (early.status_code, early.json()["current"]["state"]) == (409, "asked")
    service.work_off()
    link = staff.get(f"{PATH}/{told['id']}").json()["link"]
    answer = staff.get(link)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == (
        'attachment; filename="chiffres-2025-12-01-2026-11-23.csv"'
    )


def test_a_file_says_the_same_numbers_as_the_page_in_csv_and_xlsx(service: Service, staff: Browser) -> None:
    cuts = ["month", "theme", "subject", "region", "institution", "branch", "landing", "origin"]
    page = staff.get("/api/admin/figures?" + "&".join(f"by={one}" for one in cuts)).json()
    whole = [("", "", one) for one in page["figures"]]
    parts = [
        (cut["by"], part["key"] or "", one)
        for cut in page["breakdowns"]
        for part in cut["parts"]
        for one in part["figures"]
    ]
    expected = [
        (by, key, one["code"], one["value"], one["numerator"], one["denominator"])
        for by, key, one in whole + parts
    ]
    found = read_csv(fetched(service, staff, FIGURES))
    assert [
        (
            one["Code du détail"],
            one["Code de la part"],
            one["Code du chiffre"],
            float(one["Valeur"].replace(",", ".")) if one["Valeur"] else None,
            int(one["Nombre"]),
            int(one["Sur"]) if one["Sur"] else None,
        )
        for one in found
    ] == expected
    book = read_xlsx(fetched(service, staff, {**FIGURES, "format": "xlsx"}))
    assert [
        (
            one["Code du détail"],
            str(one["Code de la part"]),
            one["Code du chiffre"],
            None if one["Valeur"] == "" else one["Valeur"],
            one["Nombre"],
            None if one["Sur"] == "" else one["Sur"],
        )
        for one in book
    ] == expected


def test_a_file_holds_what_is_filtered_and_broken_down_as_asked(service: Service, staff: Browser) -> None:
    body = {**FIGURES, "institution": "cci", "by": ["team"], "since": "2026-11-01", "until": "2026-11-30"}
    found = read_csv(fetched(service, staff, body))
    assert {one["Part"] for one in found} == {"", "Recrutement"}
    assert found[0]["Nombre"] == "2"


def test_the_needs_are_told_without_anybody_s_data(service: Service, staff: Browser) -> None:
    service.deposit(siret=SHOPS[2], email="a@a.fr", origin={"url": "https://=cmd.exemple.fr/?nom=Roux"})
    zoe = service.signed_in(ZOE)
    need = zoe.get("/api/needs").json()["items"][0]["id"]
    for position in ({"stance": "taken"}, {"stance": "closed_helped", "help": ["advice", "financial"]}):
        zoe.post(f"/api/needs/{need}/referrals/cci-47-rh/positions", position)
    service.deposit(siret=SHOPS[3], email="b@a.fr", subject="autre-demande", answers=...)
    answer = fetched(service, staff, NEEDS)
    found = {one["Besoin"]: one for one in read_csv(answer)}
    assert found[need] == {
        "Demande": found[need]["Demande"],
        "Besoin": need,
        "Reçue le": "2026-11-23",
        "Thème": found[need]["Thème"],
        "Sujet": found[need]["Sujet"],
        "Région": "Nouvelle-Aquitaine",
        "Page d’atterrissage": "Conseillers-Entreprises",
        "Site d’origine": "'=cmd.exemple.fr",
        "Statut": "aide proposée",
        "Équipes": "2",
        "Institutions": "Agence de l’emploi, CCI",
        "Transmis le": "2026-11-23",
        "Première réponse le": "2026-11-23",
        "Pris en charge le": "2026-11-23",
        "Aides apportées": "conseils, aide financière",
        "Sans réponse après 45 jours": "non",
    }
    assert found[""]["Statut"] == "demande en cours d’examen par l’équipe du service"
    assert len(found) == 4
    text = answer.content.decode()
    for told in ("Camille", "Martin", "détresse", "a.fr\n", "Roux", "47001", SHOPS[0], "Épicerie"):
        assert told not in text
    book = read_xlsx(fetched(service, staff, {**NEEDS, "format": "xlsx"}))
    assert {one["Site d’origine"] for one in book} == {"=cmd.exemple.fr", "Site non précisé"}


def test_a_file_is_nobody_else_s(service: Service, staff: Browser) -> None:
    told = asked(staff, FIGURES)
    service.work_off()
    path = f"{PATH}/{told['id']}"
    for email in (OTHER, ZOE):
        reader = service.signed_in(email)
        assert reader.get(path).status_code == 404
        assert reader.get(f"{path}/file").status_code == 404
    assert service.signed_in(ZOE).post(PATH, FIGURES).status_code == 404
    assert staff.get(f"{PATH}/rien").status_code == 404
    assert service.visitor.get(path).status_code == 401


def test_a_file_is_forgotten_after_a_week(service: Service, staff: Browser) -> None:
    told = asked(staff, FIGURES)
    service.work_off()
    forget = service.container.forget_exports()
    service.clock.forward(days=7)
    assert forget() == 0
    service.clock.forward(seconds=1)
    assert forget() == 1
    assert service.signed_in(STAFF).get(f"{PATH}/{told['id']}").status_code == 404


def test_the_same_request_sent_again_asks_for_one_file(service: Service, staff: Browser) -> None:
    key = {"idempotency-key": "k"}
    first, second = asked(staff, FIGURES, headers=key), asked(staff, FIGURES, headers=key)
    assert first["id"] == second["id"]
    another = staff.post(PATH, NEEDS, headers=key)
    assert faults(another) == {"": "idempotency_key_reused"}


def test_every_fault_of_a_request_is_told(staff: Browser) -> None:
    answer = staff.post(PATH, {"kind": "rien", "by": ["rien"], "extra": 1})
    assert faults(answer).keys() == {"/kind", "/format", "/by/0", "/extra"}
    assert faults(staff.post(PATH, {**FIGURES, "theme": "rien"})) == {"/theme": "unknown_theme"}
    assert faults(staff.post(PATH, {**FIGURES, "since": "2027-01-01"})) == {"/until": "before_start"}


def test_a_file_too_long_is_refused_and_says_so(
    service: Service, staff: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("conseillers_application.exports.MOST_LINES", 1)
    told = asked(staff, NEEDS)
    service.work_off()
    answer = staff.get(f"{PATH}/{told['id']}").json()
    assert (answer["state"], answer["link"]) == ("refused", None)
    assert answer["why"].endswith("demandez une période plus courte.")


def test_what_left_the_directory_since_makes_no_file(service: Service, staff: Browser) -> None:
    told = asked(staff, {**FIGURES, "team": "cci-47-eco"})
    directory = staff.get("/api/admin/directory").json()
    kept = [one for one in directory["teams"] if one["code"] != "cci-47-eco"]
    answer = staff.put("/api/admin/directory", {**directory, "teams": kept, "why": "Fin"})
    assert answer.status_code == 200, answer.text
    service.work_off()
    assert staff.get(f"{PATH}/{told['id']}").json()["state"] == "refused"
