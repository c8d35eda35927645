"""The document of a year's official territories: as it is built, packaged, imported and kept.

Communes are columns, one list a fact, all in one order: 35,000 of them weigh a tenth less so.
"""

from collections.abc import Iterator, Mapping

from attrs import frozen

from conseillers_domain.territory import Commune, Geography, Zone, ZoneType


@frozen(kw_only=True)
class CommuneColumns:
    """The communes and municipal arrondissements.

    `epci`: SIREN of one with its own taxation, None outside all. `postal_codes`: told apart by spaces.
    """

    code: tuple[str, ...]
    name: tuple[str, ...]
    departement: tuple[str, ...]
    epci: tuple[str | None, ...]
    postal_codes: tuple[str, ...]
    population: tuple[int, ...]


@frozen(kw_only=True)
class GeographyDocument:
    """The official territories of one year, under the name of their version.

    `departements`: code → its name, then its region's code. `arrondissements`: code → commune's code.
    `former`: delegated, associated or former code → present commune's.
    """

    version: str
    source: str = ""
    licence: str = ""
    package: str = ""
    regions: Mapping[str, str]
    departements: Mapping[str, tuple[str, ...]]
    epci: Mapping[str, str]
    communes: CommuneColumns
    arrondissements: Mapping[str, str]
    former: Mapping[str, str]

    def geography(self) -> Geography:
        """The territories, ready to be asked; the document has no fault."""
        return Geography(
            version=self.version,
            communes={commune.code: commune for commune in self._communes()},
            former=self.former,
            names=dict(self._names()),
        )

    def _communes(self) -> Iterator[Commune]:
        # One string a département, a region or an EPCI, not one a commune.
        regions = {code: (code, region) for code, (_, region) in self.departements.items()}
        epci = {code: code for code in self.epci}
        columns = self.communes
        for code, name, departement, siren, postal_codes, population in zip(
            columns.code,
            columns.name,
            columns.departement,
            columns.epci,
            columns.postal_codes,
            columns.population,
            strict=True,
        ):
            yield Commune(
                code,
                name,
                *regions[departement],
                epci[siren] if siren else None,
                tuple(postal_codes.split()),
                self.arrondissements.get(code),
                population,
            )

    def _names(self) -> Iterator[tuple[Zone, str]]:
        for code, name in self.epci.items():
            yield Zone(ZoneType.EPCI, code), name
        for code, (name, _) in self.departements.items():
            yield Zone(ZoneType.DEPARTEMENT, code), name
        for code, name in self.regions.items():
            yield Zone(ZoneType.REGION, code), name
