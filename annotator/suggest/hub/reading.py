"""What a model says of sentences, by the pipelines of transformers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any

from annotator.suggest.hub.folder import Folder
from annotator.suggest.suggester import LOG, SuggesterFailed

_NAMES = {
    "token": "token-classification",
    "text": "text-classification",
    "nli": "zero-shot-classification",
}
_LONGEST = 512


@dataclass(frozen=True, slots=True)
class Reading:
    """A label of the model, and where in the sentence it stands.

    Attributes:
        label: The model's label; for inference, the hypothesis.
        start: First code point in the sentence.
        end: One past the last.
        score: The model's probability, in [0, 1].
    """

    label: str
    start: int
    end: int
    score: float


@dataclass(frozen=True)
class Model:
    """A model and the task it does; loaded when it first reads.

    Attributes:
        folder: Where it is.
        task: One of ``TASKS``.
        batch: How many sentences at a time.
        device: ``cpu``, ``cuda``, ``mps`` …
    """

    folder: Folder
    task: str
    batch: int = 16
    device: str = "cpu"

    def read(
        self, texts: Sequence[str], hypotheses: Sequence[tuple[tuple[str, ...], bool]] = ()
    ) -> list[list[Reading]]:
        """Return the readings of each text, in its order.

        Args:
            texts: Sentences, none of them empty.
            hypotheses: For inference, groups of them, each with whether only one of the group can
                be true.

        Raises:
            SuggesterFailed: If the model cannot be loaded, or fails.
        """
        try:
            return _READERS[self.task](self, list(texts), hypotheses)
        except SuggesterFailed:
            raise
        except Exception as error:  # torch, transformers and a model's own config raise anything
            LOG.debug("the model failed", exc_info=True)
            reason = " ".join(f"{type(error).__name__}: {error}".split())[:400]
            raise SuggesterFailed(f"hub:{self.folder.name}: the model failed ({reason})") from error

    @cached_property
    def _pipeline(self) -> Any:
        transformers: Any = import_module("transformers")
        transformers.utils.logging.set_verbosity_error()
        transformers.utils.logging.disable_progress_bar()
        path = str(self.folder.path)
        tokenizer = transformers.AutoTokenizer.from_pretrained(
            path, local_files_only=True, trust_remote_code=False
        )
        if not tokenizer.is_fast:
            raise SuggesterFailed(
                f"hub:{self.folder.name}: its tokenizer cannot tell places in the text; "
                "save the model with its fast tokenizer (tokenizer.json)"
            )
        tokenizer.model_max_length = min(tokenizer.model_max_length, self._positions)
        kinds = {"token": "AutoModelForTokenClassification"}
        kind = getattr(transformers, kinds.get(self.task, "AutoModelForSequenceClassification"))
        model = kind.from_pretrained(
            path, local_files_only=True, trust_remote_code=False, use_safetensors=True
        )
        return transformers.pipeline(
            _NAMES[self.task], model=model, tokenizer=tokenizer, device=self.device
        )

    @property
    def _positions(self) -> int:
        """How many tokens the model takes; two are left to those that count from their padding."""
        given = self.folder.config.get("max_position_embeddings")
        positions = given - 2 if isinstance(given, int) and given > 8 else _LONGEST
        return min(positions, 4096)

    def tokens(self, texts: list[str], _: object) -> list[list[Reading]]:
        """Read spans; long sentences in overlapping windows."""
        limit = self._pipeline.tokenizer.model_max_length
        answers = self._pipeline(
            texts, batch_size=self.batch, aggregation_strategy="simple", stride=limit // 4
        )
        return [
            [
                Reading(str(one["entity_group"]), int(one["start"]), int(one["end"]), _score(one))
                for one in answer
            ]
            for answer in answers
        ]

    def sentences(self, texts: list[str], _: object) -> list[list[Reading]]:
        """Read labels of whole sentences."""
        answers = self._pipeline(texts, batch_size=self.batch, top_k=None, truncation=True)
        return [
            [Reading(str(one["label"]), 0, len(text), _score(one)) for one in answer]
            for text, answer in zip(texts, answers, strict=True)
        ]

    def inferences(
        self, texts: list[str], hypotheses: Sequence[tuple[tuple[str, ...], bool]]
    ) -> list[list[Reading]]:
        """Read which hypotheses follow from a sentence."""
        found: list[list[Reading]] = [[] for _ in texts]
        for group, exclusive in hypotheses:
            answers = self._pipeline(
                texts,
                candidate_labels=list(group),
                hypothesis_template="{}",
                multi_label=not exclusive,
                batch_size=self.batch,
            )
            for readings, text, answer in zip(found, texts, answers, strict=True):
                readings += [
                    Reading(str(label), 0, len(text), _score({"score": score}))
                    for label, score in zip(answer["labels"], answer["scores"], strict=True)
                ]
        return found


def _score(answer: Mapping[str, Any]) -> float:
    """Return a probability; not a number counts as none."""
    score = float(answer["score"])
    return round(min(max(score, 0.0), 1.0), 4) if score == score else 0.0  # noqa: PLR0124


_READERS: Mapping[str, Callable[..., list[list[Reading]]]] = {
    "token": Model.tokens,
    "text": Model.sentences,
    "nli": Model.inferences,
}
