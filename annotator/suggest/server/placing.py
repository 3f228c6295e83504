"""From what a server answered about a document to suggestions at exact places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from annotator.suggest.server.answer import Answered
from annotator.suggest.server.quotes import Passage
from rubric import Document, Layer, Mark, Rubric, Span, Suggestion

_LONGEST_NAME = 200


class Placing:
    """Finds the quoted words of one document; what is not found is dropped and counted."""

    def __init__(
        self, document: Document, rubric: Rubric, name: str, dropped: Counter[str]
    ) -> None:
        """Place in ``document``, sign with ``name``, tell ``dropped`` what was dropped and why."""
        self._document = document
        self._rubric = rubric
        self._name = name
        self._dropped = dropped
        self._passages = [
            Passage.of(document.quote(one.span), one.start) for one in document.sentences
        ]

    def place(self, answers: Sequence[Answered]) -> list[Suggestion]:
        """Return the suggestions; labels of sentences are linked to the spans placed before."""
        layers = {layer.name: layer for layer in self._rubric.layers}
        of_words = [one for one in answers if layers[one.layer].unit == "span"]
        of_sentences = [one for one in answers if layers[one.layer].unit == "sentence"]
        placed = list(self._words(of_words, layers))
        sources = {
            layer.links: [s.mark for s in placed if s.mark.layer == layer.links]
            for layer in self._rubric.layers
            if layer.links
        }
        seen: set[tuple[str, int, str]] = set()
        for one in of_sentences:
            layer = layers[one.layer]
            key = (one.layer, one.sentence, "" if layer.exclusive else one.label)
            if key in seen:
                self._dropped["a second label for the same sentence"] += 1
                continue
            seen.add(key)
            placed.append(self._claim(one, layer, sources.get(layer.links, ())))
        return placed

    def _words(self, answers: Iterable[Answered], layers: dict[str, Layer]) -> Iterator[Suggestion]:
        """Yield marks on words; a quotation that is given again means its next place."""
        taken: set[tuple[str, str, Span]] = set()
        for one in answers:
            spans = list(self._passages[one.sentence].find(one.quote))
            label = "" if layers[one.layer].exclusive else one.label
            free = (span for span in spans if (one.layer, label, span) not in taken)
            span = next(free, None)
            if span is None:
                why = "words marked already" if spans else "with words that are not in the sentence"
                self._dropped[why] += 1
                continue
            taken.add((one.layer, label, span))
            entity = self._entity(one) if one.entity else ""
            mark = Mark(one.layer, one.label, span.start, span.end, one.sentence, entity=entity)
            yield Suggestion(mark, one.confidence, self._name, one.reason)

    def _claim(self, one: Answered, layer: Layer, sources: Sequence[Mark]) -> Suggestion:
        sentence = self._document.sentences[one.sentence]
        source = self._source(one, sources) if layer.links and one.source.strip() else None
        cue = next(self._passages[one.sentence].find(one.cue), None) if layer.links else None
        mark = Mark(
            one.layer,
            one.label,
            sentence.start,
            sentence.end,
            one.sentence,
            sources=(source,) if source else (),
            cues=(cue,) if cue else (),
        )
        return Suggestion(mark, one.confidence, self._name, one.reason)

    def _source(self, one: Answered, sources: Sequence[Mark]) -> Span | None:
        """Return the nearest place of a claim's source, in its sentence or before."""
        for passage in reversed(self._passages[: one.sentence + 1]):
            for span in passage.find(one.source):
                marked = (mark.span for mark in sources if mark.span.overlaps(span))
                return next(marked, span)
        self._dropped["a claim's source that is not in the text"] += 1
        return None

    def _entity(self, one: Answered) -> str:
        """Return whom a source means, as the text names them; empty if it does not."""
        for passage in (*self._passages[one.sentence :: -1], *self._passages[one.sentence + 1 :]):
            for span in passage.find(one.entity):
                return " ".join(self._document.quote(span).split())[:_LONGEST_NAME]
        return ""
