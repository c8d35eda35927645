"""A deposit form without a fault, and the catalogue and contact rules it is read under."""

from conseillers_domain.catalogue import Catalogue, Landing, Option, Question, QuestionKind, Subject, Theme
from conseillers_domain.demand_form import CheckedForm, DemandForm, check_form
from conseillers_domain.errors import Fault
from conseillers_domain.terms import TERMS_VERSION
from tests.builders import SIRET, SUBJECT, Changed

PREFILL = "Nous sommes une entreprise de … salariés et nous voulons recruter …"
APPRENTICE = Question(key="apprentice", label="Cherchez-vous un apprenti ?")
CONTRACT = Question(
    key="contract",
    label="Quel contrat proposez-vous ?",
    kind=QuestionKind.CHOICE,
    choices=(Option("cdi", "CDI"), Option("cdd", "CDD")),
)
RECRUIT = Subject(slug=SUBJECT, title="Recruter", questions=(APPRENTICE, CONTRACT))
CATALOGUE = Catalogue(
    themes=(
        Theme(
            slug="rh",
            title="Ressources humaines",
            subjects=(
                RECRUIT,
                Subject(slug="former", title="Former", prefill=PREFILL),
                Subject(slug="ancien", title="Ancien", archived=True),
            ),
        ),
        Theme(
            slug="autre",
            title="Autre demande",
            subjects=(Subject(slug="autre-demande", title="Autre demande"),),
        ),
    ),
    landings=(
        Landing(slug="accueil", title="Accueil"),
        Landing(slug="partenaire", title="Partenaire", subjects=(SUBJECT,)),
        Landing(slug="archivée", title="Archivée", archived=True),
        Landing(slug="en-pause", title="En pause", paused=True),
    ),
)


class PlainContacts:
    """A phone is ten digits, an e-mail has a sign « @ »; good enough for a form."""

    def phone(self, text: str) -> str | None:
        """The number in E.164, None when it is not one."""
        digits = text.replace(" ", "")
        return f"+33{digits[1:]}" if digits.isdigit() and len(digits) == 10 else None

    def email(self, text: str) -> str | None:
        """The address in lower case, None when it is not one."""
        return text.strip().lower() if "@" in text else None

    def email_fault(self, text: str) -> str | None:
        """What is wrong with an address, in a sentence; None when it is right."""
        return None if "@" in text else "Il manque le signe @."


def a_form(**changes: Changed) -> DemandForm:
    """A form without a fault."""
    return DemandForm(
        **{
            "subject": SUBJECT,
            "description": "Nous cherchons une apprentie en boulangerie.",
            "first_name": "Zoé",
            "last_name": "Lefèvre",
            "phone": "05 53 00 00 00",
            "email": "Zoe@Example.org",
            "siret": SIRET,
            "answers": {"apprentice": "true", "contract": "cdd"},
            "terms_version": TERMS_VERSION,
            "declares_accuracy": True,
            **changes,
        }
    )


def read(form: DemandForm) -> CheckedForm | tuple[Fault, ...]:
    """The form read, or its faults."""
    return check_form(form, CATALOGUE, PlainContacts(), TERMS_VERSION)


def faults(form: DemandForm) -> list[tuple[str, str]]:
    """Where and which."""
    found = read(form)
    return [(one.pointer, one.code) for one in found] if isinstance(found, tuple) else []
