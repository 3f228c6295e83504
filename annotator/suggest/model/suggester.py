"""The suggester that goes by the encoder: from a document to suggestions with probabilities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from annotator.suggest.model.encoder import Encoder, shipped_encoder
from annotator.suggest.model.prediction import SentencePrediction, SpanPrediction
from rubric import Document, Mark, Sentence, Span, Suggestion

NAME: Final = "model"
SUPPORTING: Final = frozenset({"document", "organisation", "named_person"})
"""Kinds of sources that support a claim."""
LOADED: Final = "loaded_word"
"""The label of wording that judges, of which the model tells no kinds."""
REASONS: Final = {
    "hedge": "reads like wording that lowers or raises commitment",
    "loaded": "reads like wording that judges instead of describing",
    "source": "reads like the source of what is said here",
}


@dataclass(frozen=True, slots=True)
class ModelSuggester:
    """Suggests claims, sources, hedges and loaded wording from the encoder's probabilities.

    Attributes:
        encoder: The model; the shipped one, opened at the first document, by default.
        threads: Threads for the shipped one.
    """

    encoder: Encoder | None = None
    threads: int | None = None
    name: str = field(default=NAME, init=False)

    @property
    def fingerprint(self) -> str:
        """Short hash of the graph and its thresholds."""
        return self._encoder().fingerprint

    def suggest(self, document: Document) -> list[Suggestion]:
        """Return suggestions in the order of the text, one claim for each sentence among them."""
        texts = [document.text[s.start : s.end] for s in document.sentences]
        predictions = self.predict(document, texts)
        found = [
            suggestion
            for sentence, prediction in zip(document.sentences, predictions, strict=True)
            for suggestion in _suggestions(sentence, prediction)
        ]
        found.sort(key=lambda s: (s.mark.start, -s.mark.end, s.mark.layer, s.mark.label))
        return found

    def predict(self, document: Document, texts: list[str]) -> list[SentencePrediction]:
        """The raw material of the suggestions, one prediction a sentence."""
        return self._encoder().predict(texts, document.language) if texts else []

    def _encoder(self) -> Encoder:
        return self.encoder or shipped_encoder(self.threads)


def _suggestions(sentence: Sentence, prediction: SentencePrediction) -> Iterator[Suggestion]:
    sources = [span for span in prediction.spans if span.label == "source"]
    cues = [span for span in prediction.spans if span.label == "cue"]
    yield _claim(sentence, prediction, sources, cues)
    for span in prediction.spans:
        if span.label in REASONS:
            mark = _mark(span.label, span.kind or LOADED, span, sentence)
            why = f"{REASONS[span.label]} ({_percent(span.probability)})"
            yield Suggestion(mark, span.probability * _certainty(span), NAME, why)


def _claim(
    sentence: Sentence,
    prediction: SentencePrediction,
    sources: list[SpanPrediction],
    cues: list[SpanPrediction],
) -> Suggestion:
    """Decide the claim in the codebook's order: checkable at all, attributed, how well named."""
    fact, said = prediction.probabilities["checkable"], prediction.probabilities["attributed"]
    linked = "checkable" in prediction.positive and "attributed" in prediction.positive
    if "checkable" not in prediction.positive:
        label, chance = "not_checkable", 1 - fact
        why = f"reads like no checkable statement of fact ({_percent(1 - fact)})"
    elif not linked:
        label, chance = "unsupported", fact * (1 - said)
        why = f"reads like a fact that nobody is named for ({_percent(1 - said)})"
    else:
        strong = bool(sources) and SUPPORTING.issuperset(span.kind for span in sources)
        label = "supported" if strong else "weakly_supported"
        chance = fact * said * min(map(_certainty, sources), default=1.0)
        who = "a source that can be looked up" if strong else "a source that is not clearly named"
        why = f"reads like a fact with {who} ({_percent(said)})"
    mark = Mark(
        "claim",
        label,
        sentence.start,
        sentence.end,
        sentence.index,
        sources=_moved(sources, sentence) if linked else (),
        cues=_moved(cues, sentence) if linked else (),
    )
    return Suggestion(mark, chance, NAME, why)


def _certainty(span: SpanPrediction) -> float:
    """How likely the label of a found span is."""
    return span.kinds.get(span.kind, 1.0)


def _mark(layer: str, label: str, span: SpanPrediction, sentence: Sentence) -> Mark:
    start, end = sentence.start + span.start, sentence.start + span.end
    return Mark(layer, label, start, end, sentence.index)


def _moved(spans: list[SpanPrediction], sentence: Sentence) -> tuple[Span, ...]:
    return tuple(Span(sentence.start + s.start, sentence.start + s.end) for s in spans)


def _percent(probability: float) -> str:
    return f"model, {probability:.0%}"
