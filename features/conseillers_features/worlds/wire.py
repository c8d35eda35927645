"""What a world over HTTP says and hears: browsers, answers, and problems turned back into refusals."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

import httpx
from attrs import frozen

from conseillers_adapters.documents import read
from conseillers_adapters.encoding import to_json
from conseillers_application.orphans import Orphaned
from conseillers_application.shut_out import LeftToThem
from conseillers_application.task_views import CompanyAnswerView
from conseillers_application.views import ReferralView
from conseillers_domain.errors import (
    Conflict,
    Fault,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    ShutOut,
    Stale,
    TooMany,
    Unavailable,
    Unidentified,
)

T = TypeVar("T")
Problem = Mapping[str, Any]


@frozen
class Browser:
    """What one person reaches the service with: it keeps cookies, and sends back the proof of a page."""

    client: httpx.Client

    def get(self, path: str, **parameters: object) -> httpx.Response:
        """Read something. Raises what the service refuses with."""
        asked = {name: str(value) for name, value in parameters.items() if value is not None}
        return answered(self.client.get(path, params=asked or None))

    def send(self, method: str, path: str, body: object, **headers: str) -> httpx.Response:
        """Send a document. Raises what the service refuses with."""
        sent = {"content-type": "application/json", **headers}
        proof = self.client.cookies.get("csrftoken")
        if proof is not None:
            sent["x-csrftoken"] = proof
        return answered(self.client.request(method, path, content=to_json(body), headers=sent))


def answered(response: httpx.Response) -> httpx.Response:
    """An answer that says yes. Raises the refusal of one that says no."""
    if response.is_success:
        return response
    assert response.headers["content-type"] == "application/problem+json", response.text
    problem = response.json()
    assert problem["status"] == response.status_code
    assert problem["type"].startswith("/problems/")
    assert problem["title"]
    raise REFUSALS[response.status_code](problem, response.headers)


def _invalid(problem: Problem, _: httpx.Headers) -> Refusal:
    return Invalid(*(Fault(one["pointer"], one["code"], one["message"]) for one in problem["errors"]))


def _conflict(problem: Problem, _: httpx.Headers) -> Refusal:
    code, current = _code(problem), problem.get("current")
    kind = PRESENT.get(code, ReferralView)
    return Conflict(problem["detail"], code=code, current=None if current is None else read(kind, current))


def _unidentified(problem: Problem, headers: httpx.Headers) -> Refusal:
    left = problem.get("current")
    if left is None:
        return _plain(Unidentified)(problem, headers)
    return ShutOut(problem["detail"], left=read(LeftToThem, left))


def _too_many(problem: Problem, headers: httpx.Headers) -> Refusal:
    return TooMany(problem["detail"], code=_code(problem), retry_after=int(headers["retry-after"]))


def _unavailable(problem: Problem, headers: httpx.Headers) -> Refusal:
    return Unavailable(problem["detail"], code=_code(problem), retry_after=int(headers["retry-after"]))


def _plain(kind: type[Refusal]) -> Callable[[Problem, httpx.Headers], Refusal]:
    return lambda problem, _: kind(problem["detail"], code=_code(problem))


def _code(problem: Problem) -> str:
    return str(problem["type"]).removeprefix("/problems/")


PRESENT: Final[Mapping[str, type]] = {
    "would_orphan": Orphaned,
    "already_answered": CompanyAnswerView,
    "answer_not_owed": CompanyAnswerView,
}
"""What stands beside a conflict of that code; a team's referral beside any other."""

REFUSALS: Final[Mapping[int, Callable[[Problem, httpx.Headers], Refusal]]] = {
    401: _unidentified,
    403: _plain(Forbidden),
    404: _plain(NotFound),
    409: _conflict,
    412: _plain(Stale),
    422: _invalid,
    429: _too_many,
    503: _unavailable,
}
"""The refusal behind each status; any other status is a bug."""


def view(kind: type[T], response: httpx.Response, *left_out: str) -> T:
    """A read model as it travelled, read strictly: not a key more, not a key less."""
    document = {key: value for key, value in response.json().items() if key not in left_out}
    return read(kind, document)
