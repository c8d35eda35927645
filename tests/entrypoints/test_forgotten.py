"""A need lived whole, then three years: what people said of themselves is found nowhere any more."""

import io
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest
from dependency_injector import providers
from sqlalchemy import text

from conseillers_adapters.memory.registry import MemoryRegistry
from conseillers_application.answer_survey import survey_url
from conseillers_domain.accounts import Role
from conseillers_domain.basket import Basket, Stay
from conseillers_domain.survey import Survey
from conseillers_entrypoints.composition.work import regular_work
from conseillers_entrypoints.observation import logs
from conseillers_entrypoints.observation.logs import LogForm, LogLevel
from tests.builders import an_establishment
from tests.entrypoints.day import ADMIN, BOSS, DIRECTORY
from tests.entrypoints.service import (
    OPERATOR,
    PASSWORD,
    SHOPS,
    STAFF,
    ZOE,
    Browser,
    Document,
    Service,
    establishments,
    prepare,
    running,
)
from tests.postgres import Databases

PLANTED: Final = "xylophage"
"""In every word that people say here, whatever its case."""
PHONE: Final = "553987654"
OWN: Final = SHOPS[7]
NEEDLES: Final = (PLANTED, PHONE, str(OWN), "bouvreuil")
"""What is looked for: `bouvreuil` is the family name of an advisor."""
RUNS: Final = f"{ADMIN}/retention/runs"
FIGURES: Final = "since=2026-01-01&until=2026-12-31&by=theme&by=region&by=team&by=origin&by=month"


@pytest.fixture(params=["sqlite", "postgres"])
def lived(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Service]:
    """A service on each kind of database, that knows the company which is to be forgotten."""
    with ExitStack() as closing:
        if request.param == "sqlite":
            url = f"sqlite:///{tmp_path / 'service.db'}"
        else:
            databases: Databases = request.getfixturevalue("databases")
            url = closing.enter_context(databases.lent())
        prepare(url)
        service = closing.enter_context(running(tmp_path, database_url=url, staff_idle_minutes=60 * 24))
        known = an_establishment(siret=OWN, name="Xylophage SARL", address="1 rue Xylophage")
        service.container.registry.override(providers.Object(MemoryRegistry((*establishments(), known))))
        yield service


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """All that the process logs."""
    stream = io.StringIO()
    logs.configure(LogForm.JSON, LogLevel.DEBUG, stream)
    yield stream
    logs.silence()


COUNTED: Final = ("figures", "breakdowns")


def found_in(service: Service) -> dict[str, list[str]]:
    """Where which needles are: the files of the database, those of mails, the rows of every table."""
    folder = service.mails.parent
    texts = {
        file.name: file.name.encode() + file.read_bytes()
        for file in (*folder.glob("service.db*"), *service.mails.glob("*"))
    }
    engine = service.container.engine()
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            names = connection.execute(text("select name from sqlite_master where type = 'table'"))
        else:
            names = connection.execute(text("select tablename from pg_tables where schemaname = 'public'"))
        for name in names.scalars().all():
            rows = connection.execute(text(f'select * from "{name}"')).all()  # noqa: S608 - names of tables
            texts[f"table {name}"] = repr([tuple(row) for row in rows]).encode()
    return {
        where: held
        for where, told in texts.items()
        if (held := [one for one in NEEDLES if one.encode() in told.lower()])
    }


def done(answer: object, *expected: int) -> Document:
    """What a request is answered, which is not refused."""
    assert answer.status_code in (expected or (200, 201)), answer.text  # type: ignore[attr-defined]
    said: Document = answer.json() if answer.content else {}  # type: ignore[attr-defined]
    return said


