"""attrs classes described in OpenAPI: constraints, descriptions, examples, nothing private.

A field says more about itself in its metadata: `{"description": …, "example": …}`, and any JSON
Schema word under `"schema"` when the rule is checked elsewhere than by an attrs validator.
"""

import inspect
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, get_origin

from attrs import NOTHING, Attribute, Factory, has
from litestar.openapi.spec import Reference, Schema
from litestar.plugins import OpenAPISchemaPlugin
from litestar.typing import FieldDefinition

from conseillers_adapters.documents import unstructure
from conseillers_adapters.documents.constraints import constraints
from conseillers_adapters.documents.keys import key_of, shown_fields

# JSON Schema counts letters and elements with two words; attrs with one.
_OF_LISTS = {"max_length": "max_items", "min_length": "min_items"}


class AttrsSchema(OpenAPISchemaPlugin):
    """The component of each attrs class, as strict in the description as in the reading."""

    def __init__(self, examples: Mapping[type, dict[str, Any]] = MappingProxyType({})) -> None:
        """`examples`: whole examples of classes that know nothing of documents."""
        self._examples = examples

    @staticmethod
    def is_plugin_supported_type(value: Any) -> bool:  # noqa: ANN401 - Litestar's signature
        """Whether a type is an attrs class, generic or not."""
        return bool(has(get_origin(value) or value))

    def to_openapi_schema(
        self,
        field_definition: FieldDefinition,
        schema_creator: Any,  # noqa: ANN401 - private to Litestar
    ) -> Schema:
        """The object: closed, each property with what it asks."""
        cls = field_definition.annotation
        hints = field_definition.get_type_hints(include_extras=True, resolve_generics=True)
        shown = {key_of(attribute.name): attribute for attribute in shown_fields(cls)}
        schema: Schema = schema_creator.create_component_schema(
            field_definition,
            required=[key for key, one in shown.items() if one.default is NOTHING],
            property_fields={
                key: FieldDefinition.from_kwarg(hints[one.name], key) for key, one in shown.items()
            },
        )
        schema.additional_properties = False
        schema.description = _first_sentence(get_origin(cls) or cls)
        schema.properties = {
            key: _described(part, shown[key]) for key, part in (schema.properties or {}).items()
        }
        if (example := self._examples.get(cls) or example_of(cls)) is not None:
            schema.examples = [example]
        return schema


def example_of(cls: Any) -> dict[str, Any] | None:  # noqa: ANN401 - an attrs class, generic or not
    """The example that a class's fields make together, if every required one has its own."""
    example: dict[str, Any] = {}
    for attribute in shown_fields(cls):
        if "example" in attribute.metadata:
            example[key_of(attribute.name)] = unstructure(attribute.metadata["example"])
        elif attribute.default is NOTHING:
            return None
    return example or None


def _first_sentence(cls: type) -> str | None:
    text = inspect.getdoc(cls)
    return text.split("\n\n")[0].replace("\n", " ") if text else None


def _described(part: Schema | Reference, attribute: "Attribute[Any]") -> Schema | Reference:
    words = _words(part, attribute)
    if not words:
        return part
    if isinstance(part, Reference):
        part = Schema(all_of=[part])
    for word, value in words.items():
        setattr(part, word, value)
    return part


def _words(part: Schema | Reference, attribute: "Attribute[Any]") -> dict[str, Any]:
    words = {_snake(one.word): one.bound for one in constraints(attribute)}
    words |= attribute.metadata.get("schema", {})
    if isinstance(part, Schema) and part.type == "array":
        words = {_OF_LISTS.get(word, word): value for word, value in words.items()}
    if "enum" in words:
        words["enum"] = list(words["enum"])
    if "description" in attribute.metadata:
        words["description"] = attribute.metadata["description"]
    if "example" in attribute.metadata:
        words["examples"] = [unstructure(attribute.metadata["example"])]
    default: Any = attribute.default
    if default is not NOTHING and default is not None and not isinstance(default, Factory):  # type: ignore[arg-type]
        words["default"] = unstructure(default)
    return words


def _snake(word: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in word)
