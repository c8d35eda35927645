"""The load: a few keep-alive connections that send ready-made bytes, from a process of their own."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from time import perf_counter

from attrs import Factory, define, field, frozen

CONNECTIONS = 8
"""As many requests at once as the server ever sees."""


@frozen
class Answer:
    """One answer; `latency`: seconds since the request was due, waiting for a free connection included."""

    status: int
    latency: float
    body: bytes


@frozen
class Load:
    """What came of a load: the answers, in no order, and how long all of them took."""

    answers: tuple[Answer, ...]
    elapsed: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.answers) / self.elapsed


def request(method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> bytes:
    """The bytes of a request."""
    lines = [f"{method} {path} HTTP/1.1", "host: 127.0.0.1", f"content-length: {len(body)}"]
    if body:
        lines.append("content-type: application/json")
    lines += (f"{name}: {value}" for name, value in (headers or {}).items())
    return "\r\n".join((*lines, "", "")).encode() + body


class Client:
    """Loads a server from another process, which does nothing else."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        """Keep that process."""
        self._pool = pool

    def __call__(self, port: int, requests: Sequence[bytes], *, rate: float | None = None) -> Load:
        """Send them all, as fast as they are answered or at that many a second."""
        return self._pool.submit(load, port, tuple(requests), rate).result()


@contextmanager
def client() -> Iterator[Client]:
    """A client for the time of a benchmark."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        yield Client(pool)


def load(port: int, requests: Sequence[bytes], rate: float | None) -> Load:
    """The load itself, in the process that bears it."""
    return asyncio.run(_load(port, requests, rate))


async def _load(port: int, requests: Sequence[bytes], rate: float | None) -> Load:
    loop = asyncio.get_running_loop()
    todo = _Todo(requests, rate)
    lines = [
        (await loop.create_connection(lambda: _Connection(todo), "127.0.0.1", port))[1]
        for _ in range(CONNECTIONS)
    ]
    begun = todo.begun = perf_counter()
    for line in lines:
        line.next()
    await asyncio.wait_for(asyncio.gather(*(line.done for line in lines)), 300)
    elapsed = perf_counter() - begun
    return Load(tuple(answer for line in lines for answer in line.answers), elapsed)


@define
class _Todo:
    """What is left to send, shared by the connections."""

    requests: Sequence[bytes]
    rate: float | None
    begun: float = 0.0
    sent: int = 0

    def take(self) -> tuple[bytes, float] | None:
        """The next request and when it is due."""
        if self.sent == len(self.requests):
            return None
        due = perf_counter() if self.rate is None else self.begun + self.sent / self.rate
        self.sent += 1
        return self.requests[self.sent - 1], due


@define(eq=False)
class _Connection(asyncio.Protocol):
    """One keep-alive connection: a request, its answer, the next request."""

    todo: _Todo
    answers: list[Answer] = Factory(list)
    done: "asyncio.Future[None]" = field(init=False)
    _transport: asyncio.WriteTransport = field(init=False)
    _read: bytearray = Factory(bytearray)
    _due: float = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way out."""
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport
        self.done = asyncio.get_running_loop().create_future()

    def next(self) -> None:
        """Send the next request when it is due, or close."""
        taken = self.todo.take()
        if taken is None:
            self._transport.close()
            self.done.set_result(None)
            return
        content, self._due = taken
        wait = self._due - perf_counter()
        if wait <= 0:
            self._transport.write(content)
        else:
            asyncio.get_running_loop().call_later(wait, self._transport.write, content)

    def data_received(self, data: bytes) -> None:
        """Read on; once an answer is whole, go on with the next request."""
        self._read += data
        head = self._read.find(b"\r\n\r\n")
        if head < 0:
            return
        fields = bytes(self._read[:head]).lower()
        start = head + 4
        place = fields.find(b"content-length:")
        length = int(fields[place + 15 :].split(b"\r\n", 1)[0]) if place >= 0 else 0
        if len(self._read) < start + length:
            return
        self.answers.append(
            Answer(int(fields[9:12]), perf_counter() - self._due, bytes(self._read[start : start + length]))
        )
        self._read.clear()
        self.next()

    def connection_lost(self, exc: Exception | None) -> None:
        """A server that hangs up in the middle fails the whole load."""
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("the server hung up"))
