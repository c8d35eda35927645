"""What staff looks after: the referrals of teams, and the traces of what was done."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from attrs import frozen

from conseillers_domain.company import Siret
from conseillers_domain.templates import Template
from conseillers_domain.traces import Trace


@frozen(kw_only=True)
class Awaited:
    """A need by its subject, and of how many teams an answer is awaited."""

    subject: str
    teams: int


class Referrals(Protocol):
    """The referrals of every need, as those who look after teams find them."""

    def open_of(self, team: str, after: str, limit: int) -> tuple[str, ...]:
        """The needs whose referral to that team is open, by their ids, those after one."""
        ...

    def unanswered(self, sent_until: datetime, after: str, limit: int) -> tuple[str, ...]:
        """The needs with a referral unanswered since that instant, by their ids, those after one."""
        ...

    def awaited(self, need_ids: Collection[str]) -> Mapping[str, Awaited]:
        """What is awaited of each of these needs, by their ids; an unknown one is left out."""
        ...


class Traces(Protocol):
    """What was done with demands and needs, by whom, when and why; only ever added to."""

    def add(self, trace: Trace) -> None:
        """Keep one."""
        ...

    def of_demand(self, demand_id: str) -> tuple[Trace, ...]:
        """All that was done with a demand and its need, oldest first."""
        ...


class Templates(Protocol):
    """The texts that staff wrote over the delivered ones; every version is kept."""

    def current(self) -> Mapping[str, Template]:
        """The latest version of each that was written, by name."""
        ...

    def versions(self, name: str) -> tuple[Template, ...]:
        """Those of one text, latest first."""
        ...

    def add(self, template: Template) -> None:
        """Keep a version. Raises Conflict when somebody kept it meanwhile."""
        ...


@frozen(kw_only=True)
class Unwanted:
    """An e-mail or a SIRET whose demands are set aside without a word.

    `kind`: `email` or `siret`. `by`: a person's id.
    """

    kind: str
    value: str
    by: str
    at: datetime
    reason: str = ""


class SpamList(Protocol):
    """Whose demands are unwanted."""

    def holds(self, siret: Siret, email: str) -> bool:
        """Whether either is on the list."""
        ...

    def add(self, unwanted: Unwanted) -> None:
        """Put one on the list; one that is there already stays as it is."""
        ...

    def remove(self, kind: str, value: str) -> bool:
        """Take one off; False when it was not there."""
        ...

    def page(self, after: tuple[str, str] | None, limit: int) -> tuple[Unwanted, ...]:
        """Those after that kind and value, in their order."""
        ...
