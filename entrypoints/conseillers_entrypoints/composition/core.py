"""What every part of an installation stands on."""

from typing import TYPE_CHECKING

from dependency_injector import containers, providers

from conseillers_adapters.calendars import ICalendarFile
from conseillers_adapters.catalogue import delivered_catalogue
from conseillers_adapters.contacts import OfficialContacts
from conseillers_adapters.geography import CommuneSearch, naf_label, official_geography
from conseillers_adapters.security import SignedSecrets, new_id, utc_now
from conseillers_adapters.security.passwords import Argon2Passwords
from conseillers_adapters.sql import SqlStore
from conseillers_application.joining.terms import TermsInForce
from conseillers_application.journal import Attributed, NoteAct, NoteReading, Scribe, Watched
from conseillers_application.maintenance import ReadMaintenance, UnlessPaused
from conseillers_application.transmission import Transmit
from conseillers_entrypoints.composition.registries import registry as registries
from conseillers_entrypoints.composition.surroundings import database, territories
from conseillers_entrypoints.composition.surroundings import post as mail_server
from conseillers_entrypoints.composition.work import InTransaction, working_jobs
from conseillers_entrypoints.observation.counting import CountedPost, CountedRegistry
from conseillers_entrypoints.observation.metrics import Metrics
from conseillers_entrypoints.observation.soundings import Soundings
from conseillers_entrypoints.settings import Settings

if TYPE_CHECKING:
    from conseillers_entrypoints.container import Container


class Core(containers.DeclarativeContainer):
    """What every part stands on: settings, the outside world, transactions, the work done later.

    `whole`: the container it is a part of, whose use cases the jobs call.
    """

    settings = providers.Dependency(instance_of=Settings)
    whole: "providers.Dependency[Container]" = providers.Dependency()
    clock = providers.Object(utc_now)
    ids = providers.Object(new_id)
    label_of_naf = providers.Object(naf_label)
    catalogue = providers.Singleton(delivered_catalogue)
    contacts = providers.Singleton(OfficialContacts)
    passwords = providers.Singleton(Argon2Passwords)
    secrets = providers.Singleton(SignedSecrets, settings.provided.secret_key)
    registry = providers.Singleton(registries, settings, clock)
    post = providers.Singleton(mail_server, settings, clock)
    calendar_file = providers.Singleton(ICalendarFile, settings.provided.contact_email)
    metrics = providers.ThreadSafeSingleton(Metrics)  # requests and jobs may both be the first
    soundings = providers.ThreadSafeSingleton(Soundings)
    counted_registry = providers.Singleton(CountedRegistry, registry, metrics)
    counted_post = providers.Singleton(CountedPost, post, metrics)
    engine = providers.Resource(database, settings)
    jobs = providers.Resource(working_jobs, settings.provided.database_url, clock, whole)
    store = providers.Singleton(
        SqlStore,
        engine=engine,
        new_id=ids,
        delivered=catalogue,
        packaged=providers.Object(official_geography),
        put_off=providers.Factory(InTransaction, jobs),
        wake=jobs.provided.wake,
    )
    scribe = providers.Singleton(Scribe, secrets=secrets, now=clock, new_id=ids)
    begin_anyway = providers.Singleton(
        Attributed, store.provided.begin, scribe
    )  # for what pauses do not stop
    note = providers.Singleton(Attributed, store.provided.note, scribe)
    note_act = providers.Singleton(NoteAct, begin=store.provided.begin, scribe=scribe)
    note_reading = providers.Singleton(NoteReading, note=store.provided.note, scribe=scribe)
    begin = providers.Singleton(Watched, providers.Singleton(UnlessPaused, begin_anyway, clock), note_reading)
    read = providers.Singleton(Watched, store.provided.read, note_reading)
    geography = providers.ThreadSafeSingleton(territories, settings.provided.geography, read.provider)
    find_communes = providers.ThreadSafeSingleton(CommuneSearch, geography)
    transmit = providers.Factory(Transmit, geography)
    terms_version = settings.provided.terms_version
    terms = providers.Singleton(TermsInForce, version=terms_version)
    read_maintenance = providers.Singleton(ReadMaintenance, read=read, now=clock)
