"""Companies of the demonstration: they ask, complete, say what the help was worth, or are gone."""

from random import Random
from typing import Final

from attrs import define, field
from dependency_injector import providers

from conseillers_adapters.registries import FileRegistry
from conseillers_application.bounces import Bounce
from conseillers_application.mails import Mail, ReceiptMail, SetAsideMail, SurveyMail, Why
from conseillers_application.triage.complete_demand import ToComplete
from conseillers_domain.catalogue import FREE_TOPIC, Subject
from conseillers_domain.company import Siret
from conseillers_domain.demand_form import DemandForm
from conseillers_domain.draft import DraftForm
from conseillers_domain.errors import Refusal
from conseillers_domain.survey import SurveyAnswers
from conseillers_domain.templates import COMPLETION_LINK
from conseillers_domain.terms import TERMS_VERSION
from conseillers_entrypoints.container import Container
from conseillers_entrypoints.demo.companies import companies
from conseillers_entrypoints.demo.people import plain, somebody

COMPANIES: Final = 4_000
"""Those that come, one after the other: more than the packaged register has."""

LEAVES_A_DRAFT: Final = 0.15
ASKS_FREELY: Final = 0.15
ASKS_TWICE: Final = 0.05
ANSWERS: Final = 0.6
"""Of what it is written, on a day."""
FORGETS: Final = 0.2
IS_GONE: Final = 0.03
"""The share whose address reaches nobody."""

PRECISIONS: Final = "Nous voulons embaucher avant l’été, et nous n’avons encore vu personne à ce sujet."
REMARKS: Final = ("", "", "Un appel dès le lendemain, merci.", "Nous aurions aimé un rendez-vous sur place.")


@define(eq=False)
class Asking:
    """What companies do of their own accord, and of the mails they read."""

    container: Container
    random: Random
    _companies: tuple[Siret, ...] = field(init=False)
    _subjects: tuple[Subject, ...] = field(init=False)
    _next: int = field(init=False)
    _unread: list[Mail] = field(init=False, factory=list)

    @_companies.default
    def _registered(self) -> tuple[Siret, ...]:
        """As many fictitious companies as time needs, which the register then knows."""
        known = tuple(companies(self.container.geography(), COMPANIES))
        self.container.registry.override(providers.Object(FileRegistry(known)))
        return tuple(one.siret for one in known)

    @_subjects.default
    def _asked(self) -> tuple[Subject, ...]:
        known = self.container.read_catalogue().whole().subjects
        return tuple(subject for slug, subject in known.items() if slug != FREE_TOPIC)

    @_next.default
    def _first(self) -> int:
        """Those that came when time was last played do not come again at once."""
        with self.container.read()() as work:
            return sum(work.demand_lists.counts().values())

    def read(self, mail: Mail) -> None:
        """Somebody finds a mail, and does something of it another day."""
        if isinstance(mail.content, SurveyMail | SetAsideMail) or (
            isinstance(mail.content, ReceiptMail) and self.random.random() < IS_GONE
        ):
            self._unread.append(mail)

    def ask(self, count: int) -> None:
        """So many companies come."""
        for _ in range(count):
            rank = self._next = (self._next + 1) % COMPANIES
            first_name, last_name = somebody(self.random)
            email = f"{plain(first_name)}.{plain(last_name)}@entreprise-{rank}.example"
            if self.random.random() < LEAVES_A_DRAFT:
                subject = self.random.choice(self._subjects)
                self.container.keep_draft()(DraftForm(subject=subject.slug, email=email))
                continue
            form = self._form(rank, first_name, last_name, email)
            self._deposit(form)
            if self.random.random() < ASKS_TWICE:
                self._deposit(form)

    def answer(self) -> None:
        """Of what they were written, they do what they are asked, or forget it."""
        waiting, self._unread = self._unread, []
        for mail in waiting:
            drawn = self.random.random()
            if drawn < ANSWERS:
                self._act(mail)
            elif drawn < 1 - FORGETS:
                self._unread.append(mail)

    def _form(self, rank: int, first_name: str, last_name: str, email: str) -> DemandForm:
        subject = self.random.choice(self._subjects)
        free = self.random.random() < ASKS_FREELY
        answers = {one.key: self.random.choice(one.options).value for one in subject.questions}
        return DemandForm(
            subject=FREE_TOPIC if free else subject.slug,
            description=f"Bonjour, nous aimerions un conseil sur ceci : « {subject.title} ».",
            first_name=first_name,
            last_name=last_name,
            phone="05 53 00 00 00",
            email=email,
            siret=self._companies[rank],
            answers={} if free else answers,
            terms_version=TERMS_VERSION,
            declares_accuracy=True,
        )

    def _deposit(self, form: DemandForm) -> None:
        try:
            self.container.deposit_demand()(form)
        except Refusal:
            return  # closed, abroad: companies are of every kind

    def _act(self, mail: Mail) -> None:
        match mail.content:
            case SurveyMail(survey_url=url):
                self.container.answer_survey()(url.rpartition("/")[2], self._opinion())
            case SetAsideMail(paragraphs=said, links=links) if any(COMPLETION_LINK in one for one in said):
                self._complete(links[COMPLETION_LINK])
            case ReceiptMail():
                self._bounce(mail)
            case _:
                return  # it goes no further, and nothing is asked

    def _opinion(self) -> SurveyAnswers:
        useful = self.random.random() < 0.8  # noqa: PLR2004 - most were helped
        return SurveyAnswers(
            contacted=True,
            useful=useful,
            mark=self.random.choice((4, 5) if useful else (1, 2, 3)),
            comment=self.random.choice(REMARKS),
            agrees_to_share=self.random.random() < 0.8,  # noqa: PLR2004 - same
        )

    def _complete(self, url: str) -> None:
        path, _, token = url.partition("?token=")
        demand_id = path.split("/")[-2]
        completing = self.container.complete_demand()
        before = completing.to_complete(demand_id, token)
        completing(demand_id, token, completed(before, f"{before.description}\n\n{PRECISIONS}"))

    def _bounce(self, mail: Mail) -> None:
        self.container.account_for_bounce()(
            Bounce(
                message_id=mail.message_id,
                recipient=mail.to,
                why=Why.UNKNOWN_MAILBOX,
                code="5.1.1",
                for_good=True,
            )
        )


def completed(before: ToComplete, description: str) -> DemandForm:
    """What a company sends back of a demand that it is asked to complete: the same, better described."""
    return DemandForm(
        landing=before.landing,
        subject=before.subject,
        description=description,
        first_name=before.first_name,
        last_name=before.last_name,
        phone=before.phone,
        email=before.email,
        siret=before.siret,
        answers=before.answers,
        terms_version=TERMS_VERSION,
        declares_accuracy=True,
    )
