"""Let a suggester read an item, and gather the attributions that it found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from annotator.evaluate.items import Attributed, Item, Reading
from annotator.suggest import Suggester
from rubric import Document, Span, Suggestion

if TYPE_CHECKING:
    from annotator.suggest.model.suggester import ModelSuggester
    from annotator.suggest.rules.view import Attribution, View


@runtime_checkable
class Attributor(Protocol):
    """A suggester that tells the attributions it found, also those that make no mark."""

    def attributions(self, document: Document) -> Iterable[Attributed]:
        """Return who says what in a document."""


@runtime_checkable
class ViewReader(Protocol):
    """A suggester that finds attributions in the rules' view of a document."""

    def read_attributions(self, view: View) -> list[Attribution]:
        """Return who says what in a document, whom each source means already found out."""


def read_item(suggester: Suggester, item: Item) -> Reading:
    """Return what a suggester makes of an item."""
    suggestions = tuple(suggester.suggest(item.document))
    return Reading(item, suggestions, partial(_find, suggester, item.document, suggestions))


def _find(
    suggester: Suggester, document: Document, suggestions: Iterable[Suggestion]
) -> Iterable[Attributed]:
    if isinstance(suggester, Attributor):
        return suggester.attributions(document)
    if isinstance(suggester, ViewReader) or suggester.name == "rules":
        return _by_view(suggester, document)
    if suggester.name == "model":
        from annotator.suggest.model.suggester import ModelSuggester

        if isinstance(suggester, ModelSuggester):
            return _by_predictions(suggester, document)
    return _by_marks(suggestions)


def _by_view(suggester: Suggester, document: Document) -> Iterator[Attributed]:
    from annotator.suggest.rules.suggester import read_attributions
    from annotator.suggest.rules.view import look

    view = look(document)
    read = suggester.read_attributions if isinstance(suggester, ViewReader) else read_attributions
    for one in read(view):
        source = None if one.source is None else view.folded.original(*one.source)
        cues = tuple(view.folded.original(*part) for part in one.cues)
        yield Attributed(source, cues, one.kind, one.confidence)


def _by_predictions(suggester: ModelSuggester, document: Document) -> Iterator[Attributed]:
    """Take the model's spans; a cue belongs to the nearest source of its sentence."""
    texts = [document.text[s.start : s.end] for s in document.sentences]
    for sentence, found in zip(document.sentences, suggester.predict(document, texts), strict=True):
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
