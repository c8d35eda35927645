"""Small registers on this machine, that answer well or badly as they are told; here, the public one."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import groupby
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

from conseillers_application.folding import folded_words
from conseillers_domain.company import Establishment, Siret, SiretFault, parse_siret

Behaviour = Callable[["Exchange"], None]


def a_siret(company: int, office: int = 1) -> Siret:
    """The SIRET of a company that does not exist: its SIREN starts with 000."""
    sirens = (f"{company:08d}{key}" for key in range(10))
    read = (parse_siret(f"{siren}{office:04d}{key}") for siren in sirens for key in range(10))
    return next(siret for siret in read if not isinstance(siret, SiretFault))


def an_office(establishment: Establishment, **other: object) -> dict[str, object]:
    """An establishment as the service writes it."""
    return {
        "siret": establishment.siret,
        "activite_principale": establishment.naf,
        "adresse": establishment.address,
        "code_postal": establishment.postal_code,
        "commune": establishment.commune,
        "date_creation": _day(establishment.created_on),
        "etat_administratif": "A" if establishment.open else "F",
        "tranche_effectif_salarie": establishment.headcount,
        "liste_idcc": None,
        **other,
    }


def a_company(*establishments: Establishment, **other: object) -> dict[str, object]:
    """A company as the service writes it, its first establishment being the head office."""
    first = establishments[0]
    return {
        "siren": first.siren,
        "nom_complet": first.name,
        "nom_raison_sociale": first.name,
        "nature_juridique": first.legal_form,
        "date_creation": _day(first.created_on),
        "tranche_effectif_salarie": None,
        "activite_principale": first.naf,
        "siege": an_office(first, code_pays_etranger=None),
        "matching_etablissements": [an_office(one) for one in establishments],
        **other,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


class Exchange(BaseHTTPRequestHandler):
    """One question; the behaviour of the moment answers it."""

    server: "SearchService"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Note what was asked, then behave."""
        self.server.asked.append(dict(_first_values(self.path)))
        self.server.paths.append(urlsplit(self.path).path)
        self.server.headers.append(dict(self.headers))
        self.server.behave(self)

    def answer(self, status: int, content: bytes, kind: str = "application/json", **headers: str) -> None:
        """Answer in one go."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        """Say nothing."""


def _first_values(path: str) -> Iterator[tuple[str, str]]:
    return ((key, values[0]) for key, values in parse_qs(urlsplit(path).query).items())


class SearchService(ThreadingHTTPServer):
    """Listens on a free port; `behave` says how it answers, the rest what it was asked."""

    def __init__(self, behave: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), Exchange)
        self.behave = behave
        self.asked: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.closing = Event()

    @property
    def address(self) -> str:
        """Its base URL."""
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what some tests are about."""


@contextmanager
def a_service(behave: Behaviour) -> Iterator[SearchService]:
    """A service that runs for a while."""
    with SearchService(behave) as service:
        thread = Thread(target=service.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield service
        finally:
            service.closing.set()
            service.shutdown()
            thread.join()


def knowing(establishments: Iterable[Establishment]) -> Behaviour:
    """Answers as the real one does, about these."""
    known = sorted(establishments, key=lambda one: one.siret)

    def behave(exchange: Exchange) -> None:
        found = [one for one in known if _answers(one, exchange.server.asked[-1]["q"])]
        by_company = groupby(found, key=lambda one: one.siren)
        results = [a_company(*group) for _, group in by_company]
        content = {"results": results, "total_results": len(results), "page": 1}
        exchange.answer(200, json.dumps(content).encode())

    return behave


def _answers(establishment: Establishment, question: str) -> bool:
    if question.isdecimal():
        return question in (establishment.siren, establishment.siret)
    words = folded_words(establishment.name)
    return all(any(word.startswith(one) for word in words) for one in folded_words(question))


def answering(status: int, content: object, kind: str = "application/json", **headers: str) -> Behaviour:
    """Answers that to everything: text as it stands, anything else as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    return lambda exchange: exchange.answer(status, text.encode(), kind, **headers)


def results(*companies: object) -> Behaviour:
    """Answers with these companies."""
    return answering(200, {"results": companies})


def dripping_headers(exchange: Exchange) -> None:
    """A byte of the headers now and then, for ever."""
    exchange.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(exchange)


def dripping_body(exchange: Exchange) -> None:
    """A byte of the body now and then, for ever."""
    exchange.send_response(200)
    exchange.send_header("Content-Length", "100000")
    exchange.end_headers()
    _drip(exchange)


def _drip(exchange: Exchange) -> None:
    exchange.close_connection = True
    while not exchange.server.closing.wait(0.03):
        exchange.wfile.write(b" ")
        exchange.wfile.flush()


def cut(exchange: Exchange) -> None:
    """Hangs up in the middle of its answer."""
    exchange.send_response(200)
    exchange.send_header("Content-Length", "100000")
    exchange.end_headers()
    exchange.wfile.write(b'{"results": [')
    exchange.close_connection = True


def mute(exchange: Exchange) -> None:
    """Never answers."""
    exchange.close_connection = True
    exchange.server.closing.wait()
