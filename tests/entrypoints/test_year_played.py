"""A year of few needs, played by steps of some days: what the benchmark of a whole year stands on."""

from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.databases import rows_of
from benchmarks.year.played import play
from conseillers_adapters.catalogue import delivered_catalogue
from conseillers_adapters.geography import official_geography
from conseillers_domain.need import NeedStatus
from conseillers_entrypoints.demo.country import country
from conseillers_entrypoints.demo.sizes import DEMO
from conseillers_entrypoints.settings import Settings

pytestmark = pytest.mark.no_cover

NEEDS = 42


def test_no_need_of_a_year_is_forgotten(tmp_path: Path) -> None:
    settings = Settings(
        database_url=f"sqlite:///{tmp_path / 'service.db'}", mail_url=f"file://{tmp_path / 'mails'}"
    )
    directory = country(official_geography(), delivered_catalogue(), DEMO)
    ask = rows_of(settings.database_url)
    played = play(settings, directory, NEEDS, ask, step=timedelta(days=20))
    assert played.ends.forgotten == played.ends.faults == ()
    assert played.deposits == sum(played.ends.demands.values()) == NEEDS
    assert {NeedStatus.HELPED, "told (abandoned)"} <= set(played.ends.needs)
    assert played.mails["accusé de réception"] > NEEDS / 2
