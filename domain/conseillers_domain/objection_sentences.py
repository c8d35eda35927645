"""How each rule of routing reads when it sets a team aside: what it wants, what it found, who carries it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from attrs import frozen

from conseillers_domain.criterion_sentences import ONLY, expected_and_found
from conseillers_domain.directory import ActivityRule, Branch, Institution
from conseillers_domain.french import day_in_words, listed, quoted
from conseillers_domain.naming import Names, codes, given, groups, zones
from conseillers_domain.routing import MAYOTTE_ONLY
from conseillers_domain.verdicts import Reason, SetAside

NATURES: Final[Mapping[str, str]] = {
    "ARTISANALE": "artisanale",
    "ARTISANALE_REGLEMENTEE": "artisanale réglementée",
    "COMMERCIALE": "commerciale",
    "AGENT_COMMERCIAL": "d’agent commercial",
    "LIBERALE_REGLEMENTEE": "libérale réglementée",
    "LIBERALE_NON_REGLEMENTEE": "libérale non réglementée",
    "INDEPENDANTE": "indépendante",
    "GESTION_DE_BIENS": "de gestion de biens",
}
"""The activity natures of the national register, behind the word « activité »; any other by its code."""

NAFA: Final = "dotées d’un code d’activité artisanale (NAFA)"


@frozen(kw_only=True)
class Case:
    """One verdict to put in words, and the decision around it: its subject and the company's commune.

    `yours`: it is told to a member of the team.
    """

    verdict: SetAside
    names: Names
    subject: str | None
    commune: str | None
    yours: bool

    @property
    def rule(self) -> str:
        """Whose rule it is, to stand behind what it wants."""
        return f"(règle de {self._carrier})"

    @property
    def _carrier(self) -> str:
        match self.names.carrier(self.verdict):
            case Branch(name=name):
                return f"l’antenne {quoted(name)}"
            case Institution(name=name):
                return f"l’institution {quoted(name)}"
            case None if self.verdict.owner != self.verdict.team:
                return quoted(self.verdict.owner)
            case _:
                return "votre équipe" if self.yours else "l’équipe"

    @property
    def place(self) -> str:
        """Where the company is, by name when the decision says it."""
        return "la commune de l’entreprise" if self.commune is None else self.names.commune(self.commune)


def _team_closed(case: Case) -> str:
    match case.names.carrier(case.verdict):
        case Branch(name=name):
            return f"son antenne {quoted(name)} est fermée"
        case Institution(name=name):
            return f"son institution {quoted(name)} est fermée"
        case None if case.verdict.owner != case.verdict.team:
            return f"son antenne ou son institution ({quoted(case.verdict.owner)}) est fermée"
        case _:
            return "elle est fermée"


def _subject_not_offered(case: Case) -> str:
    offered = [*map(case.names.subject, codes(case.verdict.expected))]
    only = f", seulement sur {listed(offered)}" if offered else ""
    return f"elle ne répond pas sur le sujet {case.names.subject(str(case.verdict.actual))}{only}"


def _outside_territory(case: Case) -> str:
    whose = None
    match case.names.carrier(case.verdict):
        case Branch(name=name):
            whose = f"son antenne {quoted(name)}"
        case None if case.verdict.owner != case.verdict.team:
            whose = f"son antenne {quoted(case.verdict.owner)}"
    named = listed([*map(case.names.zone, zones(case.verdict.expected))])
    if not named:
        return f"{whose or 'elle'} n’a pas de territoire"
    territory = f"le territoire de {whose}" if whose else "son territoire"
    return f"{territory} ({named}) ne couvre pas {case.place}"


def _chamber_activity(case: Case) -> str:
    wanted, found = codes(case.verdict.expected), codes(case.verdict.actual)
    carrier = case.names.carrier(case.verdict)
    rule = carrier.activity_rule if isinstance(carrier, Institution) else None
    ways = [f"d’activité {listed([*map(_nature, wanted)], 'ou')}"] if wanted else []
    if not wanted or (rule or ActivityRule()).any_nafa:
        ways.append(NAFA)
    known = f"est d’activité {listed([*map(_nature, found)])}" if found else "n’a pas d’activité connue"
    return f"elle {ONLY} {' ou '.join(ways)} {case.rule}, celle-ci {known}"


def _nature(code: str) -> str:
    return NATURES.get(code, code)


def _other_opco(case: Case) -> str:
    if case.verdict.expected == MAYOTTE_ONLY:
        return "à Mayotte, les entreprises relèvent des opérateurs de compétences propres à Mayotte"
    found = case.verdict.actual
    own = case.names.institution(case.verdict.owner)
    known = (
        "l’opérateur de celle-ci n’est pas connu"
        if found is None
        else f"celle-ci relève de {case.names.institution(str(found))}"
    )
    return f"elle {ONLY} de l’opérateur de compétences {own}, {known}"


def _criterion(case: Case) -> str:
    verdict = case.verdict
    if verdict.criterion is None:
        return f"l’entreprise ne remplit pas un critère d’intervention {case.rule}"
    expected, found = expected_and_found(verdict.criterion, verdict.expected, verdict.actual, case.names)
    return f"elle {expected} {case.rule}, {found}"


def _answers(case: Case) -> str:
    wanted = listed([_said(group, case) for group in groups(case.verdict.expected)], "ou")
    found = _said(given(case.verdict.actual), case)
    known = f"celle-ci a répondu {found}" if found else "celle-ci a répondu autre chose"
    return f"elle {ONLY} qui ont répondu {wanted or 'autre chose'} {case.rule}, {known}"


def _said(group: Mapping[str, str], case: Case) -> str:
    return listed([case.names.answer(case.subject or "", key, value) for key, value in group.items()])


def _absent(case: Case) -> str:
    day = case.verdict.actual
    on = date.fromisoformat(day) if isinstance(day, str) else day
    when = f"le {day_in_words(on)}" if isinstance(on, date) else "ce jour-là"
    delegate = case.names.team(str(case.verdict.expected))
    return f"tous ses conseillers sont absents {when}, l’équipe {delegate} la remplace"


def _suspended(_: Case) -> str:
    return "les comptes de tous ses conseillers sont suspendus"


OBJECTIONS_SAID: Final[Mapping[Reason, Callable[[Case], str]]] = {
    Reason.TEAM_CLOSED: _team_closed,
    Reason.SUBJECT_NOT_OFFERED: _subject_not_offered,
    Reason.OUTSIDE_TERRITORY: _outside_territory,
    Reason.CHAMBER_ACTIVITY: _chamber_activity,
    Reason.OTHER_OPCO: _other_opco,
    Reason.CRITERION: _criterion,
    Reason.ANSWERS: _answers,
    Reason.ABSENT: _absent,
    Reason.SUSPENDED: _suspended,
}
"""Every reason, in the order of the rules."""
