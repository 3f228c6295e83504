"""The plain baseline: every lexicon term is a suggestion, whatever stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from annotator.evaluate.items import Attributed
from annotator.suggest.rules.lexicon import Rule, load_lexicon
from annotator.suggest.rules.match import Hit, Matcher
from annotator.suggest.rules.view import Clause, View, look
from rubric import Document, Mark, Span, Suggestion

NAME = "lexicon"
_LAYERS = ("hedge", "loaded", "integrity")
_BEFORE = re.compile(r"(?:[^\s，。,]+ ){0,2}[^\s，。,]+ ?\Z")
_HAN_BEFORE = re.compile(r"[\u3400-\u9fff]{1,4}\Z")


class LexiconSuggester:
    """Looks terms up, without conditions: the rules' lexicon and nothing of the rules.

    The source of a cue is the three words before it (four characters in Chinese); a sentence is
    ``supported`` if it has a cue and ``unsupported`` if not.
    """

    name = NAME
    fingerprint = NAME

    def suggest(self, document: Document) -> list[Suggestion]:
        """Return suggestions in the order of the text."""
        view = look(document, _matcher(document.language))
        return [s for clause in view.clauses for s in _of_clause(view, clause)]

    def attributions(self, document: Document) -> Iterator[Attributed]:
        """Return each cue with the words before it."""
        view = look(document, _matcher(document.language))
        for clause in view.clauses:
            for cue in clause.longest_hits(view.folded, "cue"):
                yield Attributed(_source(view, clause, cue), (_original(view, cue),))


def _of_clause(view: View, clause: Clause) -> Iterator[Suggestion]:
    cues = clause.longest_hits(view.folded, "cue")
    sources = [span for cue in cues if (span := _source(view, clause, cue))]
    whole = view.document.sentences[clause.index].span
    label = "supported" if cues else "unsupported"
    marks = [
        Mark("claim", label, whole.start, whole.end, clause.index, tuple(sources)),
        *(Mark("source", "named_person", s.start, s.end, clause.index) for s in sources),
    ]
    for layer in _LAYERS:
        for hit in clause.longest_hits(view.folded, layer):
            span = _original(view, hit)
            marks.append(Mark(layer, hit.rule.label, span.start, span.end, clause.index))
    for mark in marks:
        yield Suggestion(mark, 1.0, NAME, "a term of the lexicon")


def _source(view: View, clause: Clause, cue: Hit) -> Span | None:
    pattern = _HAN_BEFORE if view.document.language == "zh" else _BEFORE
    found = pattern.search(view.folded.text, max(clause.start, cue.start - 60), cue.start)
    if not found:
        return None
    end = found.end() - found[0].endswith(" ")
    return view.folded.original(found.start(), end)


def _original(view: View, hit: Hit) -> Span:
    return view.folded.original(hit.start, hit.end)


@cache
def _matcher(language: str) -> Matcher:
    return Matcher(_bare(load_lexicon(language)))


def _bare(rules: Iterable[Rule]) -> Iterator[Rule]:
    for rule in rules:
        yield Rule(rule.id, rule.layer, rule.label, rule.terms, rule.confidence)
