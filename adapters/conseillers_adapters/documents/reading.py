"""Documents become values: wholly, or as far as they are right, with every fault told at once."""

from typing import Any, TypeVar

from conseillers_adapters.documents.faults import Finding, findings
from conseillers_adapters.documents.repairs import repaired
from conseillers_adapters.documents.shapes import Kind
from conseillers_adapters.documents.strict import converter
from conseillers_domain.errors import Fault, Invalid, told_once

T = TypeVar("T")

# Most documents are right: they are read without the book-keeping that finds faults.
_FAST = converter(telling=False)
_TELLING = converter()


def prepare(cls: Kind) -> None:
    """Compile the reading of a type now, not at its first document.

    Raises:
        cattrs.StructureHandlerNotFoundError: when documents cannot carry such a type.
    """
    _FAST.get_structure_hook(cls)
    _TELLING.get_structure_hook(cls)


def read(cls: type[T], raw: object) -> T:
    """The value that a document (a tree of JSON builtins) stands for.

    Raises:
        Invalid: with every structural fault, pointers from the document's root; codes `required`,
            `type`, `unknown_field`, `format`, `unknown_option`, and those of attrs validators
            (`too_long`, `too_short`, `too_small`, `too_big`).
    """
    value: T
    value, found = _attempt(cls, raw)
    if found:
        raise Invalid(*_faults(found))
    return value


def read_partly(cls: type[T], raw: object) -> tuple[T, tuple[Fault, ...]]:
    """A value made of all that is right in a document, and the structural faults of the rest.

    A faulty field takes its default; one without a default, and an element of a list, a neutral
    value (empty text, zero, first option…), so that indexes do not shift. What further checks
    say about those places is dropped by `told_once`.

    Raises:
        Invalid: when nothing can be made of it, above all when the root is not an object.
    """
    faults: tuple[Fault, ...] = ()
    while True:
        value, found = _attempt(cls, raw)
        if not found:
            return value, faults
        # A second round finds objects whose own rule refuses them once their fields are right.
        new = told_once(faults, _faults(found))
        if new == faults or any(not finding.steps for finding in found):
            raise Invalid(*new)
        faults = new
        raw = repaired(raw, ((finding.steps, finding.filler) for finding in found))


def _attempt(cls: type[T], raw: object) -> tuple[Any, list[Finding]]:
    try:
        return _FAST.structure(raw, cls), []
    except Exception:  # noqa: BLE001 - whatever it is, the telling converter says what and where
        try:
            return _TELLING.structure(raw, cls), []
        except Exception as error:  # noqa: BLE001 - `findings` raises again what is no fault
            return None, list(findings(error, raw))


def _faults(found: list[Finding]) -> tuple[Fault, ...]:
    return tuple(fault for finding in found for fault in finding.faults)
