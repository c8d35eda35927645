"""Fictitious establishments in real communes: valid numbers that begin with 000, every fact varied."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Final

from conseillers_domain.company import CompanyFacts, Establishment, Siret
from conseillers_domain.territory import Commune, Geography
from conseillers_entrypoints.demo.offices import AGEN
from conseillers_entrypoints.demo.sectors import OVERSEAS_COLLECTIVITIES
from conseillers_entrypoints.demo.trades import NAMES, STREETS, TRADES, Trade

SOURCE: Final = "Entreprises fictives de démonstration"
AS_OF: Final = datetime(2026, 1, 1, tzinfo=UTC)
OLDEST: Final = date(1975, 1, 1)
YOUNGEST: Final = date(2025, 12, 1)

HEADCOUNT_SHARES: Final = {
    "NN": 20,
    "00": 5,
    "01": 24,
    "02": 18,
    "03": 12,
    "11": 9,
    "12": 7,
    "21": 3,
    "22": 1,
    "31": 1,
    "32": 1,
}
"""How many establishments have each bracket, in a hundred or so: most are very small."""

LEGAL_FORMS: Final = {"1000": 6, "5499": 6, "5498": 2, "5710": 7, "5720": 4, "5599": 1, "9220": 1}
"""Sole trader, limited companies of several kinds, association."""

UNKNOWN_FACT: Final = 0.04
CLOSED: Final = 0.03
MORE_ESTABLISHMENTS: Final = 0.12
NEAR_AGEN: Final = 0.1


def luhn_key(digits: str) -> str:
    """The digit that makes these ones, followed by it, satisfy Luhn's rule."""
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[::-2])
    return str(-(doubled + sum(map(int, digits[-2::-2]))) % 10)


def fictitious_siret(company: int, establishment: int = 1) -> Siret:
    """The SIRET of that establishment of the company of that rank (0 to 99 999); nobody has it."""
    siren = f"000{company:05}"
    start = f"{siren}{luhn_key(siren)}{establishment:04}"
    return Siret(start + luhn_key(start))


class Companies:
    """Draws establishments where people live: the more inhabitants, the more companies."""

    def __init__(self, geography: Geography, random: Random) -> None:
        """Prepare the draw; an arrondissement stands for its commune, as in official registers."""
        divided = {commune.within for commune in geography.communes.values() if commune.within}
        self.places = [
            commune
            for code, commune in sorted(geography.communes.items())
            if code not in divided and commune.departement not in OVERSEAS_COLLECTIVITIES
        ]
        self._weights = list(accumulate(commune.population + 1 for commune in self.places))
        self._trades = list(accumulate(trade.share for trade in TRADES))
        self._headcounts = list(accumulate(HEADCOUNT_SHARES.values()))
        self._forms = list(accumulate(LEGAL_FORMS.values()))
        self._random = random

    def commune(self) -> Commune:
        """Somewhere a company may be."""
        return self._random.choices(self.places, cum_weights=self._weights)[0]

    def trade(self) -> Trade:
        """Something a company may do."""
        return self._random.choices(TRADES, cum_weights=self._trades)[0]

    def facts(self, commune: Commune, trade: Trade) -> CompanyFacts:
        """What a register may know of a company of that trade there; now and then a fact is missing."""
        random = self._random

        def known(share: float = UNKNOWN_FACT) -> bool:
            return random.random() >= share

        span = (YOUNGEST - OLDEST).days
        return CompanyFacts(
            commune=commune.code,
            # The later of two days: the young are more numerous than the old.
            created_on=OLDEST + timedelta(days=max(random.randrange(span), random.randrange(span)))
            if known()
            else None,
            legal_form=random.choices(list(LEGAL_FORMS), cum_weights=self._forms)[0] if known() else None,
            naf=trade.naf if known(UNKNOWN_FACT / 4) else None,
            headcount=random.choices(list(HEADCOUNT_SHARES), cum_weights=self._headcounts)[0]
            if known()
            else None,
            natures=trade.natures if known() else None,
            nafa=((trade.nafa,) if trade.nafa else ()) if known() else None,
            opco=trade.opco if known(2 * UNKNOWN_FACT) else None,
        )


def companies(geography: Geography, count: int, seed: int = 47) -> Iterator[Establishment]:
    """That many establishments: the one of the guided visit first, a few closed, a few abroad."""
    random = Random(seed)  # noqa: S311 - fictitious companies keep no secret
    draw = Companies(geography, random)
    yield _visited(geography)
    yield from _abroad()
    around = [c for c in draw.places if c.departement == geography.commune(AGEN).departement]
    made = 1 + len(_ABROAD)
    company = made + 1
    while made < count:
        trade, name = draw.trade(), f"{{}} {random.choice(NAMES)} (fictif)"
        several = random.random() < MORE_ESTABLISHMENTS
        for rank in range(1, min(random.randint(2, 4) if several else 1, count - made) + 1):
            commune = random.choice(around) if random.random() < NEAR_AGEN else draw.commune()
            facts = draw.facts(commune, trade)
            yield located(
                fictitious_siret(company, rank),
                name.format(trade.sign),
                commune,
                facts,
                street=f"{random.randint(1, 120)} {random.choice(STREETS)}",
                is_open=random.random() >= CLOSED,
            )
            made += 1
        company += 1


def located(
    siret: Siret,
    name: str,
    commune: Commune,
    facts: CompanyFacts,
    *,
    street: str,
    is_open: bool = True,
) -> Establishment:
    """The establishment of that number there, as the demonstration's register tells it."""
    postal_code = commune.postal_codes[0] if commune.postal_codes else None
    return Establishment(
        siret=siret,
        name=name,
        source=SOURCE,
        as_of=AS_OF,
        commune=facts.commune,
        postal_code=postal_code,
        address=" ".join((f"{street},", *filter(None, (postal_code, commune.name)))),
        created_on=facts.created_on,
        legal_form=facts.legal_form,
        naf=facts.naf,
        headcount=facts.headcount,
        natures=facts.natures,
        nafa=facts.nafa,
        opco=facts.opco,
        open=is_open,
    )


def _visited(geography: Geography) -> Establishment:
    """The company of the documentation's examples: a café in Agen, open, every fact known."""
    commune = geography.commune(AGEN)
    return located(
        fictitious_siret(1),
        "Café Tournesol (fictif)",
        commune,
        CompanyFacts(
            commune=commune.code,
            created_on=date(2019, 5, 2),
            legal_form="5499",
            naf="56.30Z",
            headcount="01",
            natures=("COMMERCIALE",),
            nafa=(),
            opco="opco-hotellerie",
        ),
        street="12 place du Marché fictif",
    )


_ABROAD: Final = ("Ateliers Montaigu (fictif)", "Bergkamp Handel (fictif)", "Tejidos Ría (fictif)")


def _abroad() -> Iterator[Establishment]:
    for company, name in enumerate(_ABROAD, 2):
        yield Establishment(
            siret=fictitious_siret(company),
            name=name,
            source=SOURCE,
            as_of=AS_OF,
            naf="46.90Z",
            legal_form="3120",
            foreign=True,
        )
