"""What benchmarks stand on: made when the first one asks, once a run."""

from functools import cached_property

from attrs import frozen

from conseillers_adapters.catalogue import delivered_catalogue
from conseillers_adapters.geography import official_geography
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.territory import Geography


@frozen(slots=False)
class Ground:
    """`rounds`: how often each measure is taken. `folder`: where databases are made, on a real disk."""

    rounds: int

    @cached_property
    def geography(self) -> Geography:
        """The official one."""
        return official_geography()

    @cached_property
    def catalogue(self) -> Catalogue:
        """The delivered one."""
        return delivered_catalogue()
