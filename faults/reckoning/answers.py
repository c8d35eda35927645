"""Answers: a company that all refused is owed one, or was sent one, in the words of staff."""

import json

from conseillers_application.letters import LetterKind
from conseillers_domain.need import NeedStatus
from conseillers_domain.staff_task import TaskState
from faults.ledger import Ledger
from faults.reckoning.books import Books, Reckoning, by, once
from faults.words import Word


def answers(books: Books, found: Reckoning) -> None:
    """A company that all refused is owed one answer, or was sent one; no other is owed any."""
    tasks = by(books.tasks, lambda row: row.subject)
    facts = by(books.facts.values(), lambda row: (row.kind, json.loads(row.body).get("task")))
    letters = by(books.letters, lambda row: (row.fact, row.kind))
    for need in books.needs.values():
        owed = [one for one in tasks[need.id] if one.state != TaskState.CANCELLED]
        if need.status == NeedStatus.REFUSED_BY_ALL:
            once(found, f"task to answer need {need.id}", owed)
        elif any(one.state == TaskState.OPEN for one in owed):
            found.wrong.append(f"an answer is owed on need {need.id}, which is {need.status}")
    for task in books.tasks:
        if task.id not in books.answers or not task.owner:
            found.lost.append(f"words or owner of task {task.id}")
        told = facts["CompanyAnswered", task.id]
        if task.state == TaskState.DONE:
            once(found, f"fact of task {task.id}", told)
            once(
                found,
                f"mail of task {task.id}",
                [letter for fact in told for letter in letters[fact.id, LetterKind.ANSWER]],
            )
        elif told:
            found.wrong.append(f"task {task.id} is {task.state}, and its answer was sent")


def sendings(books: Books, ledger: Ledger, found: Reckoning) -> None:
    """Every answer that staff was told to be sent is, in its own words."""
    sent = {
        (task.subject, books.answers[task.id].text)
        for task in books.tasks
        if task.state == TaskState.DONE and task.id in books.answers
    }
    for one in ledger.sendings:
        there = (one.need, one.text) in sent
        if one.word is Word.ACCEPTED:
            found.done += there
            found.lost += () if there else (f"{one.text} to need {one.need}",)
        elif there and (one.word is Word.REFUSED or not one.sent):
            found.wrong.append(f"{one.text} was not sent and is")
