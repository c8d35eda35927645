"""The texts of the mails staff sends to companies: written, tried, filled for a demand (CGU 6.2)."""

from collections.abc import Mapping

from attrs import evolve, frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork, Work
from conseillers_application.read_inbox import subject_name
from conseillers_application.triage.seen import UNSEEN, Seen
from conseillers_domain.accounts import Act, Person
from conseillers_domain.calendar import day_of
from conseillers_domain.delivered_templates import DELIVERED, NEEDED
from conseillers_domain.demand import Demand
from conseillers_domain.errors import NotFound
from conseillers_domain.french import day_in_words
from conseillers_domain.setting_aside import Told
from conseillers_domain.templates import Template, filled, text_faults


@frozen(kw_only=True)
class TemplateText:
    """What staff writes: the subject and the body of a mail, paragraphs apart by an empty line."""

    subject: str
    body: str


@frozen(kw_only=True)
class TemplateTrial:
    """A demand to try a text on; the text in force unless another is given."""

    demand: str
    subject: str | None = None
    body: str | None = None


@frozen(kw_only=True)
class TemplateList:
    """The texts in force, or the versions of one, latest first."""

    items: tuple[Template, ...]


@frozen(kw_only=True)
class EditTemplates:
    """Staff reads, writes and tries the texts; what was written before is kept."""

    begin: UnitOfWork
    read: UnitOfWork
    now: Clock

    def all(self, person: Person) -> TemplateList:
        """Every text in force, in the order they come with the service."""
        person.must_be_allowed(Act.TRIAGE)
        with self.read() as work:
            written = work.templates.current()
        return TemplateList(items=tuple(written.get(name, one) for name, one in DELIVERED.items()))

    def versions(self, person: Person, name: str) -> TemplateList:
        """The versions of one text, the delivered one last. Raises NotFound."""
        person.must_be_allowed(Act.TRIAGE)
        delivered = _delivered(name)
        with self.read() as work:
            return TemplateList(items=(*work.templates.versions(name), delivered))

    @once_more
    def write(self, person: Person, name: str, text: TemplateText, seen: Seen = UNSEEN) -> Template:
        """Put a text in force. Raises NotFound, Stale, Conflict, or Invalid with every fault."""
        person.must_be_allowed(Act.TRIAGE)
        with self.begin() as work:
            before = in_force(work, name)
            seen.must_be_of(before.version)
            seen.must_be_right(*text_faults(text.subject, text.body, *NEEDED.get(name, ())))
            after = evolve(
                before,
                subject=text.subject.strip(),
                body=text.body.strip(),
                version=before.version + 1,
                at=self.now(),
                by=person.id,
            )
            work.templates.add(after)
        return after

    def preview(self, person: Person, name: str, trial: TemplateTrial, seen: Seen = UNSEEN) -> Told:
        """A text filled for a demand, nothing being sent; links stay names. Raises NotFound or Invalid."""
        person.must_be_allowed(Act.TRIAGE)
        with self.read() as work:
            template = in_force(work, name)
            subject = template.subject if trial.subject is None else trial.subject
            body = template.body if trial.body is None else trial.body
            seen.must_be_right(*text_faults(subject, body, *NEEDED.get(name, ())))
            return told_to(work, work.demands.get(trial.demand), subject, body)


def in_force(work: Work, name: str) -> Template:
    """The text of that name, as it is in force. Raises NotFound."""
    delivered = _delivered(name)
    return work.templates.current().get(name, delivered)


def told_to(work: Work, demand: Demand, subject: str, body: str) -> Told:
    """A mail's words for that demand, its links still to be filled."""
    values = _values(work, demand)
    return Told(subject=filled(subject, values), body=filled(body, values))


def _values(work: Work, demand: Demand) -> Mapping[str, str]:
    known = demand.establishment
    return {
        "prenom": demand.contact.first_name,
        "nom": demand.contact.last_name,
        "entreprise": known.name if known else f"l’établissement {demand.siret}",
        "sujet": subject_name(demand.subject, work.catalogues.current()).title,
        "date": day_in_words(day_of(demand.deposited_at)),
    }


def _delivered(name: str) -> Template:
    found = DELIVERED.get(name)
    if found is None:
        raise NotFound("Ce modèle n’existe pas.")
    return found
