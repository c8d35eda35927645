"""What ten times the data costs: each thing people do, on a past of a year and on one of ten."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from itertools import cycle
from typing import Final

from attrs import evolve

from benchmarks.databases import Database
from benchmarks.ground import Ground
from benchmarks.installed import Installed, token_of
from benchmarks.lines import Line, alternately, ms, must, seconds, times
from conseillers_adapters.documents import read
from conseillers_application.read_inbox import InboxRequest
from conseillers_domain.demand_form import DemandForm
from conseillers_domain.need import Tab
from conseillers_domain.position import NewPosition, Stance
from conseillers_entrypoints.cli.installation import installation
from conseillers_entrypoints.container import Container

EACH: Final = 40
"""Of each thing in a row: one alone is too short to be timed."""
MOST: Final = 1.3
COPIES: Final = (
    """
    insert into demands select id || '{0}', version, state, landing, subject, description, first_name,
    last_name, phone, email || '{0}', siret, answers, origin, terms_version, declares_accuracy, deposited_at,
    establishment, flags from demands where length(id) = 36
    """,
    """
    insert into needs select id || '{0}', demand || '{0}', version, subject, created_at, deposited_at, status,
    company, commune_name, words, routing from needs where length(id) = 36
    """,
    """
    insert into referrals select need || '{0}', team || '{0}', rank, sent_at, stance from referrals
    where length(need) = 36
    """,
    """
    insert into positions select need || '{0}', team || '{0}', rank, stance, "by", "at", side, reason, help,
    note from positions where length(need) = 36
    """,
)
"""Another past beside the first, put before other teams; no code holds a tilde.

A copy sorts among its originals, as the needs of the same days do.
"""


def tenfold(database: Database) -> Database:
    """The same database, nine other pasts beside its own."""
    grown = database.copied("grown")
    grown.change([copy.format(f"~{other}") for other in range(9) for copy in COPIES])
    grown.settle()
    return grown


def growth(ground: Ground) -> Iterator[Line]:
    """On each database."""
    for made in ground.installations:
        yield from _growth(ground, made)


def _growth(ground: Ground, made: Installed) -> Iterator[Line]:
    sizes = [made.database.copied("once"), tenfold(made.database)]
    with ExitStack() as running:
        doing = [
            _things(made, running.enter_context(installation(evolve(made.settings, database_url=one.url))))
            for one in sizes
        ]
        for name in doing[0]:
            once, ten = (_timed(things[name]) for things in doing)
            once(), ten()
            small, large = alternately(ground.rounds, once, ten)
            yield Line(
                what=f"{name}, ten times the data, {made.database.kind}",
                measured=ms(large / EACH),
                against=f"{ms(small / EACH)}, a year of it",
                ratio=times(large / small),
                goal=f"≤ {MOST}×",
                holds=large / small <= MOST,
            )


def _timed(act: Callable[[], object]) -> Callable[[], float]:
    def all_of_them() -> None:
        for _ in range(EACH):
            act()

    return lambda: seconds(all_of_them)


def _things(made: Installed, service: Container) -> Mapping[str, Callable[[], object]]:
    """What people do, by its name: each call does it once, on the next company, need or reader."""
    newcomers = iter(made.newcomers)
    unanswered = iter(made.unanswered)
    readers = cycle(made.readers)
    sheets = cycle(made.unanswered[:200])

    def deposit() -> None:
        _, form = next(newcomers)
        receipt = service.deposit_demand()(read(DemandForm, form))
        must(receipt.institutions, "a deposit did not leave")

    def take() -> None:
        need, team = next(unanswered)
        person = service.identify()(token_of(made.advisors[team]))
        said = service.take_position()(person, need, team, NewPosition(stance=Stance.TAKEN))
        must(said.changed, "a position changed nothing")

    def listing(request: InboxRequest) -> Callable[[], None]:
        def read_inbox() -> None:
            person = service.identify()(token_of(next(readers).account))
            service.read_inbox()(person, request)

        return read_inbox

    def sheet() -> None:
        need, team = next(sheets)
        service.read_sheet()(service.identify()(token_of(made.advisors[team])), need)

    return {
        "a deposit": deposit,
        "a position": take,
        "a list": listing(InboxRequest(tab=Tab.CLOSED)),
        "a search in one’s needs": listing(InboxRequest(tab=Tab.CLOSED, text="soci fictif")),
        "a need sheet": sheet,
    }
