"""People of the demonstration as days go by: companies deposit, advisors answer, or do not."""

from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Final

from attrs import define, evolve, field, frozen
from dependency_injector import providers

from conseillers_adapters.registries import FileRegistry
from conseillers_domain.accounts import Person, Role
from conseillers_domain.catalogue import Subject
from conseillers_domain.company import Siret
from conseillers_domain.demand_form import DemandForm
from conseillers_domain.draft import DraftForm
from conseillers_domain.errors import Refusal
from conseillers_domain.position import HelpKind, NewPosition, RefusalReason, Stance
from conseillers_domain.terms import TERMS_VERSION
from conseillers_entrypoints.container import Container
from conseillers_entrypoints.demo.accounts import DEMO_ACCOUNTS
from conseillers_entrypoints.demo.companies import companies

COMPANIES: Final = 4_000
"""Those that come, one after the other: more than the packaged register has."""
LEAVES_A_DRAFT: Final = 0.2

TAKEN: Final = NewPosition(stance=Stance.TAKEN)
REFUSED: Final = NewPosition(stance=Stance.REFUSED, reason=RefusalReason.NO_CAPACITY)
HELPED: Final = NewPosition(stance=Stance.CLOSED_HELPED, help=(HelpKind.ADVICE,))
NO_HELP: Final = NewPosition(stance=Stance.CLOSED_NO_HELP)
UNREACHABLE: Final = NewPosition(stance=Stance.CLOSED_UNREACHABLE)
PUT_BACK: Final = NewPosition(stance=Stance.PENDING)

HABITS: Final[dict[Stance, tuple[tuple[NewPosition, float], ...]]] = {
    Stance.PENDING: ((TAKEN, 0.08), (REFUSED, 0.06)),
    Stance.TAKEN: ((HELPED, 0.08), (NO_HELP, 0.02), (UNREACHABLE, 0.02), (PUT_BACK, 0.01)),
}
"""What a team may say of a need where it stands, and how likely it does on a given day."""

NEVER_ANSWER: Final = 0.4
"""The share of the teams that let every need wait: what the follow-up is for."""


@frozen
class Waiting:
    """A need put before a team, and where that team stands; `company`: the rank of who asks."""

    company: int
    need: str
    team: str
    stance: Stance = Stance.PENDING


@define(eq=False)
class Lives:
    """The people of the demonstration; the same seed gives the same lives."""

    container: Container
    a_day: int
    seed: int
    random: Random = field(init=False)
    _account: str = field(init=False)
    _companies: tuple[Siret, ...] = field(init=False)
    _subjects: tuple[Subject, ...] = field(init=False)
    _waiting: list[Waiting] = field(init=False, factory=list)
    _next: int = field(init=False, default=0)
    _day: object = field(init=False, default=None)

    @_companies.default
    def _registered(self) -> tuple[Siret, ...]:
        """As many fictitious companies as time needs, which the register then knows."""
        known = tuple(companies(self.container.geography(), COMPANIES))
        self.container.registry.override(providers.Object(FileRegistry(known)))
        return tuple(one.siret for one in known)

    @random.default
    def _of_seed(self) -> Random:
        return Random(self.seed)  # noqa: S311 - lives, not secrets

    @_account.default
    def _of_somebody(self) -> str:
        email = next(one.email for one in DEMO_ACCOUNTS if Role.ADVISOR in one.roles)
        with self.container.read()() as work:
            account = work.accounts.by_email(email)
        assert account is not None
        return str(account.id)

    @_subjects.default
    def _asked(self) -> tuple[Subject, ...]:
        return tuple(self.container.read_catalogue().whole().subjects.values())

    def __call__(self, at: datetime) -> None:
        """Live one day, when another one has begun."""
        if at.date() == self._day:
            return
        self._day = at.date()
        for _ in range(self.a_day):
            self._deposit()
        self._waiting = list(self._answered())

    def _deposit(self) -> None:
        rank = self._company()
        subject = self.random.choice(self._subjects)
        email = f"contact-{rank}@entreprise.example"
        if self.random.random() < LEAVES_A_DRAFT:
            self.container.keep_draft()(DraftForm(subject=subject.slug, email=email))
            return
        form = DemandForm(
            subject=subject.slug,
            description=f"Bonjour, nous avons besoin d’un conseil : {subject.title.lower()}.",
            first_name="Camille",
            last_name="Martin",
            phone="05 53 00 00 00",
            email=email,
            siret=self._companies[rank],
            answers={one.key: self.random.choice(one.options).value for one in subject.questions},
            terms_version=TERMS_VERSION,
            declares_accuracy=True,
        )
        try:
            receipt = self.container.deposit_demand()(form)
        except Refusal:
            return  # closed, abroad, unknown: companies are of every kind
        with self.container.read()() as work:
            needs = work.needs.of_demand(receipt.id)
        self._waiting += [Waiting(rank, need.id, one.team) for need in needs for one in need.referrals]

    def _company(self) -> int:
        """The next one that waits for nobody: asking twice is looked at by staff first."""
        busy = {one.company for one in self._waiting}
        for _ in range(COMPANIES):
            self._next = (self._next + 1) % COMPANIES
            if self._next not in busy:
                break
        return self._next

    def _answered(self) -> Iterator[Waiting]:
        for one in self._waiting:
            said = self._said(one)
            if said is None:
                yield one
                continue
            try:
                self.container.take_position()(_advisor(self._account, one.team), one.need, one.team, said)
            except Refusal:
                continue  # another team of its institution was faster
            if said.stance in HABITS:
                yield evolve(one, stance=said.stance)

    def _said(self, one: Waiting) -> NewPosition | None:
        if Random(one.team).random() < NEVER_ANSWER:  # noqa: S311 - a habit, not a secret
            return None
        drawn = self.random.random()
        for said, likely in HABITS[one.stance]:
            if drawn < likely:
                return said
            drawn -= likely
        return None


def _advisor(account: str, team: str) -> Person:
    """Somebody of that team, under an account of the demonstration: not every advisor has one."""
    return Person(
        id=account,
        email="conseiller@conseillers.example",
        name="Une conseillère",
        roles=frozenset({Role.ADVISOR}),
        teams=frozenset({team}),
        supervised=frozenset(),
    )
