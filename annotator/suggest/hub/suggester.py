"""The suggester that asks a Hugging Face model."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from annotator.suggest.completion import complete
from annotator.suggest.hub.cache import Cache
from annotator.suggest.hub.deciding import Found, decide
from annotator.suggest.hub.labels import LabelMap
from annotator.suggest.hub.reading import Model, Reading
from annotator.suggest.rules.assemble import in_order
from annotator.suggest.rules.suggester import RuleSuggester
from annotator.text import display_text
from rubric import Document, Mark, Rubric, Sentence, Suggestion

VERSION = 1
"""Raised when the same readings come to other suggestions."""
_SHOWN = 60


@dataclass(frozen=True)
class HubSuggester:
    """Suggests what a model says, in the codebook's labels.

    Attributes:
        model: The model.
        rubric: The codebook.
        labels: What the model's labels stand for; for inference, the rubric's own names.
        threshold: The least probability; 0 for what suits the layer.
        filled: Whether the rules give a label to sentences that need one and were given none.
        cache: File that keeps what the model said; None to keep nothing.
    """

    model: Model
    rubric: Rubric
    labels: LabelMap
    threshold: float = 0
    filled: bool = True
    cache: Path | None = field(default=None)

    @property
    def name(self) -> str:
        """What its suggestions are signed with."""
        name = self.model.folder.name.rstrip("/\\").replace("\\", "/")
        return "hub:" + display_text(name.rpartition("/")[2])[:_SHOWN]

    @cached_property
    def fingerprint(self) -> str:
        """Changes with the model, the map, the rubric and, where they fill in, the rules."""
        parts = (
            VERSION,
            self._weights,
            self.model.task,
            sorted(self.labels.targets.items()),
            self.threshold,
            self.rubric.fingerprint,
            RuleSuggester().fingerprint if self.filled else "",
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]

    def suggest(self, document: Document) -> list[Suggestion]:
        """Return suggestions in the order of the text.

        Raises:
            annotator.suggest.SuggesterFailed: If the model cannot be loaded, or fails.
        """
        sentences = [one for one in document.sentences if document.quote(one.span).strip()]
        texts = [document.quote(one.span) for one in sentences]
        readings = self._read(texts, document.language)
        found = [
            self._suggestion(sentence, one)
            for sentence, text, answer in zip(sentences, texts, readings, strict=True)
            for one in decide(text, answer, self.labels, self.rubric, self.threshold)
        ]
        return complete(document, found, self.rubric) if self.filled else in_order(found)

    @cached_property
    def _weights(self) -> str:
        return self.model.folder.fingerprint()

    def _read(self, texts: Sequence[str], language: str) -> list[list[Reading]]:
        hypotheses, names = self._hypotheses(language) if self.model.task == "nli" else ((), {})

        def ask(new: Sequence[str]) -> list[list[Reading]]:
            return self.model.read(new, hypotheses)

        readings = self._kept(texts, ask, repr(hypotheses)) if texts else []
        if not names:
            return readings
        return [
            [Reading(names[r.label], r.start, r.end, r.score) for r in answer]
            for answer in readings
        ]

    def _kept(
        self,
        texts: Sequence[str],
        ask: Callable[[Sequence[str]], list[list[Reading]]],
        asked: str,
    ) -> list[list[Reading]]:
        if self.cache is None:
            return ask(texts)
        return Cache(f"{self._weights} {self.model.task} {asked}", self.cache).read(texts, ask)

    def _hypotheses(
        self, language: str
    ) -> tuple[tuple[tuple[tuple[str, ...], bool], ...], dict[str, str]]:
        """Return the definitions of labels of whole sentences, and whose definition each is."""
        names: dict[str, str] = {}
        groups = []
        for layer in self.rubric.layers:
            if layer.unit != "sentence":
                continue
            own = {
                one.text(language).definition: f"{layer.name}.{one.name}" for one in layer.labels
            }
            names |= own
            groups.append((tuple(own), layer.exclusive))
        return tuple(groups), names

    def _suggestion(self, sentence: Sentence, found: Found) -> Suggestion:
        layer, label = found.target
        start, end = sentence.start + found.span.start, sentence.start + found.span.end
        if self.rubric.layer(layer).unit == "sentence":
            start, end = sentence.start, sentence.end
        mark = Mark(layer, label, start, end, sentence.index)
        return Suggestion(mark, found.score, self.name, self._reason(found))

    def _reason(self, found: Found) -> str:
        model = self.name.removeprefix("hub:")
        if self.model.task == "nli":
            return f"of the definitions, {model} finds this one to follow most ({found.score:.2f})"
        return f"{model} calls this {display_text(found.by)[:_SHOWN]} ({found.score:.2f})"
