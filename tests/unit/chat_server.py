"""A small chat server on this machine, which answers as a test tells it to."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]


def completion(content: str, finish: str = "stop") -> bytes:
    """Return a chat completion that says ``content``."""
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return json.dumps({"object": "chat.completion", "choices": [choice]}).encode()


def asked(request: Json) -> list[Json]:
    """Return the sentences that a request asks about."""
    sentences: list[Json] = json.loads(request["messages"][1]["content"])["sentences"]
    return sentences


@dataclass
class ChatServer:
    """A server; ``answer`` writes what it likes to a request's handler.

    Attributes:
        answer: Called with the handler and what was sent.
        port: Where it listens.
        requests: What was sent so far.
        headers: The headers that came with it.
        paths: The paths asked for.
    """

    answer: Callable[[BaseHTTPRequestHandler, Json], None]
    port: int = 0
    requests: list[Json] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"


def reply(
    handler: BaseHTTPRequestHandler,
    body: bytes,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> None:
    """Send a whole answer."""
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def saying(make: Callable[[Json], str]) -> Callable[[BaseHTTPRequestHandler, Json], None]:
    """Answer with a completion whose text is made from the request."""
    return lambda handler, request: reply(handler, completion(make(request)))


@contextmanager
def serving(
    answer: Callable[[BaseHTTPRequestHandler, Json], None], context: ssl.SSLContext | None = None
) -> Iterator[ChatServer]:
    """Run a server on a free port of this machine; with a context, it speaks TLS."""
    server = ChatServer(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.requests.append(json.loads(body))
            server.headers.append(dict(self.headers))
            server.paths.append(self.path)
            try:
                server.answer(self, server.requests[-1])
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        if context:
            listening.socket = context.wrap_socket(listening.socket, server_side=True)
        listening.daemon_threads = True
        listening.block_on_close = False
        server.port = listening.server_address[1]
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join()
