"""Lives of demands, plain or at random, that figures are counted from."""

from datetime import datetime, timedelta

from hypothesis import strategies as st

from conseillers_domain.calendar import day_of
from conseillers_domain.demand import DemandState
from conseillers_domain.lives import Asked, Life, Move, Surveyed
from conseillers_domain.position import HelpKind, Stance
from tests.builders import NOW, SUBJECT, Changed

TEAMS = ("cci-a", "cci-a-2", "cci-b", "cma-a", "cma-b", "urssaf-a")


def branch_of(team: str) -> str:
    """`cci-a` of `cci-a-2`."""
    return "-".join(team.split("-")[:2])


def institution_of(team: str) -> str:
    """`cci` of `cci-a-2`."""
    return team.split("-", maxsplit=1)[0]


def month_of(life: Life) -> str:
    """The month of a demand."""
    return f"{day_of(life.received_at):%Y-%m}"


def asked(team: str, *moves: Move, sent_at: datetime = NOW) -> Asked:
    """A need put before a team that then said all that."""
    return Asked(team, sent_at, moves)


def a_life(*teams: Asked, **changes: Changed) -> Life:
    """A demand put before these teams, or before nobody yet."""
    return Life(
        **{
            "demand": "demand",
            "received_at": NOW,
            "state": DemandState.TRANSMITTED if teams else DemandState.TO_QUALIFY,
            "landing": "accueil",
            "origin": None,
            "commune": "47001",
            "subject": SUBJECT,
            "need": "need" if teams else None,
            "asked": teams,
            **changes,
        }
    )


_WAITS = st.integers(0, 24 * 60).map(lambda hours: timedelta(hours=hours))


@st.composite
def _moves(draw: st.DrawFn, sent_at: datetime) -> tuple[Move, ...]:
    at, moves = sent_at, list[Move]()
    for stance in draw(st.lists(st.sampled_from(Stance), max_size=4)):
        at += draw(_WAITS)
        kinds = st.lists(st.sampled_from(HelpKind), min_size=1, unique=True)
        help_ = tuple(draw(kinds)) if stance is Stance.CLOSED_HELPED else ()
        moves.append(Move(stance, at, help_))
    return tuple(moves)


@st.composite
def _life(draw: st.DrawFn) -> Life:
    received_at = NOW - draw(_WAITS) * 6
    teams = draw(st.lists(st.sampled_from(TEAMS), unique=True, max_size=4))
    put = list[Asked]()
    for team in teams:
        sent_at = received_at + draw(_WAITS)
        put.append(Asked(team, sent_at, draw(_moves(sent_at))))
    gave_one = draw(st.booleans())
    need = "need" if put or gave_one else None
    answers = st.builds(Surveyed, contacted=st.booleans(), useful=st.booleans(), mark=st.integers(1, 5))
    return a_life(*put, received_at=received_at, need=need, surveyed=draw(st.none() | answers))


LIVES = st.lists(_life(), max_size=8)
"""Demands received in the last year, of which teams said anything at all."""
