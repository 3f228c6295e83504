"""From evidence to suggestions: attributions, claims and hits become marks on the original text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotator.suggest.calibration import propose
from annotator.suggest.rules.claims import SOURCE_KINDS, Claim
from annotator.suggest.rules.match import Hit
from annotator.suggest.rules.view import Attribution, Clause, Range, View
from rubric import Mark, Span, Suggestion

SPAN_LAYERS = ("hedge", "loaded", "integrity")


def in_order(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """Sort suggestions as the text runs, longer marks before those inside them."""
    return sorted(
        suggestions, key=lambda s: (s.mark.start, -s.mark.end, s.mark.layer, s.mark.label)
    )


def claim_suggestion(view: View, claim: Claim, suggester: str) -> Suggestion:
    """Turn a claim into a suggestion; the mark spans its sentence."""
    sentence = view.document.sentences[claim.sentence]
    mark = Mark(
        "claim",
        claim.label,
        sentence.start,
        sentence.end,
        sentence.index,
        sources=_originals(view, claim.sources),
        cues=_originals(view, claim.cues),
        proximity=claim.proximity,
    )
    return propose(mark, claim.confidence, suggester, claim.why, view.document.language)


def source_suggestions(
    view: View, attributions: Iterable[Attribution], suggester: str
) -> Iterator[Suggestion]:
    """Turn attributions into source marks; the writer and mere actors are no sources."""
    seen: set[Range] = set()
    for attribution in attributions:
        if attribution.source is None or attribution.anaphor == "self" or not attribution.label:
            continue
        place = view.folded.place(*attribution.source)
        if place in seen or attribution.kind not in SOURCE_KINDS:
            continue
        seen.add(place)
        label, entity = attribution.label, attribution.entity
        mark = Mark("source", label, *place, attribution.sentence, entity=entity)
        yield propose(
            mark, attribution.confidence, suggester, attribution.why, view.document.language
        )


def hit_suggestion(view: View, clause: Clause, hit: Hit, layer: str, suggester: str) -> Suggestion:
    """Turn a lexicon hit into a suggestion of its rule's label."""
    start, end = view.folded.place(hit.start, hit.end)
    rule = hit.rule
    mark = Mark(layer, rule.label, start, end, clause.index)
    return propose(mark, rule.confidence, suggester, rule.why, view.document.language)


def _originals(view: View, ranges: Sequence[Range]) -> tuple[Span, ...]:
    return tuple([view.folded.original(*part) for part in ranges]) if ranges else ()
