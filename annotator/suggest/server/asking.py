"""Ask a server about sentences until it answers, and no longer than is reasonable."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from annotator.suggest.server.answer import Answered, UnreadableAnswer, content_of, read_marks
from annotator.suggest.server.endpoint import Endpoint, ExchangeError
from annotator.suggest.server.prompt import answer_format, instructions, material
from annotator.suggest.suggester import LOG, SuggesterFailed
from rubric import Document, Rubric, Sentence

_TOKENS_FOR_ALL, _TOKENS_EACH = 400, 900
_UNKNOWN_FORMAT: Final = frozenset({400, 415, 422, 501})
_LONGEST_WAIT = 30.0
_UNREADABLE = 2
"""How often the same sentences are asked about before they are asked about by halves."""


@dataclass
class Asking:
    """Asks one model of one server.

    Attributes:
        endpoint: Where it is.
        model: The model's name there.
        rubric: The codebook.
        key: What authorises; empty for nothing.
        timeout: Seconds for one answer.
        tries: How often a request is sent that fails in passing.
        structured: Whether the server is held to the form of the answer; it may not know how.
        pause: Waits some seconds.
    """

    endpoint: Endpoint
    model: str
    rubric: Rubric
    key: str = field(default="", repr=False)
    timeout: float = 120
    tries: int = 3
    structured: bool = True
    pause: Callable[[float], None] = time.sleep

    def marks(
        self, document: Document, sentences: Sequence[Sentence], dropped: Counter[str]
    ) -> list[Answered]:
        """Return what the server marks in neighbouring sentences.

        An answer that cannot be read is asked for again, and then for half of the sentences.

        Args:
            document: The document.
            sentences: Some of its sentences, at least one.
            dropped: Is told of marks that were dropped, by reason.

        Raises:
            SuggesterFailed: If the server does not answer, or not in the form asked for.
        """
        trouble = ""
        for _ in range(_UNREADABLE):
            answer = self._answer(document, sentences)
            try:
                numbers = {one.index for one in sentences}
                return read_marks(content_of(answer), self.rubric, numbers, dropped)
            except UnreadableAnswer as error:
                trouble = str(error)
        if len(sentences) == 1:
            raise SuggesterFailed(
                f"{self.model} at {self.endpoint.address}: the answer cannot be used: {trouble}; "
                "a model that follows instructions better may do"
            )
        middle = len(sentences) // 2
        return [
            mark
            for half in (sentences[:middle], sentences[middle:])
            for mark in self.marks(document, half, dropped)
        ]

    def _answer(self, document: Document, sentences: Sequence[Sentence]) -> dict[str, Any]:
        """Return an answer; where the server does not know the form, ask without it from then on.

        Raises:
            SuggesterFailed: If it does not answer.
        """
        try:
            return self._persist(self._body(document, sentences))
        except ExchangeError as error:
            if not self.structured or error.status not in _UNKNOWN_FORMAT:
                raise self._failure(error) from error
            refused = error
        self.structured = False
        try:
            answer = self._persist(self._body(document, sentences))
        except ExchangeError as error:
            raise self._failure(error) from error
        LOG.info("%s: asked without a JSON schema (%s)", self.endpoint.address, refused)
        return answer

    def _persist(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Send a request until it is answered, waiting longer each time."""
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        for attempt in range(1, self.tries + 1):
            try:
                return self.endpoint.post(body, headers, self.timeout)
            except ExchangeError as error:
                if not error.passing or attempt == self.tries:
                    raise
                # Not all clients of a server that was overloaded come back at the same moment.
                doubled = 0.5 * 2**attempt * random.uniform(0.5, 1)  # noqa: S311
                self.pause(min(max(error.wait, doubled), _LONGEST_WAIT))
        raise AssertionError("at least one attempt is made")

    def _body(self, document: Document, sentences: Sequence[Sentence]) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self.model,
            "messages": [
                {"role": "system", "content": instructions(self.rubric, document.language)},
                {"role": "user", "content": material(document, sentences)},
            ],
            "temperature": 0,
            "seed": 0,
            "stream": False,
            "max_tokens": _TOKENS_FOR_ALL + _TOKENS_EACH * len(sentences),
        }
        if self.structured:
            body["response_format"] = answer_format(self.rubric, sentences)
        return body

    def _failure(self, error: ExchangeError) -> SuggesterFailed:
        told = str(error).removeprefix(f"{self.endpoint.address}: ")
        remedy = (
            "" if "not followed" in told else "; is the server running, and is its model loaded?"
        )
        return SuggesterFailed(f"{self.model} at {self.endpoint.address}: {told}{remedy}")
