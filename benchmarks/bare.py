"""The floor of HTTP lines: bare Litestar handlers that write and read the same rows with sqlite3 alone.

They check nothing, know nobody, explain nothing and keep no history beyond their rows; routing is the
floor's. The tables, indexes, pragmas and server are the service's. `python -m benchmarks.bare PORT`.
"""

import json
import os
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


from granian.constants import Interfaces
from granian.server import Server
from litestar import Litestar, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from benchmarks.country import national
from benchmarks.floor import Floor
from conseillers_adapters.geography import official_geography
from conseillers_adapters.registries import FileRegistry
from conseillers_adapters.security import new_id
from conseillers_adapters.sql.engine import PRAGMAS
from conseillers_domain.company import Siret
from conseillers_domain.routing import Profile

Body = dict[str, Any]
TAB = """
    case when stance = 'pending' and sent_at <= :expired then 'expired' when stance = 'pending' then 'inbox'
    when stance = 'taken' then 'taken' when stance = 'refused' then 'refused' else 'closed' end
"""
COUNTS = f"select {TAB} as tab, count(*) from referrals where team = :team group by tab"  # noqa: S608 - a constant
PAGE = f"""
    select needs.id, team, sent_at, stance, subject, company, commune_name, deposited_at, status
    from referrals join needs on needs.id = referrals.need
    where team = :team and {TAB} = 'closed' order by sent_at desc, needs.id desc limit 25
"""  # noqa: S608 - the constant above
JOB = """
    insert into procrastinate_jobs (queue_name, task_name, args, scheduled_at, changed_at)
    values ('default', 'react', ?, ?, ?)
"""


def serve() -> Litestar:  # noqa: C901 - three handlers and what they share, in one place to be read at once
    """The application; each handler holds the event loop for its one short transaction."""
    connection = sqlite3.connect(os.environ["BARE_DATABASE"], isolation_level=None, check_same_thread=False)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    geography = official_geography()
    floor = Floor(national().directory, geography)
    names = {team: national().directory.institution_of(team).name for team in national().crews}
    registry = FileRegistry.load(Path(os.environ["BARE_REGISTRY"]))

    def insert(table: str, rows: list[tuple[Any, ...]]) -> None:
        connection.executemany(f"insert into {table} values ({','.join('?' * len(rows[0]))})", rows)  # noqa: S608 - our names

    @get("/nothing", sync_to_thread=False)
    def nothing() -> Body:
        """What the server and the client cost by themselves."""
        return {}

    @post("/api/demands", sync_to_thread=False)
    def deposit(data: JSONBody[Body]) -> Body:
        """The rows of one deposit: demand, need, referrals, two facts and their jobs."""
        company = registry.find(Siret(data["siret"]))
        assert company is not None
        facts = company.facts()
        assert facts is not None
        now = datetime.now(UTC)
        at = now.isoformat()
        profile = Profile(subject=data["subject"], facts=facts, answers=data["answers"])
        teams = sorted(floor.kept(profile, now.date()))
        demand, need = new_id(), new_id()
        answers, place = json.dumps(data["answers"]), geography.communes[facts.commune].name
        told = [
            (new_id(), "DemandDeposited", at, json.dumps({"demand": demand})),
            (new_id(), "NeedTransmitted", at, json.dumps({"need": need, "teams": teams})),
        ]
        known = {
            "name": company.name,
            "address": company.address,
            "naf": company.naf,
            "source": company.source,
        }
        contact = (data["first_name"], data["last_name"], data["phone"], data["email"], data["siret"])
        first = (demand, 0, "transmitted", data["landing"], data["subject"], data["description"])
        last = (answers, None, data["terms_version"], 1, at, json.dumps(known), "")
        words = f"{company.name} {place} {data['siret']} {data['last_name']}"
        routing = json.dumps({"on": at, "answers": data["answers"], "kept": teams, "company": known})
        connection.execute("begin immediate")
        insert("demands", [(*first, *contact, *last)])
        row = (need, demand, 0, data["subject"], at, at, "pending", company.name, place, words, routing)
        insert("needs", [row])
        insert("referrals", [(need, team, rank, at, "pending") for rank, team in enumerate(teams)])
        insert("facts", told)
        connection.executemany(
            JOB, [(json.dumps({"fact": fact[0]}), now.timestamp(), now.timestamp()) for fact in told]
        )
        connection.execute("commit")
        return {
            "id": demand,
            "state": "transmitted",
            "follow_url": f"http://127.0.0.1:8000/api/demands/{demand}",
            "institutions": sorted({names[team] for team in teams}),
        }

    @get("/api/needs", sync_to_thread=False)
    def inbox(team: FromQuery[str], expired: FromQuery[str]) -> Body:
        """One page and the counts of every tab."""
        asked = {"team": team, "expired": expired}
        connection.execute("begin")
        counts = dict(connection.execute(COUNTS, asked).fetchall())
        rows = connection.execute(PAGE, asked).fetchall()
        connection.execute("commit")
        keys = (
            "id",
            "team",
            "sent_at",
            "stance",
            "subject",
            "company",
            "commune_name",
            "deposited_at",
            "status",
        )
        items = [dict(zip(keys, row, strict=True)) for row in rows]
        return {"items": items, "total": counts["closed"], "counts": counts}

    @post("/api/needs/{need:str}/referrals/{team:str}/positions", status_code=200, sync_to_thread=False)
    def position(need: FromPath[str], team: FromPath[str], data: JSONBody[Body]) -> Body:
        """The rows of one position: need, referral, position, fact and its job."""
        now = datetime.now(UTC)
        at, fact, stance = now.isoformat(), new_id(), data["stance"]
        told = json.dumps({"need": need, "team": team, "before": "pending", "after": stance, "at": at})
        connection.execute("begin immediate")
        connection.execute("update needs set version = version + 1, status = ? where id = ?", (stance, need))
        connection.execute(
            "update referrals set stance = ? where need = ? and team = ?", (stance, need, team)
        )
        insert("positions", [(need, team, 0, stance, "somebody", at, "team", None, "", "")])
        insert("facts", [(fact, "PositionTaken", at, told)])
        connection.execute(JOB, (json.dumps({"fact": fact}), now.timestamp(), now.timestamp()))
        connection.execute("commit")
        return {"team": team, "stance": stance, "at": at}

    return Litestar([nothing, deposit, inbox, position], openapi_config=None, logging_config=None)


if __name__ == "__main__":
    Server(
        "benchmarks.bare:serve",
        factory=True,
        interface=Interfaces.ASGI,
        address="127.0.0.1",
        port=int(sys.argv[1]),
        log_access=False,
    ).serve()
