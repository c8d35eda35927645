"""The floor of HTTP lines: bare Litestar handlers that write and read the same rows with a driver alone.

They check nothing, know nobody, explain nothing and keep no history beyond their rows; routing is the
floor's. The tables, indexes, pragmas and server are the service's.

`python -m benchmarks.bare PROCESSES PORT`.
"""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from granian.constants import Interfaces
from granian.server import Server
from litestar import Litestar, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody

from benchmarks.country import national
from benchmarks.floor import Floor
from benchmarks.raw_rows import Rows, rows_of
from conseillers_adapters.geography import official_geography
from conseillers_adapters.registries import FileRegistry
from conseillers_adapters.security import new_id
from conseillers_domain.company import Siret
from conseillers_domain.routing import Profile

Body = dict[str, Any]
TAB = """
    case when stance = 'pending' and sent_at <= ? then 'expired' when stance = 'pending' then 'inbox'
    when stance = 'taken' then 'taken' when stance = 'refused' then 'refused' else 'closed' end
"""
COUNTS = f"select {TAB} as tab, count(*) from referrals where team = ? group by 1"  # noqa: S608 - a constant
PAGE = f"""
    select needs.id, team, sent_at, stance, subject, company, commune_name, deposited_at, status
    from referrals join needs on needs.id = referrals.need
    where team = ? and {TAB} = 'closed' order by sent_at desc, needs.id desc limit 25
"""  # noqa: S608 - the constant above


@get("/nothing", sync_to_thread=False)
def nothing() -> Body:
    """What the server and the client cost by themselves."""
    return {}


def depositing(rows: Rows) -> HTTPRouteHandler:
    """The rows of one deposit: demand, need, referrals, two facts and their jobs."""
    geography = official_geography()
    directory = national().directory
    floor = Floor(directory, geography)
    names = {team: directory.institution_of(team).name for team in directory.teams}
    registry = FileRegistry.load(Path(os.environ["BARE_REGISTRY"]))

    @post("/api/demands")
    async def deposit(data: JSONBody[Body]) -> Body:
        company = registry.find(Siret(data["siret"]))
        assert company is not None
        facts = company.facts()
        assert facts is not None
        now = datetime.now(UTC)
        at = now.isoformat()
        profile = Profile(subject=data["subject"], facts=facts, answers=data["answers"])
        teams = sorted(floor.kept(profile, now.date()))
        demand, need, deposited, transmitted = new_id(), new_id(), new_id(), new_id()
        place = geography.communes[facts.commune].name
        known = {
            "name": company.name,
            "address": company.address,
            "naf": company.naf,
            "source": company.source,
        }
        first = (demand, 0, "transmitted", data["landing"], data["subject"], data["description"])
        contact = (data["first_name"], data["last_name"], data["phone"], data["email"], data["siret"])
        last = (json.dumps(data["answers"]), None, data["terms_version"], 1, at, json.dumps(known), "")
        words = f"{company.name} {place} {data['siret']} {data['last_name']}"
        routing = json.dumps({"on": at, "answers": data["answers"], "kept": teams, "company": known})
        row = (need, demand, 0, data["subject"], at, at, "pending", company.name, place, words, routing)
        told = json.dumps({"need": need, "teams": teams})
        await rows.write(
            (),
            (
                ("demands", [(*first, *contact, *last)]),
                ("needs", [row]),
                ("referrals", [(need, team, rank, at, "pending") for rank, team in enumerate(teams)]),
                (
                    "facts",
                    [
                        (deposited, "DemandDeposited", at, json.dumps({"demand": demand})),
                        (transmitted, "NeedTransmitted", at, told),
                    ],
                ),
                rows.jobs(now, deposited, transmitted),
            ),
        )
        return {
            "id": demand,
            "state": "transmitted",
            "follow_url": f"http://127.0.0.1:8000/api/demands/{demand}",
            "institutions": sorted({names[team] for team in teams}),
        }

    return deposit


def listing(rows: Rows) -> HTTPRouteHandler:
    """One page and the counts of every tab."""
    keys = ("id", "team", "sent_at", "stance", "subject", "company", "commune_name", "deposited_at", "status")

    @get("/api/needs")
    async def inbox(team: FromQuery[str], expired: FromQuery[str]) -> Body:
        told, found = await rows.read((COUNTS, (expired, team)), (PAGE, (team, expired)))
        counts = dict(told)
        items = [dict(zip(keys, row, strict=True)) for row in found]
        return {"items": items, "total": counts["closed"], "counts": counts}

    return inbox


def moving(rows: Rows) -> HTTPRouteHandler:
    """The rows of one position: need, referral, position, fact and its job."""

    @post("/api/needs/{need:str}/referrals/{team:str}/positions", status_code=200)
    async def position(need: FromPath[str], team: FromPath[str], data: JSONBody[Body]) -> Body:
        now = datetime.now(UTC)
        at, fact, stance = now.isoformat(), new_id(), data["stance"]
        told = json.dumps({"need": need, "team": team, "before": "pending", "after": stance, "at": at})
        await rows.write(
            (
                ("update needs set version = version + 1, status = ? where id = ?", (stance, need)),
                ("update referrals set stance = ? where need = ? and team = ?", (stance, need, team)),
            ),
            (
                ("positions", [(need, team, 0, stance, "somebody", at, "team", None, "", "")]),
                ("facts", [(fact, "PositionTaken", at, told)]),
                rows.jobs(now, fact),
            ),
        )
        return {"team": team, "stance": stance, "at": at}

    return position


def serve() -> Litestar:
    """The application; on a file, each handler holds the event loop for its one short transaction."""
    rows = rows_of(os.environ["BARE_DATABASE"])
    handlers = [nothing, depositing(rows), listing(rows), moving(rows)]
    return Litestar(handlers, openapi_config=None, logging_config=None)


if __name__ == "__main__":
    Server(
        "benchmarks.bare:serve",
        factory=True,
        interface=Interfaces.ASGI,
        address="127.0.0.1",
        port=int(sys.argv[2]),
        workers=int(sys.argv[1]),
        log_access=False,
    ).serve()
