"""An ordinary day of the service, for those who count what each thing asks of the database."""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from attrs import evolve, frozen

from conseillers_application.answer_survey import survey_url
from conseillers_application.ports import NeedLink, PasswordReset
from conseillers_application.triage.completion_links import completion_url
from conseillers_domain.accounts import Role
from conseillers_domain.basket import Basket, Stay
from conseillers_domain.incident import Incident, IncidentKind
from conseillers_domain.survey import Survey, SurveyAnswers
from tests.builders import NOW
from tests.entrypoints.service import (
    EMMA,
    OPERATOR,
    PASSWORD,
    SHOPS,
    STAFF,
    ZOE,
    Browser,
    Document,
    Service,
    running,
)

ADMIN, DIRECTORY = "/api/admin", "/api/admin/directory"
BOSS: Final = "direction@service.fr"
TOKEN: Final = "a link in a mail"
RESET: Final = "a link to choose a password"
SCRAPER: Final = "a-token-of-at-least-thirty-two-characters"
RETURNS: Final = "returns"
"""The mailbox of what comes back, in the folder of the service."""
BEARER: Final = {"authorization": f"Bearer {SCRAPER}"}
LOU, MAX, TOM = "lou@cci.fr", "max@cci.fr", "tom@cci.fr"
"""Advisors of the directory who have no account yet."""
ASKS: Final = {
    "institution": "cci",
    "first_name": "Tom",
    "last_name": "Kervella",
    "presentation": "Je conseille.",
}
BOUNCE: Final = {"status": "5.1.1", "recipient": "camille@atelier.fr"}

GROWING: Final = frozenset(
    {
        "demands",
        "needs",
        "referrals",
        "positions",
        "comments",
        "surveys",
        "staff_tasks",
        "company_answers",
        "left_referrals",
        "traces",
        "drafts",
        "milestones",
        "basket_stays",
        "basket_actions",
        "facts",
        "letters",
        "links",
        "sessions",
        "holds",
        "allowances",
        "places",
        "second_factors",
        "password_resets",
        "replies",
        "journal",
        "journal_blocks",
        "access_requests",
        "invitations",
        "invitation_tokens",
        "terms_acceptances",
    }
)
"""The tables that grow with use, for ever or with how many use the service."""
SETTLED: Final = frozenset(
    {
        "account_changes",
        "accounts",
        "catalogues",
        "direction_decisions",
        "directory_entries",
        "directory_versions",
        "export_files",
        "exports",
        "geographies",
        "hands",
        "journal_ends",
        "incidents",
        "maintenance",
        "person_measures",
        "refused_addresses",
        "retention_runs",
        "spam",
        "templates",
    }
)
"""Those that do not: they grow with the country, with what staff publishes, with what is rare, or are
forgotten after days."""


class Anything(dict[str, object]):
    """A value for whatever a statement names: a plan does not depend on it."""

    def __missing__(self, name: str) -> object:
        return None


def read_whole(file: Path, said: Iterable[str]) -> set[str]:
    """The growing tables that SQLite reads from end to end for these statements."""
    whole: set[str] = set()
    with closing(sqlite3.connect(file)) as connection:
        for one in said:
            for *_, detail in connection.execute(f"explain query plan {one}", Anything()):
                if scanned := re.match(r"SCAN (\w+)", detail):
                    whole.add(scanned[1])
                # An index of what few lines have, asked for those that have not, is as long as the table.
                sought = re.match(r"SEARCH (\w+) USING .*INDEX \w+ \((\w+)=\?\)", detail)
                if sought and f"{sought[1]}.{sought[2]} IS NULL" in one:
                    whole.add(sought[1])
    return whole & GROWING


@frozen(kw_only=True)
class Day:
    """An ordinary day: a need is taken, one closed, one refused by all; the directory was changed once."""

    service: Service
    receipt: Document
    need: str
    visitor: Browser
    zoe: Browser
    staff: Browser
    operator: Browser
    boss: Browser
    document: Document
    catalogue: Document
    emma: str
    comment: str
    survey: str
    answered: str
    letter: str
    draft: str
    address: str
    waiting: str
    aside: str
    completion: str
    export: str
    closed: str
    refused: str
    task: str
    decisions: tuple[str, ...]
    incident: str
    asked: str
    invited: str
    other_session: str
    run: str

    @property
    def change(self) -> Document:
        """A change of the directory."""
        return {"institutions": [self.document["institutions"][0] | {"name": "La Chambre"}]}

    def again(self, service: Service) -> "Day":
        """The same day, on a copy of its database that this service runs on."""
        service.clock.now = self.service.clock.now
        people: dict[str, Any] = {
            name: Browser(service.client, getattr(self, name).cookies)
            for name in ("zoe", "staff", "operator", "boss")
        }
        return evolve(self, service=service, visitor=service.visitor, **people)


def serving(folder: Path) -> AbstractContextManager[Service]:
    """The service of a day, where mails may come back to."""
    returns = f"file://{folder / RETURNS}"
    return running(folder, metrics_token=SCRAPER, bounces_token=SCRAPER, bounces=returns)


