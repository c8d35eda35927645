"""The use cases on a store in memory: a small directory, a clock one moves, mails one reads."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import count
from typing import Final

from attrs import define, evolve, field

from conseillers_adapters.calendars import ICalendarFile
from conseillers_adapters.contacts import OfficialContacts
from conseillers_adapters.exports import write_sheet
from conseillers_adapters.memory import MemoryStore
from conseillers_adapters.memory.agenda import MemoryAgenda
from conseillers_adapters.memory.passwords import PlainPasswords
from conseillers_adapters.memory.post import MemoryPost
from conseillers_adapters.memory.registry import MemoryRegistry
from conseillers_adapters.security import SignedSecrets
from conseillers_adapters.security.guessing import ZxcvbnGuessing
from conseillers_adapters.security.one_time_codes import TotpCodes
from conseillers_application.answer_company import AnswerCompany, EditCompanyAnswer, ReadCompanyAnswer
from conseillers_application.answer_survey import AnswerSurvey, ReadSurvey
from conseillers_application.ask_for_survey import AskForSurvey
from conseillers_application.bounces import AccountForBounce
from conseillers_application.check_directory import CheckDirectory
from conseillers_application.choose_password import ChoosePassword
from conseillers_application.correct_closing import CorrectClosing
from conseillers_application.correct_comment import CorrectComment
from conseillers_application.deposit_demand import DepositDemand, ReadForm
from conseillers_application.ends_letters import ends_reactions
from conseillers_application.enrich_demand import EnrichDemand
from conseillers_application.export_figures import MakeExport
from conseillers_application.follow_up import FollowUp
from conseillers_application.follow_up_letters import clock_reactions
from conseillers_application.hold_off import HoldOff
from conseillers_application.journal import NoteAct, NoteReading, Scribe, Watched
from conseillers_application.letter_writers import Desk
from conseillers_application.letters import Letter, LetterQuery
from conseillers_application.mails import Content
from conseillers_application.mind_tasks import MindTasks
from conseillers_application.need_links import OpenNeedLink, RenewNeedLink, RevokeNeedLinks
from conseillers_application.owe_answer import OweAnswer
from conseillers_application.people import person_of
from conseillers_application.ports import REACT, DirectoryVersion
from conseillers_application.public_form import FormGuard
from conseillers_application.rations import Rationing
from conseillers_application.react import (
    MERGED_OVER,
    AcknowledgeDeposit,
    AskCompany,
    Correspond,
    NotifyTeams,
    React,
    Reactions,
    SendAnswer,
    ShareWithTeams,
    TellCompany,
    TellOfAccess,
    TellOfLateTask,
    TellOfRefusedAddress,
    TellSetAside,
)
from conseillers_application.read_figures import ReadFigures
from conseillers_application.read_inbox import ReadInbox
from conseillers_application.read_sheet import ReadSheet
from conseillers_application.read_thread import ReadAppointment, ReadThread
from conseillers_application.refused_addresses import LiftRefusedAddress, ListRefusedAddresses
from conseillers_application.remind_drafts import RemindDrafts
from conseillers_application.rounds import closing_practice, weekly_recap
from conseillers_application.second_factor import UseCodes
from conseillers_application.send_letter import SendLetter
from conseillers_application.sessions import Identify
from conseillers_application.share_survey import ListSurveys, ShareSurvey
from conseillers_application.sign_in import SignIn
from conseillers_application.sign_in_letters import sign_in_reactions
from conseillers_application.take_position import Said, TakePosition
from conseillers_application.tasks import AssignTask, ListTasks
from conseillers_application.tell_teams import TellTeams
from conseillers_application.transmission import Transmit
from conseillers_application.triage.archive import ArchiveReferrals
from conseillers_application.triage.keep_need import KeepNeed
from conseillers_application.triage.tracing import Tracer
from conseillers_application.views import Receipt
from conseillers_application.write_comment import WriteComment
from conseillers_domain.accounts import Account, Person, Role
from conseillers_domain.allowances import Allowance
from conseillers_domain.calendar import after_working_days
from conseillers_domain.catalogue import Catalogue, Landing, Transmission
from conseillers_domain.company import Establishment
from conseillers_domain.demand import Demand
from conseillers_domain.demand_form import DemandForm
from conseillers_domain.directory import DirectoryDocument, Level
from conseillers_domain.followup import DEFAULTS, lines
from conseillers_domain.holding_off import Delays
from conseillers_domain.need import Need
from conseillers_domain.position import HelpKind, NewPosition, RefusalReason, Stance
from conseillers_domain.routing import Routing
from conseillers_domain.staff_task import StaffTask, TaskKind
from conseillers_domain.terms import TERMS_VERSION
from conseillers_entrypoints.demo.companies import fictitious_siret
from tests.builders import (
    NOW,
    SUBJECT,
    Changed,
    a_branch,
    a_directory,
    a_team,
    an_account,
    an_advisor,
    an_establishment,
    an_index_of,
    an_institution,
)
from tests.domain.country import COUNTRY, LOT_ET_GARONNE, PARIS_DEPARTEMENT
from tests.domain.forms import CATALOGUE as OFFERED
from tests.domain.forms import a_form

GUESSING: Final = ZxcvbnGuessing()
BASE_URL: Final = "https://exemple.fr"
CONTACT: Final = "contact@exemple.fr"
CATALOGUE: Final[Catalogue] = evolve(
    OFFERED,
    landings=(
        *OFFERED.landings,
        Landing(slug="relue", title="Relue", transmission=Transmission.REVIEWED),
    ),
)
ANA, BOB, EVE = "ana@cci.example", "bob@urssaf.example", "eve@urssaf.example"
DIRECTORY: Final[DirectoryDocument] = a_directory(
    a_team("cci-47", SUBJECT, branch="cci-47", name="CCI Emploi", mailbox="emploi@cci.example"),
    a_team("urssaf-1", SUBJECT, branch="urssaf", mailbox="un@urssaf.example"),
    a_team("urssaf-2", SUBJECT, branch="urssaf", mailbox="deux@urssaf.example"),
    a_team("paris", SUBJECT, branch="paris"),
    branches=[
        a_branch("cci", institution="cci"),
        a_branch("cci-47", institution="cci", parent="cci", level=Level.LOCAL, zones=(LOT_ET_GARONNE,)),
        a_branch("urssaf"),
        a_branch("paris", level=Level.LOCAL, zones=(PARIS_DEPARTEMENT,)),
    ],
    institutions=[
        an_institution("cci", name="CCI de Lot-et-Garonne"),
        an_institution("urssaf", name="Urssaf", single_taker=True),
    ],
    advisors=[
        an_advisor(ANA, "cci-47", branch="cci-47"),
        an_advisor(BOB, "urssaf-1", branch="urssaf"),
        an_advisor(EVE, "urssaf-2", branch="urssaf"),
    ],
)
TEAMS: Final = ("cci-47", "urssaf-1", "urssaf-2")
"""Those that a demand on the usual subject in Agen is put before."""


def naf_label(code: str) -> str | None:
    """The label of one code."""
    return "Supérettes" if code == "47.11B" else None


def new(stance: Stance, note: str = "") -> NewPosition:
    """That stance with what it cannot go without."""
    return NewPosition(
        stance=stance,
        reason=RefusalReason.NO_CAPACITY if stance is Stance.REFUSED else None,
        help=(HelpKind.ADVICE,) if stance is Stance.CLOSED_HELPED else (),
        note=note,
    )


@define(eq=False)
class Service:
    """An installation in memory; `at` is what its clock says, `decisions` what was noted of routing."""

    at: datetime = NOW
    transmission: Transmission = Transmission.AUTOMATIC
    stamped: bool = False
    registry: MemoryRegistry = field(factory=lambda: MemoryRegistry([an_establishment()]))
    post: MemoryPost = field(factory=MemoryPost)
    secrets: SignedSecrets = field(factory=lambda: SignedSecrets("une clé"))
    contacts: OfficialContacts = field(factory=OfficialContacts)
    passwords: PlainPasswords = field(factory=PlainPasswords)
    decisions: list[Routing] = field(factory=list)
    agenda: MemoryAgenda = field(init=False, factory=MemoryAgenda)
    store: MemoryStore = field(init=False)
    _numbers: "count[int]" = field(init=False, factory=lambda: count(1))

    def __attrs_post_init__(self) -> None:
        """Publish the directory, open the accounts of its advisors."""
        self.store = self.made_store()
        self.publish(DIRECTORY)
        for email in (ANA, BOB, EVE):
            name = email.partition("@")[0].capitalize()
            self.open_account(an_account(name.lower(), email=email, name=name))
        self.open_account(an_account("staff", Role.STAFF, name="Équipe"))
        self.open_account(an_account("operator", Role.OPERATOR, email="operator@example.org"))

    def made_store(self) -> MemoryStore:
        """Where everything is kept."""
        return MemoryStore(
            new_id=self.new_id, delivered=CATALOGUE, packaged=lambda: COUNTRY, agenda=self.agenda
        )

    @property
    def choose(self) -> ChoosePassword:
        """What passwords are chosen by."""
        return ChoosePassword(passwords=self.passwords, guessing=GUESSING)

    @property
    def hold_off(self) -> HoldOff:
        """What puts off whoever fails."""
        usual = Delays(
            tries=5, first=timedelta(minutes=1), longest=timedelta(hours=2), over=timedelta(hours=24)
        )
        return HoldOff(
            read=self.store.read,
            note=self.store.note,
            secrets=self.secrets,
            now=self.now,
            by_account=usual,
            by_address=evolve(usual, tries=8),
        )

    @property
    def use_codes(self) -> UseCodes:
        """What looks at codes."""
        return UseCodes(codes=TotpCodes(), secrets=self.secrets, now=self.now)

    @property
    def sign_in(self) -> SignIn:
        """Signs somebody in."""
        return SignIn(
            begin=self.store.begin,
            read=self.store.read,
            passwords=self.passwords,
            hold_off=self.hold_off,
            use_codes=self.use_codes,
            secrets=self.secrets,
            now=self.now,
            new_id=self.new_id,
        )

    @property
    def identify(self) -> Identify:
        """Tells who is behind a session."""
        return Identify(read=self.store.read, note=self.store.note, secrets=self.secrets, now=self.now)

    def now(self) -> datetime:
        """What its clock says."""
        return self.at

    def new_id(self) -> str:
        """Identifiers of which the younger sorts after."""
        return f"{next(self._numbers):04d}"

    # What is kept

    def publish(self, document: DirectoryDocument) -> None:
        """Put a directory in force."""
        with self.store.begin() as work:
            before = int(work.directories.current().directory.version)
            version = DirectoryVersion(version=str(before + 1), at=self.at, by="staff", why="")
            work.directories.publish(an_index_of(document, version.version), version)

    def without_team(self, code: str) -> None:
        """Take a team out of the directory."""
        teams = tuple(one for one in DIRECTORY.teams if one.code != code)
        advisors = tuple(one for one in DIRECTORY.advisors if code not in one.teams)
        self.publish(evolve(DIRECTORY, teams=teams, advisors=advisors))

    def open_account(self, account: Account) -> None:
        """Keep an account."""
        with self.store.begin() as work:
            work.accounts.add(account)
            work.terms_acceptances.add(account.id, TERMS_VERSION, self.at)

    def person(self, account_id: str) -> Person:
        """Who is behind an account, with their teams."""
        with self.store.read() as work:
            return person_of(work.accounts.get(account_id), work.directories.current().directory)

    def demand(self, receipt: Receipt) -> Demand:
        """A demand as it is kept."""
        with self.store.read() as work:
            return work.demands.get(receipt.id)

    def needs(self, receipt: Receipt) -> tuple[Need, ...]:
        """The needs a demand gave."""
        with self.store.read() as work:
            return work.needs.of_demand(receipt.id)

    def need(self, receipt: Receipt) -> Need:
        """The one need a demand gave."""
        (found,) = self.needs(receipt)
        return found

    def knows(self, *establishments: Establishment) -> None:
        """Make the registry know these and no other."""
        self.registry = MemoryRegistry(establishments)

    # What is asked

    @property
    def scribe(self) -> Scribe:
        """Writes the lines of the journal."""
        return Scribe(secrets=self.secrets, now=self.now, new_id=self.new_id)

    @property
    def note_act(self) -> NoteAct:
        """Says in the journal what is done outside the store."""
        return NoteAct(begin=self.store.begin, scribe=self.scribe)

    @property
    def note_reading(self) -> NoteReading:
        """Says in the journal who reads what."""
        return NoteReading(note=self.store.note, scribe=self.scribe)

    @property
    def transmit(self) -> Transmit:
        """Puts a need before its teams."""
        return Transmit(COUNTRY)

    @property
    def deposit(self) -> DepositDemand:
        """A company deposits."""
        return DepositDemand(
            begin=self.store.begin,
            read=self.store.read,
            read_form=ReadForm(contacts=self.contacts, registry=self.registry),
            transmit=self.transmit,
            secrets=self.secrets,
            guard=self.form_guard,
            now=self.now,
            new_id=self.new_id,
            transmission=self.transmission,
            base_url=BASE_URL,
            note=self.decisions.append,
        )

    @property
    def form_guard(self) -> FormGuard:
        """What keeps programs off the form."""
        return FormGuard(
            secrets=self.secrets,
            now=self.now,
            rationing=Rationing(secrets=self.secrets, now=self.now),
            by_siret=Allowance(times=2, over=timedelta(hours=1)),
            least=timedelta(seconds=3),
            stamped=self.stamped,
        )

    def deposited(self, form: DemandForm | None = None, **changes: Changed) -> Receipt:
        """The receipt of a form without a fault, changed like that."""
        return self.deposit(form or a_form(**changes))

    def deposited_by(self, rank: int) -> Receipt:
        """The receipt of a demand of the company of that rank, which has no past."""
        siret = fictitious_siret(rank)
        self.knows(an_establishment(siret=siret))
        return self.deposited(siret=siret, email=f"company{rank}@exemple.fr")

    @property
    def take_position(self) -> TakePosition:
        """An advisor says what their team makes of a need."""
        return TakePosition(
            begin=self.store.begin,
            read=self.store.read,
            tell=self.tell,
            owe_answer=self.owe_answer,
            now=self.now,
        )

    @property
    def owe_answer(self) -> OweAnswer:
        """Staff owes an answer to a company that all refused."""
        return OweAnswer(new_id=self.new_id, after_working_days=after_working_days)

    @property
    def correct_closing(self) -> CorrectClosing:
        """A closing is put in better words."""
        return CorrectClosing(begin=self.store.begin, now=self.now)

    @property
    def tell(self) -> TellCompany:
        """A company is told of the moves of a team."""
        return TellCompany(new_id=self.new_id, merged_over=MERGED_OVER)

    def say(self, account: str, receipt: Receipt, team: str, stance: Stance) -> Said:
        """Somebody says that for a team."""
        return self.take_position(self.person(account), self.need(receipt).id, team, new(stance))

    @property
    def tell_teams(self) -> TellTeams:
        """Teams are told of what is written."""
        return TellTeams(new_id=self.new_id, merged_over=MERGED_OVER)

    @property
    def write_comment(self) -> WriteComment:
        """Somebody writes in a thread."""
        return WriteComment(begin=self.store.begin, tell=self.tell_teams, now=self.now, new_id=self.new_id)

    @property
    def correct_comment(self) -> CorrectComment:
        """Its author changes it."""
        return CorrectComment(begin=self.store.begin, tell=self.tell_teams, now=self.now)

    @property
    def read_thread(self) -> ReadThread:
        """Somebody reads a thread."""
        return ReadThread(read=self.store.read, note=self.note_reading)

    @property
    def read_appointment(self) -> ReadAppointment:
        """Somebody takes the calendar file of an appointment."""
        return ReadAppointment(
            read=self.store.read, geography=COUNTRY, write=ICalendarFile("contact@exemple.fr")
        )

    @property
    def ask_for_survey(self) -> AskForSurvey:
        """A company that was helped is asked what the help was worth."""
        return AskForSurvey(begin=self.store.begin, now=self.now, new_id=self.new_id)

    @property
    def read_survey(self) -> ReadSurvey:
        """It opens the link of the mail."""
        return ReadSurvey(read=self.store.read, secrets=self.secrets)

    @property
    def answer_survey(self) -> AnswerSurvey:
        """It answers."""
        return AnswerSurvey(begin=self.store.begin, secrets=self.secrets, now=self.now)

    @property
    def list_surveys(self) -> ListSurveys:
        """Staff reads the answers."""
        return ListSurveys(read=self.store.read)

    @property
    def share_survey(self) -> ShareSurvey:
        """Staff shares one."""
        return ShareSurvey(begin=self.store.begin, now=self.now)

    # What staff does

    def tasks(self, receipt: Receipt) -> tuple[StaffTask, ...]:
        """The tasks to answer a company, oldest first."""
        with self.store.read() as work:
            return work.staff_tasks.on(TaskKind.ANSWER_COMPANY, self.need(receipt).id)

    @property
    def list_tasks(self) -> ListTasks:
        """Staff reads what it has to do."""
        return ListTasks(read=self.store.read, now=self.now)

    @property
    def assign_task(self) -> AssignTask:
        """Staff gives a task to another."""
        return AssignTask(begin=self.store.begin)

    @property
    def read_answer(self) -> ReadCompanyAnswer:
        """Staff reads the answer it owes."""
        return ReadCompanyAnswer(read=self.store.read, now=self.now)

    @property
    def edit_answer(self) -> EditCompanyAnswer:
        """Staff words it otherwise."""
        return EditCompanyAnswer(begin=self.store.begin, now=self.now)

    @property
    def answer(self) -> AnswerCompany:
        """Staff sends it."""
        return AnswerCompany(begin=self.store.begin, now=self.now)

    def mind_tasks(self, answer_after: timedelta | None = None) -> None:
        """What is done about tasks at regular hours, then what follows."""
        MindTasks(
            begin=self.store.begin,
            read=self.store.read,
            now=self.now,
            answer=self.answer,
            after_working_days=after_working_days,
            answer_after=answer_after,
        )()
        self.work()

    @property
    def read_sheet(self) -> ReadSheet:
        """Somebody opens a sheet."""
        return ReadSheet(
            read=self.store.read,
            geography=COUNTRY,
            contacts=self.contacts,
            naf_label=naf_label,
            note=self.note_reading,
        )

    @property
    def open_need_link(self) -> OpenNeedLink:
        """Somebody opens the link of a mail."""
        return OpenNeedLink(
            read=Watched(self.store.read, self.note_reading),
            secrets=self.secrets,
            read_sheet=self.read_sheet,
            now=self.now,
        )

    @property
    def renew_need_link(self) -> RenewNeedLink:
        """Somebody of a team, or staff, has another link sent to it."""
        return RenewNeedLink(begin=self.store.begin, secrets=self.secrets, now=self.now, new_id=self.new_id)

    @property
    def revoke_need_links(self) -> RevokeNeedLinks:
        """They have its links serve no more."""
        return RevokeNeedLinks(begin=self.store.begin, now=self.now)

    @property
    def read_inbox(self) -> ReadInbox:
        """An advisor reads what they received."""
        return ReadInbox(read=self.store.read, now=self.now)

    @property
    def check_directory(self) -> CheckDirectory:
        """Tells the faults of a directory."""
        return CheckDirectory(geography=COUNTRY, contacts=self.contacts)

    # What is done later

    @property
    def enrich(self) -> EnrichDemand:
        """Looks up a company that no registry told."""
        return EnrichDemand(
            begin=self.store.begin,
            read=self.store.read,
            registry=self.registry,
            transmit=self.transmit,
            now=self.now,
            new_id=self.new_id,
            transmission=self.transmission,
            note=self.decisions.append,
        )

    @property
    def react(self) -> React:
        """Hands a fact to its reactions."""
        letters = Correspond(begin=self.store.begin, now=self.now, new_id=self.new_id)
        return React(
            read=self.store.read,
            reactions=Reactions(
                acknowledge=AcknowledgeDeposit(letters),
                notify=NotifyTeams(letters),
                enrich=self.enrich,
                answer=SendAnswer(letters),
                late=TellOfLateTask(letters),
                refused=TellOfRefusedAddress(letters),
                ask=AskCompany(letters),
                share=ShareWithTeams(letters),
                make_export=self.make_export,
                tell_set_aside=TellSetAside(letters),
                tell_of_access=TellOfAccess(letters),
                clock=clock_reactions(letters, self.store.read, self.ask_for_survey),
                sign_in=sign_in_reactions(letters),
                ends=ends_reactions(letters, self.store.read),
            ).table(),
        )

    @property
    def send_letter(self) -> SendLetter:
        """Sends one letter."""
        return SendLetter(
            begin=self.store.begin,
            note=self.store.note,
            post=self.post,
            desk=Desk(
                secrets=self.secrets,
                geography=COUNTRY,
                base_url=BASE_URL,
                contact_email=CONTACT,
                calendar=ICalendarFile(CONTACT),
            ),
            now=self.now,
            mail_domain="exemple.fr",
        )

    @property
    def archive(self) -> ArchiveReferrals:
        """Puts away what nobody answered."""
        return ArchiveReferrals(
            begin=self.store.begin,
            read=self.store.read,
            keep=KeepNeed(owe_answer=self.owe_answer),
            trace=Tracer(new_id=self.new_id, now=self.now),
            now=self.now,
        )

    def regularly(self) -> None:
        """Do once what is done at regular hours."""
        self.archive()
        for line in lines(DEFAULTS):
            FollowUp(begin=self.store.begin, now=self.now, line=line)()
        RemindDrafts(begin=self.store.begin, now=self.now, thresholds=DEFAULTS)()
        for round_ in (weekly_recap, closing_practice):
            round_(self.store.begin, self.store.read, self.now, DEFAULTS)()

    @property
    def read_figures(self) -> ReadFigures:
        """Somebody reads figures."""
        return ReadFigures(read=self.store.read, geography=COUNTRY, now=self.now)

    @property
    def make_export(self) -> MakeExport:
        """Makes a file of figures."""
        return MakeExport(
            begin=self.store.begin,
            read=self.store.read,
            figures=self.read_figures,
            write=write_sheet,
            now=self.now,
        )

    def letter(self, letter_id: str) -> Letter:
        """A letter as it is kept."""
        with self.store.read() as work:
            return work.letters.get(letter_id)

    def letters(self, *, to: str | None = None) -> list[Letter]:
        """The letters owed, oldest first; those of one recipient."""
        with self.store.read() as work:
            rows = work.ledger.page(LetterQuery(limit=1000))
        return [row.letter for row in reversed(rows) if to in {None, row.letter.recipient}]

    def react_to_all(self) -> None:
        """Let every fact be reacted to, and no letter leave."""
        for task in self.agenda.due(self.at):
            if task.name == REACT:
                self.agenda.tasks.remove(task)
                self.react(task.subject)

    @property
    def account_for_bounce(self) -> AccountForBounce:
        """Says what came back."""
        return AccountForBounce(
            begin=self.store.begin, secrets=self.secrets, now=self.now, mail_domain="exemple.fr"
        )

    @property
    def refused_addresses(self) -> ListRefusedAddresses:
        """What staff reads of addresses."""
        return ListRefusedAddresses(read=self.store.read, secrets=self.secrets)

    @property
    def lift(self) -> LiftRefusedAddress:
        """Staff says that an address is right."""
        return LiftRefusedAddress(begin=self.store.begin, now=self.now)

    def work(self, after: timedelta = timedelta(0)) -> None:
        """Let time pass and do what is due; what fails is in the agenda."""
        self.at += after
        run: Mapping[str, object] = {"react": self.react, "send_letter": self.send_letter}
        self.agenda.drain(run, self.at)  # type: ignore[arg-type]

    def wait_a_minute(self) -> None:
        """React to what happened, then let the moves be told."""
        self.work()
        self.work(MERGED_OVER)

    def written(self, *, to: str) -> list[Content]:
        """What that mailbox received."""
        return [mail.content for mail in self.post.sent if mail.to == to]
