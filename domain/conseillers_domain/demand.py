"""The demand: what a company's representative deposited, and what becomes of it before it is a need."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from conseillers_domain.catalogue import FREE_TOPIC
from conseillers_domain.company import Establishment, Siret, plain_code
from conseillers_domain.demand_form import CheckedForm, Contact, Origin
from conseillers_domain.errors import Conflict, Fault
from conseillers_domain.setting_aside import AsideReason, SettingAside


class DemandState(StrEnum):
    """What becomes of a demand."""

    RECEIVED = "received"
    TO_QUALIFY = "to_qualify"
    TRANSMITTED = "transmitted"
    SET_ASIDE = "set_aside"

    @property
    def label(self) -> str:
        """As the company reads it."""
        return {
            DemandState.RECEIVED: "reçue",
            DemandState.TO_QUALIFY: "en cours d’examen par l’équipe du service",
            DemandState.TRANSMITTED: "transmise aux conseillers",
            DemandState.SET_ASIDE: "classée sans suite",
        }[self]


class Flag(StrEnum):
    """What staff should know of a demand; the letters are those of the service in production."""

    DUPLICATE = "D"
    RECENT = "R"
    INTERMEDIARY = "I"
    ABUSE = "A"
    FREE_TOPIC = "free_topic"
    NO_TEAM = "no_team"
    UNKNOWN_SIRET = "unknown_siret"
    UNKNOWN_COMMUNE = "unknown_commune"
    REGISTRY_SILENT = "registry_silent"
    NOT_HELPED = "closed_or_foreign"
    REVIEWED = "reviewed"

    @property
    def label(self) -> str:
        """As staff reads it."""
        return {
            Flag.DUPLICATE: "une autre demande est ouverte pour ce SIRET ou cette adresse",
            Flag.RECENT: "même sujet transmis il y a moins de trois semaines",
            Flag.INTERMEDIARY: "déposée par un intermédiaire",
            Flag.ABUSE: "plusieurs demandes déjà classées sans suite",
            Flag.FREE_TOPIC: "sujet à choisir",
            Flag.NO_TEAM: "aucune équipe trouvée",
            Flag.UNKNOWN_SIRET: "SIRET inconnu du registre",
            Flag.UNKNOWN_COMMUNE: "commune inconnue",
            Flag.REGISTRY_SILENT: "le registre n’a pas encore répondu",
            Flag.NOT_HELPED: "établissement fermé ou à l’étranger",
            Flag.REVIEWED: "transmission par l’équipe du service",
        }[self]


TO_LOOK_AT: Final = frozenset(Flag) - {Flag.INTERMEDIARY, Flag.REGISTRY_SILENT}
"""The flags that keep a demand from leaving by itself: somebody looks first (CGU 6.2)."""

INTERMEDIARY_NAF: Final = frozenset(
    map(plain_code, ("70.22Z", "69.20Z", "94.11Z", "82.99Z", "70.21Z", "94.99Z", "84.13Z"))
)
"""Activities of those who deposit for others: advisors, accountants, professional bodies."""

FORGOTTEN: Final = (
    "Les données de cette entreprise sont effacées : cette demande ne compte plus que dans les chiffres."
)
RESTRICTED: Final = "Cette personne a demandé que ses données ne soient plus traitées."
RECENT: Final = timedelta(weeks=3)
ABUSE_FROM: Final = 4


@frozen(kw_only=True)
class PastDemand:
    """What flags look at in an earlier demand of the same SIRET or the same e-mail.

    `transmitted_at`: when its need left, None if it did not. `open`: somebody still owes it something.
    """

    landing: str
    subject: str
    state: DemandState
    open: bool
    transmitted_at: datetime | None = None


def history_flags(
    past: Iterable[PastDemand], landing: str, subject: str, naf: str | None, at: datetime
) -> tuple[Flag, ...]:
    """The letters a new demand gets from its company's past, in the order D, R, I, A (CGU 6.2)."""
    earlier = tuple(past)
    recent = any(
        one.landing == landing
        and one.subject == subject
        and one.transmitted_at is not None
        and at - one.transmitted_at < RECENT
        for one in earlier
    )
    set_aside = sum(one.state is DemandState.SET_ASIDE for one in earlier)
    found = {
        Flag.DUPLICATE: any(one.open for one in earlier),
        Flag.RECENT: recent,
        Flag.INTERMEDIARY: naf is not None and plain_code(naf) in INTERMEDIARY_NAF,
        Flag.ABUSE: set_aside >= ABUSE_FROM,
    }
    return tuple(flag for flag, raised in found.items() if raised)


def establishment_faults(establishment: Establishment | None) -> tuple[Fault, ...]:
    """Why this establishment cannot be helped: closed for good, or abroad."""
    if establishment is None:
        return ()
    if establishment.foreign:
        return (
            Fault(
                "/siret",
                "foreign",
                "Cet établissement est à l’étranger : le service n’y intervient pas.",
            ),
        )
    if not establishment.open:
        return (
            Fault(
                "/siret",
                "closed",
                "Cet établissement est fermé : donnez le SIRET d’un établissement ouvert.",
            ),
        )
    return ()


