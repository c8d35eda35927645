"""From what cattrs raises to what a person is told: each fault with its place."""

from collections.abc import Iterator

from attrs import NOTHING, fields_dict, frozen
from cattrs import ClassValidationError, IterableValidationError
from cattrs.errors import AttributeValidationNote, ForbiddenExtraKeysError

from conseillers_adapters.documents.keys import key_of
from conseillers_adapters.documents.misread import Misread
from conseillers_adapters.documents.repairs import DROP, Steps, neutral
from conseillers_adapters.documents.shapes import Tree, bare
from conseillers_domain.errors import REQUIRED, Fault, Invalid, Refusal, pointer


@frozen
class Finding:
    """A faulty place of a document, and what to put there so that the rest can be read."""

    steps: Steps
    faults: tuple[Fault, ...]
    filler: Tree


def findings(error: Exception, document: Tree) -> Iterator[Finding]:
    """Every faulty place that a failed reading of the document found, in the order of the classes.

    Raises:
        Exception: the error itself, or a part of it, when it is no fault of the document.
    """
    return _walk(error, document, (), filler=None)


def _walk(error: Exception, raw: Tree, steps: Steps, *, filler: Tree) -> Iterator[Finding]:
    match error:
        case ClassValidationError():
            yield from _in_object(error, raw, steps, filler)
        case IterableValidationError():
            yield from _in_many(error, raw, steps)
        case Invalid():
            at = pointer(*map(_speakable, steps))
            yield Finding(steps, tuple(fault.under(at) for fault in error.faults), filler)
        case Misread() | Refusal():
            yield _finding(steps, error.code, error.sentence, filler)
        case ValueError():
            yield _finding(steps, "format", "Valeur refusée.", filler)
        case _:
            raise error


def _in_object(error: ClassValidationError, raw: Tree, steps: Steps, filler: Tree) -> Iterator[Finding]:
    placed, others = error.group_exceptions()
    for cause, note in placed:
        yield from _at_attribute(error, cause, note, raw, steps)
    for cause in others:
        if isinstance(cause, ForbiddenExtraKeysError):
            for key in sorted(cause.extra_fields):
                yield _finding((*steps, key), "unknown_field", "Champ inconnu.", DROP)
        else:
            yield from _walk(cause, raw, steps, filler=filler)


def _at_attribute(
    error: ClassValidationError,
    cause: Exception,
    note: AttributeValidationNote,
    raw: Tree,
    steps: Steps,
) -> Iterator[Finding]:
    key = key_of(note.name)
    place = (*steps, key)
    attribute = fields_dict(bare(error.cl))[note.name]
    needed = attribute.default is NOTHING
    filler = neutral(note.type) if needed else DROP
    if needed and raw.get(key) is None and isinstance(cause, KeyError | Misread):
        yield _finding(place, "required", REQUIRED, filler)
    else:
        yield from _walk(cause, raw[key], place, filler=filler)


def _in_many(error: IterableValidationError, raw: Tree, steps: Steps) -> Iterator[Finding]:
    placed, _ = error.group_exceptions()
    for cause, note in placed:
        # An element leaves something behind it, so that its neighbours keep their index.
        filler = DROP if isinstance(raw, dict) else neutral(note.type)
        yield from _walk(cause, raw[note.index], (*steps, note.index), filler=filler)


def _finding(steps: Steps, code: str, sentence: str, filler: Tree) -> Finding:
    fault = Fault(pointer(*map(_speakable, steps)), code, sentence)
    return Finding(steps, (fault,), filler)


def _speakable(step: str | int) -> str | int:
    """A step that can be sent back: keys come from outside, halves of surrogate pairs included."""
    return step.encode(errors="replace").decode() if isinstance(step, str) else step
