"""A change to a part of the directory: what is put, what is taken out, the rest being left as it is."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from attrs import evolve, frozen

from conseillers_domain.directory import Advisor, Branch, DirectoryDocument, Institution, Team
from conseillers_domain.errors import Fault, pointer

P = TypeVar("P")

NAME_OF: Final[Mapping[str, Callable[..., str]]] = {
    "institutions": lambda one: one.slug,
    "branches": lambda one: one.code,
    "teams": lambda one: one.code,
    "advisors": lambda one: one.email.lower(),
}
"""What each part of the directory is known by; the parts in the order of the document."""


@frozen(kw_only=True)
class Removed:
    """What a change takes out of the directory: slugs, codes, and the e-mails of advisors."""

    institutions: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    advisors: tuple[str, ...] = ()


@frozen(kw_only=True)
class DirectoryPatch:
    """What a change puts in the directory, each instead of the one of its name, and what it takes out."""

    institutions: tuple[Institution, ...] = ()
    branches: tuple[Branch, ...] = ()
    teams: tuple[Team, ...] = ()
    advisors: tuple[Advisor, ...] = ()
    removed: Removed = Removed()


@frozen
class Patched:
    """A directory after a change, and where in it what the change put now stands.

    `faults`: what the change alone is wrong about. `places`: part and rank in the whole document → rank in
    the change.
    """

    before: DirectoryDocument
    document: DirectoryDocument
    faults: tuple[Fault, ...]
    places: Mapping[tuple[str, int], int]

    def told(self, faults: Iterable[Fault], already: Callable[[], Iterable[Fault]]) -> Iterator[Fault]:
        """The faults of the whole document, at their place in the change.

        One that lies in what the change did not put is told when it comes of the change: of what it took
        out or renamed. Its sentence then names the part it lies in. `already`: the faults of the document
        before the change, asked for when one lies there; what was wrong before keeps nothing from changing.
        """
        elsewhere = []
        for fault in faults:
            _, part, rank, *rest = fault.pointer.split("/")
            place = self.places.get((part, int(rank)))
            if place is None:
                elsewhere.append(fault)
            else:
                yield Fault("/".join(("", part, str(place), *rest)), fault.code, fault.message)
        known = {_named(one, self.before) for one in already()} if elsewhere else set()
        for fault in elsewhere:
            name, *where = _named(fault, self.document)
            if (name, *where) not in known:
                yield Fault("/removed", fault.code, f"« {name} » : {fault.message}")


def _named(fault: Fault, document: DirectoryDocument) -> tuple[str, ...]:
    """A fault by the name of what it lies in, which no other part's coming or going changes."""
    _, part, rank, *rest = fault.pointer.split("/")
    return NAME_OF[part](getattr(document, part)[int(rank)]), part, *rest, fault.code, fault.message


def apply(patch: DirectoryPatch, document: DirectoryDocument) -> Patched:
    """The directory after a change: what is replaced keeps its place, what is new comes last."""
    faults: list[Fault] = []
    places: dict[tuple[str, int], int] = {}
    parts: dict[str, Any] = {}
    for part, name_of in NAME_OF.items():
        present: Sequence[object] = getattr(document, part)
        put: Sequence[object] = getattr(patch, part)
        removed = _names(part, getattr(patch.removed, part))
        names = tuple(map(name_of, put))
        parts[part], kept = _changed(present, put, frozenset(removed), name_of)
        places |= {(part, rank): place for rank, place in kept.items()}
        faults += _twice(part, names)
        faults += _lost(part, removed, frozenset(map(name_of, present)), frozenset(names))
    return Patched(document, evolve(document, **parts), tuple(faults), places)


def _names(part: str, given: Iterable[str]) -> tuple[str, ...]:
    """Names as they are compared: an address is the same whatever its case."""
    return tuple(one.lower() if part == "advisors" else one for one in given)


def _changed(
    present: Iterable[P], put: Sequence[P], removed: frozenset[str], name_of: Callable[[P], str]
) -> tuple[tuple[P, ...], Mapping[int, int]]:
    """The part after the change, and where what it put stands: rank after → rank in the change."""
    waiting = {name_of(one): rank for rank, one in enumerate(put)}
    after: list[P] = []
    places: dict[int, int] = {}
    for one in present:
        name = name_of(one)
        if name in waiting:
            places[len(after)] = waiting[name]
            after.append(put[waiting.pop(name)])
        elif name not in removed:
            after.append(one)
    for rank in waiting.values():
        places[len(after)] = rank
        after.append(put[rank])
    return tuple(after), places


def _twice(part: str, names: Sequence[str]) -> Iterator[Fault]:
    seen = set[str]()
    for rank, name in enumerate(names):
        if name in seen:
            yield Fault(pointer(part, rank), "duplicate", f"« {name} » est donné deux fois.")
        seen.add(name)


def _lost(part: str, removed: Sequence[str], present: frozenset[str], put: frozenset[str]) -> Iterator[Fault]:
    for rank, name in enumerate(removed):
        if name in put:
            code, sentence = "contradiction", f"« {name} » est à la fois mis et retiré."
        elif name not in present:
            code, sentence = "unknown", f"« {name} » n’est pas dans l’annuaire."
        else:
            continue
        yield Fault(pointer("removed", part, rank), code, sentence)
