"""Needs live at random on every store at once: all show the same, and nothing that may never be."""

from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from tests.builders import DAY
from tests.contracts import lives
from tests.contracts.happenings import Happenings
from tests.postgres import Databases


class Lives(Happenings):
    """The lives of some needs, and what is to be seen of them whatever happened."""

    @invariant()
    def all_show_the_same_and_nothing_that_may_not_be(self) -> None:
        """Whatever happened."""
        found = lives.seen(self.first, self.receipts)
        for service in self.services[1:]:
            other = lives.seen(service, self.receipts)
            for name, shown in found.shown.items():
                assert other.shown[name] == shown, name
            assert other == found
        lives.each_need_is_in_one_tab_of_each_team_it_is_before(found)
        lives.each_status_that_is_kept_is_the_derived_one(found)
        lives.one_answer_is_open_for_each_need_that_is_owed_one(found)
        lives.no_mail_is_owed_or_sent_twice(self.first)
        lives.the_clock_writes_when_people_work(self.first)
        assert self.first.agenda.failures == []

    def teardown(self) -> None:
        """Two months later, every company was told of an end."""
        try:
            for _ in range(2):
                self.time_passes(30 * DAY, 1, drained=True)
            self.time_passes(5 * DAY, 1, drained=True)
            self.all_show_the_same_and_nothing_that_may_not_be()
            lives.each_company_is_told_of_an_end(self.first, lives.seen(self.first, self.receipts))
        finally:
            self.open.close()


@pytest.mark.no_cover
def test_needs_live_the_same_on_every_store(migrated: Path, tmp_path: Path, databases: Databases) -> None:
    """A few short lives, the same at each run; longer ones, as many as it says, when a profile wants more."""

    class Everywhere(Lives):
        """On the three stores."""

        openings = (
            lives.in_memory,
            lives.on_sqlite(migrated, tmp_path),
            lives.on_postgres(databases),
        )

    usual, wanted = settings.get_profile("ordinary").max_examples, settings().max_examples
    more = wanted > usual
    many, long = (wanted, 30) if more else (5, 20)
    run_state_machine_as_test(
        Everywhere,
        settings=settings(
            max_examples=many,
            stateful_step_count=long,
            deadline=None,
            derandomize=not more,
            database=None,
        ),
    )
