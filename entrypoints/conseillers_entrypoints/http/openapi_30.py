"""The OpenAPI 3.1 document said in 3.0, which is all that the bundled page understands."""

from typing import Any

Document = dict[str, Any]

_BOUNDS = {"exclusiveMaximum": "maximum", "exclusiveMinimum": "minimum"}


def as_30(document: Document) -> Document:
    """A rendition for showing; the published document stays the 3.1 one."""
    return {**_said(document), "openapi": "3.0.3"}


def _said(node: Any) -> Any:  # noqa: ANN401 - any node of a JSON document
    if isinstance(node, list):
        return [_said(part) for part in node]
    if not isinstance(node, dict):
        return node
    node = {key: _said(part) for key, part in node.items()}
    for rewording in _REWORDINGS:
        rewording(node)
    return node


def _kinds(node: Document) -> None:
    if isinstance(kinds := node.get("type"), list):
        rest = [kind for kind in kinds if kind != "null"]
        node |= {"type": rest[0], "nullable": len(rest) < len(kinds)}


def _choices(node: Document) -> None:
    for word in ("oneOf", "anyOf"):
        choices = node.get(word)
        if isinstance(choices, list) and {"type": "null"} in choices:
            rest = [choice for choice in choices if choice != {"type": "null"}]
            node |= {word: rest, "nullable": True}


def _bounds(node: Document) -> None:
    for exclusive, bound in _BOUNDS.items():
        if isinstance(node.get(exclusive), int | float):
            node |= {bound: node[exclusive], exclusive: True}


def _words(node: Document) -> None:
    if "const" in node and not isinstance(node["const"], dict):
        node["enum"] = [node.pop("const")]
    if isinstance(node.get("examples"), list):
        node["example"] = node.pop("examples")[0]
    if isinstance(node.get("prefixItems"), list):
        node["items"] = {"oneOf": node.pop("prefixItems")}
    if node.get("required") == []:
        del node["required"]


_REWORDINGS = (_kinds, _choices, _bounds, _words)
