"""Persons, by their address: where something is kept of them, and what they asked to be done with it."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from conseillers_domain.company_answer import CompanyAnswer
from conseillers_domain.demand import Demand
from conseillers_domain.persons import PersonFound, PersonMeasure
from conseillers_domain.survey import Survey


class Persons(Protocol):
    """What is kept of persons, found by their address."""

    def find(self, email: str) -> PersonFound:
        """Where something is kept of who has that address, whatever its case."""
        ...

    def surveys(self, need_ids: Collection[str]) -> tuple[Survey, ...]:
        """The surveys of these needs, in the order of their ids."""
        ...

    def answers(self, need_ids: Collection[str]) -> tuple[CompanyAnswer, ...]:
        """What staff wrote to their companies, in the order of the tasks."""
        ...

    def rectify(self, demand: Demand) -> Demand:
        """Keep a demand of which the person was put right, and find its needs by the right words.

        Raises Conflict when somebody saved it since it was read.
        """
        ...


class PersonMeasures(Protocol):
    """What persons asked for, by the proof of their address."""

    def of(self, person: str) -> frozenset[PersonMeasure]:
        """What holds for that person."""
        ...

    def take(self, person: str, measure: PersonMeasure, at: datetime, by: str) -> None:
        """Have it hold; one that does already stays as it is."""
        ...

    def lift(self, person: str, measure: PersonMeasure) -> None:
        """Have it hold no more."""
        ...
