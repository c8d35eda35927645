"""A world whose service is called straight through its use cases, as a service that embeds it does."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from attrs import define, field, fields

from conseillers_adapters.documents import read_partly, unstructure
from conseillers_adapters.terms import information_notice, terms_of_use
from conseillers_application.acting import Acting, acting
from conseillers_application.baskets import BasketItem
from conseillers_application.decisions import told
from conseillers_application.explain_routing import DecisionTold
from conseillers_application.figure_views import FiguresPage, FiguresRequest
from conseillers_application.ledger import MailLine
from conseillers_application.letters import Stage
from conseillers_application.ports import DirectoryVersion
from conseillers_application.public_form import Sending
from conseillers_application.publish_directory import Intent
from conseillers_application.read_figures import Whose
from conseillers_application.read_inbox import InboxRequest
from conseillers_application.read_journal import AccessLine, Asked
from conseillers_application.refused_addresses import RefusedAddressLine
from conseillers_application.replay_routing import Replay
from conseillers_application.simulate_routing import SimulationRequest
from conseillers_application.task_views import CompanyAnswerView, TaskPage
from conseillers_application.tasks import TaskRequest
from conseillers_application.try_directory import Trial, Tried
from conseillers_application.views import CommentView, Eligibility, FollowUp, InboxPage, Receipt, Sheet
from conseillers_domain.accounts import Motive, Person, Role
from conseillers_domain.basket import Action, Basket, NewAction
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.comment_words import Correction, NewComment
from conseillers_domain.company import Establishment
from conseillers_domain.demand_form import DemandForm
from conseillers_domain.directory import DirectoryDocument
from conseillers_domain.directory_patch import DirectoryPatch
from conseillers_domain.journal import Way
from conseillers_domain.maintenance import Pause
from conseillers_domain.periods import Period
from conseillers_domain.position import Closing, NewPosition
from conseillers_entrypoints.container import Container
from conseillers_features.worlds.ends import EmbeddedEnds
from conseillers_features.worlds.hosts import Host
from conseillers_features.worlds.joining import EmbeddedJoining
from conseillers_features.worlds.mails import written
from conseillers_features.worlds.persons import EmbeddedPersons
from conseillers_features.worlds.rights import EmbeddedRights
from conseillers_features.worlds.surroundings import OPERATOR, PASSWORD, STAFF
from conseillers_features.worlds.triage import EmbeddedTriage
from conseillers_features.worlds.way_in import EmbeddedWayIn
from conseillers_features.worlds.world import Document, PublishedTexts, Received, Said

MOST: Final = 100


@define(eq=False)
class EmbeddedWorld:
    """A service in this process, on a host of its own."""

    host: Host
    tokens: dict[str, str] = field(init=False, factory=dict)
    way_in: EmbeddedWayIn = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Somebody runs the service, and somebody its machines."""
        self.way_in = EmbeddedWayIn(lambda: self._service)
        self.open_account(STAFF, "Équipe du service", Role.STAFF)
        self.open_account(OPERATOR, "Exploitation", Role.OPERATOR)

    @property
    def _service(self) -> Container:
        return self.host.container

    # Surroundings

    def now(self) -> datetime:
        """As the world says."""
        return self.host.around.clock()

    def wait(self, duration: timedelta) -> None:
        """As the world says; sessions are opened anew afterwards."""
        self.host.work()
        self.host.around.clock.move(duration)
        if not self._service.read_maintenance().holds_jobs():
            self._service.mind_tasks()()
        self.host.work()
        self.host.strike()
        self.host.work()
        self.tokens.clear()

    def register(self, establishment: Establishment) -> None:
        """As the world says."""
        self.host.around.register.register(establishment)

    def silence_register(self, *, silent: bool) -> None:
        """As the world says."""
        self.host.around.register.silent = silent

    def stop_mail_server(self, *, stopped: bool) -> None:
        """As the world says."""
        self.host.post.down = stopped

    def refuse_mailbox(self, address: str, *, refused: bool) -> None:
        """As the world says."""
        mailboxes = self.host.post.refusing
        (mailboxes.add if refused else mailboxes.discard)(address)

    def kill(self) -> None:
        """As the world says."""
        self.host.restart()

    def set(self, **settings: object) -> None:
        """As the world says."""
        self.host.around.set_otherwise |= settings
        self.host.restart()

    def mails(self) -> tuple[Received, ...]:
        """As the world says."""
        self.host.work()
        return tuple(map(written, self.host.post.sent))

    def stored(self) -> str:
        """As the world says."""
        return self.host.stored()

    # Companies

    def offer(self, landing: str) -> Mapping[str, tuple[str, ...]]:
        """As the world says."""
        themes = self._service.read_catalogue()(landing).themes
        return {theme.title: tuple(one.title for one in subjects) for theme, subjects in themes}

    def texts(self) -> PublishedTexts:
        """As the world says."""
        version = self._service.terms_version()
        return PublishedTexts(version=version, terms=terms_of_use(), notice=information_notice())

    def would(self, form: DemandForm) -> Eligibility:
        """As the world says."""
        return self._service.deposit_demand().would(form)

    def deposit(self, form: DemandForm) -> Receipt:
        """As the world says; who lets anybody deposit says so."""
        return self._service.deposit_demand()(form, sending=Sending())

    def follow(self, receipt: Receipt) -> FollowUp:
        """As the world says."""
        return self._service.follow_demand()(receipt.id, receipt.follow_url.partition("token=")[2])

    def search_companies(self, text: str) -> tuple[str, ...]:
        """As the world says."""
        return tuple(found.name for found in self._service.search_companies()(text))

    # Advisors

    def open_account(self, email: str, name: str, *roles: Role, branches: tuple[str, ...] = ()) -> None:
        """As the world says."""
        opened = self._service.add_account()(
            email=email, name=name, password=PASSWORD, roles=frozenset(roles), branches=branches
        )
        self._service.accept_terms().by(opened.id)

    def sign_in(self, email: str, password: str) -> None:
        """As the world says."""
        self.tokens[email] = self._service.sign_in()(email, password).token

    def proofs(self, email: str) -> tuple[str, ...]:
        """As the world says."""
        return PASSWORD, self.tokens[email]

    def inbox(self, reader: str | None, request: InboxRequest) -> InboxPage:
        """As the world says."""
        return self._service.read_inbox()(self._who(reader), request)

    def sheet(self, reader: str | None, need: str) -> Sheet:
        """As the world says; who embeds the service says by which way people reach it."""
        person = self._who(reader)
        with acting(Acting(who=person.id, way=Way.SESSION, operation="sheet")):
            return self._service.read_sheet()(person, need)

    def open_link(self, reader: str | None, url: str) -> Sheet:
        """As the world says."""
        return self._service.open_need_link()(self._who(reader), url.rpartition("/")[2])

    def say(self, reader: str, need: str, team: str, new: NewPosition, *, read_at: int | None = None) -> Said:
        """As the world says."""
        said = self._service.take_position()(self._who(reader), need, team, new, expected_version=read_at)
        return Said(referral=said.referral, changed=said.changed)

    # Threads

    def thread(self, reader: str | None, need: str) -> tuple[CommentView, ...]:
        """As the world says."""
        return self._service.read_thread()(self._who(reader), need, limit=MOST).items

    def write(self, reader: str | None, need: str, new: NewComment) -> CommentView:
        """As the world says."""
        return self._service.write_comment()(self._who(reader), need, new)

    def correct_closing(self, reader: str, need: str, team: str, closing: Closing) -> Said:
        """As the world says."""
        said = self._service.correct_closing()(self._who(reader), need, team, closing)
        return Said(referral=said.referral, changed=said.changed)

    def correct(self, reader: str, need: str, comment: str, correction: Correction) -> CommentView:
        """As the world says."""
        return self._service.correct_comment()(self._who(reader), need, comment, correction)

    def withdraw(self, reader: str, need: str, comment: str) -> CommentView:
        """As the world says."""
        return self._service.correct_comment().withdraw(self._who(reader), need, comment)

    def appointment_file(self, reader: str, need: str, comment: str) -> str:
        """As the world says."""
        return self._service.read_appointment()(self._who(reader), need, comment).decode()

    # Staff

    @property
    def staff(self) -> str:
        """As the world says."""
        return STAFF

    def catalogue(self) -> Catalogue:
        """As the world says."""
        return self._service.read_catalogue().whole()

    def publish_catalogue(self, catalogue: Catalogue) -> None:
        """As the world says."""
        self._service.publish_catalogue()(self._who(STAFF), catalogue)

    def suspend(self, email: str) -> None:
        """As the world says."""
        account = self._service.suspend_account().find(self._who(STAFF), email)
        self._service.suspend_account()(self._who(STAFF), account.id, Motive.SECURITY)

    def lift(self, email: str) -> None:
        """As the world says."""
        account = self._service.suspend_account().find(self._who(STAFF), email)
        self._service.suspend_account().lift(self._who(STAFF), account.id)

    def tasks(self, reader: str, request: TaskRequest) -> TaskPage:
        """As the world says."""
        return self._service.list_tasks()(self._who(reader), request)

    def assign(self, task: str, owner: str) -> None:
        """As the world says."""
        account = self._service.suspend_account().find(self._who(STAFF), owner)
        self._service.assign_task()(self._who(STAFF), task, account.id)

    def answer(self, reader: str, need: str) -> CompanyAnswerView:
        """As the world says."""
        return self._service.read_company_answer()(self._who(reader), need)

    def word_answer(
        self, reader: str, need: str, text: str, *, read_at: int | None = None
    ) -> CompanyAnswerView:
        """As the world says."""
        edit = self._service.edit_company_answer()
        return edit(self._who(reader), need, text, expected_version=read_at)

    def send_answer(self, reader: str, need: str) -> CompanyAnswerView:
        """As the world says."""
        return self._service.answer_company()(self._who(reader), need)

    # Journals

    def readings(self, reader: str, need: str) -> tuple[AccessLine, ...]:
        """As the world says."""
        return self._service.read_access_log()(self._who(reader), Asked(subject=need)).items

    # Correspondence

    def refused_addresses(self) -> tuple[RefusedAddressLine, ...]:
        """As the world says."""
        return self._service.list_refused_addresses()(self._who(STAFF), limit=MOST).items

    def lift_refused_address(self, address: str) -> None:
        """As the world says."""
        self._service.lift_refused_address()(self._who(STAFF), address)

    def owed(self, stage: Stage) -> tuple[MailLine, ...]:
        """As the world says."""
        return self._service.list_mails()(self._who(OPERATOR), stage, limit=MOST).items

    def send_again(self, mail: str) -> None:
        """As the world says."""
        self._service.replay_mail()(self._who(OPERATOR), mail)

    # Baskets

    def basket(self, name: Basket) -> tuple[BasketItem, ...]:
        """As the world says."""
        return self._service.read_baskets().page(self._who(STAFF), name, limit=MOST).items

    def act_on_basket(self, name: Basket, new: NewAction) -> Action:
        """As the world says."""
        return self._service.act_on_basket()(self._who(STAFF), name, new)

    # Statistics

    def figures(self, reader: str | None, whose: Whose | None, request: FiguresRequest) -> FiguresPage:
        """As the world says."""
        if whose is Whose.PUBLIC:
            return self._service.read_public_figures()(request)
        if whose is None:
            return self._service.read_figures()(self._who(reader), request)
        return self._service.read_figures().own(self._who(reader), whose, request)

    def asked_of_companies(self) -> frozenset[str]:
        """As the world says."""
        return frozenset(one.name for one in fields(DemandForm))

    # Directories

    def directory(self) -> Document:
        """As the world says."""
        document: dict[str, Any] = unstructure(self._service.read_directory()(self._who(STAFF)).document)
        return document

    def publish_directory(self, document: Document, *, force: str | None = None) -> None:
        """As the world says."""
        directory, faults = read_partly(DirectoryDocument, document)
        self._service.publish_directory()(
            self._who(STAFF), directory, known=faults, intent=Intent(force=force)
        )

    def change_directory(self, change: Document, *, force: str | None = None) -> None:
        """As the world says."""
        patch, faults = read_partly(DirectoryPatch, change)
        self._service.publish_directory().change(
            self._who(STAFF), patch, known=faults, intent=Intent(force=force)
        )

    def try_directory(self, change: Document) -> Tried:
        """As the world says."""
        trial, faults = read_partly(Trial, {"patch": change})
        return self._service.try_directory()(self._who(STAFF), trial, faults)

    def directory_versions(self) -> tuple[DirectoryVersion, ...]:
        """As the world says."""
        return self._service.read_directory_history()(self._who(STAFF)).items

    def restore_directory(self, version: str) -> None:
        """As the world says."""
        self._service.publish_directory().restore(self._who(STAFF), version)

    # Decisions

    def simulate(self, request: Document) -> Document:
        """As the world says."""
        asked, faults = read_partly(SimulationRequest, request)
        decision: dict[str, Any] = unstructure(
            told(self._service.simulate_routing()(self._who(STAFF), asked, faults))
        )
        return decision

    def decision(self, reader: str | None, need: str) -> DecisionTold:
        """As the world says."""
        return self._service.read_routing()(self._who(reader), need)

    def replay(self, period: Period) -> Replay:
        """As the world says."""
        return self._service.replay_routing()(self._who(STAFF), period)

    # Operators

    @property
    def operator(self) -> str:
        """As the world says."""
        return OPERATOR

    def pause(self, reader: str, pause: Pause) -> None:
        """As the world says."""
        self._service.set_maintenance()(self._who(reader), pause)

    def reopen(self, reader: str) -> None:
        """As the world says."""
        self._service.set_maintenance().end(self._who(reader))

    # Triage

    @property
    def triage(self) -> EmbeddedTriage:
        """As the world says."""
        return EmbeddedTriage(self._service, lambda: self._who(STAFF))

    @property
    def persons(self) -> EmbeddedPersons:
        """As the world says."""
        return EmbeddedPersons(self._service, self._who)

    @property
    def ends(self) -> EmbeddedEnds:
        """As the world says."""
        return EmbeddedEnds(self._service, self._who)

    @property
    def rights(self) -> EmbeddedRights:
        """As the world says."""
        return EmbeddedRights(self._service, self._who)

    @property
    def joining(self) -> EmbeddedJoining:
        """As the world says."""
        return EmbeddedJoining(self._service, lambda: self._who(STAFF), self._who)

    def _who(self, reader: str | None) -> Person:
        if reader is not None and reader not in self.tokens:
            self.sign_in(reader, PASSWORD)
        return self._service.identify()(None if reader is None else self.tokens[reader])
