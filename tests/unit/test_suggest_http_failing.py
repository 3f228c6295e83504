"""Servers that are slow, broken, full or hostile."""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from chat_server import Json, asked, completion, reply, saying, serving

from annotator.suggest import SuggesterFailed, load_suggester
from annotator.suggest.server import endpoint as endpoints
from annotator.text import document_from_text

DOC = document_from_text("a.txt", "It may rain. It may snow.", language="en")
GOOD = completion('{"marks": []}')


def ask(url: str, options: str = "", monkeypatch: Any = None) -> list[Any]:
    suggester: Any = load_suggester(f"{url}?model=tiny&complete=no{options}")
    waits: list[float] = []
    suggester.asking.pause = waits.append
    suggester.suggest(DOC)
    return waits


def failing(answer: Any, why: str, options: str = "") -> tuple[int, float]:
    """Expect a failure that is told; return how often the server was asked, and the seconds."""
    with serving(answer) as server:
        start = time.monotonic()
        with pytest.raises(SuggesterFailed, match=why) as told:
            ask(server.url, options)
        seconds = time.monotonic() - start
    assert str(told.value).startswith(f"tiny at {server.url}: ")
    assert str(told.value).isprintable()
    return len(server.requests), seconds


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_what_fails_in_passing_is_asked_again(status: int) -> None:
    answers = [status, status, 200]

    def answer(handler: Any, request: Json) -> None:
        reply(handler, GOOD, answers.pop(0))

    with serving(answer) as server:
        waits = ask(server.url)
    assert len(server.requests) == 3
    assert 0.5 <= waits[0] <= 1 <= waits[1] <= 2


def test_it_waits_as_long_as_the_server_wishes_within_reason() -> None:
    wishes = ["7", "100000", "tomorrow"]

    def answer(handler: Any, request: Json) -> None:
        if wishes:
            reply(handler, b"", 503, {"Retry-After": wishes.pop(0)})
        else:
            reply(handler, GOOD)

    with serving(answer) as server:
        waits = ask(server.url, "&tries=4")
    assert waits[:2] == [7, 30]
    assert waits[2] <= 4


def test_what_goes_on_failing_is_given_up() -> None:
    asked_for, _ = failing(lambda h, _: reply(h, b"no\x1b[2Jmemory", 500), "500 .*no␛.2Jmemory")
    assert asked_for == 3


@pytest.mark.parametrize("status", [401, 403, 404, 400, 422])
def test_what_would_fail_again_is_not_repeated(status: int) -> None:
    asked_for, _ = failing(lambda h, _: reply(h, b"", status), f"it answers {status}")
    assert asked_for == (2 if status in (400, 422) else 1)  # once more, without the schema


def test_a_server_that_is_not_there_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(SuggesterFailed, match=r"refused; is the server running"):
        ask(url)


@pytest.mark.parametrize("where", ["http://192.0.2.1/v1/chat/completions", "/elsewhere"])
def test_a_redirection_is_not_followed(where: str) -> None:
    asked_for, _ = failing(
        lambda h, _: reply(h, b"", 307, {"Location": where}), "redirects to .* not followed"
    )
    assert asked_for == 1


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://192.0.2.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    with serving(lambda h, _: reply(h, GOOD)) as server:
        ask(server.url)
    assert len(server.requests) == 1


def test_a_silent_server_is_left() -> None:
    release = threading.Event()

    def answer(handler: Any, request: Json) -> None:
        release.wait(60)

    try:
        _, seconds = failing(answer, "no whole answer within 0.3", "&timeout=0.3&tries=2")
    finally:
        release.set()
    assert seconds < 30


@pytest.mark.parametrize("part", ["head", "body", "chunks"])
def test_a_server_that_drips_is_left(part: str) -> None:
    """Each byte comes in time, and the whole never does."""
    over = threading.Event()

    def answer(handler: Any, request: Json) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        if part == "body":
            handler.wfile.write(b"Content-Length: 100000\r\n\r\n")
        if part == "chunks":
            handler.wfile.write(b"Transfer-Encoding: chunked\r\n\r\n")
        while not over.wait(0.05):
            handler.wfile.write(
                {"head": b"X-A: b\r\n", "body": b" ", "chunks": b"1\r\n \r\n"}[part]
            )

    try:
        _, seconds = failing(answer, "no whole answer within 0.4", "&timeout=0.4&tries=1")
    finally:
        over.set()
    assert seconds < 30