def a_day(service: Service) -> Day:
    service.deposit(siret=SHOPS[0], email="autre@atelier.fr")
    service.container.add_account()(
        email=BOSS, name="Direction", password=PASSWORD, roles=frozenset({Role.DIRECTION})
    )
    zoe, staff, operator, boss = map(service.signed_in, (ZOE, STAFF, OPERATOR, BOSS))
    receipt = service.deposit()
    need, closed = (one["id"] for one in zoe.get("/api/needs").json()["items"])
    service.work_off(hours=1)
    for recipient in ("camille@atelier.fr", "autre@atelier.fr"):
        service.visitor.post("/api/bounces", BOUNCE | {"recipient": recipient}, headers=BEARER)
    zoe.get(f"/api/needs/{need}")
    zoe.post(f"/api/needs/{need}/referrals/cci-47-rh/positions", {"stance": "taken"})
    service.deposit(siret=SHOPS[3], email="g@h.fr")
    for body in ({"stance": "taken"}, {"stance": "closed_helped", "help": ["advice"]}):
        zoe.post(f"/api/needs/{closed}/referrals/cci-47-rh/positions", body)
    (refused,) = (one["id"] for one in zoe.get("/api/needs").json()["items"])
    refusal = {"stance": "refused", "reason": "no_capacity"}
    for team in ("cci-47-rh", "emploi-47"):
        assert staff.post(f"/api/needs/{refused}/referrals/{team}/positions", refusal).status_code == 200
    said = zoe.post(
        f"/api/needs/{need}/comments",
        {"team": "cci-47-rh", "kind": "appointment", "appointment": {"at": "2026-12-01T09:30:00Z"}},
    )
    survey = Survey(id="survey", need=need, subject="recruter", asked_at=NOW)
    answers = SurveyAnswers(contacted=True, useful=True, mark=5, agrees_to_share=True)
    answered = evolve(survey, id="answered", need=closed).answer(answers, NOW)
    export = staff.post(f"{ADMIN}/exports", {"kind": "figures", "format": "csv"}).json()["id"]
    service.work_off()
    staff.patch(DIRECTORY, {"advisors": [], "why": "Rien"})
    document = staff.get(DIRECTORY).json()
    newcomers = [document["advisors"][0] | {"email": email} for email in (LOU, MAX, TOM)]
    staff.patch(
        DIRECTORY,
        {"institutions": [document["institutions"][0] | {"name": "La CCI"}], "advisors": newcomers},
    )
    asked = service.visitor.post("/api/access-requests", ASKS | {"email": TOM}).json()["id"]
    assert staff.post(f"{ADMIN}/invitations", {"email": LOU}).status_code == 201
    with service.container.begin()() as work:
        work.baskets.keep(Stay(id="stay", basket=Basket.ONE, subject="emploi-47", entered_at=NOW))
        link = NeedLink(need=need, team="cci-47-rh", expires_at=NOW.replace(year=NOW.year + 1))
        assert work.surveys.add(survey)
        assert work.surveys.add(answered)
        for incident in ("incident", "other incident"):
            work.incidents.add(
                Incident(
                    id=incident,
                    declared_kind=IncidentKind.BREACH,
                    description="Un fichier est parti à tous.",
                    since=None,
                    declared_at=NOW,
                    declared_by="somebody",
                )
            )
        work.links.add(service.container.secrets().hash(TOKEN), link)
        account = work.accounts.by_email(ZOE)
        assert account is not None
        reset = PasswordReset(
            id="reset",
            account=account.id,
            expires_at=link.expires_at,
            token_hash=service.container.secrets().hash(RESET),
        )
        work.password_resets.keep(reset)
        invited = work.invitations.latest(frozenset({LOU}))[LOU].id
        work.invitation_tokens.add(service.container.secrets().hash(TOKEN), invited, 1)
    decisions = [
        boss.post(
            f"{ADMIN}/direction-decisions", {"email": EMMA, "measure": measure, "why": "Conseil"}
        ).json()["id"]
        for measure in ("suspension", "end", "roles")
    ]
    waiting, aside = (
        service.deposit(subject="autre-demande", answers={}, siret=siret, email=f"{siret}@atelier.fr")["id"]
        for siret in SHOPS[4:6]
    )
    staff.post(f"{ADMIN}/demands/{waiting}/qualification", {"subject": "recruter"})
    staff.post(f"{ADMIN}/demands/{aside}/setting-aside", {"reason": "incomplete"})
    staff.post(f"{ADMIN}/spam", {"kind": "email", "value": "pub@exemple.fr"})
    with service.container.read()() as work:
        completion = completion_url("", service.container.secrets(), work.demands.get(aside))
    service.signed_in(ZOE)
    return Day(
        service=service,
        other_session=next(
            one["id"] for one in zoe.get("/api/me/sessions").json()["items"] if not one["current"]
        ),
        receipt=receipt,
        need=need,
        visitor=service.visitor,
        zoe=zoe,
        staff=staff,
        operator=operator,
        boss=boss,
        document=document,
        catalogue=staff.get(f"{ADMIN}/catalogue").json(),
        comment=said.json()["id"],
        survey=urlsplit(survey_url("", service.container.secrets(), survey.id)).path,
        answered=answered.id,
        letter=operator.get(f"{ADMIN}/mails").json()["items"][0]["id"],
        draft=service.visitor.post("/api/drafts", {"email": "c@d.fr"}).json()["url"].partition(":8000")[2],
        address=staff.get(f"{ADMIN}/refused-addresses").json()["items"][0]["id"],
        closed=closed,
        refused=refused,
        task=staff.get(f"{ADMIN}/tasks").json()["items"][0]["id"],
        export=export,
        waiting=waiting,
        aside=aside,
        completion=completion,
        asked=asked,
        invited=invited,
        decisions=tuple(decisions),
        incident="incident",
        run=operator.post(f"{ADMIN}/retention/runs", {"dry_run": True}).json()["id"],
        emma=staff.get(f"{ADMIN}/accounts?email={EMMA}").json()["id"],
    )
