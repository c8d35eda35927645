"""Accounts that are shut out and incidents, asked of the use cases or over HTTP."""

from collections.abc import Callable
from typing import Protocol

from attrs import frozen

from conseillers_application.account_states import AccountState
from conseillers_application.change_roles import NewRoles
from conseillers_application.declare_incident import NewIncident
from conseillers_application.direction_decisions import DecisionView, NewDecision
from conseillers_application.handle_incidents import NewEvent
from conseillers_application.incident_views import IncidentPage, IncidentSheet
from conseillers_domain.accounts import Motive, Person
from conseillers_entrypoints.container import Container
from conseillers_features.worlds.surroundings import STAFF
from conseillers_features.worlds.wire import Browser, view


class Ends(Protocol):
    """What is done to accounts, as staff or as the direction, and what becomes of incidents."""

    def account(self, email: str) -> AccountState:
        """What staff reads of an account."""
        ...

    def suspend(self, email: str, motive: Motive, decision: str | None) -> None:
        """Shut somebody out."""
        ...

    def end(self, email: str, decision: str | None) -> None:
        """Shut them out for ever."""
        ...

    def give_roles(self, email: str, new: NewRoles) -> None:
        """Give them other roles."""
        ...

    def decide(self, director: str, new: NewDecision) -> str:
        """Record a decision, as somebody; its id."""
        ...

    def declare(self, email: str, new: NewIncident) -> None:
        """Declare an incident, as somebody."""
        ...

    def declare_shut_out(self, incident_pass: str, new: NewIncident) -> None:
        """Declare one with what a suspended person is left."""
        ...

    def incidents(self, reader: str) -> IncidentPage:
        """What somebody finds of incidents."""
        ...

    def follow(self, incident: str, new: NewEvent) -> IncidentSheet:
        """Write in the log of one."""
        ...

    def register(self) -> str:
        """The register of all of them."""
        ...

    def watch(self) -> None:
        """Let deadlines be watched, and tasks end, as at regular hours."""
        ...


@frozen
class EmbeddedEnds:
    """The use cases called straight; `who`: somebody, by their address."""

    service: Container
    who: Callable[[str], Person]

    def account(self, email: str) -> AccountState:
        """As the protocol says."""
        return self.service.suspend_account().find(self.who(STAFF), email)

    def suspend(self, email: str, motive: Motive, decision: str | None) -> None:
        """As the protocol says."""
        account = self.account(email).id
        self.service.suspend_account()(self.who(STAFF), account, motive, decision)

    def end(self, email: str, decision: str | None) -> None:
        """As the protocol says."""
        self.service.end_account()(self.who(STAFF), self.account(email).id, decision)

    def give_roles(self, email: str, new: NewRoles) -> None:
        """As the protocol says."""
        self.service.change_roles()(self.who(STAFF), self.account(email).id, new)

    def decide(self, director: str, new: NewDecision) -> str:
        """As the protocol says."""
        return str(self.service.record_decision()(self.who(director), new).id)

    def declare(self, email: str, new: NewIncident) -> None:
        """As the protocol says."""
        self.service.declare_incident()(self.who(email).id, new)

    def declare_shut_out(self, incident_pass: str, new: NewIncident) -> None:
        """As the protocol says."""
        declare = self.service.declare_incident()
        declare(declare.who(incident_pass), new)

    def incidents(self, reader: str) -> IncidentPage:
        """As the protocol says."""
        return self.service.read_incidents()(self.who(reader), None)

    def follow(self, incident: str, new: NewEvent) -> IncidentSheet:
        """As the protocol says."""
        return self.service.follow_incident()(self.who(STAFF), incident, new)

    def register(self) -> str:
        """As the protocol says."""
        content: bytes = self.service.read_incidents().register(self.who(STAFF))
        return content.decode()

    def watch(self) -> None:
        """As the protocol says."""
        self.service.mind_breaches()()
        self.service.end_silent_teams()()


@frozen
class HttpEnds:
    """The same over HTTP; `browser`: that of somebody; `worker`: the process of the clock's work."""

    browser: Callable[[str | None], Browser]
    worker: Container

    def account(self, email: str) -> AccountState:
        """As the protocol says."""
        return view(AccountState, self.browser(STAFF).get("/api/admin/accounts", email=email))

    def suspend(self, email: str, motive: Motive, decision: str | None) -> None:
        """As the protocol says."""
        self._change(email, "suspension", {"motive": motive, "decision": decision})

    def end(self, email: str, decision: str | None) -> None:
        """As the protocol says."""
        self._change(email, "end", {"decision": decision})

    def give_roles(self, email: str, new: NewRoles) -> None:
        """As the protocol says."""
        self._change(email, "roles", new)

    def decide(self, director: str, new: NewDecision) -> str:
        """As the protocol says."""
        answer = self.browser(director).send("POST", "/api/admin/direction-decisions", new)
        return view(DecisionView, answer).id

    def declare(self, email: str, new: NewIncident) -> None:
        """As the protocol says."""
        self.browser(email).send("POST", "/api/incidents", new)

    def declare_shut_out(self, incident_pass: str, new: NewIncident) -> None:
        """As the protocol says."""
        shown = f"Bearer {incident_pass}"
        self.browser(None).send("POST", "/api/incidents", new, authorization=shown)

    def incidents(self, reader: str) -> IncidentPage:
        """As the protocol says."""
        return view(IncidentPage, self.browser(reader).get("/api/admin/incidents"))

    def follow(self, incident: str, new: NewEvent) -> IncidentSheet:
        """As the protocol says."""
        answer = self.browser(STAFF).send("POST", f"/api/admin/incidents/{incident}/events", new)
        return view(IncidentSheet, answer)

    def register(self) -> str:
        """As the protocol says."""
        return self.browser(STAFF).get("/api/admin/incidents/register.csv").text

    def watch(self) -> None:
        """As the protocol says."""
        self.worker.mind_breaches()()
        self.worker.end_silent_teams()()

    def _change(self, email: str, what: str, body: object) -> None:
        account = self.account(email).id
        self.browser(STAFF).send("POST", f"/api/admin/accounts/{account}/{what}", body)
