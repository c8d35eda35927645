"""Routing by a plain query over the directory’s tables, then the rules in Python: what many services do."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from attrs import asdict

from benchmarks.plain import Rules, as_tuple, asked, receives, rules_of
from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import Branch, Directory, Institution, Level, Team
from conseillers_domain.routing import MAYOTTE, Profile
from conseillers_domain.territory import Geography

TABLES: Final = """
CREATE TABLE institutions (slug TEXT PRIMARY KEY, closed INTEGER, natures TEXT, nafa INTEGER, opco TEXT,
                           mayotte_only INTEGER) WITHOUT ROWID;
CREATE TABLE branches (code TEXT PRIMARY KEY, institution TEXT, closed INTEGER, everywhere INTEGER)
    WITHOUT ROWID;
CREATE TABLE teams (code TEXT PRIMARY KEY, branch TEXT, closed INTEGER, delegate TEXT, own_zones INTEGER)
    WITHOUT ROWID;
CREATE TABLE team_zones (team TEXT, zone TEXT, PRIMARY KEY (team, zone)) WITHOUT ROWID;
CREATE TABLE branch_zones (branch TEXT, zone TEXT, PRIMARY KEY (branch, zone)) WITHOUT ROWID;
CREATE TABLE competences (subject TEXT, team TEXT, PRIMARY KEY (subject, team)) WITHOUT ROWID;
CREATE TABLE criteria (owner TEXT, criterion TEXT);
CREATE TABLE answers (institution TEXT, subject TEXT, expected TEXT);
CREATE TABLE members (team TEXT, advisor TEXT, PRIMARY KEY (team, advisor)) WITHOUT ROWID;
CREATE TABLE absences (advisor TEXT, first TEXT, last TEXT);
CREATE INDEX criteria_of ON criteria (owner);
CREATE INDEX answers_of ON answers (institution, subject);
CREATE INDEX absences_of ON absences (advisor);
CREATE INDEX team_zones_by_zone ON team_zones (zone);
CREATE INDEX branch_zones_by_zone ON branch_zones (zone);
"""
CANDIDATES: Final = """
SELECT t.code, t.delegate, b.code, i.slug, i.natures, i.nafa, i.opco, i.mayotte_only
FROM competences c
JOIN teams t ON t.code = c.team
JOIN branches b ON b.code = t.branch
JOIN institutions i ON i.slug = b.institution
WHERE c.subject = :subject AND NOT t.closed AND NOT b.closed AND NOT i.closed AND CASE
    WHEN t.own_zones THEN t.code IN (
        SELECT team FROM team_zones WHERE zone IN (SELECT value FROM json_each(:keys)))
    WHEN b.everywhere THEN 1
    ELSE b.code IN (
        SELECT branch FROM branch_zones WHERE zone IN (SELECT value FROM json_each(:keys)))
