"""Staff triages demands over HTTP, and a company completes its own."""

from tests.entrypoints.service import STAFF, UNKNOWN, ZOE, Service, a_form, faults

ADMIN = "/api/admin/demands"
FREE = {"subject": "autre-demande", "answers": {}}


def test_a_free_demand_goes_from_its_receipt_to_its_teams(service: Service) -> None:
    receipt, staff = service.deposit(**FREE), service.signed_in(STAFF)
    page = staff.get(ADMIN).json()
    assert page["counts"] == {"received": 0, "to_qualify": 1, "transmitted": 0, "set_aside": 0}
    (line,) = page["items"]
    assert (line["id"], line["flags"]) == (
        receipt["id"],
        [{"code": "free_topic", "label": "sujet à choisir"}],
    )
    path = f"{ADMIN}/{receipt['id']}"
    read = staff.get(path)
    stale = staff.post(
        f"{path}/qualification", {"subject": "contrat-de-travail"}, headers={"if-match": '"7"'}
    )
    assert stale.status_code == 412
    now = staff.post(
        f"{path}/qualification",
        {"subject": "contrat-de-travail"},
        headers={"if-match": read.headers["etag"]},
    )
    assert (now.status_code, now.json()["state"], now.json()["flags"]) == (200, "received", [])
    proposed = staff.get(path).json()["proposed"]
    assert [one["team"] for one in proposed] == ["cci-47-rh"]
    key = {"idempotency-key": "k"}
    sent = staff.post(f"{path}/transmission", {}, headers=key)
    assert staff.post(f"{path}/transmission", {}, headers=key).json() == sent.json()
    assert (sent.json()["state"], sent.json()["subject"]) == ("transmitted", "contrat-de-travail")
    again = staff.post(f"{path}/transmission", {})
    assert (again.status_code, again.json()["type"]) == (409, "/problems/already_transmitted")
    assert service.signed_in(ZOE).get("/api/needs").json()["total"] == 1
    told = staff.get(path).json()
    assert [one["gesture"] for one in told["traces"]] == ["qualified", "transmitted"]
    assert told["needs"][0]["status"] == "pending"


def test_a_company_completes_its_demand_by_the_link_of_its_mail(service: Service) -> None:
    receipt, staff = service.deposit(**FREE), service.signed_in(STAFF)
    path = f"{ADMIN}/{receipt['id']}"
    mail = {"template": "incomplete"}
    answer = staff.post(f"{path}/setting-aside", {"reason": "incomplete", "mail": mail})
    assert answer.json()["state"] == "set_aside"
    service.work_off()
    letter = service.letters()[-1].replace("=\n", "").replace("=3D", "=")
    assert "Compléter votre demande" in letter
    link = letter[letter.index("/api/demands/") :].split()[0].strip(">\"'")
    assert "/completion?token=" in link
    shown = service.visitor.get(link)
    assert (shown.status_code, shown.json()["first_name"]) == (200, "Camille")
    wrong = service.visitor.put(link, a_form(phone="12", description=""))
    assert faults(wrong) == {"/phone": "format", "/description": "required"}
    done = service.visitor.put(link, a_form())
    assert (done.status_code, done.json()["state"]) == (200, "transmitted")
    assert service.visitor.get(link).status_code == 404
    assert service.visitor.get(f"/api/demands/{receipt['id']}/completion").status_code == 404


def test_a_demand_is_set_aside_taken_back_and_merged(service: Service) -> None:
    first = service.deposit()
    second, staff = service.deposit(email="autre@atelier.fr"), service.signed_in(STAFF)
    path = f"{ADMIN}/{second['id']}"
    assert faults(staff.post(f"{path}/setting-aside", {"reason": "humeur"})) == {"/reason": "unknown_option"}
    staff.post(f"{path}/setting-aside", {"reason": "out_of_scope"})
    back = staff.post(f"{path}/taking-back", {"reason": "Une erreur"})
    assert back.json()["state"] == "to_qualify"
    merged = staff.post(f"{path}/merge", {"into": first["id"]})
    assert (merged.json()["state"], merged.json()["merged_into"]) == ("set_aside", first["id"])
    assert service.visitor.get(second["follow_url"].partition(":8000")[2]).json()["state"] == "transmitted"


def test_many_demands_are_set_aside_at_once(service: Service) -> None:
    receipt, staff = service.deposit(**FREE), service.signed_in(STAFF)
    body = {"ids": [receipt["id"], "x"], "setting_aside": {"reason": "spam"}}
    items = staff.post(f"{ADMIN}/batch", body).json()["items"]
    assert [(one["done"], one["state"], one["code"]) for one in items] == [
        (True, "set_aside", None),
        (False, None, "not_found"),
    ]
    assert faults(staff.post(f"{ADMIN}/batch", {"ids": []})) == {"/ids": "count", "": "one_act"}


def test_texts_are_written_and_tried(service: Service) -> None:
    receipt, staff = service.deposit(**FREE), service.signed_in(STAFF)
    path = "/api/admin/templates/other"
    assert len(staff.get("/api/admin/templates").json()["items"]) == 6
    text = {"subject": "À propos de {sujet}", "body": "Bonjour {prenom}."}
    tried = staff.post(f"{path}/preview", {"demand": receipt["id"], **text})
    assert tried.json() == {"subject": "À propos de Poser une autre question", "body": "Bonjour Camille."}
    assert faults(staff.put(path, {"subject": "{age}", "body": "x"})) == {"/subject": "unknown_placeholder"}
    written = staff.put(path, text, headers={"if-match": staff.get(path).headers["etag"]})
    assert (written.status_code, written.json()["version"]) == (200, 1)
    assert [one["version"] for one in staff.get(path).json()["items"]] == [1, 0]


def test_who_is_unwanted_is_answered_as_anybody(service: Service) -> None:
    staff = service.signed_in(STAFF)
    unwanted = {"kind": "email", "value": "camille@atelier.fr"}
    assert staff.post("/api/admin/spam", {**unwanted, "reason": "Publicité"}).status_code == 200
    assert service.deposit()["state"] == "transmitted"
    assert staff.get(f"{ADMIN}?tab=set_aside").json()["items"][0]["aside"] == "spam"
    assert staff.get("/api/admin/spam").json()["items"][0]["value"] == "camille@atelier.fr"
    assert staff.post("/api/admin/spam/removal", unwanted).status_code == 204
    assert staff.post("/api/admin/spam/removal", unwanted).status_code == 404


def test_an_unknown_company_leaves_for_the_teams_that_staff_names(service: Service) -> None:
    receipt, staff = service.deposit(siret=UNKNOWN), service.signed_in(STAFF)
    path = f"{ADMIN}/{receipt['id']}/transmission"
    refused = staff.post(path, {})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/no_team")
    assert staff.post(path, {"teams": ["cci-47-rh"], "reason": "Vue ensemble"}).status_code == 200


def test_nobody_else_triages(service: Service) -> None:
    receipt, zoe = service.deposit(), service.signed_in(ZOE)
    path = f"{ADMIN}/{receipt['id']}"
    for answer in (
        zoe.get(ADMIN),
        zoe.get(path),
        zoe.post(f"{path}/transmission", {}),
        zoe.post(f"{path}/setting-aside", {"reason": "spam"}),
        zoe.get("/api/admin/templates"),
        zoe.get("/api/admin/spam"),
    ):
        assert answer.status_code == 404