def live(service: Service) -> None:
    """Everything that can be said is said."""
    service.container.add_account()(
        email=BOSS, name="Direction", password=PASSWORD, roles=frozenset({Role.DIRECTION})
    )
    zoe, staff, boss = map(service.signed_in, (ZOE, STAFF, BOSS))
    names = {"first_name": "Xylophage", "last_name": "Xylophage", "phone": f"0{PHONE}", "siret": str(OWN)}
    origin = {"url": "https://aides.exemple.fr/?nom=xylophage", "campaign": "xylophage"}
    form = {"email": "xylophage@atelier.fr", "origin": origin, "description": "Xylophage embauche."} | names
    for rank, subject in enumerate(("recruter", "recruter", "autre-demande", "autre-demande")):
        answers = {"recrutement_premier": "true"} if subject == "recruter" else {}
        asked: Document = (
            form
            | {"declares_accuracy": True}
            | {"subject": subject, "answers": answers, "email": f"xylophage{rank}@atelier.fr"}
        )
        asked["terms_version"] = "1"
        if rank == 0:
            asked |= {"siret": str(SHOPS[0])}
        done(service.visitor.post("/api/demands", asked, headers={"idempotency-key": f"key {rank}"}), 201)
    service.work_off(hours=1)
    for tab in ("to_qualify", "received"):
        for one in staff.get(f"{ADMIN}/demands?tab={tab}&limit=100").json()["items"]:
            if one["subject"]["slug"] == "recruter":
                done(staff.post(f"{ADMIN}/demands/{one['id']}/transmission", {"teams": []}))
    one, other = (found["id"] for found in zoe.get("/api/needs").json()["items"][:2])
    take_it(zoe, staff, one)
    refuse_it(staff, other)
    for demand in staff.get(f"{ADMIN}/demands?tab=to_qualify").json()["items"]:
        path = f"{ADMIN}/demands/{demand['id']}"
        told = {
            "template": "incomplete",
            "subject": "Xylophage",
            "body": "Bonjour Xylophage.\n\n{lien_pour_completer}",
        }
        body = {"reason": "incomplete", "note": "Xylophage ne dit rien.", "mail": told}
        done(staff.post(f"{path}/setting-aside", body))
    survey_and_basket(service, staff, one)
    done(staff.post(f"{ADMIN}/spam", {"kind": "email", "value": "xylophage@pub.fr", "reason": "Xylophage"}))
    done(service.visitor.post("/api/drafts", form | {"email": "xylophage@brouillon.fr"}), 201)
    of_institutions(service, zoe, staff, boss)
    service.work_off(days=1)


def take_it(zoe: Browser, staff: Browser, need: str) -> None:
    """A team helps the company, and corrects its words; both sides write in the thread."""
    path = f"/api/needs/{need}/referrals/cci-47-rh"
    done(zoe.post(f"{path}/positions", {"stance": "taken", "note": "Xylophage est prévenu."}))
    closing = {"stance": "closed_helped", "help": ["advice"], "note": "Xylophage est content."}
    done(zoe.post(f"{path}/positions", closing))
    comments = f"/api/needs/{need}/comments"
    said = {"kind": "appointment", "text": "Voir Xylophage.", "team": "cci-47-rh"}
    meeting = {"appointment": {"at": "2026-12-01T09:30:00Z", "place": "Chez Xylophage"}}
    comment = done(zoe.post(comments, said | meeting), 201)["id"]
    done(zoe.patch(f"{comments}/{comment}", {"text": "Revoir Xylophage."}))
    done(staff.post(comments, {"kind": "information", "text": "Xylophage a rappelé."}), 201)


def refuse_it(staff: Browser, need: str) -> None:
    """Every team refuses it, and staff answers in its own words."""
    for team in ("cci-47-rh", "emploi-47"):
        refusal = {"stance": "refused", "reason": "other", "note": "Xylophage n’est pas d’ici."}
        done(staff.post(f"/api/needs/{need}/referrals/{team}/positions", refusal))
    done(staff.put(f"{ADMIN}/needs/{need}/answer", {"text": "Bonjour Xylophage, désolés."}))


def survey_and_basket(service: Service, staff: Browser, need: str) -> None:
    """The company answers the survey; staff notes what it has to do."""
    survey = Survey(id="survey", need=need, subject="recruter", asked_at=service.clock())
    with service.container.begin()() as work:
        work.surveys.add(survey)
        work.baskets.keep(Stay(id="stay", basket=Basket.UNANSWERED, subject=need, entered_at=service.clock()))
    note = {"subject": need, "kind": "note", "note": "Xylophage à suivre"}
    done(staff.post(f"{ADMIN}/baskets/unanswered/actions", note))
    path = urlsplit(survey_url("", service.container.secrets(), survey.id)).path
    answers = {"contacted": True, "useful": True, "mark": 5, "comment": "Merci de Xylophage."}
    done(service.visitor.post(path, answers | {"agrees_to_share": True}))


