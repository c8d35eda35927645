"""What the service counts of itself, and to whom it tells it."""

import asyncio
import re
from collections.abc import Iterator
from math import inf
from pathlib import Path

import pytest
from dependency_injector import providers
from litestar import Request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from conseillers_adapters.jobs.worker import WorkerThread, drain
from conseillers_adapters.memory.post import MemoryPost
from conseillers_adapters.sql import patience
from conseillers_application.mails import Mail, MailRefused
from conseillers_domain.company import CompanyFacts, Siret
from conseillers_domain.routing import Profile, route
from conseillers_entrypoints.http import measuring
from conseillers_entrypoints.http.groups import GROUPS, OTHER, group_of
from conseillers_entrypoints.observation.counting import CountedPost, CountedRegistry
from conseillers_entrypoints.observation.metrics import Metrics
from tests.builders import NOW
from tests.entrypoints.processes import until
from tests.entrypoints.service import AGEN_SHOP, LOZERE, SHOPS, UNKNOWN, ZOE, Browser, Service, running

TOKEN = "un jeton que personne ne devinera jamais"
PLANTED = "07-personne-martin"

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


@pytest.fixture
def service(folder: Path) -> Iterator[Service]:
    with running(folder, metrics_token=TOKEN) as found:
        yield found


def scraped(service: Service) -> Samples:
    answer = service.visitor.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    return parsed(answer.text)


def parsed(text: str) -> Samples:
    return {
        (sample.name.removeprefix("conseillers_"), tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if not sample.name.endswith("_bucket")
    }


def value(samples: Samples, name: str, **labels: str) -> float | None:
    return samples.get((name, tuple(sorted(labels.items()))))


# Requests


def test_requests_are_counted_by_group_of_routes_and_class_of_answers(service: Service) -> None:
    service.deposit()
    service.signed_in(ZOE).get("/api/needs")
    service.visitor.get("/api/needs")
    service.visitor.get(f"/api/needs/{PLANTED}")
    service.visitor.get(f"/{PLANTED}?email=camille@atelier.fr")
    service.visitor.ask("HEAD", "/api/catalogue")
    service.visitor.ask("BREW", "/api/catalogue")
    counted = {
        tuple(label for _, label in labels): count
        for (name, labels), count in scraped(service).items()
        if name == "http_request_duration_seconds_count"
    }
    assert counted == {
        ("deposit", "POST", "2xx"): 1,
        ("session", "POST", "2xx"): 1,
        ("inbox", "GET", "2xx"): 1,
        ("inbox", "GET", "4xx"): 1,
        ("sheet", "GET", "4xx"): 1,
        ("other", "GET", "4xx"): 1,
        ("catalogue", "HEAD", "2xx"): 1,
        ("other", "other", "4xx"): 1,
    }


def test_nothing_anybody_sent_is_in_the_labels(service: Service) -> None:
    need = service.a_need()
    service.signed_in(ZOE).get(f"/api/needs/{need}")
    service.visitor.get(f"/n/{PLANTED}")
    told = service.visitor.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).text
    for personal in (need, PLANTED, "camille", "cci-47-rh", ZOE, AGEN_SHOP):
        assert personal not in told


def test_every_route_has_its_group(service: Service) -> None:
    templates = {one.path_format for one in service.client.app.routes} - {"/"}
    assert [one for one in templates if group_of(one) == OTHER] == []
    assert group_of(None) == OTHER


def test_no_group_is_hidden_by_a_wider_one() -> None:
    starts = [start for start, _ in GROUPS]
    assert [group_of(start) for start in starts] == [group for _, group in GROUPS]


def test_a_breakdown_is_an_uncaught_error(service: Service) -> None:
    with service.container.engine().begin() as connection:
        connection.exec_driver_sql("alter table catalogues rename to away")
    assert service.visitor.get("/api/catalogue").status_code == 500
    samples = scraped(service)
    assert value(samples, "uncaught_errors_total", where="http") == 1
    labels = {"group": "catalogue", "method": "GET", "status": "5xx"}
    assert value(samples, "http_request_duration_seconds_count", **labels) == 1


