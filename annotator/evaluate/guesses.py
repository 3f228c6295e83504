"""What a reading offers to a measure: spans of a layer, sources, cues, answers about sentences."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from annotator.evaluate.items import Answer, Judgement, Marked, Reading
from annotator.evaluate.joint import LEAST, attributed_chance
from rubric import Span, Suggestion

ATTRIBUTED = ("supported", "weakly_supported")
HEDGES = frozenset(("modal", "epistemic", "conditional", "evidential", "approximator", "weasel"))
"""The labels that make a sentence hedged: all of the layer but ``booster``."""
SENTENCE_LABELS = {"hedge": "hedged", "loaded": "loaded"}
"""What a sentence with a span of the layer is called by those that judge whole sentences."""


def spans(layer: str, labels: Collection[str] = ()) -> Callable[[Reading], Iterator[Marked]]:
    """Offer the spans suggested in a layer; those of some labels only, if any are given."""

    def guess(reading: Reading) -> Iterator[Marked]:
        for suggestion in _of(reading, layer, labels):
            mark = suggestion.mark
            yield Marked((mark.span,), mark.label, suggestion.confidence)

    return guess


def sources(kinds: Collection[str] = ()) -> Callable[[Reading], Iterator[Marked]]:
    """Offer the sources of attributions; of some kinds only, if any are given."""

    def guess(reading: Reading) -> Iterator[Marked]:
        for found in reading.attributions:
            if found.source is not None and _is(found.kind, kinds):
                yield Marked((found.source,), confidence=found.confidence)

    return guess


def cues(
    kinds: Collection[str] = (), *, with_source: bool = False
) -> Callable[[Reading], Iterator[Marked]]:
    """Offer the cues of attributions: of some kinds only, or only where the source is told."""

    def guess(reading: Reading) -> Iterator[Marked]:
        for found in reading.attributions:
            if found.cues and _is(found.kind, kinds) and (found.source or not with_source):
                yield Marked(found.cues, confidence=found.confidence)

    return guess


def any_span(
    layer: str, yes: str, no: str, labels: Collection[str] = ()
) -> Callable[[Reading], list[Answer]]:
    """Answer ``yes`` for a sentence in which a span of the layer is suggested.

    A suggester that judges whole sentences for the layer is asked for that instead.
    """

    def guess(reading: Reading) -> list[Answer]:
        if _judges(reading, SENTENCE_LABELS[layer]):
            return _judged(reading, SENTENCE_LABELS[layer], yes, no)
        found = list(_of(reading, layer, labels))
        return [
            _strongest([s.confidence for s in found if s.mark.span.overlaps(sentence)], yes, no)
            for sentence in reading.item.sentences
        ]

    return guess


def attributed(kinds: Collection[str] = ()) -> Callable[[Reading], list[Answer]]:
    """Answer whether a sentence holds an attribution of its own.

    A suggester that judges whole sentences is asked for that instead; what joins rules and model,
    for both (`annotator.evaluate.joint`).
    """

    def guess(reading: Reading) -> list[Answer]:
        if _judges(reading, "attributed"):
            return _judged(reading, "attributed", "attributed", "none")
        found = [
            (piece, one.confidence)
            for one in reading.attributions
            if _is(one.kind, kinds)
            for piece in (*one.cues, *((one.source,) if one.source else ()))
        ]
        inside = [
            [sure for piece, sure in found if piece.overlaps(sentence)]
            for sentence in reading.item.sentences
        ]
        if reading.ask_model is not None:
            return [
                _weighed(reading, sentence, found=bool(sure))
                for sentence, sure in zip(reading.item.sentences, inside, strict=True)
            ]
        return [_strongest(sure, "attributed", "none") for sure in inside]

    return guess


def claim_labels(
    renamed: Callable[[str], str] = str,
) -> Callable[[Reading], list[Answer]]:
    """Answer with the claim label suggested for the longest part of each sentence."""

    def guess(reading: Reading) -> list[Answer]:
        claims = list(_of(reading, "claim", ()))
        return [_claim(claims, sentence, renamed) for sentence in reading.item.sentences]

    return guess


def claim_at(claims: Sequence[Suggestion], sentence: Span) -> Suggestion | None:
    """Return the claim that covers most of a sentence; None where none touches it."""
    best = max(claims, key=lambda claim: _shared(claim.mark.span, sentence), default=None)
    return best if best and _shared(best.mark.span, sentence) else None


def _claim(claims: Sequence[Suggestion], sentence: Span, renamed: Callable[[str], str]) -> Answer:
    best = claim_at(claims, sentence)
    return Answer(renamed(best.mark.label), best.confidence) if best else Answer(renamed(""))


def _of(reading: Reading, layer: str, labels: Collection[str]) -> Iterator[Suggestion]:
    for suggestion in reading.suggestions:
        if suggestion.mark.layer == layer and _is(suggestion.mark.label, labels):
            yield suggestion


def _weighed(reading: Reading, sentence: Span, *, found: bool) -> Answer:
    model = chance_in(reading.predictions, sentence, "attributed")
    chance = attributed_chance(model, found=found)
    return Answer("attributed", chance) if chance >= LEAST else Answer("none")


def chance_in(judgements: Iterable[Judgement], sentence: Span, label: str) -> float:
    """Return the highest probability of a label that is judged of a sentence; 0 if none is."""
    said = (one for one in judgements if one.sentence.overlaps(sentence))
    return max((one.probabilities[label] for one in said), default=0.0)


def _judges(reading: Reading, label: str) -> bool:
    return any(label in one.probabilities for one in reading.judgements or ())


def _judged(reading: Reading, label: str, yes: str, no: str) -> list[Answer]:
    sure = [
        (one.sentence, one.probabilities[label])
        for one in reading.judgements or ()
        if label in one.positive
    ]
    return [
        _strongest([chance for span, chance in sure if span.overlaps(sentence)], yes, no)
        for sentence in reading.item.sentences
    ]


def _is(name: str, wanted: Collection[str]) -> bool:
    return not wanted or not name or name in wanted


def _strongest(confidences: Sequence[float], yes: str, no: str) -> Answer:
    return Answer(yes, max(confidences)) if confidences else Answer(no)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start) if one.overlaps(other) else 0
