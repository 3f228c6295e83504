"""From what a model says of a sentence to marks of the codebook."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.suggest.hub.labels import LabelMap, Target, bare
from annotator.suggest.hub.reading import Reading
from rubric import Layer, Rubric, Span

LIKELY = 0.5
"""The probability from which a label is suggested, unless it is chosen among others."""

_UNSPACED = (
    ("\u0e00", "\u0eff"),
    ("\u2e80", "\ua4cf"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
"""Thai and Lao; Han, kana and their signs."""


@dataclass(frozen=True, slots=True)
class Found:
    """A label of the codebook in a sentence.

    Attributes:
        target: Layer and label.
        span: The words, counted from the beginning of the sentence.
        score: The model's probability.
        by: The model's own label.
    """

    target: Target
    span: Span
    score: float
    by: str


def decide(
    text: str, readings: Sequence[Reading], labels: LabelMap, rubric: Rubric, threshold: float = 0
) -> list[Found]:
    """Return what is to be suggested for a sentence.

    Of the labels of a layer that labels whole sentences once, the best is taken: if the model
    knows only one of them, where it reaches the threshold; if it knows several, where none that
    is ignored scores higher. All other labels count where they reach the threshold.

    Args:
        text: The sentence.
        readings: What the model says.
        labels: What its labels stand for.
        rubric: Says what is labelled sentence by sentence.
        threshold: The least probability; 0 for `LIKELY`, and none where labels compete.
    """
    found: list[Found] = []
    layers = {layer.name: layer for layer in rubric.layers}
    grouped: dict[str, list[Found]] = {}
    for one in _spans(text, readings, labels):
        grouped.setdefault(one.target[0], []).append(one)
    refused = max((r.score for r in readings if bare(r.label) not in labels.targets), default=0.0)
    for name, group in grouped.items():
        if _competes(layers[name]):
            rivals = [t for t in labels.targets.values() if t[0] == name]
            least = max(refused, threshold) if len(set(rivals)) > 1 else threshold or LIKELY
            best = max(group, key=lambda one: one.score)
            found += [best] if best.score >= least else []
        else:
            found += _without_twins(
                (one for one in group if one.score >= (threshold or LIKELY)), layers[name]
            )
    return found


def _competes(layer: Layer) -> bool:
    return layer.unit == "sentence" and layer.exclusive


def _without_twins(found: Iterator[Found], layer: Layer) -> list[Found]:
    """Keep one mark of each label on the same words, and only the best in an exclusive layer."""
    best: dict[tuple[Span, str], Found] = {}
    for one in found:
        key = (one.span, "" if layer.exclusive else one.target[1])
        if key not in best or best[key].score < one.score:
            best[key] = one
    return list(best.values())


def _spans(text: str, readings: Sequence[Reading], labels: LabelMap) -> Iterator[Found]:
    known = [
        (r, labels.targets[bare(r.label)]) for r in readings if bare(r.label) in labels.targets
    ]
    for reading, target in _joined(text, known):
        span = whole_words(text, reading.start, reading.end)
        if span:
            yield Found(target, span, reading.score, reading.label)


def _joined(text: str, known: Sequence[tuple[Reading, Target]]) -> Iterator[tuple[Reading, Target]]:
    """Join pieces of one span: those whose label says that it goes on, or that split a word."""
    pending: tuple[Reading, Target] | None = None
    for reading, target in known:
        if pending is None:
            pending = reading, target
            continue
        last, last_target = pending
        between = text[last.end : reading.start]
        goes_on = reading.label[:2] in ("I-", "E-", "L-") and not between.strip()
        split = reading.start <= last.end and _inside_word(text, reading.start)
        if target == last_target and (goes_on or split):
            score = min(last.score, reading.score)
            pending = Reading(last.label, last.start, max(last.end, reading.end), score), target
        else:
            yield pending
            pending = reading, target
    if pending:
        yield pending


def whole_words(text: str, start: int, end: int) -> Span | None:
    """Return the range without white space at its ends, stretched to whole words.

    Tokenisers cut words into pieces, and a model may label only some of them. Scripts that put no
    spaces between words are left as they are.
    """
    start, end = max(0, start), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return None
    while _inside_word(text, start):
        start -= 1
    while _inside_word(text, end):
        end += 1
    return Span(start, end)


def _inside_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and all(map(_spaced_letter, text[place - 1 : place + 1]))


def _spaced_letter(char: str) -> bool:
    """Tell whether a character is of a word in a script that puts spaces between words."""
    if not (char.isalpha() or unicodedata.category(char) == "Mn"):
        return False
    return not any(low <= char <= high for low, high in _UNSPACED)
