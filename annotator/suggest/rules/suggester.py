"""The suggester that goes by rules: from a document to suggestions, each with its reason."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module

from annotator.suggest.rules.claims import SOURCE_KINDS, Claim, decide_claims
from annotator.suggest.rules.damage import damage
from annotator.suggest.rules.lexicon import load_lexicon
from annotator.suggest.rules.resolve import resolve
from annotator.suggest.rules.view import Attribution, View, look
from rubric import Document, Mark, Span, Suggestion

NAME = "rules"
SPAN_LAYERS = ("hedge", "loaded", "integrity")
_SEARCHES = {
    "en": "annotator.suggest.rules.attribution.extract",
    "fr": "annotator.suggest.rules.attribution.extract",
    "zh": "annotator.suggest.rules.chinese",
}


class RuleSuggester:
    """Suggests marks in all five layers by rules and lexicons."""

    name = NAME

    @property
    def fingerprint(self) -> str:
        """Changes whenever a rule does."""
        return _fingerprint()

    def suggest(self, document: Document) -> list[Suggestion]:
        """Return suggestions in the order of the text, one claim for each sentence among them."""
        view = look(document)
        found = read_attributions(view)
        suggestions = [
            *(_claim(view, claim) for claim in decide_claims(view, found)),
            *_sources(view, found),
            *_spans(view),
            *damage(document, NAME),
        ]
        suggestions.sort(key=lambda s: (s.mark.start, -s.mark.end, s.mark.layer, s.mark.label))
        return suggestions


def read_attributions(view: View) -> list[Attribution]:
    """Return who says what in a document, whom each source means already found out."""
    module = _SEARCHES.get(view.document.language)
    return resolve(view, import_module(module).attributions(view)) if module else []


def _claim(view: View, claim: Claim) -> Suggestion:
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
    return Suggestion(mark, claim.confidence, NAME, claim.why)


def _sources(view: View, attributions: Iterable[Attribution]) -> Iterator[Suggestion]:
    seen: set[Span] = set()
    for attribution in attributions:
        if attribution.source is None or attribution.anaphor == "self":
            continue
        span = view.folded.original(*attribution.source)
        if span in seen or not attribution.label or attribution.kind not in SOURCE_KINDS:
            continue
        seen.add(span)
        mark = Mark(
            "source",
            attribution.label,
            span.start,
            span.end,
            attribution.sentence,
            entity=attribution.entity,
        )
        yield Suggestion(mark, attribution.confidence, NAME, attribution.why)


def _spans(view: View) -> Iterator[Suggestion]:
    for clause in view.clauses:
        for layer in SPAN_LAYERS:
            for hit in clause.longest_hits(view.folded, layer):
                span = view.folded.original(hit.start, hit.end)
                mark = Mark(layer, hit.rule.label, span.start, span.end, clause.index)
                yield Suggestion(mark, hit.rule.confidence, NAME, hit.rule.why)


def _originals(view: View, ranges: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(view.folded.original(*part) for part in ranges)


@cache
def _fingerprint() -> str:
    rules = [rule for language in sorted(_SEARCHES) for rule in load_lexicon(language)]
    return hashlib.sha256("\n".join(map(repr, rules)).encode()).hexdigest()[:16]
