"""A world whose service is reached over HTTP only; its mails are the files it lays in a folder."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
from attrs import asdict, define, field
from dependency_injector import providers
from litestar import Litestar
from litestar.testing import TestClient
from litestar.testing.transport import TestClientTransport

from conseillers_adapters.documents import unstructure
from conseillers_adapters.jobs.worker import drain
from conseillers_application.account_states import AccountState
from conseillers_application.baskets import BasketItem, BasketPage
from conseillers_application.explain_routing import DecisionTold
from conseillers_application.figure_views import FiguresPage, FiguresRequest
from conseillers_application.ledger import MailLine, MailPage
from conseillers_application.letters import Stage
from conseillers_application.ports import DirectoryVersion
from conseillers_application.read_directory import VersionsPage
from conseillers_application.read_figures import Whose
from conseillers_application.read_inbox import InboxRequest
from conseillers_application.read_journal import AccessLine, AccessPage
from conseillers_application.refused_addresses import RefusedAddressLine, RefusedAddressPage
from conseillers_application.replay_routing import Replay
from conseillers_application.task_views import CompanyAnswerView, TaskPage
from conseillers_application.tasks import TaskRequest
from conseillers_application.try_directory import Tried
from conseillers_application.views import (
    CommentPage,
    CommentView,
    Eligibility,
    FollowUp,
    InboxPage,
    Receipt,
    ReferralView,
    Sheet,
)
from conseillers_domain.accounts import Motive, Role
from conseillers_domain.basket import Action, Basket, NewAction
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.comment_words import Correction, NewComment
from conseillers_domain.company import Establishment
from conseillers_domain.demand_form import DemandForm
from conseillers_domain.maintenance import Pause
from conseillers_domain.periods import Period
from conseillers_domain.position import Closing, NewPosition
from conseillers_entrypoints.composition.regular import strike
from conseillers_entrypoints.container import Container, container_of
from conseillers_entrypoints.http.app import make_app
from conseillers_features.worlds.ends import HttpEnds
from conseillers_features.worlds.hosts import BASE_URL, everything_in, settings_on
from conseillers_features.worlds.joining import HttpJoining
from conseillers_features.worlds.mails import RefusingPost, in_folder
from conseillers_features.worlds.persons import HttpPersons
from conseillers_features.worlds.rights import HttpRights
from conseillers_features.worlds.surroundings import OPERATOR, PASSWORD, STAFF, Around, put_back
from conseillers_features.worlds.triage import HttpTriage
from conseillers_features.worlds.way_in import HttpWayIn
from conseillers_features.worlds.wire import Browser, view
from conseillers_features.worlds.world import Document, PublishedTexts, Received, Said


@lru_cache(maxsize=1)
def _laid_routes() -> tuple[Container, Litestar]:
    """The application, whose routes cost more to lay than a scenario to play: laid once a process.

    What stands behind the routes, its container furnishes anew for each world.
    """
    container = container_of(settings_on("sqlite:///:memory:"))
    return container, make_app(container)


@define(eq=False)
class HttpWorld:
    """A serving process and a process for its jobs, on one SQLite file; a browser for each person.

    What has no route is done as on the machine itself: accounts by the command line's use case, mails
    read in their folder, jobs by a worker.
    """

    file: Path
    mail_folder: Path
    around: Around = field(factory=Around)
    refused: set[str] = field(init=False, factory=set)
    browsers: dict[str | None, Browser] = field(init=False, factory=dict)
    server: TestClient[Litestar] = field(init=False)
    way_in: HttpWayIn = field(init=False)
    worker: Container = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Start, with somebody who runs the service, and somebody its machines."""
        self.mail_folder.mkdir()
        self._start()
        self.open_account(STAFF, "Équipe du service", Role.STAFF)
        self.open_account(OPERATOR, "Exploitation", Role.OPERATOR)

    def _start(self) -> None:
        settings = settings_on(f"sqlite:///{self.file}", f"file://{self.mail_folder}")
        self.worker = self.around.container(settings)
        self.worker.post.override(providers.Object(RefusingPost(self.worker.post(), self.refused)))
        self.worker.init_resources()
        container, app = _laid_routes()
        self.around.furnish(container, settings)
        self.server = TestClient(app, base_url=BASE_URL, raise_server_exceptions=False)
        self.server.__enter__()
        self.way_in = HttpWayIn(self.server, BASE_URL)
        self.browsers.clear()

    def stop(self) -> None:
        """End both processes."""
        self.server.__exit__(None, None, None)
        put_back(self.worker)

    # Surroundings

    def now(self) -> datetime:
        """As the world says."""
        return self.around.clock()

    def wait(self, duration: timedelta) -> None:
        """As the world says; sessions are opened anew afterwards."""
        drain(self.worker.jobs())
        self.around.clock.move(duration)
        if not self.worker.read_maintenance().holds_jobs():
            self.worker.mind_tasks()()
        drain(self.worker.jobs())
        strike(self.worker)
        drain(self.worker.jobs())
        self.browsers.clear()

    def register(self, establishment: Establishment) -> None:
        """As the world says."""
        self.around.register.register(establishment)

    def silence_register(self, *, silent: bool) -> None:
        """As the world says."""
        self.around.register.silent = silent

    def stop_mail_server(self, *, stopped: bool) -> None:
        """As the world says: the folder is replaced by something where no file can be laid."""
        aside = self.mail_folder.with_name("mails put aside")
        if stopped == aside.exists():
            return
        if stopped:
            self.mail_folder.rename(aside)
            self.mail_folder.touch()
        else:
            self.mail_folder.unlink()
            aside.rename(self.mail_folder)

    def refuse_mailbox(self, address: str, *, refused: bool) -> None:
        """As the world says."""
        (self.refused.add if refused else self.refused.discard)(address)

    def kill(self) -> None:
        """As the world says."""
        self.stop()
        self._start()

    def set(self, **settings: object) -> None:
        """As the world says."""
        self.around.set_otherwise |= settings
        self.kill()

    def mails(self) -> tuple[Received, ...]:
        """As the world says."""
        drain(self.worker.jobs())
        return in_folder(self.mail_folder)

    def stored(self) -> str:
        """As the world says."""
        return everything_in(self.worker.engine())

    # Companies

    def offer(self, landing: str) -> Mapping[str, tuple[str, ...]]:
        """As the world says."""
        offered = self._browser(None).get("/api/catalogue", landing=landing).json()
        return {
            theme["title"]: tuple(one["title"] for one in theme["subjects"]) for theme in offered["themes"]
        }

    def texts(self) -> PublishedTexts:
        """As the world says."""
        terms, notice = (
            self._browser(None).get(f"/api/{name}").json() for name in ("terms", "information-notice")
        )
        return PublishedTexts(version=terms["version"], terms=terms["text"], notice=notice["text"])

    def would(self, form: DemandForm) -> Eligibility:
        """As the world says."""
        return view(Eligibility, self._browser(None).send("POST", "/api/demands/eligibility", _typed(form)))

    def deposit(self, form: DemandForm) -> Receipt:
        """As the world says."""
        response = self._browser(None).send("POST", "/api/demands", _typed(form))
        assert response.status_code == httpx.codes.CREATED
        assert not response.cookies
        return view(Receipt, response)

    def follow(self, receipt: Receipt) -> FollowUp:
        """As the world says."""
        return view(FollowUp, self._browser(None).get(receipt.follow_url))

    def search_companies(self, text: str) -> tuple[str, ...]:
        """As the world says."""
        items = self._browser(None).get("/api/companies/search", q=text).json()["items"]
        return tuple(item["name"] for item in items)

    # Advisors

    def open_account(self, email: str, name: str, *roles: Role, branches: tuple[str, ...] = ()) -> None:
        """As the world says, from the machine's command line."""
        opened = self.worker.add_account()(
            email=email, name=name, password=PASSWORD, roles=frozenset(roles), branches=branches
        )
        self.worker.accept_terms().by(opened.id)

    def sign_in(self, email: str, password: str) -> None:
        """As the world says."""
        browser = self._new_browser()
        browser.send("POST", "/api/session", {"email": email, "password": password})
        self.browsers[email] = browser

    def proofs(self, email: str) -> tuple[str, ...]:
        """As the world says: every cookie of theirs."""
        return PASSWORD, *self.browsers[email].client.cookies.values()

    def inbox(self, reader: str | None, request: InboxRequest) -> InboxPage:
        """As the world says."""
        asked = asdict(request)
        response = self._browser(reader).get("/api/needs", q=asked.pop("text"), **asked)
        return view(InboxPage, response)

    def sheet(self, reader: str | None, need: str) -> Sheet:
        """As the world says."""
        response = self._browser(reader).get(f"/api/needs/{need}")
        sheet = view(Sheet, response)
        assert response.headers["etag"] == f'"{sheet.version}"'
        return sheet

    def open_link(self, reader: str | None, url: str) -> Sheet:
        """As the world says."""
        return view(Sheet, self._browser(reader).get(url))

    def say(self, reader: str, need: str, team: str, new: NewPosition, *, read_at: int | None = None) -> Said:
        """As the world says."""
        headers = {} if read_at is None else {"if-match": f'"{read_at}"'}
        path = f"/api/needs/{need}/referrals/{team}/positions"
        response = self._browser(reader).send("POST", path, _typed(new), **headers)
        return Said(referral=view(ReferralView, response, "changed"), changed=response.json()["changed"])

    # Threads

    def thread(self, reader: str | None, need: str) -> tuple[CommentView, ...]:
        """As the world says."""
        response = self._browser(reader).get(f"/api/needs/{need}/comments", limit=100)
        return view(CommentPage, response).items

    def write(self, reader: str | None, need: str, new: NewComment) -> CommentView:
        """As the world says."""
        return view(
            CommentView, self._browser(reader).send("POST", f"/api/needs/{need}/comments", _typed(new))
        )

    def correct_closing(self, reader: str, need: str, team: str, closing: Closing) -> Said:
        """As the world says."""
        path = f"/api/needs/{need}/referrals/{team}/closing"
        response = self._browser(reader).send("PUT", path, _typed(closing))
        return Said(referral=view(ReferralView, response, "changed"), changed=response.json()["changed"])

    def correct(self, reader: str, need: str, comment: str, correction: Correction) -> CommentView:
        """As the world says."""
        path = f"/api/needs/{need}/comments/{comment}"
        return view(CommentView, self._browser(reader).send("PATCH", path, _typed(correction)))

    def withdraw(self, reader: str, need: str, comment: str) -> CommentView:
        """As the world says."""
        path = f"/api/needs/{need}/comments/{comment}"
        return view(CommentView, self._browser(reader).send("DELETE", path, None))

    def appointment_file(self, reader: str, need: str, comment: str) -> str:
        """As the world says."""
        response = self._browser(reader).get(f"/api/needs/{need}/comments/{comment}/calendar")
        return str(response.content.decode())

    # Staff

    @property
    def staff(self) -> str:
        """As the world says."""
        return STAFF

    def catalogue(self) -> Catalogue:
        """As the world says."""
        return view(Catalogue, self._browser(STAFF).get("/api/admin/catalogue"))

    def publish_catalogue(self, catalogue: Catalogue) -> None:
        """As the world says."""
        self._browser(STAFF).send("PUT", "/api/admin/catalogue", catalogue)

    def suspend(self, email: str) -> None:
        """As the world says."""
        self._set_account(email, "suspension", {"motive": Motive.SECURITY})

    def lift(self, email: str) -> None:
        """As the world says."""
        self._set_account(email, "lifting", None)

    def _set_account(self, email: str, change: str, body: Document | None) -> None:
        staff = self._browser(STAFF)
        account = view(AccountState, staff.get("/api/admin/accounts", email=email))
        staff.send("POST", f"/api/admin/accounts/{account.id}/{change}", body)

    def tasks(self, reader: str, request: TaskRequest) -> TaskPage:
        """As the world says."""
        asked = asdict(request)
        asked["mine"] = str(request.mine).lower()
        return view(TaskPage, self._browser(reader).get("/api/admin/tasks", **asked))

    def assign(self, task: str, owner: str) -> None:
        """As the world says."""
        staff = self._browser(STAFF)
        account = view(AccountState, staff.get("/api/admin/accounts", email=owner))
        staff.send("PUT", f"/api/admin/tasks/{task}/owner", {"owner": account.id})

    def answer(self, reader: str, need: str) -> CompanyAnswerView:
        """As the world says."""
        response = self._browser(reader).get(f"/api/admin/needs/{need}/answer")
        answer = view(CompanyAnswerView, response)
        assert response.headers["etag"] == f'"{answer.version}"'
        return answer

    def word_answer(
        self, reader: str, need: str, text: str, *, read_at: int | None = None
    ) -> CompanyAnswerView:
        """As the world says."""
        headers = {} if read_at is None else {"if-match": f'"{read_at}"'}
        path = f"/api/admin/needs/{need}/answer"
        return view(CompanyAnswerView, self._browser(reader).send("PUT", path, {"text": text}, **headers))

    def send_answer(self, reader: str, need: str) -> CompanyAnswerView:
        """As the world says."""
        response = self._browser(reader).send("POST", f"/api/admin/needs/{need}/answer", {})
        return view(CompanyAnswerView, response)

    # Journals

    def readings(self, reader: str, need: str) -> tuple[AccessLine, ...]:
        """As the world says."""
        return view(AccessPage, self._browser(reader).get("/api/admin/access-log", need=need)).items

    # Correspondence

    def refused_addresses(self) -> tuple[RefusedAddressLine, ...]:
        """As the world says."""
        response = self._browser(STAFF).get("/api/admin/refused-addresses", limit=100)
        return view(RefusedAddressPage, response).items

    def lift_refused_address(self, address: str) -> None:
        """As the world says."""
        self._browser(STAFF).send("POST", f"/api/admin/refused-addresses/{address}/lifting", None)

    def owed(self, stage: Stage) -> tuple[MailLine, ...]:
        """As the world says."""
        response = self._browser(OPERATOR).get("/api/admin/mails", state=stage.value, limit=100)
        return view(MailPage, response).items

    def send_again(self, mail: str) -> None:
        """As the world says."""
        self._browser(OPERATOR).send("POST", f"/api/admin/mails/{mail}/replay", None)

    # Baskets

    def basket(self, name: Basket) -> tuple[BasketItem, ...]:
        """As the world says."""
        response = self._browser(STAFF).get(f"/api/admin/baskets/{name.value}", limit=100)
        return view(BasketPage, response).items

    def act_on_basket(self, name: Basket, new: NewAction) -> Action:
        """As the world says."""
        path = f"/api/admin/baskets/{name.value}/actions"
        return view(Action, self._browser(STAFF).send("POST", path, _typed(new)))

    # Statistics

    def figures(self, reader: str | None, whose: Whose | None, request: FiguresRequest) -> FiguresPage:
        """As the world says."""
        path = "/api/admin/figures" if whose is None else "/api/figures"
        asked = {**asdict(request), "scope": whose}
        query = urlencode({name: one for name, one in asked.items() if one is not None}, doseq=True)
        return view(FiguresPage, self._browser(reader).get(f"{path}?{query}"))

    def asked_of_companies(self) -> frozenset[str]:
        """As the world says."""
        published = self._browser(None).get("/api/openapi.json").json()
        return frozenset(published["components"]["schemas"]["DemandForm"]["properties"])

    # Directories

    def directory(self) -> Document:
        """As the world says."""
        document: dict[str, Any] = self._browser(STAFF).get("/api/admin/directory").json()
        return document

    def publish_directory(self, document: Document, *, force: str | None = None) -> None:
        """As the world says."""
        self._browser(STAFF).send("PUT", "/api/admin/directory", _forced(document, force))

    def change_directory(self, change: Document, *, force: str | None = None) -> None:
        """As the world says."""
        self._browser(STAFF).send("PATCH", "/api/admin/directory", _forced(change, force))

    def try_directory(self, change: Document) -> Tried:
        """As the world says."""
        path = "/api/admin/directory/what-if"
        return view(Tried, self._browser(STAFF).send("POST", path, {"patch": change}))

    def directory_versions(self) -> tuple[DirectoryVersion, ...]:
        """As the world says."""
        return view(VersionsPage, self._browser(STAFF).get("/api/admin/directory/versions")).items

    def restore_directory(self, version: str) -> None:
        """As the world says."""
        path = f"/api/admin/directory/versions/{version}/restoration"
        self._browser(STAFF).send("POST", path, {})

    # Decisions

    def simulate(self, request: Document) -> Document:
        """As the world says."""
        path = "/api/admin/routing/simulations"
        decision: dict[str, Any] = self._browser(STAFF).send("POST", path, request).json()
        return decision

    def decision(self, reader: str | None, need: str) -> DecisionTold:
        """As the world says."""
        return view(DecisionTold, self._browser(reader).get(f"/api/admin/needs/{need}/routing"))

    def replay(self, period: Period) -> Replay:
        """As the world says."""
        return view(Replay, self._browser(STAFF).send("POST", "/api/admin/routing/replays", period))

    # Operators

    @property
    def operator(self) -> str:
        """As the world says."""
        return OPERATOR

    def pause(self, reader: str, pause: Pause) -> None:
        """As the world says."""
        self._browser(reader).send("PUT", "/api/admin/maintenance", pause)

    def reopen(self, reader: str) -> None:
        """As the world says."""
        self._browser(reader).send("DELETE", "/api/admin/maintenance", None)

    # Triage

    @property
    def triage(self) -> HttpTriage:
        """As the world says."""
        return HttpTriage(lambda: self._browser(STAFF), lambda: self._browser(None), self.worker)

    @property
    def rights(self) -> HttpRights:
        """As the world says."""
        return HttpRights(self._browser)

    @property
    def persons(self) -> HttpPersons:
        """As the world says."""
        return HttpPersons(self._browser, self.worker)

    @property
    def ends(self) -> HttpEnds:
        """As the world says."""
        return HttpEnds(self._browser, self.worker)

    @property
    def joining(self) -> HttpJoining:
        """As the world says."""
        return HttpJoining(lambda: self._browser(STAFF), lambda: self._browser(None), self._browser)

    # Browsers

    def _browser(self, reader: str | None) -> Browser:
        if reader not in self.browsers:
            if reader is None:
                self.browsers[None] = self._new_browser()
            else:
                self.sign_in(reader, PASSWORD)
        return self.browsers[reader]

    def _new_browser(self) -> Browser:
        # It holds no connection: there is nothing to close.
        transport = TestClientTransport(self.server, raise_server_exceptions=False)
        return Browser(httpx.Client(base_url=BASE_URL, transport=transport))  # type: ignore[arg-type] # as Litestar does


def _typed(value: object) -> Mapping[str, object]:
    """What somebody filled in, as a form sends it: every field they saw, the empty ones too."""
    document: dict[str, object] = unstructure(value)
    return {name: given for name, given in document.items() if given is not None}


def _forced(document: Document, reason: str | None) -> Document:
    """What staff sends to publish, with the reason why past needs may be left to nobody."""
    return document if reason is None else {**document, "force": {"reason": reason}}
