"""Ten thousand teams: every decision of two hundred is still the oracle's, whatever was decided before."""

from typing import Final

from conseillers_domain.route_index import Reason
from conseillers_domain.routing import route
from tests.domain.at_random import TODAY, Size, seeded
from tests.domain.country import a_country, prepared
from tests.domain.oracle import Book, Oracle, same

NATIONAL: Final = Size(
    institutions=40,
    branches=1_500,
    teams=10_000,
    advisors=10_000,
    subjects=tuple(f"sujet-{rank}" for rank in range(36)),
)


def test_two_hundred_needs_among_ten_thousand_teams_are_decided_as_the_oracle_does() -> None:
    draw = seeded(1, NATIONAL)
    document = draw.document()
    suspended = frozenset(one.email.lower() for one in document.advisors if draw.once_in(10))
    index, country, book = prepared(document, suspended), a_country(), Book.of(document, suspended)
    kept, reasons = 0, set[Reason]()
    for _ in range(200):
        profile = draw.profile()
        routing = route(profile, index, country, TODAY)
        assert same(routing, Oracle(book, profile, TODAY).verdicts()), profile
        kept += len(routing.kept)
        reasons.update(one.reason for one in routing.set_aside)
    assert kept > 1_000
    assert reasons == {*Reason} - {Reason.SUBJECT_NOT_OFFERED}
