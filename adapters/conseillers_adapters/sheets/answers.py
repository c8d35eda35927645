"""The sheet of answer conditions: rows that make conditions, groups in them, and answers in these."""

from collections.abc import Iterator
from typing import Any

from conseillers_adapters.sheets.condition_sheets import ANSWER_CONDITIONS
from conseillers_adapters.sheets.places import Spot, told
from conseillers_adapters.sheets.tables import Values
from conseillers_domain.errors import REQUIRED, Fault, pointer


class Conditions:
    """The conditions and groups met so far, each known by its number; in the order they are met.

    A row may stop at its condition, which then has no group yet, or at its group, which asks nothing yet.
    """

    def __init__(self, spots: dict[str, Spot]) -> None:
        """Keep where each one's row is told."""
        self._spots = spots
        self._places: dict[tuple[str, int], str] = {}
        self._things: dict[str, Any] = {}

    def add(
        self, owner: str, conditions: list[dict[str, Any]], number: int, values: Values
    ) -> Iterator[Fault]:
        """Add what a row says to the conditions of its institution, whose pointer is `owner`."""
        if "condition" not in values or "subject" not in values:
            return
        place = self._at(f"{owner}/answer_conditions", conditions, values["condition"], number)
        condition = self._things[place]
        if condition.setdefault("subject", values["subject"]) != values["subject"]:
            yield _fault(
                number,
                "subject",
                "other_subject",
                f"La condition n° {values['condition']} de cette institution porte déjà sur le sujet "
                f"« {condition['subject']} ».",
            )
            return
        groups = condition.setdefault("groups", [])
        yield from _incomplete(number, values)
        if "group" in values:
            place = self._at(f"{place}/groups", groups, values["group"], number)
            yield from self._answer(place, number, values)

    def _at(self, parent: str, things: list[dict[str, Any]], given: int, number: int) -> str:
        """The place of the thing of that number, which is added when it is new."""
        place = self._places.get((parent, given))
        if place is None:
            place = self._places[parent, given] = f"{parent}/{len(things)}"
            self._things[place] = {}
            self._spots[place] = Spot(ANSWER_CONDITIONS, number)
            things.append(self._things[place])
        return place

    def _answer(self, group: str, number: int, values: Values) -> Iterator[Fault]:
        if "question" not in values or "answer" not in values:
            return
        question, answers = values["question"], self._things[group]
        if question in answers:
            yield _fault(number, "question", "duplicate", "Ce groupe pose déjà cette question.")
            return
        answers[question] = values["answer"]
        self._spots[group + pointer(question)] = Spot(ANSWER_CONDITIONS, number, "answer")


def _incomplete(number: int, values: Values) -> Iterator[Fault]:
    """What a row does not say, and what it says calls for."""
    asks = "question" in values or "answer" in values
    for key in ("group", "question", "answer"):
        if asks and key not in values:
            yield _fault(number, key, "required", REQUIRED)


def _fault(number: int, key: str, code: str, sentence: str) -> Fault:
    return told((ANSWER_CONDITIONS.label, number, ANSWER_CONDITIONS.column(key).label), code, sentence)
