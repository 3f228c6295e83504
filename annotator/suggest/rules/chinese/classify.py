"""Tell what kind of source stands at a place that something else than a cue has found."""

from __future__ import annotations

from annotator.suggest.rules.chinese.reading import phrase_before
from annotator.suggest.rules.view import Attribution, Clause, Range, View


def classify_range(view: View, clause: Clause, place: Range) -> Attribution | None:
    """Read the words at ``place`` as a source.

    Returns:
        An attribution without cues; None if the words there can be no source.
    """
    phrase = phrase_before(view.folded.text, place[0], place[1], frozenset())
    if phrase is None:
        return None
    span = (phrase.start, phrase.end)
    return Attribution(
        clause.index,
        span,
        (),
        phrase.label,
        phrase.entity,
        "speech",
        standing=phrase.standing,
        anaphor=phrase.anaphor(view.text(span)),
        description=phrase.role,
    )
