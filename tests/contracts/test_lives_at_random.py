"""Needs live at random on every store at once: all show the same, and nothing that may never be."""

from contextlib import ExitStack
from itertools import count
from logging import getLogger
from pathlib import Path
from typing import Final

import pytest
from hypothesis import seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.builders import DAY
from tests.contracts.at_random import openings
from tests.contracts.at_random.clock import Clock
from tests.contracts.at_random.companies import Companies
from tests.contracts.at_random.crashes import Crashes
from tests.contracts.at_random.demands import Demands
from tests.contracts.at_random.invariants import each_company_is_told_of_an_end
from tests.contracts.at_random.needs import Needs
from tests.contracts.at_random.teams import Teams
from tests.postgres import Server

LOG: Final = getLogger(__name__)
"""`--log-cli-level=info` shows how far a long run is."""


class Lives(Companies, Demands, Needs, Teams, Clock, Crashes):
    """All that happens to some needs."""

    def teardown(self) -> None:
        """Two months later, all being well, every company was told of an end."""
        try:
            for service in self.services:
                service.fate.moments = None
                service.post.down = False
            for _ in range(2):
                self.time_passes(30 * DAY, 1, drained=True)
            self.time_passes(5 * DAY, 1, drained=True)
            self.all_show_the_same_and_nothing_that_may_not_be()
            self.compare()
            each_company_is_told_of_an_end(self.found)
        finally:
            self.open.close()


USUAL, WANTED = settings.get_profile("ordinary").max_examples, settings().max_examples
PARTS, LONG, APART = (20, 24, 6) if WANTED > USUAL else (2, 16, 1)
MANY: Final = WANTED // PARTS if WANTED > USUAL else 2
"""A few short lives; longer ones, as many in all parts as it says, when a profile wants more."""


@pytest.mark.no_cover
@pytest.mark.parametrize("part", range(1, PARTS + 1))
def test_needs_live_the_same_on_every_store(
    part: int, migrated: Path, postgres: Server, migrated_postgres: str
) -> None:
    """Each part lives the same lives at each run."""
    lives = count(1)
    with ExitStack() as kept:

        @seed(part)
        class Everywhere(Lives):
            """On the three stores."""

            compared_every = APART
            openings = (
                openings.in_memory,
                kept.enter_context(openings.on_sqlite(migrated)),
                kept.enter_context(openings.on_postgres(postgres, migrated_postgres)),
            )

            def teardown(self) -> None:
                """Tell from time to time how many lives were lived."""
                super().teardown()
                if (lived := next(lives)) % 100 == 0:
                    LOG.info("%d lives", lived)

        run_state_machine_as_test(
            Everywhere,
            settings=settings(max_examples=MANY, stateful_step_count=LONG, deadline=None, database=None),
        )