class Broken:
    """An application that ends in the middle, or is left by who asked."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    async def __call__(self, *_: object) -> None:
        raise self.error


def test_an_answer_that_never_began_is_counted_too() -> None:
    for error, status in ((OSError(), "5xx"), (asyncio.CancelledError(), "none")):
        metrics = Metrics()
        app = measuring.MeasuringMiddleware(Broken(error), lambda: metrics)  # noqa: B023 - called at once
        scope = {"type": "http", "method": "GET", "path": "/", "headers": []}
        with pytest.raises(type(error)):
            asyncio.run(app(scope, None, None))  # type: ignore[arg-type] # neither is touched
        samples = of(metrics)
        labels = {"group": "other", "method": "GET", "status": status}
        assert value(samples, "http_request_duration_seconds_count", **labels) == 1


def test_what_is_no_request_is_left_alone() -> None:
    metrics = Metrics()
    app = measuring.MeasuringMiddleware(Broken(LookupError()), lambda: metrics)
    with pytest.raises(LookupError):
        asyncio.run(app({"type": "websocket"}, None, None))  # type: ignore[arg-type] # same
    assert not [name for name, _ in of(metrics) if name.startswith("http")]


def of(metrics: Metrics) -> Samples:
    registry = CollectorRegistry()
    metrics.collected_by(registry)
    return parsed(generate_latest(registry).decode())


# Routing, registers, mails, jobs


def test_decisions_and_their_verdicts_are_counted_by_reason(service: Service) -> None:
    service.deposit()
    service.deposit(subject="contrat-de-travail", answers={}, email="autre@atelier.fr")
    samples = scraped(service)
    assert value(samples, "routing_decisions_total", outcome="kept") == 2
    assert value(samples, "routing_verdicts_total", verdict="kept", reason="branch_zone") == 3
    assert value(samples, "routing_verdicts_total", verdict="set_aside", reason="criterion") == 1


def test_verdicts_are_counted_as_the_decision_tells_them(service: Service) -> None:
    with service.container.read()() as work:
        index = work.directories.current()
    for commune, outcome in (("48095", "nobody"), ("47001", "kept")):
        metrics = Metrics()
        facts = CompanyFacts(commune=commune, headcount="01")
        profile = Profile(subject="contrat-de-travail", facts=facts)
        routing = route(profile, index, service.container.geography(), NOW.date())
        metrics.decided(routing)
        metrics.decided(routing)
        told = {
            dict(labels)["reason"]: count
            for (name, labels), count in of(metrics).items()
            if name == "routing_verdicts_total" and ("verdict", "set_aside") in labels
        }
        wanted = [one.reason.value for one in routing.set_aside]
        assert told == {reason: 2 * wanted.count(reason) for reason in wanted}
        assert value(of(metrics), "routing_decisions_total", outcome=outcome) == 2


def test_a_decision_that_finds_nobody_is_one_too(service: Service) -> None:
    service.deposit(siret=LOZERE)
    samples = scraped(service)
    assert value(samples, "routing_decisions_total", outcome="nobody") == 1
    assert value(samples, "routing_verdicts_total", verdict="set_aside", reason="outside_territory") == 2


def test_a_decision_of_a_deposit_that_is_undone_is_not_counted(service: Service) -> None:
    with service.container.engine().begin() as connection:
        connection.exec_driver_sql("alter table facts rename to away")
    with pytest.raises(AssertionError):
        service.deposit()
    assert not [name for name, _ in scraped(service) if name == "routing_decisions_total"]


def test_answers_of_the_registers_are_counted(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SLOW", inf)  # a write that a slow disk has begun again asks again
    service.deposit()
    service.deposit(siret=UNKNOWN, email="autre@atelier.fr")
    service.visitor.get("/api/companies/search?q=epicerie")
    service.visitor.get("/api/companies/search?q=rien%20de%20tel")
    service.registry.silent = True
    service.deposit(email="encore@atelier.fr")
    samples = scraped(service)
    name = "registry_answer_duration_seconds_count"
    assert {
        labels: value(samples, name, question=labels[0], answer=labels[1])
        for labels in (
            ("find", "found"),
            ("find", "unknown"),
            ("find", "silent"),
            ("search", "found"),
            ("search", "unknown"),
        )
    } == {
        ("find", "found"): 1,
        ("find", "unknown"): 1,
        ("find", "silent"): 1,
        ("search", "found"): 1,
        ("search", "unknown"): 1,
    }


def test_a_counted_register_answers_as_the_register_does(service: Service) -> None:
    counted = CountedRegistry(service.registry, Metrics())
    assert counted.find(Siret(AGEN_SHOP)) == service.registry.find(Siret(AGEN_SHOP))
    assert counted.search("épicerie", 3) == service.registry.search("épicerie", 3)


class RefusingPost:
    def send(self, _: Mail) -> None:
        raise MailRefused("no such box")


def test_mails_are_counted_by_their_fate(service: Service) -> None:
    post = MemoryPost()
    service.container.post.override(providers.Object(post))
    service.deposit()
    drain(service.container.jobs(), service.clock())
    post.down = True
    service.deposit(email="autre@atelier.fr", siret=SHOPS[0])
    drain(service.container.jobs(), service.clock())
    samples = scraped(service)
    assert value(samples, "mails_total", outcome="sent") == 3
    assert value(samples, "mails_total", outcome="delayed") == 3
    assert value(samples, "letters", state="queued") == 3
    assert value(samples, "jobs", task="send_letter", state="todo") == 3
    assert value(samples, "job_duration_seconds_count", task="send_letter", outcome="done") == 3
    assert value(samples, "job_duration_seconds_count", task="send_letter", outcome="later") == 3
    assert value(samples, "uncaught_errors_total", where="job") == 0
    assert value(samples, "oldest_waiting_job_age_seconds") == 0
    service.clock.forward(seconds=100)
    late = value(scraped(service), "oldest_waiting_job_age_seconds")
    assert late is not None
    assert 80 < late < 100
    metrics = Metrics()
    with pytest.raises(MailRefused):
        CountedPost(RefusingPost(), metrics).send(post.sent[0])
    assert value(of(metrics), "mails_total", outcome="refused") == 1


def test_a_job_that_fails_for_no_known_reason_is_an_uncaught_error(service: Service) -> None:
    service.deposit()
    with service.container.engine().begin() as connection:
        connection.exec_driver_sql("alter table facts rename to away")
    drain(service.container.jobs(), service.clock())
    samples = scraped(service)
    assert value(samples, "job_duration_seconds_count", task="react", outcome="failed") == 2
    assert value(samples, "uncaught_errors_total", where="job") == 2


def test_the_version_is_told(service: Service) -> None:
    ((_, labels),) = [key for key in scraped(service) if key[0] == "build_info"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", dict(labels)["version"])


def test_a_database_that_is_down_leaves_the_rest_told(service: Service) -> None:
    with service.container.engine().begin() as connection:
        for table in ("letters", "procrastinate_jobs"):
            connection.exec_driver_sql(f"alter table {table} rename to {table}_away")
    samples = scraped(service)
    assert value(samples, "database_up") == 0
    assert value(samples, "uncaught_errors_total", where="http") == 0
    assert value(samples, "letters", state="queued") is None


def test_how_long_since_a_worker_was_heard_is_told(service: Service) -> None:
    assert value(scraped(service), "worker_heartbeat_age_seconds") is None
    with WorkerThread(service.container.jobs()):
        until(lambda: value(scraped(service), "worker_heartbeat_age_seconds") is not None)


# To whom


def test_to_anybody_else_the_address_leads_to_nothing(service: Service) -> None:
    unknown = service.visitor.get("/nothing").json()
    for header in ({}, {"authorization": "Bearer autre"}, {"authorization": TOKEN}):
        answer = service.visitor.get("/metrics", headers=header)
        assert answer.status_code == 404
        assert answer.json() == unknown | {"instance": "/metrics"}


@pytest.mark.parametrize(
    ("host", "headers", "may"),
    [
        ("127.0.0.1", {}, True),
        ("::1", {}, True),
        ("::ffff:127.0.0.1", {}, True),
        ("::ffff:10.0.0.1", {}, False),
        ("10.0.0.1", {}, False),
        ("unix", {}, False),
        (None, {}, False),
        ("127.0.0.1", {"x-forwarded-for": "127.0.0.1"}, False),
        ("127.0.0.1", {"Forwarded": "for=127.0.0.1"}, False),
        ("127.0.0.1", {"X-Real-IP": "127.0.0.1"}, False),
    ],
)
def test_this_machine_may_read_them_unless_it_speaks_for_another(
    service: Service, host: str | None, headers: dict[str, str], may: bool
) -> None:
    scope = {
        "type": "http",
        "headers": [(name.lower().encode(), text.encode()) for name, text in headers.items()],
        "client": None if host is None else (host, 5),
        "method": "GET",
        "path": "/metrics",
    }
    assert service.container.read_metrics().may(Request(scope)) is may  # type: ignore[arg-type]


def test_without_a_token_an_empty_one_opens_nothing(folder: Path) -> None:
    with running(folder) as service:
        answer = Browser(service.client).get("/metrics", headers={"authorization": "Bearer "})
        assert answer.status_code == 404
