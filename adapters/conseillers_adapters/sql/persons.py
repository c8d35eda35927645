"""Persons, found in tables by their address."""

from collections.abc import Collection
from datetime import datetime

from attrs import frozen
from sqlalchemy import BindParameter, bindparam, delete, insert, select, update

from conseillers_adapters.sql.demands import SqlDemands
from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.needs import SqlNeeds
from conseillers_adapters.sql.rows import stored
from conseillers_adapters.sql.surveys import survey_of
from conseillers_adapters.sql.tables import (
    access_requests,
    accounts,
    company_answers,
    demands,
    drafts,
    instant,
    invitations,
    needs,
    person_measures,
    spam,
    staff_tasks,
    surveys,
)
from conseillers_application.folding import words_of
from conseillers_domain.company_answer import CompanyAnswer
from conseillers_domain.demand import Demand
from conseillers_domain.persons import PersonFound, PersonMeasure
from conseillers_domain.survey import Survey

_EMAIL: BindParameter[str] = bindparam("email")
_DEMANDS = select(demands.c.id).where(demands.c.email == _EMAIL).order_by(demands.c.id)
_DRAFTS = select(drafts.c.id).where(drafts.c.address == _EMAIL).order_by(drafts.c.id)
_REQUESTS = (
    select(access_requests.c.id).where(access_requests.c.email == _EMAIL).order_by(access_requests.c.id)
)
_INVITATIONS = select(invitations.c.id).where(invitations.c.email_key == _EMAIL).order_by(invitations.c.id)
_ACCOUNT = select(accounts.c.id).where(accounts.c.email_key == _EMAIL)
_UNWANTED = select(spam.c.value).where(spam.c.kind == "email", spam.c.value == _EMAIL)
_OF_NEEDS: BindParameter[list[str]] = bindparam("ids", expanding=True)
_SURVEYS = select(surveys).where(surveys.c.need.in_(_OF_NEEDS)).order_by(surveys.c.id)
_ANSWERS = (
    select(company_answers)
    .join(staff_tasks, staff_tasks.c.id == company_answers.c.task)
    .where(staff_tasks.c.subject.in_(_OF_NEEDS))
    .order_by(company_answers.c.task)
)
_NEEDS = select(needs.c.id, needs.c.commune_name).where(needs.c.demand == bindparam("demand"))
_WORDS = update(needs).where(needs.c.id == bindparam("same_id")).values(words=bindparam("found_by"))
_MEASURES = select(person_measures.c.measure).where(person_measures.c.person == bindparam("person"))
_TAKE = insert(person_measures)
_LIFT = delete(person_measures).where(
    person_measures.c.person == bindparam("same_person"),
    person_measures.c.measure == bindparam("same_measure"),
)


@frozen
class SqlPersons:
    """What is kept of persons, found in a database by their address."""

    connection: Line
    demands: SqlDemands
    needs: SqlNeeds

    def find(self, email: str) -> PersonFound:
        """Where something is kept of who has that address, whatever its case."""

        def ids(asked: object, value: str) -> tuple[str, ...]:
            return tuple(self.connection.execute(asked, {"email": value}).scalars())  # type: ignore[arg-type]

        key = email.lower()
        return PersonFound(
            demands=ids(_DEMANDS, email),
            drafts=ids(_DRAFTS, email),
            access_requests=ids(_REQUESTS, email),
            invitations=ids(_INVITATIONS, key),
            account=next(iter(ids(_ACCOUNT, key)), None),
            unwanted=bool(ids(_UNWANTED, email)),
        )

    def surveys(self, need_ids: Collection[str]) -> tuple[Survey, ...]:
        """The surveys of these needs, in the order of their ids."""
        if not need_ids:
            return ()
        return tuple(map(survey_of, self.connection.execute(_SURVEYS, {"ids": sorted(need_ids)})))

    def answers(self, need_ids: Collection[str]) -> tuple[CompanyAnswer, ...]:
        """What staff wrote to their companies, in the order of the tasks."""
        if not need_ids:
            return ()
        return tuple(
            CompanyAnswer(
                task=row.task,
                text=row.text,
                edited_at=instant(row.edited_at),
                edited_by=row.edited_by,
                version=row.version,
            )
            for row in self.connection.execute(_ANSWERS, {"ids": sorted(need_ids)})
        )

    def rectify(self, demand: Demand) -> Demand:
        """Keep a demand of which the person was put right, and find its needs by the right words."""
        after = self.demands.save(demand)
        for row in self.connection.execute(_NEEDS, {"demand": demand.id}).all():
            words = words_of(self.needs.get(row.id), after, row.commune_name)
            self.connection.execute(_WORDS, {"same_id": row.id, "found_by": f" {words}"})
        return after


@frozen
class SqlPersonMeasures:
    """What persons asked for, kept in a database."""

    connection: Line

    def of(self, person: str) -> frozenset[PersonMeasure]:
        """What holds for that person."""
        return frozenset(map(PersonMeasure, self.connection.execute(_MEASURES, {"person": person}).scalars()))

    def take(self, person: str, measure: PersonMeasure, at: datetime, by: str) -> None:
        """Have it hold; one that does already stays as it is."""
        if measure not in self.of(person):
            taken = {"person": person, "measure": measure.value, "at": stored(at), "by": by}
            self.connection.execute(_TAKE, taken)

    def lift(self, person: str, measure: PersonMeasure) -> None:
        """Have it hold no more."""
        self.connection.execute(_LIFT, {"same_person": person, "same_measure": measure.value})
