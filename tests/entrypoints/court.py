"""Everybody that the service tells apart, on an ordinary day, and a need of each of two advisors."""

from collections.abc import Mapping
from typing import Final

from attrs import evolve, frozen

from conseillers_application.ports import NeedLink
from conseillers_domain.accounts import Role
from tests.builders import NOW
from tests.entrypoints.day import ADMIN, BOSS, DIRECTORY, TOKEN, Day
from tests.entrypoints.service import (
    ALAN,
    EMMA,
    MANAGER,
    OPERATOR,
    PASSWORD,
    SHOPS,
    STAFF,
    ZOE,
    Browser,
    Service,
)

NIA, CLEO, PILOT, PARTNER = "nia@cma.fr", "cleo@cma.fr", "pilote@cci.fr", "page@partenaire.fr"
OTHER_TOKEN: Final = "another link in a mail"

VISITOR, SUSPENDED = "visitor", "suspended advisor"
OF_THE_TEAM, OF_ANOTHER_ASKED, OF_ANOTHER = "advisor of the team", "advisor asked too", "advisor of another"
SUPERVISING, OF_ANOTHER_BRANCH = "manager supervising", "manager of another branch"
PILOTING, PARTNERED, SERVING, OPERATING, DIRECTING = "pilot", "partner", "staff", "operator", "direction"

PEOPLE: Final[Mapping[str, str]] = {
    OF_THE_TEAM: ZOE,
    OF_ANOTHER_ASKED: EMMA,
    OF_ANOTHER: NIA,
    SUPERVISING: MANAGER,
    OF_ANOTHER_BRANCH: CLEO,
    PILOTING: PILOT,
    PARTNERED: PARTNER,
    SERVING: STAFF,
    OPERATING: OPERATOR,
    DIRECTING: BOSS,
    SUSPENDED: ALAN,
}
"""Their e-mails; a visitor has none."""

ROLES: Final[Mapping[str, frozenset[Role]]] = {
    VISITOR: frozenset(),
    SUSPENDED: frozenset(),
    OF_THE_TEAM: frozenset({Role.ADVISOR}),
    OF_ANOTHER_ASKED: frozenset({Role.ADVISOR}),
    OF_ANOTHER: frozenset({Role.ADVISOR}),
    SUPERVISING: frozenset({Role.MANAGER}),
    OF_ANOTHER_BRANCH: frozenset({Role.MANAGER}),
    PILOTING: frozenset({Role.PILOT}),
    PARTNERED: frozenset({Role.PARTNER}),
    SERVING: frozenset({Role.STAFF}),
    OPERATING: frozenset({Role.OPERATOR}),
    DIRECTING: frozenset({Role.DIRECTION}),
}
"""What each may invoke; who is suspended, nothing any more."""
NOBODY: Final = frozenset({VISITOR, SUSPENDED})

SEEN_BY: Final[Mapping[str, frozenset[str]]] = {
    "own": frozenset({OF_THE_TEAM, OF_ANOTHER_ASKED, SUPERVISING, SERVING}),
    "another's": frozenset({OF_ANOTHER, OF_ANOTHER_BRANCH, SERVING}),
}
"""Who may see which need: that of the advisor of the team, or another's."""
SPOKEN_FOR_BY: Final[Mapping[str, frozenset[str]]] = {
    "own": frozenset({OF_THE_TEAM, SUPERVISING}),
    "another's": frozenset({OF_ANOTHER, OF_ANOTHER_BRANCH}),
}
"""Who speaks for its team, besides staff."""


@frozen(kw_only=True)
class Held:
    """A need, the team it is asked about for, a need that this team closed, a comment, its link."""

    need: str
    team: str
    closed: str
    comment: str
    token: str


