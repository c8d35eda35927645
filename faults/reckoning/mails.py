"""Mails: every one owed has left, once; every one that came was owed, under one name, in the same words."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from conseillers_application.letters import COMPANY, LetterKind
from conseillers_domain.position import Stance
from conseillers_entrypoints.container import Container
from faults.country import OTHER_TEAM, TEAMS
from faults.reckoning.books import AnyRow, Books, Reckoning, by, subject_of
from faults.sink import Kept, Sink

SENT: Final = "sent"
TOLD_OF: Final = {
    Stance.TAKEN: "va vous appeler",
    Stance.CLOSED_UNREACHABLE: "joindre",
}


MAY_BE_NEEDLESS: Final = frozenset(
    {
        LetterKind.MOVE,
        LetterKind.COMMENT,
        LetterKind.OVERDUE,
        LetterKind.NEED,
        LetterKind.SET_ASIDE,
        LetterKind.FIRST_NEED,
        LetterKind.FOLLOWED,
        LetterKind.LAST_CHANCE,
        LetterKind.ABANDONED,
        LetterKind.REENGAGEMENT,
        LetterKind.RECAP,
        LetterKind.REMINDER,
        LetterKind.SURVEY,
        LetterKind.RENEWED_LINK,
    }
)
"""What they would tell may have changed before they leave."""

SAYS_WHAT_WAITS: Final = frozenset({LetterKind.RECAP, LetterKind.REMINDER, LetterKind.FOLLOWED})
"""Told again after a death, they list what waits then."""

COMPANIES: Final = (COMPANY,)
OWED: Final[Mapping[str, tuple[LetterKind, Callable[[Any], Iterable[str]]]]] = {
    "NeedTransmitted": (LetterKind.NEED, lambda body: body["teams"]),
    "ReferralMoved": (LetterKind.NEED, lambda body: [body["to"]]),
    "DemandSetAside": (LetterKind.SET_ASIDE, lambda body: COMPANIES if body["told"] else ()),
    "NeedFollowed": (LetterKind.FOLLOWED, lambda _: COMPANIES),
    "NeedAbandoned": (LetterKind.ABANDONED, lambda _: COMPANIES),
    "ReengagementDue": (LetterKind.REENGAGEMENT, lambda _: COMPANIES),
    "FirstNeed": (LetterKind.FIRST_NEED, lambda body: [body["team"]]),
    "LastChance": (LetterKind.LAST_CHANCE, lambda body: [_reminded(body)]),
    "RecapDue": (LetterKind.RECAP, lambda body: [_reminded(body)]),
    "TeamReminded": (LetterKind.REMINDER, lambda body: [_reminded(body)]),
    "DraftLeft": (LetterKind.DRAFT, lambda _: COMPANIES),
    "SurveyDue": (LetterKind.SURVEY, lambda _: COMPANIES),
    "SurveyShared": (LetterKind.SHARED_SURVEY, lambda body: body["teams"]),
}
"""The letters that follow from a fact, and to whom; a merged demand's contact may be told too."""


def _reminded(body: Any) -> str:  # noqa: ANN401 - a fact's
    """Who is reminded: the first team for the one whose only advisor is away."""
    return next(iter(TEAMS)) if body["team"] == OTHER_TEAM else str(body["team"])


def owed(books: Books, found: Reckoning) -> None:
    """Each fact has the letters that follow from it, one to each who is told, and no others."""
    letters = by(books.letters, lambda row: row.fact)
    for fact in books.facts.values():
        if fact.kind not in OWED:
            continue
        kind, to = OWED[fact.kind]
        wanted = sorted(to(json.loads(fact.body)))
        there = sorted(one.recipient for one in letters[fact.id] if one.recipient not in books.demands)
        if there != wanted or any(one.kind != kind for one in letters[fact.id]):
            found.lost.append(f"letters of {fact.kind} {fact.id}: to {there}, owed to {wanted}")


