"""Damage that only the original text shows: the folded view has mended it."""

from __future__ import annotations

import re
from itertools import groupby

from rubric import Document, Span

_GLUED = re.compile(r"[\u3400-\u9fff][(（][a-zü\u00e0-\u01dc]{1,7}[)）]")
_GAP = 12
"""Glued characters no further apart than this are one stretch."""


def glued_pinyin(document: Document) -> list[Span]:
    """Return the stretches of a document in which pinyin is glued to Chinese characters.

    One span for each stretch inside a sentence, not one for each character.
    """
    spans: list[Span] = []
    found = (
        (document.sentence_at(match.start()), match) for match in _GLUED.finditer(document.text)
    )
    for sentence, group in groupby(found, key=lambda pair: pair[0]):
        if sentence is None:
            continue
        for _, match in group:
            last = spans[-1] if spans else None
            if last and last.start >= sentence.start and match.start() - last.end <= _GAP:
                spans[-1] = Span(last.start, match.end())
            else:
                spans.append(Span(match.start(), match.end()))
    return spans
