"""Marks, which people decide on, and suggestions, which propose them."""

from __future__ import annotations

from dataclasses import dataclass

from rubric.span import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A label on a sentence, a span or a whole document.

    Attributes:
        layer: The rubric's layer, for example ``hedge``.
        label: One of the layer's labels, for example ``modal``.
        start: First code point of the marked text.
        end: One past its last code point.
        sentence: Index of the sentence it belongs to; None for a document rating.
        sources: For a claim, the spans of its source (in this or an earlier sentence).
        cues: For a claim, the spans of the reporting cue.
        entity: For a source, whom the span means ("Ye" means "Ye Zhiqiu").
        proximity: For a claim, ``direct`` or ``secondary`` (told through somebody else).
        value: For a document rating, the step of its scale.
        note: A reviewer's comment.
    """

    layer: str
    label: str
    start: int
    end: int
    sentence: int | None = None
    sources: tuple[Span, ...] = ()
    cues: tuple[Span, ...] = ()
    entity: str = ""
    proximity: str = ""
    value: int | None = None
    note: str = ""

    @property
    def span(self) -> Span:
        """The range of text that is marked."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mark proposed by a suggester; never an annotation until a person decides.

    Attributes:
        mark: What is proposed.
        confidence: Calibrated probability in [0, 1] that a trained reader would agree.
        suggester: Who proposes: ``rules``, ``model``, ``joined``, …
        rationale: Why, in words a trainee understands.
        id: Its number in the store; None before it is stored.
    """

    mark: Mark
    confidence: float
    suggester: str
    rationale: str
    id: int | None = None
