"""Companies of a year: they deposit, start and give up, complete what was incomplete, answer surveys."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Final

from attrs import define, field

from benchmarks.year.agenda import Agenda
from conseillers_application.mails import SetAsideMail, SurveyMail
from conseillers_application.ports import RegistrySilent
from conseillers_domain.catalogue import DEFAULT_LANDING, FREE_TOPIC, Subject
from conseillers_domain.company import Establishment, Siret
from conseillers_domain.demand_form import DemandForm, Origin
from conseillers_domain.draft import DraftForm
from conseillers_domain.survey import SurveyAnswers
from conseillers_domain.terms import TERMS_VERSION
from conseillers_entrypoints.container import Container
from conseillers_entrypoints.demo.asking import completed
from conseillers_entrypoints.demo.companies import Companies as Draw
from conseillers_entrypoints.demo.companies import fictitious_siret, located

FREE_TOPICS: Final = 0.06
UNKNOWN: Final = 0.01
SILENT: Final = 0.01
FROM_A_PARTNER: Final = 0.2
PARTNER: Final = "https://partenaire.example/aides"
GIVES_UP: Final = 0.15
COMPLETES: Final = 0.5
ANSWERS_A_SURVEY: Final = 0.4

REMEMBERED: Final = 2_000
"""Establishments the register keeps at hand: those that were asked about lately."""
NUMBERS: Final = 100_000
"""Companies that numbers can be made for."""


@define(eq=False)
class Register:
    """A register that knows who deposits, now and then one it does not, and is silent at times."""

    random: Random
    _known: "OrderedDict[str, Establishment | None]" = field(init=False, factory=OrderedDict)

    def enter(self, siret: Siret, establishment: Establishment | None) -> None:
        """Know that company, or know that there is none."""
        self._known[siret] = establishment
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def find(self, siret: Siret) -> Establishment | None:
        """Raises RegistrySilent, sometimes."""
        if self.random.random() < SILENT:
            raise RegistrySilent
        return self._known.get(siret)

    def search(self, text: str, limit: int) -> tuple[Establishment, ...]:  # noqa: ARG002 - the port's words
        """Nobody searches by name here."""
        return ()


@define(eq=False)
class Companies:
    """Those of a year, `a_year` deposits of them; the same seed gives the same ones."""

    container: Container
    agenda: Agenda
    begins: datetime
    a_year: int
    random: Random
    register: Register
    deposited: int = field(init=False, default=0)
    drafts: int = field(init=False, default=0)
    _draw: Draw = field(init=False)
    _subjects: list[Subject] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._draw = Draw(self.container.geography(), self.random)
        catalogue = self.container.read_catalogue().whole()
        self._subjects = [
            one for slug, one in catalogue.subjects.items() if slug != FREE_TOPIC and not one.archived
        ]
        self._next(self._instants())

    def _instants(self) -> Iterator[datetime]:
        """When each comes: at any hour, as pages are filled in on Sundays too."""
        for rank in range(self.a_year):
            share = (rank + self.random.random()) / self.a_year
            yield self.begins + timedelta(days=365) * share

    def _next(self, instants: Iterator[datetime]) -> None:
        at = next(instants, None)
        if at is None:
            return

        def comes() -> None:
            self._next(instants)
            if self.random.random() < GIVES_UP:
                self._give_up()
            self._deposit()

        self.agenda.note(at, comes)

    def _give_up(self) -> None:
        rank, subject = self.random.randrange(NUMBERS), self.random.choice(self._subjects)
        self.container.keep_draft()(DraftForm(subject=subject.slug, email=_address(rank)))
        self.drafts += 1

    def _deposit(self) -> None:
        random = self.random
        subject = None if random.random() < FREE_TOPICS else random.choice(self._subjects)
        rank = random.randrange(min(2 * self.a_year, NUMBERS))
        siret = fictitious_siret(rank)
        commune = self._draw.commune()
        facts = self._draw.facts(commune, self._draw.trade())
        name = f"Société {siret[3:8]} (fictif)"
        unknown = random.random() < UNKNOWN
        self.register.enter(
            siret, None if unknown else located(siret, name, commune, facts, street="1 rue de l’Exemple")
        )
        what = subject.title.lower() if subject else "un sujet que votre liste n’a pas"
        form = DemandForm(
            landing=DEFAULT_LANDING,
            subject=subject.slug if subject else FREE_TOPIC,
            description=f"Bonjour, nous avons besoin d’un conseil : {what}.",
            first_name="Camille",
            last_name="Martin",
            phone="05 53 00 00 00",
            email=_address(rank),
            siret=siret,
            answers={one.key: random.choice(one.options).value for one in subject.questions}
            if subject
            else {},
            origin=Origin(url="https://partenaire.example/aides")
            if random.random() < FROM_A_PARTNER
            else None,
            terms_version=TERMS_VERSION,
            declares_accuracy=True,
        )
        self.container.deposit_demand()(form)
        self.deposited += 1

    def reads(self, mail: object) -> None:
        """What a company does of a mail it gets."""
        if isinstance(mail, SurveyMail) and self.random.random() < ANSWERS_A_SURVEY:
            self._later(lambda: self._answer(mail))
        if isinstance(mail, SetAsideMail) and self.random.random() < COMPLETES:
            for url in mail.links.values():
                if "/completion?" in url:
                    self._later(partial(self._complete, url))

    def _later(self, act: Callable[[], object]) -> None:
        self.agenda.note(self.agenda.clock.present + timedelta(hours=self.random.expovariate(1 / 40)), act)

    def _answer(self, mail: SurveyMail) -> None:
        random = self.random
        answers = SurveyAnswers(
            contacted=random.random() < 0.9,
            useful=random.random() < 0.7,
            mark=random.randint(1, 5),
            agrees_to_share=random.random() < 0.6,
        )
        self.container.answer_survey()(mail.survey_url.rpartition("/")[2], answers)

    def _complete(self, url: str) -> None:
        path, _, token = url.partition("?token=")
        demand = path.split("/")[-2]
        complete = self.container.complete_demand()
        before = complete.to_complete(demand, token)
        description = f"{before.description} Il nous faut une réponse dans le mois."
        complete(demand, token, completed(before, description))


def _address(rank: int) -> str:
    return f"contact@e{rank:05}.example"
