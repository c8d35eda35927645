"""What those who run the machines look at."""

from dependency_injector import providers

from conseillers_application.jobs import ListJobs, RetryJob
from conseillers_application.maintenance import SetMaintenance
from conseillers_entrypoints.composition.core import Core
from conseillers_entrypoints.http.health import CheckHealth
from conseillers_entrypoints.http.metrics import ReadMetrics
from conseillers_entrypoints.observation.state import Exposition, State


class Operation(Core):
    """What those who run the machines look at."""

    set_maintenance = providers.Singleton(SetMaintenance, begin=Core.begin_anyway, now=Core.clock)
    list_jobs = providers.Singleton(ListJobs, jobs=Core.jobs)
    retry_job = providers.Singleton(RetryJob, jobs=Core.jobs, note=Core.note_act)
    check_health = providers.Singleton(
        CheckHealth,
        read=Core.read,
        jobs=Core.jobs,
        registry=Core.registry,
        mail_url=Core.settings.provided.mail_url,
        now=Core.clock,
        ask=Core.soundings,
    )
    exposition = providers.Singleton(
        Exposition,
        Core.metrics,
        providers.Singleton(State, jobs=Core.jobs, read=Core.read, now=Core.clock, ask=Core.soundings),
    )
    read_metrics = providers.Singleton(ReadMetrics, exposition, Core.settings.provided.metrics_token)
