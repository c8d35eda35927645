"""The HTTP service: routes, plugins and dependencies put together around a container."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.metadata import version

from anyio import to_thread
from litestar import Litestar, Router, get
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect
from litestar.types import ASGIApp

from conseillers_adapters.jobs.worker import WorkerThread
from conseillers_entrypoints.container import Container, container_of
from conseillers_entrypoints.http.access_requests import access_request_routes
from conseillers_entrypoints.http.accounts import account_routes
from conseillers_entrypoints.http.acting import attribute
from conseillers_entrypoints.http.answers import answer_routes
from conseillers_entrypoints.http.api_page import DOCS_PATH, api_page, openapi_config
from conseillers_entrypoints.http.arriving import bound_arrivals
from conseillers_entrypoints.http.baskets import basket_routes
from conseillers_entrypoints.http.binding import bound
from conseillers_entrypoints.http.bodies import BODY_LIMIT
from conseillers_entrypoints.http.border import border_plugins
from conseillers_entrypoints.http.bounces import bounce_routes
from conseillers_entrypoints.http.catalogue import catalogue_routes
from conseillers_entrypoints.http.closings import closing_routes
from conseillers_entrypoints.http.completion import completion_routes
from conseillers_entrypoints.http.coverage import coverage_routes
from conseillers_entrypoints.http.demands import demand_routes
from conseillers_entrypoints.http.direction_decisions import decision_routes
from conseillers_entrypoints.http.directory import directory_routes
from conseillers_entrypoints.http.directory_sheets import sheet_routes
from conseillers_entrypoints.http.drafts import draft_routes
from conseillers_entrypoints.http.examples import EXAMPLES
from conseillers_entrypoints.http.exports import export_routes
from conseillers_entrypoints.http.figures import figure_routes
from conseillers_entrypoints.http.geographies import geography_routes
from conseillers_entrypoints.http.headers import wear_headers
from conseillers_entrypoints.http.health import health_routes
from conseillers_entrypoints.http.incidents import incident_routes
from conseillers_entrypoints.http.invitations import invitation_routes
from conseillers_entrypoints.http.jobs import job_routes
from conseillers_entrypoints.http.journal import journal_routes
from conseillers_entrypoints.http.mails import mail_routes
from conseillers_entrypoints.http.maintenance import maintenance_routes
from conseillers_entrypoints.http.me import me_routes
from conseillers_entrypoints.http.measuring import measure
from conseillers_entrypoints.http.metrics import metrics_routes
from conseillers_entrypoints.http.need_links import need_link_routes
from conseillers_entrypoints.http.needs import need_routes
from conseillers_entrypoints.http.password_resets import password_reset_routes
from conseillers_entrypoints.http.people import people_routes
from conseillers_entrypoints.http.persons import person_routes
from conseillers_entrypoints.http.problems import exception_handlers
from conseillers_entrypoints.http.public import public_routes
from conseillers_entrypoints.http.referrals import referral_routes
from conseillers_entrypoints.http.retention import retention_routes
from conseillers_entrypoints.http.routing import routing_routes
from conseillers_entrypoints.http.surveys import survey_routes
from conseillers_entrypoints.http.tasks import task_routes
from conseillers_entrypoints.http.templates import template_routes
from conseillers_entrypoints.http.terms import terms_routes
from conseillers_entrypoints.http.threads import thread_routes
from conseillers_entrypoints.http.warming import Warming
from conseillers_entrypoints.observation.logs import observe
from conseillers_entrypoints.settings import load_settings

THREADS = 16
"""Requests handled at once in a process; one database connection each at most."""


@get("/", include_in_schema=False, sync_to_thread=False)
def home() -> Redirect:
    """Somebody types the service's bare address: the documentation says what there is."""
    return Redirect(DOCS_PATH)


HANDLERS: tuple[HTTPRouteHandler, ...] = (
    home,
    *public_routes(),
    *draft_routes(),
    *basket_routes(),
    *people_routes(),
    *me_routes(),
    *password_reset_routes(),
    *need_routes(),
    *need_link_routes(),
    *closing_routes(),
    *thread_routes(),
    *survey_routes(),
    *referral_routes(),
    *demand_routes(),
    *template_routes(),
    *completion_routes(),
    *directory_routes(),
    *sheet_routes(),
    *routing_routes(),
    *catalogue_routes(),
    *account_routes(),
    *access_request_routes(),
    *invitation_routes(),
    *terms_routes(),
    *decision_routes(),
    *incident_routes(),
    *geography_routes(),
    *coverage_routes(),
    *task_routes(),
    *answer_routes(),
    *figure_routes(),
    *export_routes(),
    *job_routes(),
    *mail_routes(),
    *bounce_routes(),
    *health_routes(),
    *maintenance_routes(),
    *journal_routes(),
    *retention_routes(),
    *person_routes(),
    *metrics_routes(),
    *api_page(),
)
"""Every route, as it is declared."""


def make_app(container: Container, *, warm: bool = False) -> Litestar:
    """The service around a container, whose resources live as long as it does.

    `warm`: what the first companies would wait for is prepared at once, beside the first answers.
    """
    settings = container.settings()

    @asynccontextmanager
    async def life(_: Litestar) -> AsyncIterator[None]:
        container.check_dependencies()
        await to_thread.run_sync(container.init_resources)
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        async with AsyncExitStack() as stack:
            stack.callback(container.shutdown_resources)
            if settings.with_jobs:
                worker = WorkerThread(container.jobs())
                worker.start()
                stack.push_async_callback(to_thread.run_sync, worker.stop)
            if warm:
                warming = Warming(container)
                warming.start()
                stack.push_async_callback(lambda: to_thread.run_sync(warming.join))
            yield

    app = Litestar(
        # One router: given one by one, handlers that share a path are registered twice.
        [Router("/", route_handlers=bound(HANDLERS, container))],
        lifespan=[life],
        # Guards and what answers refusals are given nothing else.
        state=State(
            {
                "identify": container.identify,
                "hold_off": container.hold_off,
                "count_by_address": container.count_by_address,
                "count_by_key": container.count_by_key,
                "count_forms": container.count_forms,
                "declare_incident": container.declare_incident,
                "maintenance": container.read_maintenance,
                "settings": container.settings,
            }
        ),
        plugins=border_plugins(EXAMPLES),
        exception_handlers=exception_handlers(),
        request_max_body_size=BODY_LIMIT,
        openapi_config=openapi_config(
            title="Conseillers-Entreprises",
            version=version("conseillers-entreprises"),
            description="Met en relation les petites entreprises et les conseillers publics.",
        ),
        logging_config=None,
    )
    bound_arrivals(app, lambda: container.settings().body_seconds)
    wear_headers(app, tls_ends_here=settings.tls_ends_here)
    attribute(app, lambda: container.settings().proxy_networks)
    return measure(app, container.metrics)


def serve() -> ASGIApp:
    """What the server's processes run: the service of the settings of their environment."""
    settings = load_settings()
    observe(settings.log, settings.log_level)
    return make_app(container_of(settings), warm=True)
