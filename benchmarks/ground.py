"""What benchmarks stand on: each thing made when the first one asks for it, once a run."""

from functools import cached_property
from pathlib import Path

from attrs import frozen

from benchmarks.client import Client
from benchmarks.installed import Installed
from conseillers_adapters.catalogue import delivered_catalogue
from conseillers_adapters.geography import official_geography
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.territory import Geography


@frozen(slots=False)
class Ground:
    """`rounds`: how often each measure is taken. `folder`: where databases are made. `needs`: their past."""

    rounds: int
    folder: Path
    client: Client
    needs: int

    @cached_property
    def geography(self) -> Geography:
        """The official one."""
        return official_geography()

    @cached_property
    def catalogue(self) -> Catalogue:
        """The delivered one."""
        return delivered_catalogue()

    @cached_property
    def installed(self) -> Installed:
        """An installation with a country and its past."""
        made = Installed(self.folder, self.geography, self.catalogue, self.needs)
        made.make()
        return made
