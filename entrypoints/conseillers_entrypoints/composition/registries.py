"""The registries an installation asks."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from conseillers_adapters.registries import (
    FileRegistry,
    InTurn,
    NoStock,
    Remembering,
    StockRegistry,
    UnreadableEstablishments,
    packaged_companies,
)
from conseillers_adapters.registries.api_entreprise import ApiEntreprise, Purpose
from conseillers_adapters.registries.exchange import PATIENCE
from conseillers_adapters.registries.recherche_entreprises import RechercheEntreprises
from conseillers_adapters.registries.sirene import Sirene
from conseillers_application.ports import Clock, Registry
from conseillers_entrypoints.settings import DISTANT, Settings, WrongSettings, about


def registry(settings: Settings, clock: Clock) -> Registry:
    """The registries of the settings, asked in turn, the distant ones with a memory. Raises WrongSettings."""
    found: list[Registry] = []
    for distant, names in groupby(settings.registries, key=DISTANT.__contains__):
        if distant:
            found.append(_distant(tuple(names), settings, clock))
        else:
            found += [_local(name, settings) for name in names]
    return found[0] if len(found) == 1 else InTurn(found)


def _local(name: str, settings: Settings) -> Registry:
    return _stock(settings.stock_file) if name == "stock" else _companies(settings.registry_file)


def _distant(names: Sequence[str], settings: Settings, clock: Clock) -> Registry:
    """These, one after the other, each with its share of the time so that the last one is asked too."""
    patience = PATIENCE / len(names)
    several = [_line(name, settings, clock, patience) for name in names]
    found = several[0] if len(several) == 1 else InTurn(several, patience=PATIENCE)
    return Remembering(found, Path(settings.registry_cache), clock) if settings.registry_cache else found


def _line(name: str, settings: Settings, clock: Clock, patience: float) -> Registry:
    if name == "sirene":
        return Sirene(clock, settings.sirene_key, settings.sirene_url, patience=patience)
    if name == "api_entreprise":
        purpose = Purpose(
            context=settings.api_entreprise_context,
            recipient="".join(filter(str.isdigit, settings.api_entreprise_recipient)),
            object=settings.api_entreprise_object,
        )
        token, url = settings.api_entreprise_token, settings.api_entreprise_url
        return ApiEntreprise(clock, token, purpose, url, patience=patience)
    return RechercheEntreprises(clock, settings.recherche_entreprises_url, patience=patience)


def _stock(file: str) -> StockRegistry:
    found = StockRegistry(Path(file))
    try:
        found.check()
    except (OSError, NoStock) as wrong:
        why = "qui n’existe pas" if isinstance(wrong, FileNotFoundError) else f"qui ne se lit pas ({wrong})"
        load = "chargez-y le stock de l’INSEE avec « conseillers registry load »."
        raise WrongSettings(about("stock_file", f"désigne « {file} », {why} : {load}")) from None
    return found


def _companies(file: str) -> FileRegistry:
    try:
        return _read_once(file, Path(file).stat().st_mtime_ns) if file else packaged_companies()
    except (OSError, UnreadableEstablishments) as wrong:
        raise WrongSettings(
            about("registry_file", f"désigne « {file} », qui ne se lit pas : {wrong}")
        ) from None


@lru_cache(maxsize=1)
def _read_once(file: str, written_at: int) -> FileRegistry:  # noqa: ARG001 - another time, another content
    """The register of a file: read when the start is checked, it serves the processes forked afterwards."""
    return FileRegistry.load(Path(file))
