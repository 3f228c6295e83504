"""From ``http:URL?option=value&…`` to a suggester."""

from __future__ import annotations

import os
from typing import Final

from annotator.suggest.options import Options
from annotator.suggest.server.asking import Asking
from annotator.suggest.server.endpoint import endpoint
from annotator.suggest.server.suggester import ServerSuggester
from annotator.suggest.suggester import UnusableSuggester
from rubric import Rubric, load

ENVIRONMENT: Final = "ANNOTATOR_HTTP_KEY"
"""Holds the key that authorises, where a server wants one."""


def load_server(spec: str, rubric: Rubric | None = None) -> ServerSuggester:
    """Return the suggester that asks a server.

    Args:
        spec: ``http://HOST:PORT?model=NAME``, also after ``http:`` and with ``https``. The other
            options are told in ``docs/suggesters.md``.
        rubric: The codebook; the built-in one by default.

    Raises:
        UnusableSuggester: If the address or an option is wrong or missing.
    """
    url, _, query = _absolute(spec).partition("?")
    place = endpoint(url)
    options = Options(query, url)
    model = options.text("model")
    timeout = options.number("timeout", 120, 0.1, 3600)
    tries = int(options.number("tries", 3, 1, 10))
    batch = int(options.number("batch", 8, 1, 64))
    structured = options.flag("schema", default=True)
    filled = options.choice("complete", ("rules", "no"), "rules") == "rules"
    options.close()
    if not model:
        raise UnusableSuggester(
            f"{url}: name the model that the server is to use, as in {url}?model=NAME"
        )
    return ServerSuggester(
        Asking(place, model, rubric or load(), _key(), timeout, tries, structured), batch, filled
    )


def _absolute(spec: str) -> str:
    """Return the address of a spec, which may be ``http:http://…`` or ``http:HOST:PORT``."""
    scheme, _, rest = spec.partition(":")
    if rest.startswith(("http://", "https://")):
        return rest
    return spec if rest.startswith("//") else f"{scheme}://{rest}"


def _key() -> str:
    key = os.environ.get(ENVIRONMENT, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise UnusableSuggester(f"{ENVIRONMENT}: holds characters that no key has; set it again")
    return key
