"""Turn treebank text back into text as people write it, and carry offsets along.

A model fine-tuned on "l' argent ," or "国际 能源署" meets neither in the wild.
"""

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Edit = tuple[int, int, str]

BRACKETS = {"-LSB-": "[", "-RSB-": "]", "-LRB-": "(", "-RRB-": ")"}
_BRACKET = re.compile("|".join(map(re.escape, BRACKETS)))
_ASCII_WORD = re.compile(r"[A-Za-z0-9]")
_BEFORE = {"en": r" +(?=[,.;:!?%)\]”’}])", "fr": r" +(?=[,.%)\]”])", "zh": r"(?!)"}
_AFTER = re.compile(r"(?<=[(\[“‘{]) +")
_CONTRACTION = re.compile(r" +(?=(?:['’](?:s|re|ve|ll|d|m)|n['’]t)\b)")
_ELISION = re.compile(r"(?<=[A-Za-zÀ-ÿ]['’]) +(?=\w)")
_STRAIGHT = re.compile(r' *" *')


@dataclass(frozen=True, slots=True)
class Rewritten:
    """Rewritten text with a map from old offsets to new ones."""

    text: str
    _bounds: Sequence[tuple[int, int]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Carry a half-open span over, without the spaces at its edges."""
        start, end = self._offset(start), self._offset(end)
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end

    def _offset(self, old: int) -> int:
        at = bisect.bisect_right(self._bounds, old, key=lambda bound: bound[0]) - 1
        origin, new = self._bounds[at]
        limit = self._bounds[at + 1][1] if at + 1 < len(self._bounds) else len(self.text)
        return min(new + old - origin, limit)


def rewrite(text: str, edits: Iterable[Edit]) -> Rewritten:
    """Apply replacements to a text.

    Args:
        text: The original.
        edits: ``(start, end, replacement)``; of two that overlap the first one counts.

    Returns:
        The new text; an offset inside a replaced stretch maps into its replacement.
    """
    parts: list[str] = []
    bounds = [(0, 0)]
    position = length = 0
    for start, end, replacement in sorted(edits):
        if start < position:
            continue
        parts += [text[position:start], replacement]
        length += start - position
        bounds.append((start, length))
        length += len(replacement)
        position = end
        bounds.append((end, length))
    parts.append(text[position:])
    return Rewritten("".join(parts), bounds)


def detokenise(text: str, language: str) -> Rewritten:
    """Undo tokenisation: spaces around punctuation, split elisions, spaced Chinese."""
    if language == "zh":
        return rewrite(text, _chinese_edits(text))
    edits: list[Edit] = [(m.start(), m.end(), BRACKETS[m[0]]) for m in _BRACKET.finditer(text)]
    gaps = [re.compile(_BEFORE[language]), _AFTER]
    gaps.append(_ELISION if language == "fr" else _CONTRACTION)
    edits += [(m.start(), m.end(), "") for gap in gaps for m in gap.finditer(text)]
    for count, m in enumerate(_STRAIGHT.finditer(text)):
        quote = m.start() + m[0].index('"')
        edits.append((quote + 1, m.end(), "") if count % 2 == 0 else (m.start(), quote, ""))
    return rewrite(text, (edit for edit in edits if edit[0] < edit[1]))


def _chinese_edits(text: str) -> list[Edit]:
    edits: list[Edit] = []
    for m in re.finditer(r" *(-[LR][SR]B-) *| +", text):
        if m[1]:
            edits.append((m.start(), m.end(), BRACKETS[m[1]]))
        elif not (_ASCII_WORD.match(text[m.start() - 1 :]) and _ASCII_WORD.match(text[m.end() :])):
            edits.append((m.start(), m.end(), ""))
    return edits
