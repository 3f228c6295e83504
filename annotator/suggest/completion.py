"""What a suggester leaves out although every sentence needs it, filled in by the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotator.suggest.rules.assemble import in_order
from annotator.suggest.rules.suggester import RuleSuggester
from rubric import Document, Layer, Mark, Rubric, Span, Suggestion


def complete(
    document: Document, suggestions: Sequence[Suggestion], rubric: Rubric
) -> list[Suggestion]:
    """Give every sentence the label that the rubric asks of each, where a suggester gave none.

    What is filled in is the rules' and stays signed with their name. The sources that such labels
    rest on are the suggester's own where it marked the same words, and else the rules' too.

    Args:
        document: The document.
        suggestions: What the suggester proposes.
        rubric: Says which layers label each sentence exactly once, and its labels.
    """
    once = {
        name for rule in rubric.constraints if rule.kind == "exactly_one" for name in rule.layers
    }
    held = {(s.mark.layer, s.mark.sentence) for s in suggestions}
    missing = [
        layer
        for layer in rubric.layers
        if layer.name in once
        and any((layer.name, sentence.index) not in held for sentence in document.sentences)
    ]
    if not missing:
        return in_order(suggestions)
    ruled = RuleSuggester().suggest(document)
    added: list[Suggestion] = []
    for layer in missing:
        labels = {label.name for label in layer.labels}
        claims = [
            suggestion
            for suggestion in ruled
            if suggestion.mark.layer == layer.name
            and suggestion.mark.label in labels
            and (layer.name, suggestion.mark.sentence) not in held
        ]
        added += _linked(layer, claims, suggestions, ruled)
    return in_order([*suggestions, *dict.fromkeys(added)])


def _linked(
    layer: Layer,
    claims: Sequence[Suggestion],
    own: Sequence[Suggestion],
    ruled: Sequence[Suggestion],
) -> Iterator[Suggestion]:
    """Yield claims linked to the suggester's own source marks, and the rules' where it has none."""
    sources = [s.mark for s in own if s.mark.layer == layer.links]
    theirs = {s.mark.span: s for s in ruled if s.mark.layer == layer.links}
    for claim in claims:
        spans: list[Span] = []
        for span in claim.mark.sources:
            mine = _touching(sources, span)
            spans.append(mine or span)
            if mine is None and span in theirs:
                yield theirs[span]
        yield replace(claim, mark=replace(claim.mark, sources=tuple(dict.fromkeys(spans))))


def _touching(marks: Sequence[Mark], span: Span) -> Span | None:
    return next((mark.span for mark in marks if mark.span.overlaps(span)), None)
