"""The need sheet: everything an advisor may know of a need put before their team (CGU 4.3.B)."""

from collections.abc import Iterator

from attrs import evolve, frozen

from conseillers_application.comment_views import COMMENTS, one_comment, page_mark
from conseillers_application.decisions import KeptDecision
from conseillers_application.journal import NoteReading
from conseillers_application.ports import Contacts, UnitOfWork, Work
from conseillers_application.read_inbox import subject_name
from conseillers_application.referral_views import authors, one_view
from conseillers_application.transmission import place_name
from conseillers_application.views import AnswerView, CompanySheet, ContactSheet, Sheet, SourceView
from conseillers_domain.accounts import Person
from conseillers_domain.catalogue import Catalogue, Question
from conseillers_domain.company import headcount_label, siren_of
from conseillers_domain.demand import Demand
from conseillers_domain.explanations import Explainer
from conseillers_domain.forgetting import NOBODY
from conseillers_domain.naming import NafLabel
from conseillers_domain.need import Need
from conseillers_domain.sources import Source
from conseillers_domain.territory import Geography


@frozen(kw_only=True)
class ReadSheet:
    """Somebody opens a need sheet; what one may not see does not exist."""

    read: UnitOfWork
    geography: Geography
    contacts: Contacts
    naf_label: NafLabel
    note: NoteReading

    def __call__(self, person: Person, need_id: str) -> Sheet:
        """Raises NotFound."""
        with self.read() as work:
            sheet = self.sheet(work, person, work.needs.get(need_id))
        self.note(person, need_id)
        return sheet

    def sheet(self, work: Work, person: Person, need: Need) -> Sheet:
        """The sheet of a need, read inside a transaction. Raises NotFound."""
        person.must_see(need)
        demand = work.demands.get(need.demand)
        catalogue = work.catalogues.current()
        directory = work.directories.current().directory
        found = work.threads.page(need.id, None, COMMENTS + 1)
        comments = found[:COMMENTS]
        names = authors(
            need.referrals, work.accounts, reader=person, others=(comment.by for comment in comments)
        )
        explainer = Explainer(
            directory=directory,
            geography=self.geography,
            catalogue=catalogue,
            naf_label=self.naf_label,
        )
        return Sheet(
            id=need.id,
            status=need.status,
            status_label=need.status.label,
            subject=subject_name(need.subject, catalogue),
            description=demand.description if person.staff or demand.restricted_at is None else "",
            answers=answer_views(demand, catalogue),
            origin=demand.origin,
            deposited_at=demand.deposited_at,
            company=self.company(demand),
            contact=self.contact(demand if person.staff or demand.restricted_at is None else _hidden(demand)),
            why=()
            if demand.forgotten_at
            else tuple(_why(person, need, work.needs.decision(need.id), explainer)),
            referrals=tuple(one_view(one, person, directory, names) for one in need.referrals),
            open_referrals=need.open_referrals,
            sources=_sources(demand),
            comments=tuple(one_comment(one, person, directory, names) for one in comments),
            next_comments=page_mark(found, COMMENTS),
            version=need.version,
        )

    def contact(self, demand: Demand) -> ContactSheet:
        """Whom to call about a demand."""
        return ContactSheet(
            first_name=demand.contact.first_name,
            last_name=demand.contact.last_name,
            phone=self.contacts.phone_in_pairs(demand.contact.phone),
            email=demand.contact.email,
        )

    def company(self, demand: Demand) -> CompanySheet:
        """What is known of the company of a demand."""
        known = demand.establishment
        return CompanySheet(
            siret=demand.siret,
            siren=siren_of(demand.siret),
            name=known.name if known else None,
            naf=known.naf if known else None,
            naf_label=self.naf_label(known.naf) if known and known.naf else None,
            headcount=known.headcount if known else None,
            headcount_label=headcount_label(known.headcount) if known else None,
            address=known.address if known else None,
            commune=known.commune if known else None,
            commune_name=place_name(self.geography, demand),
            created_on=known.created_on if known else None,
            legal_form=known.legal_form if known else None,
            source=known.source if known else None,
            as_of=known.as_of if known else None,
            missing=known.missing if known else ("establishment",),
        )


def _hidden(demand: Demand) -> Demand:
    """The same, without whom to call: they want nothing done with what is kept of them."""
    return evolve(demand, contact=NOBODY)


def _why(person: Person, need: Need, decision: KeptDecision, explainer: Explainer) -> Iterator[str]:
    """Why the reader's own teams were chosen, or were not; for staff why every team was, and those nearby."""
    for kept in decision.kept:
        if person.staff or kept.team in person.reaches:
            yield from explainer.kept(kept, decision, yours=kept.team in person.teams)
    routed = {kept.team for kept in decision.kept}
    for one in need.referrals:
        if one.team not in routed and (person.staff or one.team in person.reaches):
            yield explainer.chosen(one.team, yours=one.team in person.teams)
    if person.staff:
        yield from map(explainer.notice, decision.notices)
    for verdict in decision.objections:
        if person.staff or verdict.team in person.reaches:
            yield explainer.set_aside(verdict, decision, yours=verdict.team in person.teams)


def answer_views(demand: Demand, catalogue: Catalogue) -> tuple[AnswerView, ...]:
    """What was answered, beside the questions; those of another subject when staff has changed it."""
    found = []
    for key, value in demand.answers.items():
        question = _question(catalogue, demand.subject, key)
        option = question.option(value) if question else None
        found.append(
            AnswerView(
                key=key,
                question=question.label if question else key,
                value=value,
                label=option.label if option else value,
            )
        )
    return tuple(found)


def _question(catalogue: Catalogue, slug: str, key: str) -> Question | None:
    own = catalogue.subjects.get(slug)
    subjects = (*((own,) if own else ()), *catalogue.subjects.values())
    return next((found for one in subjects if (found := one.question(key)) is not None), None)


def _sources(demand: Demand) -> tuple[SourceView, ...]:
    """What the company said itself, and what a registry says of it."""
    known = demand.establishment
    return (
        SourceView(
            parts=("description", "answers", "contact", "company.siret"),
            source=Source.COMPANY,
            source_label=Source.COMPANY.label,
            name=None,
            as_of=demand.deposited_at,
        ),
        SourceView(
            parts=("company",),
            source=Source.REGISTRY,
            source_label=Source.REGISTRY.label,
            name=known.source if known else None,
            as_of=known.as_of if known else None,
        ),
    )