END
"""
CRITERIA: Final = "SELECT owner, criterion FROM criteria WHERE owner IN (SELECT value FROM json_each(?))"
ANSWERS: Final = """
SELECT institution, expected FROM answers
WHERE institution IN (SELECT value FROM json_each(?)) AND subject = ?
"""
AWAY: Final = """
SELECT m.team FROM members m
LEFT JOIN absences a ON a.advisor = m.advisor AND :day BETWEEN a.first AND a.last
WHERE m.team IN (SELECT value FROM json_each(:teams))
GROUP BY m.team HAVING count(DISTINCT m.advisor) = count(DISTINCT a.advisor)
"""
STANDS_IN: Final = """
SELECT 1 FROM teams t JOIN branches b ON b.code = t.branch JOIN institutions i ON i.slug = b.institution
JOIN members m ON m.team = t.code
LEFT JOIN absences a ON a.advisor = m.advisor AND :day BETWEEN a.first AND a.last
WHERE t.code = :team AND i.slug = :institution AND NOT (t.closed OR b.closed OR i.closed)
AND a.advisor IS NULL
"""


class Tables:
    """The codes of the teams kept, from an SQLite file that holds the directory.

    Suspended accounts are left out: the measured country has none.
    """

    def __init__(self, directory: Directory, geography: Geography, file: Path) -> None:
        """Write the directory into that file."""
        self.geography = geography
        self.database = sqlite3.connect(file)
        self.database.executescript(TABLES)
        for insert, rows in _rows(directory):
            self.database.executemany(insert, rows)
        self.database.commit()
        self.database.execute("ANALYZE")

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    def kept(self, profile: Profile, on: date) -> set[str]:
        """The teams that receive the need."""
        geography, commune = self.geography, profile.facts.commune
        mayotte = geography.commune(commune).departement == MAYOTTE
        need = asked(profile, on, geography.own_codes(commune), mayotte=mayotte)
        keys = json.dumps([str(key) for key in geography.keys(commune)])
        found = self.database.execute(CANDIDATES, {"subject": profile.subject, "keys": keys}).fetchall()
        rules = self._rules(found, profile.subject)
        received = {row[0]: row for row in found if receives(rules[row[0]], need)}
        away = self.database.execute(AWAY, {"day": on.isoformat(), "teams": json.dumps([*received])})
        replaced = {team: self._delegate(received[team], on) for (team,) in away}
        return {replaced.get(team) or team for team in received}

    def _rules(self, found: Iterable[tuple[Any, ...]], subject: str) -> dict[str, Rules]:
        """The rules of each candidate: its institution’s row, the criteria and answers of other tables."""
        owners = {row[0]: (f"team {row[0]}", f"branch {row[2]}", f"institution {row[3]}") for row in found}
        criteria, groups = defaultdict[str, list[Any]](list), defaultdict[str, list[Any]](list)
        carriers = json.dumps([*{carrier for three in owners.values() for carrier in three}])
        for owner, text in self.database.execute(CRITERIA, (carriers,)):
            criterion = json.loads(text)
            if not criterion["subjects"] or subject in criterion["subjects"]:
                criteria[owner].append(as_tuple(Criterion(**criterion)))
        institutions = json.dumps([*{row[3] for row in found}])
        for slug, text in self.database.execute(ANSWERS, (institutions, subject)):
            groups[slug].append(tuple(json.loads(text).items()))
        return {
            team: Rules(
                frozenset(json.loads(natures)),
                bool(nafa),
                frozenset(json.loads(opco)),
                bool(mayotte_only),
                tuple(one for owner in owners[team] for one in criteria[owner]),
                tuple(groups[slug]),
            )
            for team, _, _, slug, natures, nafa, opco, mayotte_only in found
        }

    def _delegate(self, row: tuple[Any, ...], on: date) -> str | None:
        """The delegate that stands in for a candidate, if it can."""
        asked_for = {"team": row[1], "institution": row[3], "day": on.isoformat()}
        return row[1] if self.database.execute(STANDS_IN, asked_for).fetchone() else None


def _rows(directory: Directory) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    """What goes into each table."""
    document = directory.document
    yield "INSERT INTO institutions VALUES (?, ?, ?, ?, ?, ?)", map(_institution, document.institutions)
    yield "INSERT INTO branches VALUES (?, ?, ?, ?)", map(_branch, document.branches)
    yield "INSERT INTO teams VALUES (?, ?, ?, ?, ?)", map(_team, document.teams)
    yield (
        "INSERT OR IGNORE INTO team_zones VALUES (?, ?)",
        ((one.code, str(zone)) for one in document.teams for zone in one.zones),
    )
    yield (
        "INSERT OR IGNORE INTO branch_zones VALUES (?, ?)",
        ((one.code, str(zone)) for one in document.branches for zone in one.zones),
    )
    yield (
        "INSERT OR IGNORE INTO competences VALUES (?, ?)",
        ((competence.subject, one.code) for one in document.teams for competence in one.competences),
    )
    owners = (
        *((f"team {one.code}", one.criteria) for one in document.teams),
        *((f"branch {one.code}", one.criteria) for one in document.branches),
        *((f"institution {one.slug}", one.criteria) for one in document.institutions),
    )
    yield (
        "INSERT INTO criteria VALUES (?, ?)",
        ((owner, json.dumps(asdict(one))) for owner, criteria in owners for one in criteria),
    )
    yield (
        "INSERT INTO answers VALUES (?, ?, ?)",
        (
            (one.slug, condition.subject, json.dumps(dict(group)))
            for one in document.institutions
            for condition in one.answer_conditions
            for group in condition.groups
            if group
        ),
    )
    yield (
        "INSERT OR IGNORE INTO members VALUES (?, ?)",
        ((team, one.email) for one in document.advisors for team in one.teams),
    )
    yield (
        "INSERT INTO absences VALUES (?, ?, ?)",
        (
            (one.email, absence.from_.isoformat(), absence.to.isoformat())
            for one in document.advisors
            for absence in one.absences
        ),
    )


def _institution(one: Institution) -> tuple[Any, ...]:
    rules = rules_of(one, (), "")
    return (
        one.slug,
        one.closed,
        json.dumps([*rules.natures]),
        rules.nafa,
        json.dumps([*rules.opco]),
        one.mayotte_only,
    )


def _branch(one: Branch) -> tuple[Any, ...]:
    return one.code, one.institution, one.closed, one.level is Level.NATIONAL


def _team(one: Team) -> tuple[Any, ...]:
    return one.code, one.branch, one.closed, one.delegate, bool(one.zones)