@pytest.mark.parametrize("claimed", [True, False])
def test_a_huge_answer_is_not_read_to_the_end(
    claimed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoints, "LARGEST", 100_000)
    sent = 0

    def answer(handler: Any, request: Json) -> None:
        nonlocal sent
        handler.send_response(200)
        if claimed:
            handler.send_header("Content-Length", str(10**9))
        handler.end_headers()
        while sent < 50_000_000:
            handler.wfile.write(b" " * 65_536)
            sent += 65_536

    asked_for, _ = failing(answer, "more than 100,000 bytes")
    assert asked_for == 1
    assert sent < 50_000_000


def test_an_answer_that_is_cut_off_is_told() -> None:
    def answer(handler: Any, request: Json) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(GOOD) + 50))
        handler.end_headers()
        handler.wfile.write(GOOD)

    assert failing(answer, "cut off")[0] == 3


def test_a_packed_answer_is_refused() -> None:
    """A few bytes may unpack to more than memory holds."""
    asked_for, _ = failing(
        lambda h, _: reply(h, GOOD, headers={"Content-Encoding": "gzip"}), "is packed"
    )
    assert asked_for == 1


@pytest.mark.parametrize(
    "garbage",
    [b"", b"<html>", b"\xff\xfe", b"[1]", b"null", b"[" * 200_000, b"1" * 10_000],
    ids=["nothing", "page", "bytes", "list", "null", "deep", "number"],
)
def test_what_is_no_json_object_is_told(garbage: bytes) -> None:
    assert failing(lambda h, _: reply(h, garbage), "not JSON|no JSON object")[0] == 3


def test_what_is_not_http_is_told() -> None:
    def answer(handler: Any, request: Json) -> None:
        handler.wfile.write(b"SSH-2.0-OpenSSH\r\n")

    assert failing(answer, "SSH")[0] == 3


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b'{"choices": []}',
        b'{"choices": {"0": 1}}',
        b'{"choices": [null]}',
        b'{"choices": ["text"]}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {"content": ["a"]}}]}',
        completion("I cannot help with that."),
        completion('{"marks": {}}'),
        completion('{"marks": "none"}'),
        completion('{"marks": ['),
        completion("{" * 100_000),
        completion('{"a":' * 50_000),
        completion('{"marks": []', finish="length"),
    ],
    ids=lambda body: body[-40:-3].decode(),
)
def test_an_answer_without_marks_is_asked_for_again_in_halves_and_told(body: bytes) -> None:
    asked_for, seconds = failing(lambda h, _: reply(h, body), "the answer cannot be used")
    assert asked_for == 4  # twice for both sentences, twice for the first
    assert seconds < 60


def test_an_answer_that_is_too_long_for_all_is_had_in_halves() -> None:
    def make(request: Json) -> str:
        return "{" if len(asked(request)) > 1 else json.dumps({"marks": []})

    with serving(saying(make)) as server:
        ask(server.url)
    assert [len(asked(request)) for request in server.requests] == [2, 2, 1, 1]


@pytest.fixture
def certified(tmp_path: Path) -> tuple[ssl.SSLContext, Path]:
    """Return a server's context, and the certificate that nobody trusts unasked."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl, which makes the certificate, is not installed")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    command = [openssl, *made.split(), *names, "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context, certificate


def test_certificates_are_checked(
    certified: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    context, certificate = certified
    with serving(lambda h, _: reply(h, GOOD), context) as server:
        url = server.url.replace("http:", "https:")
        with pytest.raises(SuggesterFailed, match="certificate verify failed"):
            ask(url)
        assert server.requests == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        ask(url)
        assert len(server.requests) == 1


def test_a_server_that_drips_is_left_also_behind_tls(
    certified: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    context, certificate = certified
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    over = threading.Event()

    def answer(handler: Any, request: Json) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not over.wait(0.05):
            handler.wfile.write(b" ")

    start = time.monotonic()
    with serving(answer, context) as server:
        try:
            with pytest.raises(SuggesterFailed, match="no whole answer within 1 s"):
                ask(server.url.replace("http:", "https:"), "&timeout=1&tries=1")
        finally:
            over.set()
    assert time.monotonic() - start < 30
