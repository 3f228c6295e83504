"""Let a suggester read an item, and gather the attributions that it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from annotator.evaluate.items import Attributed, Item, Judgement, Marked, Reading
from annotator.suggest import Suggester
from rubric import Document, Span, Suggestion

if TYPE_CHECKING:
    from annotator.suggest.joined import JoinedSuggester
    from annotator.suggest.model.prediction import SentencePrediction
    from annotator.suggest.model.suggester import ModelSuggester
    from annotator.suggest.rules.view import Attribution, View


@runtime_checkable
class Attributor(Protocol):
    """A suggester that tells the attributions it found, also those that make no mark."""

    def attributions(self, document: Document) -> Iterable[Attributed]:
        """Return who says what in a document."""


def read_item(suggester: Suggester, item: Item) -> Reading:
    """Return what a suggester makes of an item."""
    from annotator.suggest.joined import JoinedSuggester
    from annotator.suggest.model.suggester import ModelSuggester
    from annotator.suggest.rules.suggester import RuleSuggester

    document = item.document
    suggestions = tuple(suggester.suggest(document))
    find = partial(_find, suggester, document, suggestions)
    match suggester:
        case RuleSuggester():
            return Reading(item, suggestions, find, by_rules=True)
        case JoinedSuggester():
            ask = partial(_seen_by_join, suggester, document)
            return Reading(item, suggestions, find, partial(_loaded, ask), True, ask)
        case ModelSuggester():
            ask = partial(_seen_by_model, suggester, document)
            return Reading(item, suggestions, find, ask)
        case _:
            return Reading(item, suggestions, find)


def _seen_by_model(suggester: ModelSuggester, document: Document) -> Iterator[Judgement]:
    for sentence, found in _predicted(suggester, document):
        marks = tuple(
            Marked(
                (Span(sentence.start + one.start, sentence.start + one.end),),
                one.label,
                one.probability,
            )
            for one in found.spans
        )
        yield Judgement(sentence, found.probabilities, found.positive, marks)


def _seen_by_join(suggester: JoinedSuggester, document: Document) -> Iterator[Judgement]:
    """Tell what the model in the join says; it reads the folded text, which has its own offsets."""
    from annotator.suggest.rules.view import look

    view = look(document)
    for clause, found in zip(view.clauses, suggester.predict(view), strict=True):
        marks = tuple(
            Marked(
                (view.folded.original(clause.start + one.start, clause.start + one.end),),
                one.label,
                one.probability,
            )
            for one in found.spans
        )
        sentence = document.sentences[clause.index].span
        yield Judgement(sentence, found.probabilities, found.positive, marks)


def _loaded(ask: Callable[[], Iterable[Judgement]]) -> Iterator[Judgement]:
    """Judge as the join does: of loaded sentences the model knows all that the rules know.

    Whether a sentence is hedged its spans tell, which the rules find better.
    """
    for one in ask():
        chances = {"loaded": one.probabilities["loaded"]}
        yield Judgement(one.sentence, chances, one.positive & chances.keys(), one.spans)


def _predicted(
    suggester: ModelSuggester, document: Document
) -> Iterator[tuple[Span, SentencePrediction]]:
    texts = [document.text[s.start : s.end] for s in document.sentences]
    spans = (sentence.span for sentence in document.sentences)
    return zip(spans, suggester.predict(document, texts), strict=True)


def _find(
    suggester: Suggester, document: Document, suggestions: Iterable[Suggestion]
) -> Iterable[Attributed]:
    from annotator.suggest.joined import JoinedSuggester
    from annotator.suggest.model.suggester import ModelSuggester
    from annotator.suggest.rules.suggester import RuleSuggester

    match suggester:
        case Attributor():
            return suggester.attributions(document)
        case RuleSuggester():
            return _by_rules(document)
        case JoinedSuggester():
            return _by_join(suggester, document)
        case ModelSuggester():
            return _by_predictions(suggester, document)
        case _:
            return _by_marks(suggestions)


def _by_rules(document: Document) -> Iterator[Attributed]:
    from annotator.suggest.rules.suggester import read_attributions
    from annotator.suggest.rules.view import look

    view = look(document)
    yield from (_original(view, one) for one in read_attributions(view))


def _by_join(suggester: JoinedSuggester, document: Document) -> Iterator[Attributed]:
    from annotator.suggest.merge import POLICIES, Policy, merge_attributions
    from annotator.suggest.rules.suggester import find_attributions
    from annotator.suggest.rules.view import look

    view = look(document)
    policy = POLICIES.get(document.language, Policy())
    found = merge_attributions(view, find_attributions(view), suggester.predict(view), policy)
    yield from (_original(view, one) for one in found)


def _original(view: View, one: Attribution) -> Attributed:
    source = None if one.source is None else view.folded.original(*one.source)
    cues = tuple(view.folded.original(*part) for part in one.cues)
    return Attributed(source, cues, one.kind, one.confidence)


def _by_predictions(suggester: ModelSuggester, document: Document) -> Iterator[Attributed]:
    """Take the model's spans; a cue belongs to the nearest source of its sentence."""
    for sentence, found in _predicted(suggester, document):
        placed = [
            (span.label, Span(sentence.start + span.start, sentence.start + span.end), span)
            for span in found.spans
        ]
        sources = [(place, span.probability) for label, place, span in placed if label == "source"]
        for place, sure in sources:
            yield Attributed(place, (), "", sure)
        for label, cue, span in placed:
            if label == "cue":
                near = min(
                    (place for place, _ in sources),
                    key=lambda place: abs(place.start - cue.start),
                    default=None,
                )
                yield Attributed(near, (cue,), "", span.probability)


def _by_marks(suggestions: Iterable[Suggestion]) -> Iterator[Attributed]:
    """Take sources from their layer, and cues from sources and claims."""
    for suggestion in suggestions:
        mark = suggestion.mark
        if mark.layer == "source":
            yield Attributed(mark.span, mark.cues, "", suggestion.confidence)
        elif mark.layer == "claim":
            own = [source for source in mark.sources if mark.span.contains(source)]
            for cue in mark.cues:
                yield Attributed(own[0] if own else None, (cue,), "", suggestion.confidence)
