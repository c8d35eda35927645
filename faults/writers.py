"""Many people write on one need at the same instant: one history, and each loser is told."""

from collections import Counter
from collections.abc import Iterator
from threading import Barrier, Thread
from typing import Any, Final

from attrs import define, field

from conseillers_domain.need import Need, Referral
from conseillers_domain.position import Side
from faults import country
from faults.country import TEAMS
from faults.ledger import Ledger, Move
from faults.lines import Ground, Line, line
from faults.lives import nursery
from faults.settled import Installed, installed
from faults.voices import Answer, Voice
from faults.words import Word

ROUNDS: Final[tuple[tuple[dict[str, Any], ...], ...]] = (
    ({"stance": "taken"},),
    (
        {"stance": "closed_helped", "help": ["advice"]},
        {"stance": "closed_unreachable"},
        {"stance": "closed_no_help"},
        {"stance": "pending"},
        {"stance": "taken"},
        {"stance": "refused", "reason": "out_of_scope"},
    ),
)
"""What they all say at once: the same; then each their own."""
SIGNING_IN: Final = 16
"""At a time."""


@define
class _Writer:
    """Somebody of the team, signed in, and what they are answered."""

    voice: Voice
    note: str = ""
    answers: list[tuple[str, Answer]] = field(factory=list)


def writers(ground: Ground) -> Iterator[Line]:
    """Two rounds on one need, everybody at the same instant."""
    random, ledger = ground.random("writers"), Ledger()
    with (
        installed(ground, writers=ground.writers) as made,
        nursery(made.log, made.settings, made.clock_file) as bearing,
    ):
        life = bearing.live()
        people = [_Writer(Voice(life.port, life.over)) for _ in range(ground.writers)]
        need = _deposited(ledger, people[0].voice, made)
        _signed_in(people, ground)
        for rank, said in enumerate(ROUNDS):
            ground.progress(rank, len(ROUNDS))
            _at_once(people, need, [random.choice(said) for _ in people], rank)
        for one in people:
            one.voice.close()
        life.end()
        answers = [answer for one in people for answer in one.answers]
        changed = {note for note, one in answers if one.status == 200 and one.body["changed"]}
        with made.opened() as container, container.read()() as work:
            kept = work.needs.get(need)
        team = next(iter(TEAMS))
        notes = [one.note for one in kept.referral(team).positions]
        # Nobody knows in which order they came but the service: it has to tell each, once.
        ledger.moves += (
            Move(need, team, {"note": note}, Word.ACCEPTED, sent=True)
            for note in (
                *filter(changed.__contains__, dict.fromkeys(notes)),
                *sorted(changed.difference(notes)),
            )
        )
        found = made.last_life(bearing, ledger)
    statuses = Counter(str(one.status) for _, one in answers)
    told = (
        f"{len(people)} people, {len(answers)} answers "
        f"({', '.join(f'{times} × {status}' for status, times in statuses.items())}): "
        f"{len(notes)} positions, one history"
    )
    yield line("writers on one need", ground.database, found, told, *_faults(answers, kept, changed, notes))


def _faults(
    answers: list[tuple[str, Answer]], kept: Need, changed: set[str], notes: list[str]
) -> Iterator[str]:
    for note, one in answers:
        if one.status == 409:
            if "current" not in one.body:
                yield f"{note}: 409 without the present state"
        elif one.status != 200:
            yield f"{note}: {one.status} {one.code}"
    first = [note for note in changed if note.startswith("0/")]
    if len(first) != 1:
        yield f"{len(first)} took the need first"
    if set(notes) != changed:
        yield f"positions {notes}, told {sorted(changed)}"
    team = next(iter(TEAMS))
    referral = Referral(team=team, sent_at=kept.created_at)
    for position in kept.referral(team).positions:
        if position.stance not in referral.next(Side.TEAM):
            yield f"{position.note} could not be said then"
        referral = Referral(team=team, sent_at=kept.created_at, positions=(*referral.positions, position))


def _deposited(ledger: Ledger, voice: Voice, made: Installed) -> str:
    deposit = ledger.new_deposit()
    answer = voice.ask("POST", "/api/demands", deposit.form)
    deposit.sent, deposit.word, deposit.id = True, Word.ACCEPTED, answer.body["id"]
    with made.opened() as container, container.read()() as work:
        (need,) = work.needs.of_demand(deposit.id)
    return str(need.id)


def _signed_in(people: list[_Writer], ground: Ground) -> None:
    def sign_in(first: int) -> None:
        for rank in range(first, len(people), SIGNING_IN):
            if people[rank].voice.sign_in(country.writer(rank)).status != 201:
                raise RuntimeError(f"writer {rank} of {ground.writers} cannot sign in")

    _all(Thread(target=sign_in, args=(first,)) for first in range(SIGNING_IN))


def _at_once(people: list[_Writer], need: str, said: list[dict[str, Any]], turn: int) -> None:
    ready = Barrier(len(people))
    path = f"/api/needs/{need}/referrals/{next(iter(TEAMS))}/positions"

    def say(rank: int) -> None:
        one, note = people[rank], f"{turn}/{rank}"
        ready.wait()
        one.answers.append((note, one.voice.ask("POST", path, {**said[rank], "note": note})))

    _all(Thread(target=say, args=(rank,)) for rank in range(len(people)))


def _all(threads: Iterator[Thread]) -> None:
    started = list(threads)
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()
