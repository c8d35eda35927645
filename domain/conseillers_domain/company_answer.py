"""The answer that staff owes a company whose need every team refused, and its first draft (CGU 4.3.B)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from attrs import evolve, frozen

from conseillers_domain.directory import Directory
from conseillers_domain.errors import REQUIRED, Fault, Invalid, blank, too_long
from conseillers_domain.french import listed, typeset
from conseillers_domain.need import Need
from conseillers_domain.position import BY_RULE, Position, RefusalReason, Stance

TEXT_LENGTH: Final = 10_000
GONE: Final = "Une institution qui n'est plus dans notre annuaire"

REASONS: Final[Mapping[RefusalReason, str]] = {
    RefusalReason.OUT_OF_SCOPE: "cette demande sort de son champ d'intervention",
    RefusalReason.OUT_OF_TERRITORY: "votre commune est en dehors de son territoire",
    RefusalReason.NOT_COMPETENT: "elle n'est pas compétente pour ce besoin",
    RefusalReason.ALREADY_HELPED: "vous êtes déjà accompagné sur ce sujet",
    RefusalReason.NO_CAPACITY: "elle n'a pas de conseiller disponible en ce moment",
    RefusalReason.OTHER: "elle ne peut pas répondre à cette demande",
}
"""Why an institution does not help, as its company may read it; what teams noted is for colleagues."""


@frozen(kw_only=True)
class CompanyAnswer:
    """The words of an answer: a draft until the task it belongs to is done, then what was sent.

    `edited_by`: an account's id, None while the draft is the service's own.
    """

    task: str
    text: str
    edited_at: datetime
    edited_by: str | None = None
    version: int = 0

    def edited(self, text: str, by: str, at: datetime) -> "CompanyAnswer":
        """The same in other words. Raises Invalid when there are none, or too many."""
        if blank(text):
            raise Invalid(Fault("/text", "required", REQUIRED))
        if len(text) > TEXT_LENGTH:
            raise Invalid(Fault("/text", "too_long", too_long(TEXT_LENGTH)))
        return evolve(self, text=text.strip(), edited_by=by, edited_at=at)


def drafted(need: Need, subject: str, directory: Directory) -> str:
    """A first draft from what was said of the need: no person is named. `subject`: its title."""
    answers = _answers(need, directory)
    told = " ;\n".join(f"- {name} : {listed(reasons)}" for name, reasons in answers.items())
    return typeset(
        f"Bonjour,\n\n"
        f"Vous avez demandé de l'aide sur « {subject} ». Nous avons présenté votre demande aux conseillers "
        f"publics qui interviennent sur ce sujet, et aucun ne peut s'en charger :\n\n"
        f"{told}.\n\n"
        f"Vous pouvez encore :\n\n"
        f"- nous donner des précisions ou nous poser une question, en répondant à ce message ;\n"
        f"- déposer une nouvelle demande si votre besoin touche un autre sujet ou si votre situation "
        f"change : le service reste public et gratuit.\n\n"
        f"L'équipe de Conseillers-Entreprises"
    )


def _answers(need: Need, directory: Directory) -> dict[str, list[str]]:
    """What each institution said, in order; what the rule said counts when it is alone."""
    said = dict[str, list[Position]]()
    for referral in need.referrals:
        last = referral.positions[-1]
        said.setdefault(_institution(referral.team, directory), []).append(last)
    return {name: _reasons(positions) for name, positions in said.items()}


def _reasons(positions: list[Position]) -> list[str]:
    in_person = [one for one in positions if one.by != BY_RULE]
    given = (one.reason for one in in_person or positions)
    return list(dict.fromkeys(REASONS[reason] for reason in given if reason is not None))


def _institution(team: str, directory: Directory) -> str:
    return directory.institution_of(team).name if team in directory.teams else GONE


def taken_since(need: Need, at: datetime) -> bool:
    """Whether a team took the need after that instant: its company was then told of somebody."""
    return any(
        position.stance is Stance.TAKEN and position.at > at
        for referral in need.referrals
        for position in referral.positions
    )
