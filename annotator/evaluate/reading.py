"""Let a suggester read an item, and gather the attributions that it found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

from annotator.evaluate.items import Attributed, Item, Reading
from annotator.suggest import Suggester
from rubric import Document, Span, Suggestion


@runtime_checkable
class Attributor(Protocol):
    """A suggester that tells the attributions it found, also those that make no mark."""

    def attributions(self, document: Document) -> Iterable[Attributed]:
        """Return who says what in a document."""


def read_item(suggester: Suggester, item: Item) -> Reading:
    """Return what a suggester makes of an item."""
    suggestions = tuple(suggester.suggest(item.document))
    if isinstance(suggester, Attributor):
        found = tuple(suggester.attributions(item.document))
    elif suggester.name == "rules":
        found = tuple(_by_rules(item.document))
    else:
        found = tuple(_by_marks(suggestions))
    return Reading(item, suggestions, found)


def _by_rules(document: Document) -> Iterator[Attributed]:
    from annotator.suggest.rules.suggester import read_attributions
    from annotator.suggest.rules.view import look

    view = look(document)
    for one in read_attributions(view):
        source = None if one.source is None else view.folded.original(*one.source)
        cues = tuple(view.folded.original(*part) for part in one.cues)
        yield Attributed(source, cues, one.kind, one.confidence)


def _by_marks(suggestions: Iterable[Suggestion]) -> Iterator[Attributed]:
    """Take sources from their layer, cues from sources and claims; join those of one claim."""
    joined: set[Span] = set()
    for suggestion in suggestions:
        mark = suggestion.mark
        if mark.layer == "claim" and mark.cues:
            own = [source for source in mark.sources if mark.span.contains(source)]
            joined.update(own)
            yield Attributed(own[0] if own else None, mark.cues, "", suggestion.confidence)
    for suggestion in suggestions:
        mark = suggestion.mark
        if mark.layer == "source" and (mark.cues or mark.span not in joined):
            yield Attributed(mark.span, mark.cues, "", suggestion.confidence)
