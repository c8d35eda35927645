"""An advisor takes a position: the table of moves, its refusals, two advisors at the same instant."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from attrs import evolve
from httpx import Response

from conseillers_domain.position import NEXT, Side, Stance
from tests.entrypoints.service import (
    ALAN,
    EMMA,
    MANAGER,
    OPERATOR,
    SHOPS,
    STAFF,
    ZOE,
    Browser,
    Service,
    faults,
    the_directory,
)

NEEDED: dict[str, dict[str, object]] = {
    "refused": {"reason": "out_of_scope"},
    "closed_helped": {"help": ["advice"]},
}
ROADS = {
    "pending": (),
    "taken": ("taken",),
    "refused": ("refused",),
    "closed_helped": ("taken", "closed_helped"),
    "closed_no_help": ("taken", "closed_no_help"),
    "closed_unreachable": ("taken", "closed_unreachable"),
}
"""How a team gets to each stance."""


def say(
    person: Browser,
    need: str,
    stance: str,
    team: str = "cci-47-rh",
    version: str | None = None,
    **more: object,
) -> Response:
    headers = {} if version is None else {"if-match": version}
    body = {"stance": stance, **NEEDED.get(stance, {}), **more}
    return person.post(f"/api/needs/{need}/referrals/{team}/positions", body, headers=headers)


def test_a_position_is_said_and_shown(service: Service) -> None:
    need, zoe = service.a_need(), service.signed_in(ZOE)
    answer = say(zoe, need, "refused", reason="other", note="  Déjà vue hier.  ")
    told = answer.json()
    assert answer.status_code == 200
    assert told == {
        "team": "cci-47-rh",
        "team_name": "Recrutement",
        "institution": "CCI",
        "stance": "refused",
        "stance_label": "refusé",
        "sent_at": "2026-11-23T09:00:00.000Z",
        "mine": True,
        "next": ["pending"],
        "positions": [
            {
                "stance": "refused",
                "stance_label": "refusé",
                "source": "advisor",
                "source_label": "un conseiller",
                "by": "Zoé Marchand",
                "at": "2026-11-23T09:00:00.000Z",
                "reason": "other",
                "help": [],
                "note": "Déjà vue hier.",
                "corrections": [],
            }
        ],
        "changed": True,
    }
    sheet = zoe.get(f"/api/needs/{need}")
    assert sheet.headers["etag"] == answer.headers["etag"]
    assert sheet.json()["referrals"][0] == {key: told[key] for key in told if key != "changed"}


@pytest.mark.parametrize("side", [Side.TEAM, Side.STAFF])
@pytest.mark.parametrize("before", Stance)
def test_only_the_moves_of_the_table_are_possible(service: Service, side: Side, before: Stance) -> None:
    person = service.signed_in(ZOE if side is Side.TEAM else STAFF)
    allowed = NEXT[side][before]
    for rank, after in enumerate(one for one in Stance if one is not before):
        need = service.a_need(siret=SHOPS[rank], email=f"a{rank}@atelier.fr")
        for step in ROADS[before]:
            assert say(person, need, step).status_code == 200
        assert _next(person, need) == [one.value for one in allowed]
        answer = say(person, need, after.value)
        if after in allowed:
            assert (answer.status_code, answer.json()["stance"]) == (200, after)
        else:
            assert (answer.status_code, answer.json()["type"]) == (409, "/problems/move_refused")
            assert answer.json()["current"]["stance"] == before
            assert f"« {before.label} »" in answer.json()["detail"]


def _next(person: Browser, need: str) -> list[str]:
    found: list[str] = person.get(f"/api/needs/{need}").json()["referrals"][0]["next"]
    return found


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, {"/stance": "required"}),
        ({"stance": "perhaps"}, {"/stance": "unknown_option"}),
        ({"stance": "refused"}, {"/reason": "required"}),
        ({"stance": "refused", "reason": "humeur"}, {"/reason": "unknown_option"}),
        ({"stance": "refused", "reason": "other", "note": "  "}, {"/note": "required"}),
        ({"stance": "closed_helped"}, {"/help": "required"}),
        ({"stance": "closed_helped", "help": ["or"]}, {"/help/0": "unknown_option"}),
        ({"stance": "taken", "reason": "other", "help": ["advice"], "note": "x"}, None),
        ({"stance": "taken", "note": "x" * 5_001}, {"/note": "too_long"}),
        ({"stance": "taken", "by": "autrui"}, {"/by": "unknown_field"}),
        (
            {"stance": "refused", "help": ["or"], "note": "x" * 5_001, "by": "autrui"},
            {
                "/by": "unknown_field",
                "/help/0": "unknown_option",
                "/help": "unexpected",
                "/reason": "required",
                "/note": "too_long",
            },
        ),
        (
            {"stance": "perhaps", "reason": "other", "note": "x" * 5_001},
            {"/stance": "unknown_option", "/note": "too_long"},
        ),
    ],
)
def test_a_position_without_what_goes_with_it_is_refused(
    service: Service, body: dict[str, object], wrong: dict[str, str] | None
) -> None:
    need, zoe = service.a_need(), service.signed_in(ZOE)
    answer = zoe.post(f"/api/needs/{need}/referrals/cci-47-rh/positions", body)
    expected = wrong or {"/reason": "unexpected", "/help": "unexpected"}
    assert (answer.status_code, faults(answer)) == (422, expected)


def test_saying_again_what_one_said_changes_nothing_and_says_so(service: Service) -> None:
    need, zoe = service.a_need(), service.signed_in(ZOE)
    first, again = say(zoe, need, "taken"), say(zoe, need, "taken")
    assert (first.json()["changed"], again.json()["changed"]) == (True, False)
    assert first.headers["etag"] == again.headers["etag"]
    assert len(again.json()["positions"]) == 1


def test_a_colleague_who_is_late_reads_who_was_first(service: Service) -> None:
    need = service.a_need()
    assert say(service.signed_in(ZOE), need, "taken").status_code == 200
    answer = say(service.signed_in(ALAN), need, "taken")
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (409, "/problems/already_said")
    assert problem["current"]["positions"][-1]["by"] == "Zoé Marchand"
    assert "devancé" in problem["detail"]


def test_of_two_advisors_at_the_same_instant_one_wins_and_the_other_reads_who(service: Service) -> None:
    need, people = service.a_need(), {ZOE: "Zoé Marchand", ALAN: "Alan Le Goff"}
    browsers = [service.signed_in(one) for one in people]
    together = Barrier(2)

    def take(browser: Browser) -> Response:
        together.wait()
        return say(browser, need, "taken")

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(take, browsers))
    won, lost = sorted(answers, key=lambda answer: answer.status_code)
    assert (won.status_code, lost.status_code) == (200, 409)
    winner = list(people.values())[answers.index(won)]
    assert lost.json()["current"]["positions"] == won.json()["positions"]
    assert [one["by"] for one in lost.json()["current"]["positions"]] == [winner]


def test_who_read_an_older_version_writes_nothing(service: Service) -> None:
    need, zoe = service.a_need(), service.signed_in(ZOE)
    read = zoe.get(f"/api/needs/{need}").headers["etag"]
    assert say(zoe, need, "taken", version=read).status_code == 200
    for stale in (read, '"x"', '"99"', f'"{"9" * 30}"', 'W/"0"'):
        answer = say(zoe, need, "closed_no_help", version=stale)
        assert (answer.status_code, answer.json()["type"]) == (412, "/problems/stale")
    for fresh in (zoe.get(f"/api/needs/{need}").headers["etag"], "*"):
        stance = "closed_no_help" if fresh != "*" else "taken"
        assert say(zoe, need, stance, version=fresh).status_code == 200


def test_one_speaks_for_ones_own_teams_only(service: Service) -> None:
    need = service.a_need()
    assert say(service.signed_in(ZOE), need, "taken", team="emploi-47").status_code == 403
    assert say(service.signed_in(OPERATOR), need, "taken").status_code == 404
    assert say(service.signed_in(ZOE), need, "taken", team="cci-47-eco").status_code == 404
    assert say(service.signed_in(ZOE), "x", "taken").status_code == 404
    assert say(service.signed_in(MANAGER), need, "taken").status_code == 200
    sell = service.a_need(subject="contrat-de-travail", answers=..., email="x@y.fr", siret="35600000000001")
    assert say(service.signed_in(EMMA), sell, "taken").status_code == 404


def test_a_taken_need_is_told_to_the_company_once_a_minute_later(service: Service) -> None:
    need, zoe = service.a_need(), service.signed_in(ZOE)
    service.work_off()
    before = len(service.letters())
    say(zoe, need, "taken")
    service.work_off()
    service.work_off(seconds=59)
    assert len(service.letters()) == before
    service.work_off(seconds=2)
    (letter,) = service.letters()[before:]
    assert "Zoé Marchand" in letter
    assert "camille@atelier.fr" in letter


def test_a_slip_undone_at_once_tells_the_company_nothing(service: Service) -> None:
    need, zoe = service.a_need(), service.signed_in(ZOE)
    service.work_off()
    before = len(service.letters())
    say(zoe, need, "taken")
    service.clock.forward(seconds=30)
    say(zoe, need, "pending")
    service.work_off(minutes=5)
    assert len(service.letters()) == before


def test_what_staff_says_for_a_team_tells_the_company_nothing(service: Service) -> None:
    need = service.a_need()
    service.work_off()
    before = len(service.letters())
    say(service.signed_in(STAFF), need, "taken")
    service.work_off(minutes=5)
    assert len(service.letters()) == before


def test_an_institution_that_takes_a_need_once_gives_up_its_other_teams(service: Service) -> None:
    country = the_directory()
    cci = tuple(evolve(one, single_taker=one.slug == "cci") for one in country.institutions)
    teams = tuple(evolve(one, criteria=()) for one in country.teams)
    service.container.publish_directory().publish(evolve(country, institutions=cci, teams=teams), by="essai")
    need = service.a_need(subject="contrat-de-travail", answers=...)
    zoe = service.signed_in(ZOE)
    assert say(zoe, need, "taken").status_code == 200
    eco, mine = zoe.get(f"/api/needs/{need}").json()["referrals"]
    assert (mine["stance"], eco["stance"]) == ("taken", "refused")
    (said,) = eco["positions"]
    assert (said["by"], said["reason"]) == ("règle du service", "already_helped")