def of_institutions(service: Service, zoe: Browser, staff: Browser, boss: Browser) -> None:
    """Advisors come, declare an incident, go."""
    document = staff.get(DIRECTORY).json()
    new = document["advisors"][0] | {
        "email": "xylophage@cci.fr",
        "first_name": "Xylophage",
        "last_name": "Bouvreuil",
    }
    done(staff.patch(DIRECTORY, {"advisors": [new], "why": "Arrivée"}))
    request = {"institution": "cci", "first_name": "Xylophage", "last_name": "Bouvreuil"}
    request |= {"email": "xylophage@cci.fr", "wished": "Xylophage", "presentation": "Xylophage conseille."}
    asked = done(service.visitor.post("/api/access-requests", request), 201)["id"]
    refusal = {"outcome": "refused", "reason": "Xylophage n’est pas connu."}
    done(staff.post(f"{ADMIN}/access-requests/{asked}/decision", refusal))
    demonstration = [{"at": "2026-12-20T09:00:00Z", "place": "Salle Xylophage"}]
    body = {"email": "xylophage@cci.fr", "demonstrations": demonstration}
    done(staff.post(f"{ADMIN}/invitations", body), 201)
    account = service.container.add_account()(
        email="xylophage@cci.fr",
        name="Xylophage Bouvreuil",
        password=PASSWORD,
        roles=frozenset({Role.ADVISOR}),
    )
    path = f"{ADMIN}/accounts/{account.id}"
    for measure, done_by in (("suspension", {"motive": "other"}), ("end", {})):
        decided = {"email": "xylophage@cci.fr", "measure": measure, "why": "Xylophage est parti."}
        decision = done(boss.post(f"{ADMIN}/direction-decisions", decided), 201)["id"]
        done(staff.post(f"{path}/{measure}", {**done_by, "decision": decision}))
    gone = {"removed": {"advisors": ["xylophage@cci.fr"]}, "why": "Départ"}
    done(staff.patch(DIRECTORY, gone))
    incident = {"kind": "loss", "description": "Xylophage a perdu sa clé."}
    name = done(zoe.post("/api/incidents", incident), 201)["id"]
    path = f"{ADMIN}/incidents/{name}/events"
    done(staff.post(path, {"step": "qualify", "kind": "loss", "note": "Xylophage est prévenu."}), 200, 201)
    done(staff.post(path, {"step": "close", "note": "Xylophage l’a retrouvée."}), 200, 201)


def test_three_years_later_nothing_of_anybody_is_left_anywhere_and_figures_are_the_same(
    lived: Service, written: io.StringIO
) -> None:
    live(lived)
    before = found_in(lived)
    tables = {
        "accounts",
        "access_requests",
        "comments",
        "company_answers",
        "demands",
        "direction_decisions",
        "directory_entries",
        "drafts",
        "incidents",
        "invitations",
        "needs",
        "positions",
        "spam",
        "surveys",
    }
    assert {f"table {name}" for name in tables} <= before.keys()
    assert any(name.endswith(".eml") for name in before)

    lived.clock.forward(days=4 * 365)
    figures = done(lived.signed_in(STAFF).get(f"{ADMIN}/figures?{FIGURES}"))
    for one in regular_work(lived.container):
        if one.name in {"forget_drafts", "prune_journal", "forget_sign_ins", "forget_exports"}:
            one.do()
    operator = lived.signed_in(OPERATOR)
    dry = done(operator.post(RUNS, {"dry_run": True}), 201)
    assert found_in(lived).keys() >= {"table demands", "table positions"}
    run = done(operator.post(RUNS, {"dry_run": False}), 201)
    counted = [{one["keeping"]: one["things"] for one in told["classes"]} for told in (dry, run)]
    own = {"drafts", "exports", "sign_ins", "journal"}
    assert {key: value for key, value in counted[0].items() if key not in own} == {
        key: value for key, value in counted[1].items() if key not in own
    }
    assert run["complete"]
    assert done(operator.get(f"{RUNS}/{run['id']}/certificate")) == run
    assert run["intact"]

    assert found_in(lived) == {}
    assert not [one for one in NEEDLES if one in written.getvalue().lower()]
    again = done(lived.signed_in(STAFF).get(f"{ADMIN}/figures?{FIGURES}"))
    assert {key: again[key] for key in COUNTED} == {key: figures[key] for key in COUNTED}
