"""Words as steps of a selection: no linguistics, only where a hand would want to stop."""

from __future__ import annotations

import re

from rubric import Span

_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+(?:[-'’.,](?=\d|[^\W\d_])[^\W\u3400-\u9fff]+)*"
    r"|[^\w\s]"
)


def words_of(text: str, span: Span) -> list[Span]:
    """Return the words of a stretch of text; a Chinese character and a sign count as words."""
    return [Span(*hit.span()) for hit in _WORD.finditer(text, span.start, span.end)]
