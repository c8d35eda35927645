"""What is kept of persons, asked of the use cases or over HTTP."""

from collections.abc import Callable
from typing import Protocol

from attrs import frozen

from conseillers_application.person_rights import Rectification
from conseillers_application.read_person import PersonData
from conseillers_domain.accounts import Person
from conseillers_domain.persons import PersonMeasure
from conseillers_entrypoints.container import Container
from conseillers_features.worlds.surroundings import STAFF
from conseillers_features.worlds.wire import Browser, view


class Persons(Protocol):
    """What staff does for a person, and what the service does by itself as years pass."""

    def data(self, reader: str, email: str) -> PersonData:
        """All that is kept of them, as somebody asks for it."""
        ...

    def rectify(self, email: str, right: Rectification) -> None:
        """Put them right."""
        ...

    def measure(self, email: str, measure: PersonMeasure) -> None:
        """Restrict what is done with it, or have their opposition hold."""
        ...

    def erase(self, email: str) -> None:
        """Forget them now."""
        ...

    def run_retention(self) -> None:
        """Forget what was kept for too long, as every night."""
        ...


@frozen
class EmbeddedPersons:
    """Asked of the use cases; `who`: the person of an address."""

    service: Container
    who: Callable[[str], Person]

    def data(self, reader: str, email: str) -> PersonData:
        """As the protocol says."""
        return self.service.read_person()(self.who(reader), email)

    def rectify(self, email: str, right: Rectification) -> None:
        """As the protocol says."""
        self.service.rectify_person()(self.who(STAFF), email, right)

    def measure(self, email: str, measure: PersonMeasure) -> None:
        """As the protocol says."""
        self.service.measure_person()(self.who(STAFF), email, measure, lifted=False)

    def erase(self, email: str) -> None:
        """As the protocol says."""
        self.service.erase_person()(self.who(STAFF), email)

    def run_retention(self) -> None:
        """As the protocol says."""
        self.service.run_retention().regularly()


@frozen
class HttpPersons:
    """The same over HTTP; `browser`: that of somebody; `worker`: the process of the night's work."""

    browser: Callable[[str | None], Browser]
    worker: Container

    def data(self, reader: str, email: str) -> PersonData:
        """As the protocol says."""
        answer = self.browser(reader).send("POST", "/api/admin/persons/data", {"email": email})
        return view(PersonData, answer)

    def rectify(self, email: str, right: Rectification) -> None:
        """As the protocol says."""
        self._ask("rectification", {"email": email, "last_name": right.last_name})

    def measure(self, email: str, measure: PersonMeasure) -> None:
        """As the protocol says."""
        self._ask(measure.value, {"email": email})

    def erase(self, email: str) -> None:
        """As the protocol says."""
        self._ask("erasure", {"email": email})

    def run_retention(self) -> None:
        """As the protocol says."""
        self.worker.run_retention().regularly()

    def _ask(self, what: str, body: object) -> None:
        self.browser(STAFF).send("POST", f"/api/admin/persons/{what}", body)
