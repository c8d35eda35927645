"""Who sees a need, who speaks for a team, who may do what; deny by default."""

import pytest

from conseillers_domain.accounts import ALLOWED, Act, Person, Role
from conseillers_domain.errors import Forbidden, NotFound
from conseillers_domain.position import Side
from tests.builders import a_need, a_referral

NEED = a_need(a_referral("cci"), a_referral("cma"))


def somebody(
    *roles: Role, teams: frozenset[str] = frozenset(), supervised: frozenset[str] = frozenset()
) -> Person:
    """A person with these roles and teams."""
    return Person(
        id="ana",
        email="ana@example.org",
        name="Ana",
        roles=frozenset(roles),
        teams=teams,
        supervised=supervised,
    )


CCI, CMA, OTHER = frozenset({"cci"}), frozenset({"cma"}), frozenset({"urssaf"})


@pytest.mark.parametrize(
    ("person", "sees", "speaks_for_cci", "speaks_for_cma"),
    [
        (somebody(), False, None, None),
        (somebody(Role.ADVISOR), False, None, None),
        (somebody(Role.ADVISOR, teams=OTHER), False, None, None),
        (somebody(Role.ADVISOR, teams=CCI), True, Side.TEAM, None),
        (somebody(Role.ADVISOR, teams=CCI | CMA), True, Side.TEAM, Side.TEAM),
        (somebody(Role.MANAGER, supervised=CMA), True, None, Side.TEAM),
        (somebody(Role.ADVISOR, Role.MANAGER, teams=CCI, supervised=CMA), True, Side.TEAM, Side.TEAM),
        (somebody(Role.STAFF), True, Side.STAFF, Side.STAFF),
        (somebody(Role.STAFF, Role.ADVISOR, teams=CCI), True, Side.TEAM, Side.STAFF),
        (somebody(Role.PILOT), False, None, None),
        (somebody(Role.PARTNER), False, None, None),
        (somebody(Role.OPERATOR), False, None, None),
        (somebody(Role.DIRECTION), False, None, None),
    ],
)
def test_a_need_is_seen_and_answered_by_its_teams_their_managers_and_staff(
    person: Person, sees: bool, speaks_for_cci: Side | None, speaks_for_cma: Side | None
) -> None:
    assert (person.side_for("cci"), person.side_for("cma")) == (speaks_for_cci, speaks_for_cma)
    if not sees:
        with pytest.raises(NotFound, match="Ce besoin n’existe pas"):
            person.must_see(NEED)
    else:
        person.must_see(NEED)
    for team, side in (("cci", speaks_for_cci), ("cma", speaks_for_cma)):
        if side is not None:
            assert person.must_speak_for(team, NEED) is side
        else:
            with pytest.raises(Forbidden if sees else NotFound):
                person.must_speak_for(team, NEED)


def test_nobody_speaks_for_a_team_that_was_not_asked() -> None:
    with pytest.raises(NotFound, match="transmis"):
        somebody(Role.STAFF).must_speak_for("urssaf", NEED)


STAFF, OPERATOR = {Role.STAFF}, {Role.OPERATOR}


@pytest.mark.parametrize(
    ("act", "allowed"),
    [
        (Act.SEE_DIRECTORY, STAFF),
        (Act.CHANGE_DIRECTORY, STAFF),
        (Act.CHANGE_CATALOGUE, STAFF | OPERATOR),
        (Act.SIMULATE, STAFF),
        (Act.SEE_COVERAGE, STAFF),
        (Act.PAUSE, OPERATOR),
        (Act.SEE_REFUSED_ADDRESSES, STAFF),
        (Act.LIFT_REFUSED_ADDRESS, STAFF),
        (Act.SEE_JOBS, OPERATOR),
        (Act.RETRY_JOB, OPERATOR),
        (Act.SEE_MAILS, STAFF | OPERATOR),
        (Act.REPLAY_MAIL, STAFF | OPERATOR),
    ],
)
@pytest.mark.parametrize("role", Role)
def test_what_one_may_not_do_does_not_exist(act: Act, allowed: set[Role], role: Role) -> None:
    if role in allowed:
        somebody(role).must_be_allowed(act)
    else:
        with pytest.raises(NotFound):
            somebody(role).must_be_allowed(act)


@pytest.mark.parametrize("act", Act)
def test_nobody_may_do_anything_without_a_role_and_every_act_has_its_line(act: Act) -> None:
    assert ALLOWED[act]
    with pytest.raises(NotFound):
        somebody().must_be_allowed(act)
