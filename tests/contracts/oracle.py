"""What the lists of « Besoins reçus » hold, said as slowly and plainly as the domain says it."""

from collections.abc import Iterator
from random import Random

from attrs import evolve, frozen

from conseillers_application.folding import folded
from conseillers_application.ports import Work
from conseillers_application.views import InboxQuery, InboxRow
from conseillers_domain.calendar import first_instant_of
from conseillers_domain.demand import Demand
from conseillers_domain.need import EXPIRY, TAB_ORDER, Need, Referral, Tab, tab_of
from conseillers_domain.position import Stance
from tests.builders import (
    DAY,
    HOUR,
    NOW,
    a_contact,
    a_demand,
    a_need,
    a_referral,
    a_routing,
    an_establishment,
)

TEAMS = ("cci", "cma", "dreets", "region", "urssaf", "ville")
SUBJECTS = ("recruter", "investir", "autre-demande")
NAMES = ("L’Épicerie du Marché", "Œuvres Bérard", "Café de l’Été", "CAFÉ DU PORT", None)
COMMUNES = ("Agen", "Évry-Courcouronnes", "Saint-Étienne", None)
PEOPLE = ("Lefèvre", "D’Été", "Marchand", "Cafarelli")
PATHS = (
    (Stance.PENDING,),
    (Stance.TAKEN,),
    (Stance.REFUSED,),
    (Stance.TAKEN, Stance.CLOSED_HELPED),
    (Stance.TAKEN, Stance.CLOSED_NO_HELP),
    (Stance.TAKEN, Stance.CLOSED_UNREACHABLE),
    (Stance.TAKEN, Stance.PENDING),
    (Stance.TAKEN, Stance.CLOSED_NO_HELP, Stance.TAKEN),
)
# On both sides of where a rule bites: the expiry, midnight in France in winter and in summer.
SENT_AT = (NOW, NOW - HOUR, NOW - 44 * DAY, NOW - EXPIRY, NOW - EXPIRY + HOUR / 3_600_000, NOW - 90 * DAY)
MIDNIGHTS = tuple(first_instant_of(NOW.date() - days * DAY) for days in (0, 1, 30, 31, 29, 120))
DEPOSITED_AT = tuple(midnight - before for midnight in MIDNIGHTS for before in (DAY * 0, HOUR / 3_600_000))


@frozen
class Put:
    """A need put before teams, with its demand and the name of its commune."""

    need: Need
    demand: Demand
    commune_name: str | None

    @property
    def words(self) -> list[str]:
        """What may be searched."""
        company = self.demand.establishment.name if self.demand.establishment else ""
        told = (company, self.commune_name or "", self.demand.siret)
        return folded(" ".join((*told, self.demand.contact.name, self.need.subject))).split()


def a_country(seed: int, size: int) -> list[Put]:
    """As many needs, each put before some teams that said this or that."""
    chance = Random(seed)  # noqa: S311 - the same needs at every run
    return [_put(chance, number) for number in range(size)]


def _put(chance: Random, number: int) -> Put:
    name = chance.choice(NAMES)
    demand = a_demand(
        id=f"demand-{number:04}",
        deposited_at=chance.choice(DEPOSITED_AT),
        establishment=None if name is None else an_establishment(name=name),
        contact=a_contact(last_name=chance.choice(PEOPLE)),
    )
    referrals = tuple(
        a_referral(team, *chance.choice(PATHS), sent_at=chance.choice(SENT_AT))
        for team in chance.sample(TEAMS, chance.randrange(4))
    )
    need = a_need(*referrals, id=f"need-{number:04}", demand=demand.id, subject=chance.choice(SUBJECTS))
    return Put(need, demand, chance.choice(COMMUNES))


def keep(work: Work, puts: list[Put]) -> None:
    """Put them there; every second one is born pending everywhere, and moved afterwards."""
    for rank, put in enumerate(puts):
        work.demands.add(put.demand)
        asked = tuple(evolve(one, positions=()) for one in put.need.referrals)
        born = evolve(put.need, referrals=asked) if rank % 2 else put.need
        work.needs.add(born, put.demand, a_routing(subject=born.subject), put.commune_name)
        if born is not put.need:
            work.needs.save(put.need)


def lists(puts: list[Put], query: InboxQuery) -> dict[Tab, list[InboxRow]]:
    """Every tab, whole, latest sent first; the query's own tab and page are left aside."""
    found: dict[Tab, list[InboxRow]] = {tab: [] for tab in Tab}
    for put in puts:
        if _found(put, query):
            for tab, referral in _mine(put.need, query):
                found[tab].append(_row(put, referral))
                break
    for rows in found.values():
        rows.sort(key=lambda row: (row.sent_at, row.need), reverse=True)
    return found


def _mine(need: Need, query: InboxQuery) -> Iterator[tuple[Tab, Referral]]:
    """The tabs that the reader's teams give a need, the one that counts first."""
    mine = [one for one in need.referrals if one.team in query.teams]
    mine.sort(key=lambda one: one.team)
    mine.sort(key=lambda one: one.sent_at, reverse=True)
    for tab in TAB_ORDER:
        for one in mine:
            if tab_of(one.stance, one.sent_at, query.now, query.expiry) is tab:
                yield tab, one


def _found(put: Put, query: InboxQuery) -> bool:
    at = put.demand.deposited_at
    return (
        all(any(own.startswith(word) for own in put.words) for word in query.words)
        and (query.subjects is None or put.need.subject in query.subjects)
        and (query.since is None or at >= first_instant_of(query.since))
        and (query.until is None or at < first_instant_of(query.until + DAY))
    )


def _row(put: Put, referral: Referral) -> InboxRow:
    return InboxRow(
        need=put.need.id,
        subject=put.need.subject,
        company=put.demand.establishment.name if put.demand.establishment else None,
        commune_name=put.commune_name,
        deposited_at=put.demand.deposited_at,
        sent_at=referral.sent_at,
        team=referral.team,
        stance=referral.stance,
        status=put.need.status,
    )
