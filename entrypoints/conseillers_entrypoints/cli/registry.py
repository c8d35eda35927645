"""Commands on the register of companies: INSEE's stock loaded, so that the service needs nobody."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Final

from cyclopts import App, Parameter

from conseillers_domain.errors import Fault, Invalid, Refusal
from conseillers_domain.french import counted, number, plural, typeset
from conseillers_entrypoints.cli.data import REFUSALS
from conseillers_entrypoints.cli.installation import out
from conseillers_entrypoints.cli.main import app
from conseillers_entrypoints.cli.main import errors as beside
from conseillers_entrypoints.cli.progress import Followed, followed
from conseillers_entrypoints.cli.usage import WrongUsage
from conseillers_entrypoints.settings import load_settings

if TYPE_CHECKING:
    from conseillers_adapters.registries.stock_loading import Loaded

STOPPED: Final = 130
"""Exit status of what Ctrl-C ended, as shells have it."""

OF: Final = {"companies": "entreprises", "establishments": "établissements"}

registry = App(name="registry", help="Le registre des entreprises.")
app.command(registry)


class AnotherLoad(Refusal):
    """Two loads would write the same file."""

    code = "already_loading"


@registry.command
def load(
    file: str,
    *,
    companies: str = "",
    output: Annotated[str, Parameter(name=["--output", "-o"])] = "",
) -> int:
    """Charge le stock des établissements de l'INSEE dans un fichier qui répond sans réseau.

    Le fichier en service répond jusqu'à ce que le nouveau soit entier. Une même commande relancée reprend un
    chargement interrompu.

    Parameters
    ----------
    file
        StockEtablissement : CSV, seul ou dans son archive .zip, ou Parquet.
    companies
        StockUniteLegale, pour les noms et les formes juridiques.
    output
        le fichier à faire ; celui du réglage CONSEILLERS_STOCK_FILE sinon.
    """
    settings = load_settings()
    place = Path(output or settings.stock_file)
    begun = monotonic()
    try:
        loaded = _loaded(Path(file), place, Path(companies) if companies else None)
    except KeyboardInterrupt:
        beside.print("Chargement interrompu : la même commande le reprendra.")
        return STOPPED
    _tell(loaded, place, monotonic() - begun, named=bool(companies))
    if "stock" not in settings.registries:
        out.print("Pour que le service s’en serve, mettez « stock » dans CONSEILLERS_REGISTRY.")
    return 0


def _loaded(file: Path, place: Path, companies: Path | None) -> "Loaded":
    try:
        from conseillers_adapters.registries.stock_files import UnreadableStock
        from conseillers_adapters.registries.stock_loading import AlreadyLoading, load_stock
    except ImportError:
        raise WrongUsage("Il manque pyarrow : installez « conseillers-entreprises[stock] ».") from None

    try:
        with followed("Stock", 2 if companies else 1) as told, _read(file, companies):
            return load_stock(file, place, companies=companies, followed=_follow(told))
    except UnreadableStock as wrong:
        raise Invalid(Fault("", "unreadable", str(wrong))) from None
    except AlreadyLoading:
        raise AnotherLoad(f"Un chargement est déjà en cours vers « {place} ».") from None
    except sqlite3.DatabaseError as wrong:
        raise OSError(0, str(wrong), str(place)) from None


@contextmanager
def _read(*files: Path | None) -> Iterator[None]:
    """Say of a file to read, as of any other, why it cannot be."""
    try:
        yield
    except OSError as wrong:
        sentence = next((told for kind, told in REFUSALS if isinstance(wrong, kind)), None)
        if sentence is None or wrong.filename not in {str(one) for one in files}:
            raise
        raise Invalid(Fault("", "unreadable", f"« {wrong.filename} » ne se lit pas : {sentence}.")) from None


def _follow(told: Followed) -> Callable[[str, int, int], None]:
    """Fill the bar; a file read to its end is a step."""

    def follow(name: str, done: int, total: int) -> None:
        told.part(done, total)
        if done >= total:
            told.step(f"{name} est lu")

    return follow


def _tell(loaded: "Loaded", place: Path, seconds: float, *, named: bool) -> None:
    if loaded.resumed:
        out.print(
            f"Chargement repris : {counted(loaded.resumed, 'ligne')} déjà {plural(loaded.resumed, 'lue')}."
        )
    rate = number(round((loaded.read - loaded.resumed) / max(seconds, 0.001)))
    size = number(round(loaded.size / 1e6))
    said = (
        f"« {place} » est en service ({size} Mo) : {counted(loaded.kept, 'établissement')}, "
        f"{counted(loaded.companies, 'entreprise')}. {counted(loaded.read, 'ligne')} en {seconds:.0f} s "
        f"({rate} par seconde), {counted(loaded.refusals, 'refusée')}."
    )
    out.print(typeset(said), markup=False)
    for one in loaded.refused:
        out.print(typeset(f"{OF[one.file]}, ligne {one.line} : {one.why}."), markup=False)
    if loaded.refusals > len(loaded.refused):
        out.print(f"… et {number(loaded.refusals - len(loaded.refused))} de plus.")
    if not named:
        out.print("Sans --companies, seuls ont un nom les établissements qui portent le leur.")
