"""What a client written for one OpenAPI document may stumble on in the next one."""

from collections.abc import Iterator
from typing import Any, TypeAlias

Document: TypeAlias = dict[str, Any]


def breaks(before: Document, after: Document) -> list[str]:
    """The breaking differences, none when the version announces them (first number; second before 1.0)."""
    if _line(before["info"]["version"]) != _line(after["info"]["version"]):
        return []
    return list(_Comparison(before, after).told())


def _line(version: str) -> list[str]:
    major, minor, *_ = version.split(".")
    return [major, minor] if major == "0" else [major]


class _Comparison:
    """Each operation of the older document against the newer one."""

    def __init__(self, before: Document, after: Document) -> None:
        self.before, self.after = before, after
        self.seen: set[tuple[str, str, bool]] = set()

    def told(self) -> Iterator[str]:
        for path, item in self.before["paths"].items():
            for method, operation in item.items():
                place = f"{method.upper()} {path}"
                other = self.after["paths"].get(path, {}).get(method)
                if other is None:
                    yield f"{place}: gone"
                    continue
                if operation["operationId"] != other["operationId"]:
                    yield f"{place}: operationId"
                yield from self.parameters(place, operation, other)
                yield from self.body(place, operation, other)
                yield from self.answers(place, operation, other)

    def parameters(self, place: str, before: Document, after: Document) -> Iterator[str]:
        old, new = (
            {(one["in"], one["name"]): one for one in operation.get("parameters", ())}
            for operation in (before, after)
        )
        for key in old.keys() - new.keys():
            yield f"{place}: parameter {key[1]} gone"
        for key, one in new.items():
            if one.get("required") and not old.get(key, {}).get("required"):
                yield f"{place}: parameter {key[1]} required"
            if key in old:
                at = f"{place} {key[1]}"
                yield from self.schemas(at, old[key]["schema"], one["schema"], sent=True)

    def body(self, place: str, before: Document, after: Document) -> Iterator[str]:
        if "requestBody" in after and "requestBody" not in before:
            yield f"{place}: body required"
        for kind, content in before.get("requestBody", {}).get("content", {}).items():
            other = after.get("requestBody", {}).get("content", {}).get(kind)
            if other is None:
                yield f"{place}: body {kind} gone"
            else:
                yield from self.schemas(f"{place} body", content["schema"], other["schema"], sent=True)

    def answers(self, place: str, before: Document, after: Document) -> Iterator[str]:
        for status, answer in before["responses"].items():
            other = after["responses"].get(status)
            if other is None:
                yield f"{place}: answer {status} gone"
                continue
            for kind, content in answer.get("content", {}).items():
                found = other.get("content", {}).get(kind)
                if found is None:
                    yield f"{place}: answer {status} {kind} gone"
                elif "schema" in content and "schema" in found:
                    at = f"{place} {status}"
                    yield from self.schemas(at, content["schema"], found["schema"], sent=False)

    def schemas(self, place: str, before: Document, after: Document, *, sent: bool) -> Iterator[str]:
        names = before.get("$ref", ""), after.get("$ref", "")
        if all(names):
            if (*names, sent) in self.seen:
                return
            self.seen.add((*names, sent))
            place = names[0].rpartition("/")[2]
        old, new = self.found(before, self.before), self.found(after, self.after)
        if _kinds(old) != _kinds(new) and not (sent and _kinds(old) < _kinds(new)):
            yield f"{place}: type"
        yield from _words(place, old, new, sent=sent)
        properties = new.get("properties", {})
        for key, part in old.get("properties", {}).items():
            if key not in properties:
                yield f"{place}/{key}: gone"
            else:
                yield from self.schemas(f"{place}/{key}", part, properties[key], sent=sent)
        if "items" in old and "items" in new:
            yield from self.schemas(f"{place}[]", old["items"], new["items"], sent=sent)

    def found(self, schema: Document, document: Document) -> Document:
        """What a reference leads to; the one alternative that is not null."""
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            found: Document = document["components"]["schemas"][name]
            return found
        several = [one for word in ("oneOf", "anyOf", "allOf") for one in schema.get(word, ())]
        several = [one for one in several if one.get("type") != "null"]
        return self.found(several[0], document) if len(several) == 1 else schema


def _words(place: str, old: Document, new: Document, *, sent: bool) -> Iterator[str]:
    """What may be sent must stay so; what is answered must stay known, and stay there."""
    choices, now = set(old.get("enum", ())), set(new.get("enum", ()))
    if now and ((choices - now) if sent else (choices and now - choices)):
        yield f"{place}: enum"
    must, must_now = set(old.get("required", ())), set(new.get("required", ()))
    if sent:
        yield from (f"{place}/{key}: required" for key in sorted(must_now - must))
    else:
        yield from (f"{place}/{key}: no longer sure" for key in sorted(must - must_now))


def _kinds(schema: Document) -> set[str]:
    kinds = schema.get("type", ())
    return {kinds} if isinstance(kinds, str) else set(kinds)
