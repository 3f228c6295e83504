"""Damage to the text's characters: looked for in the original, since the folded view mends some."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.suggest.calibration import propose
from annotator.suggest.rules.chinese.damage import glued_pinyin
from annotator.suggest.rules.slips import slips
from rubric import Document, Mark, Span, Suggestion

_SUSPECT = re.compile(
    # One class of first characters lets the search run over what none of them is.
    r"[\u00c2\u00c3\u00e2\u00ef\ufffd\u951f\u9225]"
    r"(?:(?<=[\u00c2\u00c3])[\u0080-\u00bf\u20ac\u201a-\u2122]|(?<=\u00e2)\u20ac|(?<=\u00ef)\u00bb"
    r"|(?<=[\ufffd\u951f\u9225]))"
)
_MOJIBAKE = "characters of another encoding: the text was decoded wrongly on its way here"
_SLIP = "the form of the words betrays a slip of the keyboard or of grammar"
_PINYIN = "pinyin glued to the characters, as careless copying from a reading aid leaves it"


def damage(document: Document, suggester: str) -> list[Suggestion]:
    """Suggest damage by its form: wrong decoding, pinyin glued in, slips of French."""
    found = [(span, "encoding_noise", 0.9, _MOJIBAKE) for span in mojibake(document.text)]
    if document.language == "zh":
        found += [(span, "encoding_noise", 0.95, _PINYIN) for span in glued_pinyin(document)]
    if document.language == "fr":
        found += [(Span(*place), "typo", 0.8, _SLIP) for place in slips(document.text)]
    suggestions = []
    for span, label, confidence, why in found:
        sentence = document.sentence_at(span.start)
        if sentence is not None:
            end = min(span.end, sentence.end)
            mark = Mark("integrity", label, span.start, end, sentence.index)
            suggestions.append(propose(mark, confidence, suggester, why, document.language))
    return suggestions


def mojibake(text: str) -> Iterator[Span]:
    """Yield the words with wrongly decoded characters, by ftfy's measure of badness."""
    if not _SUSPECT.search(text):
        return
    from ftfy.badness import BADNESS_RE

    last = 0
    for match in BADNESS_RE.finditer(text):
        start, end = match.span()
        while start > last and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        if start >= last:
            yield Span(start, end)
            last = end
