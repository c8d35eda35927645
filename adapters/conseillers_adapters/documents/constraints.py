"""What attrs validators ask of a value, said twice: in JSON Schema words, and to a person."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import Attribute, frozen, validators

from conseillers_adapters.documents.misread import Misread
from conseillers_adapters.documents.shapes import Kind, Tree


@frozen
class Constraint:
    """One demand on a value: its JSON Schema word, and how it is refused."""

    word: str
    bound: Any
    code: str
    sentence: Callable[[Any, Any], str]
    validator: Callable[[Any, Any, Any], Any]


Validator = Any
"""What a field carries as `validator=`: attrs keeps their attributes untyped."""

_Words = tuple[str, str, str, Callable[[Any, Any], str]]

# attrs names its validators in private; their types are taken from its public functions.
_KINDS: dict[type, _Words] = {
    type(validators.max_len(0)): (
        "maxLength",
        "max_length",
        "too_long",
        lambda n, value: f"Trop long : {_counted(n, value)} au plus.",
    ),
    type(validators.min_len(0)): (
        "minLength",
        "min_length",
        "too_short",
        lambda n, value: f"Trop court : {_counted(n, value)} au moins.",
    ),
    type(validators.matches_re("")): (
        "pattern",
        "pattern",
        "format",
        lambda *_: "Forme inattendue.",
    ),
    type(validators.in_(())): (
        "enum",
        "options",
        "unknown_option",
        lambda options, _: unknown_option(options),
    ),
}
_BOUNDS: dict[str, tuple[str, str, Callable[[Any, Any], str]]] = {
    ">=": ("minimum", "too_small", lambda n, _: f"Trop petit : {n} au moins."),
    ">": ("exclusiveMinimum", "too_small", lambda n, _: f"Trop petit : plus de {n} attendu."),
    "<=": ("maximum", "too_big", lambda n, _: f"Trop grand : {n} au plus."),
    "<": ("exclusiveMaximum", "too_big", lambda n, _: f"Trop grand : moins de {n} attendu."),
}
_NUMBER: Kind = type(validators.ge(0))
_AND: Kind = type(validators.and_())
_OPTIONAL: Kind = type(validators.optional(validators.ge(0)))


def unknown_option(options: Iterable[object]) -> str:
    """The sentence for a value that is none of the accepted ones, which it lists."""
    return f"Valeur inconnue. Valeurs acceptées : {', '.join(map(str, options))}."


def _counted(count: int, value: Tree) -> str:
    unit = "caractère" if isinstance(value, str) else "élément"
    return f"{count} {unit}{'s' if count > 1 else ''}"


def constraints(attribute: "Attribute[Any]") -> tuple[Constraint, ...]:
    """What a field asks through attrs's own validators; others stay the class's business."""
    return tuple(_constraints(attribute.validator))


def check(attribute: "Attribute[Any]", value: Tree) -> None:
    """Refuse a value that breaks a constraint of its field, before its object is built.

    Raises:
        Misread: for the first demand broken.
    """
    if value is None:
        return
    for constraint in constraints(attribute):
        try:
            constraint.validator(None, attribute, value)
        except (ValueError, TypeError) as error:
            raise Misread(constraint.code, constraint.sentence(constraint.bound, value)) from error


def _constraints(validator: Validator) -> Iterator[Constraint]:
    if isinstance(validator, _AND):
        for one in validator._validators:  # noqa: SLF001 - attrs tells them in no other way
            yield from _constraints(one)
    elif isinstance(validator, _OPTIONAL):
        yield from _constraints(validator.validator)
    elif isinstance(validator, _NUMBER):
        word, code, sentence = _BOUNDS[validator.compare_op]
        yield Constraint(word, validator.bound, code, sentence, validator)
    elif kind := _KINDS.get(type(validator)):
        word, source, code, sentence = kind
        bound = getattr(validator, source)
        if isinstance(bound, re.Pattern):
            bound = _anchored(bound.pattern, validator.match_func)
        yield Constraint(word, bound, code, sentence, validator)


def _anchored(pattern: str, match: Callable[..., Any]) -> str:
    """The pattern as JSON Schema reads it, which looks anywhere in the text."""
    if match.__name__ == "search":
        return pattern
    return f"^(?:{pattern})" if match.__name__ == "match" else f"^(?:{pattern})$"
