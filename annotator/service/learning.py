"""What reviewers decided, as sentences to learn from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from annotator.service.ledgers import ASSERTS_NOTHING
from rubric import Action, Decision, Document, Mark, Rubric, Span, loads, tally

if TYPE_CHECKING:
    from annotator.suggest.rules.fold import Folded
    from annotator.train.decided import Decided
    from annotator.train.examples import Target
    from db.store import Work

SHOWN_WEIGHT = 0.0
"""What a decision counts that was made while suggestions were shown: it may only echo the model."""
SPANS = ("source", "hedge", "loaded")
"""Layers whose marks are the model's token labels of the same names."""


def decided_sentences(work: Work, shown_weight: float = SHOWN_WEIGHT) -> list[Decided]:
    """Return the sentences whose claim reviewers decided, with what stands on them.

    A sentence counts as read through once its claim is decided: what is not marked in it then, is
    not there. Where suggestions were shown after the reviewer's own marks, the own marks count.

    Args:
        work: The transaction to read in.
        shown_weight: What decisions count that were made while suggestions were shown, 0 to 1.
    """
    rubrics = {session.id: loads(session.rubric.content) for session in work.sessions.listed()}
    found: list[Decided] = []
    for info in work.documents.listed():
        readings = work.readings.listed(info.id)
        document = work.documents.get(info.id) if readings else None
        if document is None:
            continue
        for reading in readings:
            rubric = rubrics[reading.reading.session_id]
            log = work.log.decisions(reading.reading.id)
            found += _decided(document, info.fingerprint, rubric, log, shown_weight)
    return found


def _decided(
    document: Document, name: str, rubric: Rubric, log: Sequence[Decision], shown_weight: float
) -> Iterator[Decided]:
    from annotator.suggest.rules.fold import fold
    from annotator.train.decided import Decided

    folded = fold(document.text)
    for index, sentence in enumerate(document.sentences):
        marks, echo = standing(log, index, rubric)
        claim = _claim(marks, rubric)
        if claim is None:
            continue
        start, end = folded.position(sentence.start), folded.position(sentence.end)
        yield Decided(
            document=name,
            text=folded.text[start:end],
            language=document.language,
            labels={
                "checkable": claim.label not in ASSERTS_NOTHING,
                "attributed": bool(claim.sources),
                "hedged": any(rubric.hedges(mark) for mark in marks),
                "loaded": any(mark.layer == "loaded" for mark in marks),
            },
            weight=shown_weight if echo else 1.0,
            targets=tuple(_targets(marks, claim, rubric, folded, Span(start, end))),
            # Nobody is asked for cues; they are known only where they came with a claim.
            closed=frozenset({*SPANS, "cue"} if claim.cues or not claim.sources else SPANS),
        )


def standing(log: Sequence[Decision], index: int, rubric: Rubric) -> tuple[list[Mark], bool]:
    """Return a sentence's marks, and whether they were made with suggestions in view.

    What the reviewer had decided on the sentence before anything was shown there comes first; if
    that has no claim, what stands in the end.
    """
    seen = (
        place
        for place, decision in enumerate(log)
        if (decision.shown or decision.action is Action.SHOW) and _about(decision, index)
    )
    first = next(seen, len(log))
    if any(_about(decision, index) for decision in log[:first]):
        own = _marks(log[:first], index)
        if _claim(own, rubric):
            return own, False
    return (_marks(log, index), True) if first < len(log) else ([], False)


def _about(decision: Decision, index: int) -> bool:
    mark = decision.after or decision.before
    return mark is not None and mark.sentence == index


def _marks(log: Sequence[Decision], index: int) -> list[Mark]:
    return [mark for mark in tally(log).annotations.values() if mark.sentence == index]


def _claim(marks: Sequence[Mark], rubric: Rubric) -> Mark | None:
    linking = {layer.name for layer in rubric.layers if layer.unit == "sentence" and layer.links}
    return next((mark for mark in reversed(marks) if mark.layer in linking), None)


def _targets(
    marks: Sequence[Mark], claim: Mark, rubric: Rubric, folded: Folded, sentence: Span
) -> Iterator[Target]:
    """Yield the spans that marks stand for, in code points of the folded sentence."""
    from annotator.train.examples import Target, kinds

    spans = [("cue", cue, "") for cue in claim.cues]
    spans += [
        (mark.layer, mark.span, mark.label)
        for mark in marks
        if mark.layer in SPANS and (mark.layer != "hedge" or rubric.hedges(mark))
    ]
    for layer, span, label in spans:
        start = max(folded.position(span.start), sentence.start)
        end = min(folded.position(span.end), sentence.end)
        if start < end:
            place = start - sentence.start, end - sentence.start
            yield Target(layer, *place)
            yield from kinds(layer, *place, label)