@frozen(kw_only=True)
class Consents:
    """What the representative accepted and declared, and when (CGU 1, 5.2)."""

    terms_version: str
    declares_accuracy: bool
    at: datetime


@frozen(kw_only=True)
class Demand:
    """What a company's representative deposited (sollicitation), with what a registry says of the company.

    `establishment`: None while no registry answered, or when it does not know the SIRET.
    `flags`: why somebody looks first, and what staff should know. `aside`: why it goes no further.
    `forgotten_at`: since when nobody knows whose it was. `restricted_at`: since when its person wants nothing
    done with it.
    """

    id: str
    landing: str
    subject: str
    description: str
    contact: Contact
    siret: Siret
    answers: Mapping[str, str]
    origin: Origin | None
    consents: Consents
    deposited_at: datetime
    establishment: Establishment | None = None
    state: DemandState = DemandState.RECEIVED
    flags: tuple[Flag, ...] = ()
    aside: SettingAside | None = None
    forgotten_at: datetime | None = None
    restricted_at: datetime | None = None
    version: int = 0

    @property
    def free_topic(self) -> bool:
        """Whether staff has to choose its subject first (CGU 4.2)."""
        return self.subject == FREE_TOPIC

    def looked_at(self, flags: tuple[Flag, ...]) -> "Demand":
        """The demand with its flags: waiting for staff when one of them asks for a look."""
        if flags == self.flags:
            return self
        waits = not TO_LOOK_AT.isdisjoint(flags)
        state = DemandState.TO_QUALIFY if waits else self.state
        return evolve(self, flags=flags, state=state)

    def enriched(self, establishment: Establishment) -> "Demand":
        """The demand once a registry told what it knows of the company."""
        return evolve(self, establishment=establishment)

    def transmitted(self) -> "Demand":
        """The demand once its need was put before teams."""
        return evolve(self, state=DemandState.TRANSMITTED)

    @property
    def merged_into(self) -> str | None:
        """The demand that stands for this one, when it was merged."""
        return self.aside.into if self.aside else None

    @property
    def completable(self) -> bool:
        """Whether the company may complete it: it was set aside for what it lacks."""
        return self.aside is not None and self.aside.reason is AsideReason.INCOMPLETE

    @property
    def goes_on(self) -> bool:
        """Whether anything may be done of it: its company is known, and wants it."""
        return self.forgotten_at is None and self.restricted_at is None

    def must_be_known(self) -> None:
        """Raise Conflict for one whose company is forgotten, or wants nothing done with it."""
        if self.forgotten_at is not None:
            raise Conflict(FORGOTTEN, code="forgotten")
        if self.restricted_at is not None:
            raise Conflict(RESTRICTED, code="restricted")

    def must_go_on(self) -> None:
        """Raise Conflict for one that was set aside, or whose company is forgotten."""
        self.must_be_known()
        if self.state is DemandState.SET_ASIDE:
            raise Conflict("Cette demande est classée sans suite.", code="set_aside")

    def must_wait(self) -> None:
        """Raise Conflict for one that is not waiting for staff any more."""
        self.must_go_on()
        if self.state is DemandState.TRANSMITTED:
            raise Conflict("Cette demande est déjà transmise.", code="already_transmitted")

    def set_aside(self, aside: SettingAside) -> "Demand":
        """The demand, which goes no further. Raises Conflict for one that is set aside already."""
        self.must_go_on()
        return evolve(self, state=DemandState.SET_ASIDE, aside=aside)

    def taken_back(self) -> "Demand":
        """The demand as if it were received anew. Raises Conflict for one that is not set aside."""
        self.must_be_known()
        if self.state is not DemandState.SET_ASIDE:
            raise Conflict("Cette demande n’est pas classée sans suite.", code="not_set_aside")
        return evolve(self, state=DemandState.RECEIVED, aside=None)

    def about(self, subject: str) -> "Demand":
        """The demand on the subject that staff chose; what was answered stays. Raises Conflict."""
        self.must_go_on()
        return evolve(self, subject=subject)

    def completed(self, checked: CheckedForm, establishment: Establishment | None) -> "Demand":
        """The demand as its company sends it again. Raises Conflict unless it was asked to."""
        form = checked.form
        return evolve(
            self.taken_back(),
            subject=checked.subject.slug,
            description=form.description.strip(),
            contact=checked.contact,
            siret=checked.siret,
            answers=checked.answers,
            consents=evolve(self.consents, terms_version=form.terms_version),
            establishment=establishment,
        )


def deposited(
    checked: CheckedForm, *, demand_id: str, at: datetime, establishment: Establishment | None
) -> Demand:
    """The demand born of a form without a fault."""
    form = checked.form
    return Demand(
        id=demand_id,
        landing=form.landing,
        subject=checked.subject.slug,
        description=form.description.strip(),
        contact=checked.contact,
        siret=checked.siret,
        answers=checked.answers,
        origin=form.origin,
        consents=Consents(terms_version=form.terms_version, declares_accuracy=form.declares_accuracy, at=at),
        deposited_at=at,
        establishment=establishment,
    )
