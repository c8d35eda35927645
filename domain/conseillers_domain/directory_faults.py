"""What keeps a directory from being published: every fault, each at its place in the document."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from conseillers_domain.catalogue import Catalogue
from conseillers_domain.company import is_siren
from conseillers_domain.criteria import Criterion
from conseillers_domain.demand_form import answer_faults
from conseillers_domain.directory import (
    Absence,
    Advisor,
    AnswerConditions,
    Branch,
    Directory,
    DirectoryDocument,
    Institution,
    Team,
)
from conseillers_domain.errors import REQUIRED, Fault, blank, pointer
from conseillers_domain.mail_domains import domain_fault
from conseillers_domain.territory import Geography, Zone

Where = tuple[str | int, ...]

FILLED: Final[Mapping[type, tuple[str, ...]]] = {
    Institution: ("slug", "name"),
    Branch: ("code", "institution", "name"),
    Team: ("code", "branch", "name", "mailbox"),
    Advisor: ("email", "first_name", "last_name", "branch"),
}
"""The texts of each part of the document that may not be blank."""

LISTS_OF_CODES: Final = (
    "accepted_naf",
    "accepted_legal_forms",
    "excluded_naf",
    "excluded_legal_forms",
    "excluded_communes",
)
"""The lists of a criterion in which no code may be blank."""

CODE: Final = re.compile(r"[A-Za-z0-9._-]+")
"""What slugs and codes are made of: they stand in addresses of pages as they are."""

NO_CODES: Final = frozenset({".", ".."})
"""Two that mean something else in an address: the folder itself, and the one above."""

AS_STORED: Final[tuple[tuple[Callable[[str], object], str], ...]] = (
    (re.compile(r"\s").search, "Une adresse e-mail ne contient pas d’espace."),
    (lambda one: ".." in one, "Une adresse e-mail ne contient pas « .. »."),
    (lambda one: not one.isprintable(), "Cette adresse e-mail contient un caractère invisible."),
)
"""Slips of typing that a form mends, and a directory may not: its mailboxes are written to as they are."""


def directory_faults(
    document: DirectoryDocument,
    catalogue: Catalogue,
    geography: Geography,
    email_fault: Callable[[str], str | None] = lambda _: None,
) -> tuple[Fault, ...]:
    """Every fault of the document, in its order.

    `email_fault` gives what is wrong with an address, None when it is right.
    """
    return tuple(_Checker(document, catalogue, geography, email_fault).faults())


class _Checker:
    """One reading of one document: the names it defines, then each of its parts."""

    def __init__(
        self,
        document: DirectoryDocument,
        catalogue: Catalogue,
        geography: Geography,
        email_fault: Callable[[str], str | None],
    ) -> None:
        self.document = document
        self.directory = Directory(document, version="")
        self.catalogue = catalogue
        self.geography = geography
        self.email_fault = email_fault
        self.zones_seen: dict[Zone, str | None] = {}

    def faults(self) -> Iterator[Fault]:
        document = self.document
        yield from self.names("institutions", (i.slug for i in document.institutions), "slug")
        for rank, institution in enumerate(document.institutions):
            yield from self.institution(institution, ("institutions", rank))
        yield from self.names("branches", (b.code for b in document.branches), "code")
        for rank, branch in enumerate(document.branches):
            yield from self.branch(branch, ("branches", rank))
        yield from self.names("teams", (t.code for t in document.teams), "code")
        for rank, team in enumerate(document.teams):
            yield from self.team(team, ("teams", rank))
        yield from self.twice("advisors", (a.email.lower() for a in document.advisors), "email")
        for rank, advisor in enumerate(document.advisors):
            yield from self.advisor(advisor, ("advisors", rank))

    def names(self, part: str, names: Iterable[str], key: str) -> Iterator[Fault]:
        given = tuple(names)
        yield from self.twice(part, given, key)
        for rank, name in enumerate(given):
            if name.strip() and (name in NO_CODES or not CODE.fullmatch(name)):
                yield Fault(
                    pointer(part, rank, key),
                    "format",
                    "Écrivez ce code avec des lettres sans accent, des chiffres, des points, des tirets "
                    "et des traits bas seulement ; « . » et « .. » ne sont pas des codes.",
                )

    def twice(self, part: str, names: Iterable[str], key: str) -> Iterator[Fault]:
        seen = set()
        for rank, name in enumerate(names):
            if name.strip() and name in seen:
                yield Fault(pointer(part, rank, key), "duplicate", f"« {name} » est donné deux fois.")
            seen.add(name)

    def required(self, value: object, at: Where) -> Iterator[Fault]:
        for name in FILLED[type(value)]:
            text: str = getattr(value, name)
            # A code or an address full of odd signs has its own fault, which says more.
            if blank(text) if name.endswith("name") else not text.strip():
                yield Fault(pointer(*at, name), "required", REQUIRED)

    def filled(self, codes: Iterable[str], at: Where) -> Iterator[Fault]:
        for rank, code in enumerate(codes):
            if not code.strip():
                yield Fault(pointer(*at, rank), "required", REQUIRED)

    def institution(self, institution: Institution, at: Where) -> Iterator[Fault]:
        yield from self.required(institution, at)
        yield from self.filled(institution.categories, (*at, "categories"))
        if institution.siren is not None and not is_siren(institution.siren):
            yield Fault(
                pointer(*at, "siren"),
                "format",
                "Ce numéro SIREN n’est pas valable : vérifiez ses 9 chiffres, écrits sans espace.",
            )
        if institution.activity_rule is not None:
            yield from self.filled(institution.activity_rule.natures, (*at, "activity_rule", "natures"))
        for rank, domain in enumerate(institution.mail_domains):
            if wrong := domain_fault(domain):
                yield Fault(pointer(*at, "mail_domains", rank), "format", wrong)
        yield from self.criteria(institution.criteria, at)
        for rank, conditions in enumerate(institution.answer_conditions):
            yield from self.answer_conditions(conditions, (*at, "answer_conditions", rank))

    def branch(self, branch: Branch, at: Where) -> Iterator[Fault]:
        yield from self.required(branch, at)
        yield from self.known(
            branch.institution, self.directory.institutions, (*at, "institution"), "institution"
        )
        if branch.parent is not None:
            yield from self.filled_and_known(
                branch.parent, self.directory.branches, (*at, "parent"), "branch"
            )
            yield from self.parent(branch, (*at, "parent"))
        yield from self.zones(branch.zones, at)
        yield from self.criteria(branch.criteria, at)

    def parent(self, branch: Branch, at: Where) -> Iterator[Fault]:
        above = self.directory.branches.get(branch.parent or "")
        if above is None:
            return
        if above.institution != branch.institution:
            yield Fault(
                pointer(*at),
                "other_institution",
                "Une antenne dépend d’une antenne de la même institution.",
                (pointer(*at[:-1], "institution"),),
            )
        seen = set[str]()
        while above is not None and above.code not in seen:
            if above.code == branch.code:
                yield Fault(pointer(*at), "cycle", "Une antenne ne peut pas dépendre d’elle-même.")
                return
            seen.add(above.code)
            above = self.directory.branches.get(above.parent or "")

    def team(self, team: Team, at: Where) -> Iterator[Fault]:
        yield from self.required(team, at)
        yield from self.known(team.branch, self.directory.branches, (*at, "branch"), "branch")
        if team.delegate is not None:
            yield from self.filled_and_known(team.delegate, self.directory.teams, (*at, "delegate"), "team")
        yield from self.email(team.mailbox, (*at, "mailbox"))
        yield from self.zones(team.zones, at)
        yield from self.criteria(team.criteria, at)
        for rank, competence in enumerate(team.competences):
            yield from self.subject(competence.subject, (*at, "competences", rank, "subject"))

    def advisor(self, advisor: Advisor, at: Where) -> Iterator[Fault]:
        yield from self.required(advisor, at)
        yield from self.email(advisor.email, (*at, "email"))
        yield from self.known(advisor.branch, self.directory.branches, (*at, "branch"), "branch")
        for rank, team in enumerate(advisor.teams):
            yield from self.filled_and_known(team, self.directory.teams, (*at, "teams", rank), "team")
        for rank, absence in enumerate(advisor.absences):
            yield from self.absence(absence, (*at, "absences", rank))

    def absence(self, absence: Absence, at: Where) -> Iterator[Fault]:
        if absence.from_ > absence.to:
            yield Fault(pointer(*at, "to"), "before_start", "Une absence finit après son début.")

    def email(self, address: str, at: Where) -> Iterator[Fault]:
        if not address.strip():
            return
        slip = next((sentence for wrong, sentence in AS_STORED if wrong(address)), None)
        wrong = slip or self.email_fault(address)
        if wrong is not None:
            yield Fault(pointer(*at), "format", wrong)

    def filled_and_known(
        self, name: str, among: Mapping[str, object], at: Where, kind: str
    ) -> Iterator[Fault]:
        if not name.strip():
            yield Fault(pointer(*at), "required", REQUIRED)
        yield from self.known(name, among, at, kind)

    def known(self, name: str, among: Mapping[str, object], at: Where, kind: str) -> Iterator[Fault]:
        if name.strip() and name not in among:
            what = {"institution": "Institution", "branch": "Antenne", "team": "Équipe"}[kind]
            yield Fault(pointer(*at), f"unknown_{kind}", f"{what} inconnue : « {name} ».")

    def subject(self, slug: str, at: Where) -> Iterator[Fault]:
        if not slug.strip():
            yield Fault(pointer(*at), "required", REQUIRED)
        elif slug not in self.catalogue.subjects:
            yield Fault(pointer(*at), "unknown_subject", f"Sujet inconnu : « {slug} ».")

    def answer_conditions(self, conditions: AnswerConditions, at: Where) -> Iterator[Fault]:
        yield from self.subject(conditions.subject, (*at, "subject"))
        subject = self.catalogue.subjects.get(conditions.subject)
        if subject is None:
            return
        for rank, group in enumerate(conditions.groups):
            yield from answer_faults(group, subject.question, *at, "groups", rank)

    def criteria(self, criteria: tuple[Criterion, ...], at: Where) -> Iterator[Fault]:
        for rank, criterion in enumerate(criteria):
            here = (*at, "criteria", rank)
            for place, slug in enumerate(criterion.subjects):
                yield from self.subject(slug, (*here, "subjects", place))
            for name in ("min_years", "max_years", "min_headcount", "max_headcount"):
                bound = getattr(criterion, name)
                if bound is not None and bound < 0:
                    yield Fault(pointer(*here, name), "format", "Un nombre positif est attendu.")
            for name in LISTS_OF_CODES:
                yield from self.filled(getattr(criterion, name), (*here, name))
            for place, code in enumerate(criterion.excluded_communes):
                if code.strip() and code not in self.geography.communes and code not in self.geography.former:
                    yield Fault(
                        pointer(*here, "excluded_communes", place),
                        "unknown_commune",
                        f"Commune inconnue : « {code} ».",
                    )

    def zones(self, zones: tuple[Zone, ...], at: Where) -> Iterator[Fault]:
        for rank, zone in enumerate(zones):
            if not zone.code.strip():
                yield Fault(pointer(*at, "zones", rank, "code"), "required", REQUIRED)
                continue
            if zone not in self.zones_seen:
                fault = self.geography.fault_of(zone)
                self.zones_seen[zone] = None if fault is None else fault.sentence
            sentence = self.zones_seen[zone]
            if sentence is not None:
                here = (*at, "zones", rank)
                # A code means nothing of itself: 47 is a département, and no commune.
                yield Fault(pointer(*here, "code"), "unknown_zone", sentence, (pointer(*here, "type"),))