def letters(books: Books, container: Container, sink: Sink, found: Reckoning) -> None:
    """Every mail owed has left, once; every mail that left was owed, under one name and in the same words."""
    domain = container.settings().mail_domain
    taken = dict(sink.kept)
    awaited = {subject_of(row) for row in books.facts.values() if row.kind == "EnrichmentAwaited"}
    awaited |= {row.demand for row in books.traces}
    for fact, own in by(books.letters, lambda row: (row.fact, row.kind, row.recipient)).items():
        if len(own) > 1:
            found.doubled.append(f"letter of {fact}")
        for letter in own:
            copies = taken.pop(f"{letter.id}@{domain}", [])
            if letter.state == "needless" and letter.kind in MAY_BE_NEEDLESS:
                continue
            if letter.state != SENT or not copies:
                found.lost.append(f"letter {letter.id} ({letter.kind}) is {letter.state}, {len(copies)} came")
            learnt = books.demand_of(books.facts[letter.fact]) in awaited or letter.kind in SAYS_WHAT_WAITS
            if len(set(_said(copies, learnt=learnt))) > 1:
                found.doubled.append(f"letter {letter.id} ({letter.kind}) told in other words")
            for link in (link for copy in copies for link in copy.links):
                if container.secrets().hash(link) not in books.links:
                    found.lost.append(f"link of letter {letter.id}")
    found.wrong += (f"a mail nobody owed: {name}" for name in taken)
    _last_word(books, container, sink, found)
    told_of_comments(books, container, sink, found)


def told_of_comments(books: Books, container: Container, sink: Sink, found: Reckoning) -> None:
    """A team is told once of each comment that is to be told to it."""
    domain = container.settings().mail_domain
    wanted = Counter((row.need, team) for row in books.comments for team in json.loads(row.told))
    told = Counter[tuple[str, str]]()
    for letter in books.letters:
        if letter.kind == LetterKind.COMMENT:
            need = json.loads(books.facts[letter.fact].body)["need"]
            copies = sink.kept.get(f"{letter.id}@{domain}", [])
            told[need, letter.recipient] += max((one.comments for one in copies), default=0)
    found.lost += (f"{many} comments untold to {where}" for where, many in (wanted - told).items())
    found.doubled += (f"{many} comments told again to {where}" for where, many in (told - wanted).items())


def _said(copies: Iterable[Kept], *, learnt: bool) -> Iterator[tuple[str, ...]]:
    """What makes two mails the same; `learnt`: what is known of the demand may have grown between them.

    A receipt written again names the institutions of a demand that has left, or been seen to, meanwhile. The
    mail about a need that staff transmitted in a registry's silence names the company and its commune once
    the registry has answered.
    """
    return ((one.to,) if learnt else (one.to, one.subject, one.words) for one in copies)


def _last_word(books: Books, container: Container, sink: Sink, found: Reckoning) -> None:
    """A company knows where a team stands, when that concerns it, and no word is told it more than once."""
    domain = container.settings().mail_domain
    told = defaultdict[tuple[str, str], list[str]](list)
    for letter in books.letters:
        if letter.kind == LetterKind.MOVE:
            body = json.loads(books.facts[letter.fact].body)
            copies = sink.kept.get(f"{letter.id}@{domain}", [])
            told[body["need"], body["team"]] += (one.subject for one in copies[:1])
    said = Counter((row.need, row.team, row.stance) for row in books.positions)
    for row in books.referrals:
        for stance, word in TOLD_OF.items():
            times = sum(word in subject for subject in told[row.need, row.team])
            name = f"that {row.team} is {stance} on need {row.need}"
            if times > said[row.need, row.team, stance]:
                found.doubled.append(f"the company is told {times} times {name}")
            # Taken again after it could not be reached, it is not told (CGU 4.3.B).
            if (
                row.stance == stance
                and not times
                and not (stance is Stance.TAKEN and _taken_again(said, row))
            ):
                found.lost.append(f"the company does not know {name}")


def _taken_again(said: Counter[tuple[str, str, str]], row: AnyRow) -> bool:
    return said[row.need, row.team, Stance.CLOSED_UNREACHABLE] > 0
