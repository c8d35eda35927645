"""The outside, in threads: companies that deposit, advisors who answer, for as long as the service lives."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Any, Final, Protocol

from attrs import define, field

from faults import country
from faults.country import SUBJECT, TEAMS
from faults.doers import Doer
from faults.keeping import Keeper
from faults.ledger import Deposit, Ledger, Move, Remark, Sending
from faults.outside import Drafter, Reader
from faults.sink import Sink
from faults.triage import Desk
from faults.voices import Answer, Broken, Over, Voice
from faults.words import Word
from tests.entrypoints.service import STAFF

BREATH: Final = 0.1
"""Seconds between two acts of somebody: the worker gets its share of the processor."""
FETCHED: Final = 10
"""Needs an advisor reads at a time."""


class Actor(Protocol):
    """Somebody who acts on the service, one thing after the other."""

    def act(self, voice: Voice) -> None:
        """Do one thing. Raises Broken, or Over."""
        ...


@define
class Company:
    """Deposits; what broke under a key is sent again, the same, until there is an answer.

    `deposits`: what its forms have of their own.
    """

    ledger: Ledger
    sends_again: bool = True
    again: Deposit | None = None
    deposits: Mapping[str, Any] = field(factory=dict)

    def act(self, voice: Voice) -> None:
        """Deposit, or send again."""
        deposit = self.again or self.ledger.new_deposit(**self.deposits)
        self.again = deposit if deposit.key else None
        headers = {"idempotency-key": deposit.key} if deposit.key else {}
        deposit.sent = True
        answer = voice.ask("POST", "/api/demands", deposit.form, headers)
        if answer.status == 503:
            self._unavailable(deposit, answer.code)
        else:
            self.again = None
            self._answered(deposit, answer)

    def _answered(self, deposit: Deposit, answer: Answer) -> None:
        if answer.status == 422:
            deposit.word = Word.REFUSED
            if deposit.form["declares_accuracy"]:
                self.ledger.wonder("a sound deposit refused")
        elif answer.status == 201:
            if deposit.word is Word.ACCEPTED and deposit.id != answer.body["id"]:
                self.ledger.wonder("another receipt for the same key")
            elif deposit.word is not Word.ACCEPTED and deposit.key and deposit.rank % 7 == 0:
                # Once in a while an answer that came is asked for again.
                self.again = deposit if self.sends_again else None
            deposit.word, deposit.id = Word.ACCEPTED, answer.body["id"]
        else:
            self.ledger.wonder(f"deposit {answer.status} {answer.code}")

    def _unavailable(self, deposit: Deposit, code: str) -> None:
        """Under a key it is sent again; without, what is said not to be kept must not be."""
        self.ledger.unavailable(code)
        if not deposit.key and code != "outcome_unknown":
            deposit.word = Word.REFUSED


@define
class Advisor:
    """Reads what came, answers it and writes to the other teams, need after need; what broke is said again.

    Without `cookies` they sign in first.
    """

    ledger: Ledger
    team: str
    told: deque[Move | Remark] = field(factory=deque)
    known: set[str] = field(factory=set)
    cookies: dict[str, str] = field(factory=dict)

    def act(self, voice: Voice) -> None:
        """Sign in, read, or say the next thing."""
        voice.cookies = self.cookies
        if not self.cookies:
            answer = voice.sign_in(TEAMS[self.team])
            self.cookies = voice.cookies
            if answer.status != 201:
                self._refused("signing in", answer.status, answer.code)
        elif self.told:
            self._say(voice, self.told[0])
        else:
            self._read(voice)

    def _read(self, voice: Voice) -> None:
        answer = voice.ask("GET", f"/api/needs?tab=inbox&subject={SUBJECT}&limit={FETCHED}")
        if answer.status == 200:
            new = [item["id"] for item in answer.body["items"] if item["id"] not in self.known]
            self.known.update(new)
            for need in new:
                self.told += self.ledger.new_story(need, self.team)
                self.told.append(self.ledger.new_remark(need, self.team))
        else:
            self._refused("list", answer.status, answer.code)

    def _say(self, voice: Voice, said: Move | Remark) -> None:
        again, said.sent = said.sent, True
        answer = _position(voice, said) if isinstance(said, Move) else _comment(voice, said)
        if answer.status in {200, 201}:
            said.word = Word.ACCEPTED
            self.told.popleft()
        elif answer.status == 404:
            # Archived meanwhile; what broke before may have been said.
            said.word = Word.NOTHING if again else Word.REFUSED
            self.told = deque(one for one in self.told if one.need != said.need)
        else:
            self._refused(type(said).__name__.lower(), answer.status, answer.code)

    def _refused(self, what: str, status: int, code: str) -> None:
        if status == 401:
            self.cookies = {}
        elif status == 503:
            self.ledger.unavailable(code)
        else:
            self.ledger.wonder(f"{what} {status} {code}")
            self.told.clear()


def _position(voice: Voice, move: Move) -> Answer:
    return voice.ask("POST", f"/api/needs/{move.need}/referrals/{move.team}/positions", move.body)


def _comment(voice: Voice, remark: Remark) -> Answer:
    body = {"team": remark.team, "kind": "information", "text": remark.text}
    headers = {"idempotency-key": remark.text.replace(" ", "-")}
    return voice.ask("POST", f"/api/needs/{remark.need}/comments", body, headers)


@define
class Staff:
    """Answers the companies that all refused, one after the other: words the draft, then sends it.

    What broke is done again; that it was done already is then no surprise. Without `cookies` they sign in
    first.
    """

    ledger: Ledger
    told: deque[Sending] = field(factory=deque)
    known: set[str] = field(factory=set)
    cookies: dict[str, str] = field(factory=dict)

    def act(self, voice: Voice) -> None:
        """Sign in, read what is to be done, or do the next thing."""
        voice.cookies = self.cookies
        if not self.cookies:
            answer = voice.sign_in(STAFF)
            self.cookies = voice.cookies
            if answer.status != 201:
                self._refused("staff signing in", answer)
        elif not self.told:
            self._read(voice)
        elif self.told[0].worded:
            self._send(voice, self.told[0])
        else:
            self._word(voice, self.told[0])

    def _read(self, voice: Voice) -> None:
        answer = voice.ask("GET", "/api/admin/tasks?mine=true&kind=answer_company&limit=100")
        if answer.status != 200:
            self._refused("tasks", answer)
            return
        for task in answer.body["items"]:
            if task["id"] not in self.known:
                self.known.add(task["id"])
                self.told.append(self.ledger.new_sending(task["need"]))

    def _word(self, voice: Voice, sending: Sending) -> None:
        answer = voice.ask("PUT", f"/api/admin/needs/{sending.need}/answer", {"text": sending.text})
        if answer.status == 200:
            sending.worded = True
        elif answer.code == "answer_not_owed":
            self._over(Word.REFUSED)
        else:
            self._refused("wording", answer)

    def _send(self, voice: Voice, sending: Sending) -> None:
        again, sending.sent = sending.sent, True
        answer = voice.ask("POST", f"/api/admin/needs/{sending.need}/answer")
        if answer.status == 200 or (again and answer.code == "already_answered"):
            self._over(Word.ACCEPTED)
        elif answer.code == "answer_not_owed":
            self._over(Word.REFUSED)
        else:
            self._refused("answer", answer)

    def _over(self, word: Word) -> None:
        self.told.popleft().word = word

    def _refused(self, what: str, answer: Answer) -> None:
        if answer.status == 401:
            self.cookies = {}
        elif answer.status == 503:
            self.ledger.unavailable(answer.code)
        else:
            self.ledger.wonder(f"{what} {answer.status} {answer.code}")
            self.told.clear()


def cast(ledger: Ledger, companies: int = 2, *, again: bool = True) -> list[Actor]:
    """The usual people: some companies, an advisor for each team, one of staff.

    `again`: answers that came may be asked for again.
    """
    deposit = (Company(ledger, again) for _ in range(companies))
    return [*deposit, *(Advisor(ledger, team) for team in TEAMS), Staff(ledger)]


def whole_cast(ledger: Ledger, sink: Sink) -> list[Actor]:
    """The usual people, and those of the whole life of a need: its triage, its survey, its figures."""
    return [
        *cast(ledger),
        Company(ledger, deposits=country.FREE),
        Doer(ledger, Desk(ledger.deeds), STAFF),
        Doer(ledger, Keeper(ledger.deeds), STAFF),
        Doer(ledger, Reader(ledger.deeds, sink)),
        Doer(ledger, Drafter(ledger.deeds)),
    ]


def forget(actors: Iterable[Actor]) -> None:
    """Those who are signed in have to do so again."""
    for actor in actors:
        if isinstance(actor, Advisor | Staff | Doer):
            actor.cookies = {}


@contextmanager
def acting(
    actors: Iterable[Actor], ports: Iterable[int], over: Event, *, breath: float = BREATH
) -> Iterator[None]:
    """These people act meanwhile, each in a thread, on the ports in turn, until `over` is set.

    `breath`: seconds between two acts of somebody.
    """
    addresses = list(ports)
    threads = [
        Thread(target=_act, args=(actor, Voice(addresses[rank % len(addresses)], over), breath), daemon=True)
        for rank, actor in enumerate(actors)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _act(actor: Actor, voice: Voice, breath: float) -> None:
    with suppress(Over):
        while not voice.over.is_set():
            with suppress(Broken):
                actor.act(voice)
                voice.over.wait(breath)
    voice.close()
