"""Persons, found in memory by their address."""

from collections.abc import Collection, Iterable
from datetime import datetime

from attrs import evolve, frozen

from conseillers_adapters.memory.demands import MemoryDemands
from conseillers_adapters.memory.needs import KeptNeed
from conseillers_adapters.memory.shelves import Shelf, State
from conseillers_application.folding import words_of
from conseillers_application.ports import Unwanted
from conseillers_domain.access_request import AccessRequest
from conseillers_domain.accounts import Account
from conseillers_domain.company_answer import CompanyAnswer
from conseillers_domain.demand import Demand
from conseillers_domain.draft import Draft
from conseillers_domain.invitation import Invitation
from conseillers_domain.persons import PersonFound, PersonMeasure
from conseillers_domain.staff_task import StaffTask
from conseillers_domain.survey import Survey


@frozen
class KeptMeasure:
    """What holds for a person, since when and by whom."""

    person: str
    measure: PersonMeasure
    at: datetime
    by: str


@frozen
class MemoryPersons:
    """What is kept of persons, found in memory by their address."""

    state: State

    def find(self, email: str) -> PersonFound:
        """Where something is kept of who has that address, whatever its case."""
        key = email.lower()
        accounts = (one.id for one in Shelf(Account, self.state) if one.email.lower() == key)
        unwanted = Shelf(Unwanted, self.state)
        return PersonFound(
            demands=_sorted(one.id for one in Shelf(Demand, self.state) if one.contact.email == email),
            drafts=_sorted(one.id for one in Shelf(Draft, self.state) if one.address == email),
            access_requests=_sorted(one.id for one in Shelf(AccessRequest, self.state) if one.email == email),
            invitations=_sorted(one.id for one in Shelf(Invitation, self.state) if one.email.lower() == key),
            account=next(accounts, None),
            unwanted=any((one.kind, one.value) == ("email", email) for one in unwanted),
        )

    def surveys(self, need_ids: Collection[str]) -> tuple[Survey, ...]:
        """The surveys of these needs, in the order of their ids."""
        found = (one for one in Shelf(Survey, self.state) if one.need in need_ids)
        return tuple(sorted(found, key=lambda one: one.id))

    def answers(self, need_ids: Collection[str]) -> tuple[CompanyAnswer, ...]:
        """What staff wrote to their companies, in the order of the tasks."""
        tasks = {one.id for one in Shelf(StaffTask, self.state) if one.subject in need_ids}
        found = (one for one in Shelf(CompanyAnswer, self.state) if one.task in tasks)
        return tuple(sorted(found, key=lambda one: one.task))

    def rectify(self, demand: Demand) -> Demand:
        """Keep a demand of which the person was put right, and find its needs by the right words."""
        after = MemoryDemands(self.state).save(demand)
        shelf = Shelf(KeptNeed, self.state)
        for kept in tuple(shelf):
            if kept.need.demand == demand.id:
                words = words_of(kept.need, after, kept.commune_name)
                shelf.keep(kept.need.id, evolve(kept, words=words))
        return after


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(ids))


@frozen
class MemoryPersonMeasures:
    """What persons asked for, kept in memory."""

    state: State

    @property
    def _measures(self) -> Shelf[KeptMeasure]:
        return Shelf(KeptMeasure, self.state)

    def of(self, person: str) -> frozenset[PersonMeasure]:
        """What holds for that person."""
        return frozenset(one.measure for one in self._measures if one.person == person)

    def take(self, person: str, measure: PersonMeasure, at: datetime, by: str) -> None:
        """Have it hold; one that does already stays as it is."""
        if measure not in self.of(person):
            self._measures.add(f"{person} {measure}", KeptMeasure(person, measure, at, by))

    def lift(self, person: str, measure: PersonMeasure) -> None:
        """Have it hold no more."""
        self._measures.drop(f"{person} {measure}")