@frozen(kw_only=True)
class Court:
    """Everybody, signed in, and the two needs."""

    day: Day
    held: Mapping[str, Held]
    people: Mapping[str, Browser]

    def seen_as(self, role: str) -> Day:
        """The day, where whoever asks is that one."""
        one = self.people[role]
        return evolve(self.day, visitor=one, zoe=one, staff=one, operator=one, boss=one)

    def again(self, service: Service) -> "Court":
        """The same, on a copy of its database that this service runs on."""
        people = {role: Browser(service.client, one.cookies) for role, one in self.people.items()}
        return evolve(self, day=self.day.again(service), people=people)


def a_court(day: Day) -> Court:
    """Everybody comes in; a chamber of trades is asked about a need of its own."""
    service, staff, boss = day.service, day.staff, day.boss
    document = staff.get(DIRECTORY).json()
    branch, team, advisor = (document[kind][0] for kind in ("branches", "teams", "advisors"))
    cma: dict[str, object] = {
        "institutions": [document["institutions"][0] | {"slug": "cma", "name": "CMA"}],
        "branches": [branch | {"code": "cma-33", "institution": "cma", "parent": None, "level": "local"}],
        "teams": [team | {"code": "cma-33-rh", "branch": "cma-33", "name": "Artisans"}],
        "advisors": [advisor | {"email": NIA, "branch": "cma-33", "teams": ["cma-33-rh"]}],
    }
    answer = staff.patch(DIRECTORY, cma)
    assert answer.status_code == 200, answer.text
    for email, role, branches in (
        (NIA, Role.ADVISOR, ()),
        (CLEO, Role.MANAGER, ("cma-33",)),
        (PILOT, Role.PILOT, ()),
        (PARTNER, Role.PARTNER, ()),
    ):
        account = service.container.add_account()(
            email=email,
            name=email,
            password=PASSWORD,
            roles=frozenset({role}),
            branches=branches,
            institution="cci" if role is Role.PILOT else None,
        )
        service.container.accept_terms().by(account.id)
    people = {role: service.signed_in(email) for role, email in PEOPLE.items() if email not in {ZOE, BOSS}}
    people |= {VISITOR: service.visitor, OF_THE_TEAM: day.zoe, DIRECTING: boss}
    alan = staff.get(f"{ADMIN}/accounts?email={ALAN}").json()["id"]
    assert staff.post(f"{ADMIN}/accounts/{alan}/suspension", {"motive": "security"}).status_code == 200

    def theirs(siret: str, *stances: Mapping[str, object]) -> str:
        demand = service.deposit(subject="autre-demande", answers={}, siret=siret, email=f"{siret}@x.fr")[
            "id"
        ]
        qualified = staff.post(f"{ADMIN}/demands/{demand}/qualification", {"subject": "recruter"})
        assert qualified.status_code == 200, qualified.text
        sent = staff.post(f"{ADMIN}/demands/{demand}/transmission", {"teams": ["cma-33-rh"]})
        assert sent.status_code < 400, sent.text
        with service.container.read()() as work:
            (need,) = work.needs.of_demand(demand)
        for said in stances:
            path = f"/api/needs/{need.id}/referrals/cma-33-rh/positions"
            assert people[OF_ANOTHER].post(path, said).status_code == 200
        return str(need.id)

    need = theirs(SHOPS[8])
    closed = theirs(SHOPS[9], {"stance": "taken"}, {"stance": "closed_helped", "help": ["advice"]})
    said = people[OF_ANOTHER].post(
        f"/api/needs/{need}/comments",
        {"team": "cma-33-rh", "kind": "appointment", "appointment": {"at": "2026-12-01T09:30:00Z"}},
    )
    with service.container.begin()() as work:
        link = NeedLink(need=need, team="cma-33-rh", expires_at=NOW.replace(year=NOW.year + 1))
        work.links.add(service.container.secrets().hash(OTHER_TOKEN), link)
    held = {
        "own": Held(need=day.need, team="cci-47-rh", closed=day.closed, comment=day.comment, token=TOKEN),
        "another's": Held(
            need=need, team="cma-33-rh", closed=closed, comment=said.json()["id"], token=OTHER_TOKEN
        ),
    }
    return Court(day=day, held=held, people=people)
