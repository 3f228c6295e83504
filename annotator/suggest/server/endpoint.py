"""Where a server is, and one exchange with it: bounded in time and size, straight, unredirected."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from annotator.suggest.suggester import UnusableSuggester
from annotator.text import display_text

LARGEST: Final = 4_000_000
"""Bytes of an answer; more are not read."""
_CHUNK = 65_536
_COMPLETIONS = "/chat/completions"


class ExchangeError(Exception):
    """A request came to nothing.

    Attributes:
        status: The HTTP status; 0 where there was none.
        passing: Whether it may go well the next time.
        wait: Seconds after which the server wants to be asked again; 0 if it does not say.
    """

    def __init__(self, message: str, *, status: int = 0, passing: bool, wait: float = 0) -> None:
        super().__init__(message)
        self.status = status
        self.passing = passing
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The place of a server.

    Attributes:
        scheme: ``http`` or ``https``.
        host: Its name or address.
        port: Its port.
        path: The path that completes chats.
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def address(self) -> str:
        """The address without the path, for people."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def local(self) -> bool:
        """Whether the server is on this machine."""
        if self.host == "localhost" or self.host.endswith(".localhost"):
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    def post(
        self, body: Mapping[str, Any], headers: Mapping[str, str], timeout: float
    ) -> dict[str, Any]:
        """Send JSON and return the JSON object that comes back.

        No proxy is used, whatever the environment says, and no redirection is followed.

        Args:
            body: What to send.
            headers: More headers, such as an authorisation.
            timeout: Seconds in which all must be done.

        Raises:
            ExchangeError: If it is not.
        """
        connection = self._connection(timeout)
        late = threading.Event()
        watch = threading.Timer(timeout, _hang_up, (connection, late))
        watch.daemon = True
        watch.start()
        try:
            connection.connect()
            if late.is_set():
                raise TimeoutError
            return _exchange(connection, self.path, json.dumps(body).encode(), headers)
        except ExchangeError:
            if late.is_set():
                raise _too_late(self, timeout) from None
            raise
        except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
            # Hanging up under a reader makes http.client and ssl raise what they will.
            if late.is_set() or isinstance(error, TimeoutError):
                raise _too_late(self, timeout) from error
            if isinstance(error, AttributeError):
                raise
            passing = not isinstance(error, ssl.SSLCertVerificationError)
            reason = display_text(" ".join(str(error).split())[:200]) or type(error).__name__
            raise ExchangeError(f"{self.address}: {reason}", passing=passing) from error
        finally:
            watch.cancel()
            connection.close()

    def _connection(self, timeout: float) -> http.client.HTTPConnection:
        if self.scheme == "http":
            return http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(self.host, self.port, timeout=timeout, context=context)


def endpoint(url: str) -> Endpoint:
    """Return the endpoint at ``url``, whose path may leave ``/v1/chat/completions`` away.

    Raises:
        UnusableSuggester: If the address is none, or holds what it should not.
    """
    parts = _parts(url)
    if parts.username is not None or parts.password is not None:
        raise UnusableSuggester(
            f"{parts.scheme}://{parts.hostname}: an address must hold no password; "
            "put the key into the environment's ANNOTATOR_HTTP_KEY"
        )
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise UnusableSuggester(f"{url}: {error}") from error
    path = parts.path.rstrip("/")
    if not path.endswith(_COMPLETIONS):
        path += _COMPLETIONS if path.endswith("/v1") else "/v1" + _COMPLETIONS
    return Endpoint(parts.scheme, parts.hostname or "", port, path)


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("ascii").decode()
    except ValueError as error:  # also UnicodeEncodeError: a host that only looks like another
        raise UnusableSuggester(f"{url!r}: is no address ({error})") from error
    safe = url.isascii() and url.isprintable() and " " not in url
    if parts.scheme not in ("http", "https") or not host or not safe or parts.fragment:
        raise UnusableSuggester(
            f"{url!r}: is no address of a server; write http://HOST:PORT?model=NAME"
        )
    return parts


def _hang_up(connection: http.client.HTTPConnection, late: threading.Event) -> None:
    late.set()
    sock = connection.sock
    if sock is not None:
        with contextlib.suppress(OSError):  # it may have hung up by itself
            sock.shutdown(socket.SHUT_RDWR)


def _exchange(
    connection: http.client.HTTPConnection, path: str, body: bytes, headers: Mapping[str, str]
) -> dict[str, Any]:
    plain = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    connection.request("POST", path, body, plain | dict(headers))
    response = connection.getresponse()
    content = _content(response)
    if response.status != 200:
        raise _refusal(response, content)
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ExchangeError(f"the answer is not JSON ({_brief(error)})", passing=True) from error
    if not isinstance(answer, dict):
        raise ExchangeError("the answer is no JSON object", passing=True)
    return answer


def _content(response: http.client.HTTPResponse) -> bytes:
    """Read the answer's body.

    Raises:
        ExchangeError: If it is too large, packed or cut off.
    """
    if response.getheader("Content-Encoding", "identity") != "identity":
        raise ExchangeError("the answer is packed although that was not asked for", passing=False)
    content = bytearray()
    while chunk := response.read(_CHUNK):
        content += chunk
        if len(content) > LARGEST:
            raise ExchangeError(f"the answer has more than {LARGEST:,} bytes", passing=False)
    if response.length:
        raise ExchangeError("the answer is cut off", passing=True)
    return bytes(content)


def _refusal(response: http.client.HTTPResponse, content: bytes) -> ExchangeError:
    status = response.status
    if 300 <= status < 400:
        place = display_text(response.getheader("Location", "")[:300])
        return ExchangeError(
            f"it redirects to {place!r}, which is not followed; name that address if you trust it",
            status=status,
            passing=False,
        )
    told = display_text(" ".join(content[:2000].decode("utf-8", "replace").split())[:300])
    message = f"it answers {status} {display_text(response.reason[:60])}" + (
        f": {told}" if told else ""
    )
    passing = status in (408, 425, 429) or status >= 500
    return ExchangeError(message, status=status, passing=passing, wait=_wait(response))


def _wait(response: http.client.HTTPResponse) -> float:
    given = response.getheader("Retry-After", "")
    return float(given) if given.isascii() and given.isdigit() else 0


def _too_late(place: Endpoint, timeout: float) -> ExchangeError:
    return ExchangeError(
        f"{place.address}: no whole answer within {timeout:g} s (timeout= sets another limit)",
        passing=True,
    )


def _brief(error: BaseException) -> str:
    return str(error)[:120]
