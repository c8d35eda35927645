"""No table keeps anything of persons that retention does not know of."""

import pytest
from sqlalchemy import Table

from conseillers_adapters.sql.forgetting import FORGETS
from conseillers_adapters.sql.held import HELD, Anonymised, Deleted, NoPerson
from conseillers_adapters.sql.retention import FINDS
from conseillers_adapters.sql.tables import metadata
from conseillers_domain.retention import RULES, Keeping


def test_every_table_is_in_a_class_or_says_why_it_keeps_nothing_of_persons() -> None:
    assert HELD.keys() == metadata.tables.keys()
    assert all(held.why for held in HELD.values() if isinstance(held, NoPerson))


@pytest.mark.parametrize("table", [metadata.tables[name] for name in HELD], ids=str)
def test_every_column_of_a_table_that_stays_is_emptied_or_left_on_purpose(table: Table) -> None:
    held = HELD[table.name]
    if isinstance(held, Anonymised):
        assert held.emptied | held.left == set(table.columns.keys())
        assert held.emptied.isdisjoint(held.left)


def test_every_class_is_of_some_table_or_of_files() -> None:
    of_tables = {held.keeping for held in HELD.values() if isinstance(held, Anonymised | Deleted)}
    assert of_tables | {Keeping.MAIL_FILES} == RULES.keys()


def test_what_is_found_is_forgotten() -> None:
    assert FINDS.keys() | {Keeping.DIRECTORY} == FORGETS.keys()
