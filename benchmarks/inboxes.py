"""The list an advisor opens most: one page of a tab, and the counts of all of them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import cycle, islice

from benchmarks.client import Client, request
from benchmarks.databases import Database, on
from benchmarks.ground import Ground
from benchmarks.growth import tenfold
from benchmarks.installed import Installed, Reader, signed_in, token_of
from benchmarks.lines import Line, alternately, must, times
from benchmarks.served import bare, service
from conseillers_adapters.security import utc_now
from conseillers_adapters.sql.line import heard
from conseillers_adapters.sql.rows import stored
from conseillers_application.read_inbox import InboxRequest
from conseillers_domain.need import EXPIRY, Tab
from conseillers_entrypoints.cli.installation import installation

EACH = 1_000
READ_ONCE = 50
PAGE = 25
PATH = "/api/needs?tab=closed"


def inboxes(ground: Ground) -> Iterator[Line]:
    """On each database, with one process and two."""
    for made in ground.installations:
        grown = tenfold(made.database)
        for processes in (1, 2):
            yield from _inboxes(ground, made, grown, processes)
        asked = _statements(made)
        yield Line(
            what=f"… statements, its reader’s identity included, {made.database.kind}",
            measured=str(asked),
            goal="≤ 5",
            holds=asked <= 5,
        )


def _inboxes(ground: Ground, made: Installed, grown: Database, processes: int) -> Iterator[Line]:
    """The rate against the bare handler's, and with ten times the referrals."""
    full_load = _requests(made.readers)
    expired = stored(utc_now() - EXPIRY)
    bare_load = [
        request("GET", f"/api/needs?team={reader.team}&expired={expired}")
        for reader in islice(cycle(made.readers), EACH)
    ]
    with (
        service(made.folder, made.database, processes=processes) as full,
        bare(made.folder, made.database, processes=processes) as least,
        service(made.folder, grown, processes=processes) as tenfold,
    ):
        loads = ((full.port, full_load), (least.port, bare_load), (tenfold.port, full_load))
        measures = [partial(_read, ground.client, port, load) for port, load in loads]
        for warm_up in measures:
            warm_up()
        shown = [_pages(ground.client, port, load[:READ_ONCE]) for port, load in loads]
        must(shown[0] == shown[1] == shown[2], "the lists differ")
        rate, floor, rate_tenfold = alternately(ground.rounds, *measures)
    yield Line(
        what=f"inbox page over HTTP: 25 rows, every count, {on(made.database, processes)}",
        measured=f"{rate:.0f}/s",
        against=f"{floor:.0f}/s, bare handler reading the same rows",
        ratio=times(rate / floor),
        goal="≥ 0.5×",
        holds=rate / floor >= 0.5,
    )
    yield Line(
        what="… ten times the referrals, put before ten times the teams",
        measured=f"{rate_tenfold:.0f}/s",
        against=f"{rate:.0f}/s",
        ratio=times(rate / rate_tenfold),
        goal="≤ 1.3×",
        holds=rate / rate_tenfold <= 1.3,
    )


def _requests(readers: Sequence[Reader]) -> list[bytes]:
    every = [request("GET", PATH, headers=signed_in(reader.account)) for reader in readers]
    return list(islice(cycle(every), EACH))


def _read(client: Client, port: int, requests: Sequence[bytes]) -> float:
    load = client(port, requests)
    must(all(answer.status == 200 for answer in load.answers), "a list is not answered")
    return load.rate


def _pages(client: Client, port: int, requests: Sequence[bytes]) -> list[str]:
    """What the pages show, to be compared; between two of them, a referral may have expired."""
    pages = [json.loads(answer.body) for answer in client(port, requests).answers]
    must(all(len(page["items"]) == PAGE for page in pages), "a page is not full")
    return sorted(
        json.dumps([_counts(page["counts"]), [one["id"] for one in page["items"]]]) for page in pages
    )


def _counts(told: Mapping[str, int]) -> list[int]:
    """A tab without needs may be left out."""
    unanswered = told.get(Tab.INBOX, 0) + told.get(Tab.EXPIRED, 0)
    return [unanswered, *(told.get(tab, 0) for tab in (Tab.TAKEN, Tab.CLOSED, Tab.REFUSED))]


def _statements(made: Installed) -> int:
    """What one page asks of the database; those that open and close a transaction are not counted."""
    with installation(made.settings) as container:
        person = container.identify()(token_of(made.readers[0].account))
        container.read_inbox()(person, InboxRequest())
        with heard() as asked:
            page = container.read_inbox()(
                container.identify()(token_of(made.readers[0].account)), InboxRequest(tab=Tab.CLOSED)
            )
    must(len(page.items) == PAGE, "a page is not full")
    return len(asked)
