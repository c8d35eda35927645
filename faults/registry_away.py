"""The registry says nothing, says it late, or says something else: nobody waits, and nothing is forgotten."""

from collections.abc import Iterator, Mapping
from threading import Event
from time import monotonic
from typing import Final

from attrs import define

from faults import country
from faults.actors import acting
from faults.ledger import Ledger
from faults.lines import Ground, Line, line
from faults.lives import Life, nursery
from faults.settled import installed
from faults.voices import Voice
from faults.words import Word
from tests.adapters.registry_api import (
    Behaviour,
    Exchange,
    a_service,
    answering,
    dripping_body,
    knowing,
    mute,
)
from tests.builders import an_establishment

LONGEST_WAIT: Final = 3.0
"""Seconds in which every deposit is to be answered (measures)."""
SLOW: Final = 10.0
CLIENTS: Final = 3
EACH: Final = 4
"""Deposits that each of them sees accepted during each misbehaviour: enough for the fuse to blow."""
PATIENCE: Final = 60.0
MOST: Final = 2_000


def _slow(exchange: Exchange) -> None:
    """Says nothing for ten seconds, then answers: everybody has left."""
    exchange.close_connection = True
    exchange.server.closing.wait(SLOW)


OTHER: Final = an_establishment(siret=country.siret(MOST + 1), name="Une tout autre entreprise")


def _other(exchange: Exchange) -> None:
    """Tells another establishment than the one that was asked for."""
    exchange.server.asked[-1]["q"] = OTHER.siret
    knowing([OTHER])(exchange)


MISBEHAVIOURS: Final[Mapping[str, Behaviour]] = {
    "silent": mute,
    "slow": _slow,
    "dripping": dripping_body,
    "garbage": answering(200, "<html>maintenance</html>"),
    "another shape": answering(200, {"results": [{"siren": 12}]}),
    "500": answering(500, {"erreur": "interne"}),
    "429": answering(429, {"erreur": "trop"}),
    "another company": _other,
}


@define
class _Timed:
    """A company that only deposits, and looks at its watch."""

    ledger: Ledger
    longest: float = 0.0
    accepted: int = 0

    def act(self, voice: Voice) -> None:
        """Deposit."""
        deposit = self.ledger.new_deposit()
        deposit.sent = True
        answer = voice.ask("POST", "/api/demands", deposit.form)
        self.longest = max(self.longest, answer.took)
        if answer.status == 201:
            deposit.word, deposit.id = Word.ACCEPTED, answer.body["id"]
            self.accepted += 1
        elif answer.status == 422 and not deposit.form["declares_accuracy"]:
            deposit.word = Word.REFUSED
        else:
            self.ledger.wonder(f"deposit {answer.status} {answer.code}")


def registry_away(ground: Ground) -> Iterator[Line]:
    """Each misbehaviour for a while, in a life of its own; then the registry is itself again."""
    ledger = Ledger()
    longest = dict[str, float]()
    known = [an_establishment(siret=country.siret(rank)) for rank in range(1, MOST)]
    with (
        a_service(mute) as registry,
        installed(
            ground, registry="recherche_entreprises", recherche_entreprises_url=registry.address
        ) as made,
        nursery(made.log, made.settings, made.clock_file) as bearing,
    ):
        for rank, (name, behave) in enumerate(MISBEHAVIOURS.items()):
            ground.progress(rank, len(MISBEHAVIOURS))
            registry.behave = behave
            people = [_Timed(ledger) for _ in range(CLIENTS)]
            life = bearing.live()
            _while(life, people)
            life.end()
            longest[name] = max(one.longest for one in people)
        registry.behave = knowing(known)
        found = made.last_life(bearing, ledger)
    waits = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in longest.items())
    late = [name for name, seconds in longest.items() if seconds >= LONGEST_WAIT]
    told = f"longest answer: {waits}"
    also = [f"{name}: a deposit waited {longest[name]:.2f} s" for name in late]
    yield line("registry silent, slow, wrong", ground.database, found, told, *also)


def _while(life: Life, people: list[_Timed]) -> None:
    deadline = monotonic() + PATIENCE
    with acting(people, [life.port], over := Event()):
        while min(one.accepted for one in people) < EACH and monotonic() < deadline:
            over.wait(0.1)
