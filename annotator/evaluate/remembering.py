"""Suggesters for evaluation: the model reads every sentence once, many at a time.

A data set's texts are sentences, each a document; and a reading asks the model for suggestions,
attributions and judgements. Read one by one, most time would go into starting the network.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import cache

from annotator.evaluate.items import Item
from annotator.suggest import Suggester, load_suggester
from annotator.suggest.joined import JoinedSuggester
from annotator.suggest.model.calibration import FALLBACK, Calibration
from annotator.suggest.model.encoder import Encoder, shipped_encoder
from annotator.suggest.model.prediction import SentencePrediction
from annotator.suggest.model.suggester import ModelSuggester


@dataclass(frozen=True, slots=True)
class RememberingEncoder(Encoder):
    """An encoder that keeps what it predicted."""

    memory: dict[tuple[str, str], SentencePrediction] = field(
        default_factory=dict, compare=False, repr=False
    )

    @classmethod
    def of(cls, encoder: Encoder) -> RememberingEncoder:
        """Return an encoder that does as another does, and remembers."""
        return cls(**{one.name: getattr(encoder, one.name) for one in fields(encoder)})

    def predict(
        self,
        sentences: Sequence[str],
        language: str = FALLBACK,
        *,
        calibration: Calibration | None = None,
    ) -> list[SentencePrediction]:
        """Predict as `Encoder.predict`; sentences that were seen before cost nothing."""
        if calibration is not None:
            return Encoder.predict(self, sentences, language, calibration=calibration)
        new = [s for s in dict.fromkeys(sentences) if (s, language) not in self.memory]
        if new:
            found = Encoder.predict(self, new, language)
            keys = ((sentence, language) for sentence in new)
            self.memory.update(zip(keys, found, strict=True))
        return [self.memory[sentence, language] for sentence in sentences]


def load_for_evaluation(spec: str) -> Suggester:
    """Load a suggester; the bundled model, alone or joined, with a memory.

    Raises:
        annotator.suggest.UnknownSuggester: If there is none of that name.
    """
    if spec == "model":
        return ModelSuggester(_encoder())
    if spec in ("", "joined"):
        return JoinedSuggester(_encoder())
    return load_suggester(spec)


def read_ahead(suggester: Suggester, items: Iterable[Item]) -> None:
    """Let the model read all sentences of a data set at once, if the suggester has one."""
    if isinstance(suggester, ModelSuggester | JoinedSuggester) and _encoder.cache_info().currsize:
        by_language: dict[str, list[str]] = {}
        for item in items:
            known = by_language.setdefault(item.document.language, [])
            known += _sentences(suggester, item)
        for language, sentences in by_language.items():
            _encoder().predict(sentences, language)


@cache
def _encoder() -> RememberingEncoder:
    return RememberingEncoder.of(shipped_encoder())


def _sentences(suggester: Suggester, item: Item) -> Iterator[str]:
    document = item.document
    if isinstance(suggester, JoinedSuggester):
        from annotator.suggest.rules.view import look

        view = look(document)
        yield from (clause.text for clause in view.clauses)
    else:
        yield from (document.text[s.start : s.end] for s in document.sentences)
