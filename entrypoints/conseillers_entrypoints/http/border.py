"""The border: handlers ask for attrs classes and answer with them, documents stay outside."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Generic, TypeVar, get_args, get_origin

from attrs import frozen, has
from litestar import Request, Response
from litestar.dto import AbstractDTO
from litestar.plugins import SerializationPlugin
from litestar.typing import FieldDefinition

from conseillers_adapters.documents import prepare, read, read_partly
from conseillers_adapters.encoding import to_json
from conseillers_domain.errors import Fault
from conseillers_entrypoints.http.bodies import decode, must_be_json
from conseillers_entrypoints.http.schema import AttrsSchema

T = TypeVar("T")


@frozen
class Partly(Generic[T]):
    """A body read as far as it is right, for a use case that tells all faults at once.

    A handler asks for `data: JSONBody[Partly[DemandForm]]`; `faults` are the structural ones.
    """

    value: T
    faults: tuple[Fault, ...]


class Documents(SerializationPlugin):
    """Litestar's bodies and answers, read and written as every document of the service is."""

    def supports_type(self, field_definition: FieldDefinition) -> bool:
        """Whether a body or an answer of this type is ours: attrs classes, and what holds them."""
        return _is_ours(field_definition)

    def create_dto_for_type(self, field_definition: FieldDefinition) -> type[AbstractDTO[Any]]:
        """The bridge for one type, compiled at start: a type no document carries stops it there."""
        asked = field_definition.annotation
        partly = get_origin(asked) is Partly
        kind = get_args(asked)[0] if partly else asked
        body = field_definition.name == "data"
        if body:
            prepare(kind)

        class Bridge(_Bridge):
            model_type = kind

            def decode_builtins(self, value: Any) -> Any:  # noqa: ANN401 - Litestar's signature
                return Partly(*read_partly(kind, value)) if partly else read(kind, value)

        return Bridge


class _Bridge(AbstractDTO[Any]):
    """What Litestar calls between bytes and handlers; its transfer by fields stays unused."""

    @classmethod
    def create_for_field_definition(cls, *_: Any, **__: Any) -> None:  # noqa: ANN401 - Litestar's signature
        """Nothing to build: the reading is compiled already."""

    @classmethod
    def create_openapi_schema(
        cls,
        field_definition: FieldDefinition,
        handler_id: str,  # noqa: ARG003 - Litestar's signature
        schema_creator: Any,  # noqa: ANN401 - private to Litestar
    ) -> Any:  # noqa: ANN401 - private to Litestar
        """The schema of the class itself; of the form, when read partly; of an answer's content."""
        if get_origin(field_definition.annotation) is Partly or field_definition.is_subclass_of(Response):
            field_definition = field_definition.inner_types[0]
        return schema_creator.for_field_definition(field_definition)

    @classmethod
    def is_supported_model_type_field(cls, field_definition: FieldDefinition) -> bool:
        """Whether an answer is ours to write; Litestar asks routes that only take a body too."""
        return field_definition.match_predicate_recursively(_is_ours)

    def decode_bytes(self, value: bytes) -> Any:  # noqa: ANN401 - Litestar's signature
        """The value of a body, whose type and levels are checked first."""
        request = self.asgi_connection
        assert isinstance(request, Request)
        must_be_json(request.content_type[0])
        return self.decode_builtins(decode(value))

    def data_to_encodable_type(self, data: Any) -> Any:  # noqa: ANN401 - Litestar's signature
        """What a handler answers, in bytes already; a whole answer keeps its status and headers."""
        if isinstance(data, Response):
            if not isinstance(data.content, bytes):
                data.content = to_json(data.content)
            return data
        return to_json(data)


def _is_ours(field_definition: FieldDefinition) -> bool:
    annotation = field_definition.annotation
    return bool(has(get_origin(annotation) or annotation))


def border_plugins(examples: Mapping[type, dict[str, Any]] = MappingProxyType({})) -> list[Any]:
    """What `Litestar(plugins=…)` needs to speak documents and to describe them, with these examples."""
    return [Documents(), AttrsSchema(examples)]
