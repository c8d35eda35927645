"""The composition root: every adapter and use case of an installation, made from its settings.

Providers are named as the verbs they give; nothing is wired or injected by magic.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from dependency_injector import containers, providers
from sqlalchemy import Engine
from structlog.contextvars import get_contextvars

from conseillers_adapters.catalogue import delivered_catalogue
from conseillers_adapters.contacts import OfficialContacts
from conseillers_adapters.geography import CommuneSearch, naf_label, official_geography
from conseillers_adapters.geography.official import YEAR
from conseillers_adapters.jobs.databases import job_store
from conseillers_adapters.jobs.engine import REQUEST, Regular
from conseillers_adapters.jobs.engine import Engine as Jobs
from conseillers_adapters.jobs.store import NewJob
from conseillers_adapters.mail import post_from
from conseillers_adapters.registries import (
    FileRegistry,
    InTurn,
    NoStock,
    Remembering,
    StockRegistry,
    UnreadableEstablishments,
    packaged_companies,
)
from conseillers_adapters.registries.api_entreprise import ApiEntreprise, Purpose
from conseillers_adapters.registries.exchange import PATIENCE
from conseillers_adapters.registries.recherche_entreprises import RechercheEntreprises
from conseillers_adapters.registries.sirene import Sirene
from conseillers_adapters.security import SignedSecrets, new_id, utc_now
from conseillers_adapters.security.passwords import Argon2Passwords
from conseillers_adapters.sql import Line, SqlStore, make_engine
from conseillers_application.add_account import AddAccount
from conseillers_application.bounces import AccountForBounce
from conseillers_application.check_directory import CheckDirectory
from conseillers_application.deposit_demand import DepositDemand, ReadForm
from conseillers_application.enrich_demand import EnrichDemand
from conseillers_application.explain_routing import ReadRouting
from conseillers_application.follow_demand import FollowDemand
from conseillers_application.geographies import ImportGeography, ListGeographies, ReportGeography
from conseillers_application.jobs import ListJobs, RetryJob
from conseillers_application.ledger import ListMails, ReplayMail
from conseillers_application.maintenance import ReadMaintenance, SetMaintenance, UnlessPaused
from conseillers_application.orphans import FindOrphans
from conseillers_application.ports import Clock, Post, Registry, Task, UnitOfWork
from conseillers_application.publish_catalogue import PublishCatalogue, ReadCatalogue
from conseillers_application.publish_directory import PublishDirectory
from conseillers_application.react import (
    AcknowledgeDeposit,
    Correspond,
    NotifyTeams,
    React,
    TellCompany,
    reactions_to,
)
from conseillers_application.read_coverage import ReadCoverage
from conseillers_application.read_directory import ReadDirectory, ReadDirectoryHistory
from conseillers_application.read_inbox import ReadInbox
from conseillers_application.read_sheet import OpenNeedLink, ReadSheet
from conseillers_application.reconcile_letters import ReconcileLetters
from conseillers_application.refused_addresses import LiftRefusedAddress, ListRefusedAddresses
from conseillers_application.replay_routing import ReplayRouting
from conseillers_application.search import SearchCommunes, SearchCompanies
from conseillers_application.send_letter import SendLetter
from conseillers_application.sessions import Identify, SignIn, SignOut
from conseillers_application.simulate_routing import SimulateRouting
from conseillers_application.suspend_account import SuspendAccount
from conseillers_application.take_position import TakePosition
from conseillers_application.transmission import Transmit
from conseillers_application.try_directory import TryDirectory
from conseillers_domain.errors import NotFound
from conseillers_domain.territory import Geography
from conseillers_entrypoints.http.health import CheckHealth
from conseillers_entrypoints.http.metrics import ReadMetrics
from conseillers_entrypoints.observation.counting import CountedPost, CountedRegistry, WatchedJobs
from conseillers_entrypoints.observation.metrics import Metrics
from conseillers_entrypoints.observation.soundings import Soundings
from conseillers_entrypoints.observation.state import Exposition, State
from conseillers_entrypoints.returns import ReadReturns
from conseillers_entrypoints.settings import DISTANT, Settings, WrongSettings, about

SUBJECT_OF: Mapping[str, str] = {"react": "fact", "send_letter": "letter"}
"""The one argument of each task."""


def database(settings: Settings) -> Iterator[Engine]:
    """The database for as long as the service runs."""
    engine = make_engine(
        settings.database_url,
        connections=settings.database_connections,
        timeout=settings.statement_timeout,
    )
    try:
        yield engine
    finally:
        engine.dispose()


def working_jobs(url: str, clock: Clock, own: "Container") -> Iterator[Jobs]:
    """The engine of the work done later, in the database that holds the facts."""
    jobs = Jobs(
        # Machines agree on the hour of the server they share, when nobody gives another one.
        job_store(url, None if clock is utc_now else clock),
        react=lambda fact: own.react()(fact),  # noqa: PLW0108 - made when the first job runs, not now
        send_letter=lambda letter: own.send_letter()(letter),  # noqa: PLW0108 - same
        held=lambda: own.read_maintenance().holds_jobs(),
        regular=regular_work(own),
        around=WatchedJobs(lambda: own.metrics()),  # noqa: PLW0108 - same
    )
    with jobs:
        yield jobs


def regular_work(own: "Container") -> Sequence[Regular]:
    """What is done at regular hours, whoever asks for it."""
    reconcile = Regular(
        name="reconcile_letters",
        cron="*/10 * * * *",
        do=lambda: own.reconcile_letters()(),  # noqa: PLW0108 - made when its first hour strikes, not now
    )
    if not own.settings().bounces:
        return (reconcile,)
    bounces = Regular(name="read_returns", cron="*/5 * * * *", do=lambda: own.read_returns().regularly())
    return (reconcile, bounces)


class InTransaction:
    """Puts tasks off in the business transaction, through the driver's own connection.

    Each is traced: it names the request, the command or the job that this transaction is part of.
    """

    def __init__(self, jobs: Jobs) -> None:
        """Keep the engine they are put off to."""
        self._jobs = jobs

    def __call__(self, line: Line, tasks: Sequence[Task]) -> None:
        """Add a job for each task, in the transaction open on that line."""
        request = get_contextvars().get("request_id")
        traced = {} if request is None else {REQUEST: str(request)}
        self._jobs.defer_many(
            [
                NewJob(task.name, {SUBJECT_OF[task.name]: task.subject, **traced}, task.not_before)
                for task in tasks
            ],
            connection=line.driver,
        )


def territories(version: str, read: Callable[[], UnitOfWork]) -> Geography:
    """The territories in force. Raises WrongSettings for a version that nobody imported.

    `read` is called for imported ones only: the packaged ones need no database.
    """
    if version == YEAR:
        return official_geography()
    with read()() as work:
        try:
            return work.geographies.get(version)
        except NotFound:
            known = ", ".join(one.version for one in work.geographies.versions())
    raise WrongSettings(
        about("geography", f"désigne le découpage « {version} », qui n’est pas de ceux du service : {known}.")
    )


def registry(settings: Settings, clock: Clock) -> Registry:
    """The registries of the settings, asked in turn, the distant ones with a memory. Raises WrongSettings."""
    found: list[Registry] = []
    for distant, names in groupby(settings.registries, key=DISTANT.__contains__):
        if distant:
            found.append(_distant(tuple(names), settings, clock))
        else:
            found += [_local(name, settings) for name in names]
    return found[0] if len(found) == 1 else InTurn(found)


def _local(name: str, settings: Settings) -> Registry:
    return _stock(settings.stock_file) if name == "stock" else _companies(settings.registry_file)


def _distant(names: Sequence[str], settings: Settings, clock: Clock) -> Registry:
    """These, one after the other, each with its share of the time so that the last one is asked too."""
    patience = PATIENCE / len(names)
    several = [_line(name, settings, clock, patience) for name in names]
    found = several[0] if len(several) == 1 else InTurn(several, patience=PATIENCE)
    return Remembering(found, Path(settings.registry_cache), clock) if settings.registry_cache else found


def _line(name: str, settings: Settings, clock: Clock, patience: float) -> Registry:
    if name == "sirene":
        return Sirene(clock, settings.sirene_key, settings.sirene_url, patience=patience)
    if name == "api_entreprise":
        purpose = Purpose(
            context=settings.api_entreprise_context,
            recipient="".join(filter(str.isdigit, settings.api_entreprise_recipient)),
            object=settings.api_entreprise_object,
        )
        token, url = settings.api_entreprise_token, settings.api_entreprise_url
        return ApiEntreprise(clock, token, purpose, url, patience=patience)
    return RechercheEntreprises(clock, settings.recherche_entreprises_url, patience=patience)


def _stock(file: str) -> StockRegistry:
    found = StockRegistry(Path(file))
    try:
        found.check()
    except (OSError, NoStock) as wrong:
        why = "qui n’existe pas" if isinstance(wrong, FileNotFoundError) else f"qui ne se lit pas ({wrong})"
        load = "chargez-y le stock de l’INSEE avec « conseillers registry load »."
        raise WrongSettings(about("stock_file", f"désigne « {file} », {why} : {load}")) from None
    return found


def _companies(file: str) -> FileRegistry:
    try:
        return _read_once(file, Path(file).stat().st_mtime_ns) if file else packaged_companies()
    except (OSError, UnreadableEstablishments) as wrong:
        raise WrongSettings(
            about("registry_file", f"désigne « {file} », qui ne se lit pas : {wrong}")
        ) from None


@lru_cache(maxsize=1)
def _read_once(file: str, written_at: int) -> FileRegistry:  # noqa: ARG001 - another time, another content
    """The register of a file: read when the start is checked, it serves the processes forked afterwards."""
    return FileRegistry.load(Path(file))


def post(settings: Settings) -> Post:
    """Where mails leave. Raises WrongSettings for an address that is none."""
    try:
        return post_from(settings.mail_url, settings.contact_email)
    except ValueError as wrong:
        raise WrongSettings(about("mail_url", f"ne convient pas : {wrong}")) from None


class Container(containers.DeclarativeContainer):
    """Everything, made once or each time as its provider says."""

    own: "providers.Self[Container]" = providers.Self()
    settings = providers.Dependency(instance_of=Settings)
    clock = providers.Object(utc_now)
    ids = providers.Object(new_id)

    label_of_naf = providers.Object(naf_label)
    catalogue = providers.Singleton(delivered_catalogue)
    contacts = providers.Singleton(OfficialContacts)
    passwords = providers.Singleton(Argon2Passwords)
    secrets = providers.Singleton(SignedSecrets, settings.provided.secret_key)
    registry = providers.Singleton(registry, settings, clock)
    post = providers.Singleton(post, settings)

    metrics = providers.ThreadSafeSingleton(Metrics)  # requests and jobs may both be the first
    soundings = providers.ThreadSafeSingleton(Soundings)
    counted_registry = providers.Singleton(CountedRegistry, registry, metrics)
    counted_post = providers.Singleton(CountedPost, post, metrics)

    engine = providers.Resource(database, settings)
    jobs = providers.Resource(working_jobs, settings.provided.database_url, clock, own)
    store = providers.Singleton(
        SqlStore,
        engine=engine,
        new_id=ids,
        delivered=catalogue,
        packaged=providers.Object(official_geography),
        put_off=providers.Factory(InTransaction, jobs),
        wake=jobs.provided.wake,
    )
    begin_anyway = store.provided.begin  # for what goes on while the service is paused
    begin = providers.Singleton(UnlessPaused, begin_anyway, clock)
    note = store.provided.note
    read = store.provided.read

    geography = providers.ThreadSafeSingleton(territories, settings.provided.geography, read.provider)
    find_communes = providers.ThreadSafeSingleton(CommuneSearch, geography)

    transmit = providers.Factory(Transmit, geography)
    read_form = providers.Factory(ReadForm, contacts=contacts, registry=counted_registry)
    deposit_demand = providers.Singleton(
        DepositDemand,
        begin=begin,
        read=read,
        read_form=read_form,
        transmit=transmit,
        secrets=secrets,
        now=clock,
        new_id=ids,
        transmission=settings.provided.transmission,
        base_url=settings.provided.base_url,
        note=metrics.provided.decided,
    )
    follow_demand = providers.Singleton(FollowDemand, read=read, secrets=secrets)
    read_catalogue = providers.Singleton(ReadCatalogue, read=read)
    publish_catalogue = providers.Singleton(PublishCatalogue, begin=begin, now=clock)
    search_companies = providers.Singleton(
        SearchCompanies, registry=counted_registry, geography=geography, naf_label=label_of_naf
    )
    search_communes = providers.Singleton(SearchCommunes, search=find_communes)

    add_account = providers.Singleton(
        AddAccount, begin=begin, passwords=passwords, contacts=contacts, new_id=ids
    )
    sign_in = providers.Singleton(
        SignIn, begin=begin_anyway, read=read, passwords=passwords, secrets=secrets, now=clock
    )
    identify = providers.Singleton(Identify, read=read, secrets=secrets, now=clock)
    sign_out = providers.Singleton(SignOut, begin=begin_anyway, secrets=secrets)

    read_inbox = providers.Singleton(ReadInbox, read=read, now=clock)
    read_sheet = providers.Singleton(
        ReadSheet, read=read, geography=geography, contacts=contacts, naf_label=label_of_naf
    )
    open_need_link = providers.Singleton(
        OpenNeedLink, read=read, secrets=secrets, read_sheet=read_sheet, now=clock
    )
    take_position = providers.Singleton(
        TakePosition,
        begin=begin,
        read=read,
        tell=providers.Factory(TellCompany, new_id=ids, merged_over=settings.provided.merged_over),
        now=clock,
    )

    check_directory = providers.Singleton(CheckDirectory, geography=geography, contacts=contacts)
    find_orphans = providers.Singleton(FindOrphans, read=read, geography=geography, now=clock)
    publish_directory = providers.Singleton(
        PublishDirectory,
        begin=begin,
        read=read,
        check=check_directory,
        orphans=find_orphans,
        now=clock,
    )
    read_directory = providers.Singleton(ReadDirectory, read=read)
    read_directory_history = providers.Singleton(ReadDirectoryHistory, read=read)
    try_directory = providers.Singleton(
        TryDirectory, read=read, check=check_directory, geography=geography, now=clock
    )
    read_routing = providers.Singleton(ReadRouting, read=read, geography=geography, naf_label=label_of_naf)
    replay_routing = providers.Singleton(ReplayRouting, read=read)
    suspend_account = providers.Singleton(SuspendAccount, begin=begin, read=read, now=clock)
    simulate_routing = providers.Singleton(
        SimulateRouting, read=read, check=check_directory, geography=geography, now=clock
    )
    import_geography = providers.Singleton(ImportGeography, begin=begin, now=clock)
    list_geographies = providers.Singleton(ListGeographies, read=read, geography=geography)
    report_geography = providers.Singleton(ReportGeography, read=read, geography=geography)
    read_coverage = providers.Singleton(ReadCoverage, read=read, geography=geography, now=clock)

    read_maintenance = providers.Singleton(ReadMaintenance, read=read, now=clock)
    set_maintenance = providers.Singleton(SetMaintenance, begin=begin_anyway, now=clock)

    correspond = providers.Factory(Correspond, begin=begin_anyway, now=clock, new_id=ids)
    enrich_demand = providers.Factory(
        EnrichDemand,
        begin=begin_anyway,
        read=read,
        registry=counted_registry,
        transmit=transmit,
        now=clock,
        new_id=ids,
        transmission=settings.provided.transmission,
        note=metrics.provided.decided,
    )
    reactions = providers.Singleton(
        reactions_to,
        acknowledge=providers.Factory(AcknowledgeDeposit, correspond),
        notify=providers.Factory(NotifyTeams, correspond),
        enrich=enrich_demand,
    )
    react = providers.Singleton(React, read=read, reactions=reactions)
    send_letter = providers.Singleton(
        SendLetter,
        begin=begin_anyway,
        note=note,
        post=counted_post,
        secrets=secrets,
        geography=geography,
        now=clock,
        base_url=settings.provided.base_url,
        mail_domain=settings.provided.mail_domain,
    )

    account_for_bounce = providers.Singleton(
        AccountForBounce,
        begin=begin_anyway,
        secrets=secrets,
        now=clock,
        mail_domain=settings.provided.mail_domain,
    )
    read_returns = providers.Singleton(ReadReturns, url=settings.provided.bounces, account=account_for_bounce)
    list_refused_addresses = providers.Singleton(ListRefusedAddresses, read=read, secrets=secrets)
    lift_refused_address = providers.Singleton(LiftRefusedAddress, begin=begin, now=clock)
    list_mails = providers.Singleton(ListMails, read=read)
    replay_mail = providers.Singleton(ReplayMail, begin=begin_anyway, now=clock)
    list_jobs = providers.Singleton(ListJobs, jobs=jobs)
    retry_job = providers.Singleton(RetryJob, jobs=jobs)
    reconcile_letters = providers.Singleton(
        ReconcileLetters, begin=begin_anyway, read=read, jobs=jobs, now=clock
    )

    check_health = providers.Singleton(
        CheckHealth,
        read=read,
        jobs=jobs,
        registry=registry,
        mail_url=settings.provided.mail_url,
        now=clock,
        ask=soundings,
    )
    exposition = providers.Singleton(
        Exposition, metrics, providers.Singleton(State, jobs=jobs, read=read, now=clock, ask=soundings)
    )
    read_metrics = providers.Singleton(ReadMetrics, exposition, settings.provided.metrics_token)


def container_of(settings: Settings) -> Container:
    """The container of an installation."""
    return Container(settings=providers.Object(settings))
