"""Wrap text to a width in cells, keeping code-point offsets."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate

from rich.cells import cell_len

from annotator.text import display_text

_NOT_FIRST = frozenset("，。、！？；：）」』】》〉”’…％%·,.!?;:)]}»›—")
_NOT_LAST = frozenset("（「『【《〈“‘([{«‹")


@lru_cache(maxsize=16_384)
def cells(char: str) -> int:
    """Return how many cells a character takes: 0, 1 or 2."""
    return cell_len(char)


def wrap(text: str, start: int, end: int, width: int, hang: int = 0) -> list[tuple[int, int]]:
    """Break ``text[start:end]`` into lines of at most ``width`` cells.

    All lines but the first have ``hang`` cells less, for an indentation. Lines break after spaces
    and beside wide characters, but not before closing or after opening punctuation; a word longer
    than a line is cut. Spaces at the end of a line may hang over.

    Returns:
        The lines as ranges of ``text``; joined they give the whole range back. One empty line if
        the range is empty.
    """
    width = max(width, 2)
    if text.isascii() and end - start <= width:
        return [(start, end)]
    lines: list[tuple[int, int]] = []
    line, used, chance, used_at_chance = start, 0, start, 0
    room, before = width, _TRAITS[" "]
    for place, char in enumerate(text[start:end], start):
        traits = _TRAITS[char]
        size = traits[0]
        if size:
            if traits[1] and not before[2] and (before[3] or size == 2 or before[0] == 2):
                chance, used_at_chance = place, used
            before = traits
        # Twice where what is left after the break is still too wide for a line with less room.
        while used + size > room and not traits[3]:
            if chance <= line:
                chance, used_at_chance = _cut(text, line, place, room)
            if chance <= line:
                break
            lines.append((line, chance))
            used -= used_at_chance
            line = chance
            room = max(width - hang, 2)
        used += size
    lines.append((line, end))
    return lines


def _cut(text: str, start: int, end: int, room: int) -> tuple[int, int]:
    """Return how far a word from ``start`` fits a line, ``end`` at most, and its cells so far."""
    used = 0
    for place in range(start, end):
        size = cells(text[place])
        if used + size > room and place > start:
            return place, used
        used += size
    return end, used


class _Traits(dict[str, tuple[int, bool, bool, bool]]):
    """What wrapping asks of a character, remembered.

    Its cells; whether a line may begin with it; whether none may end with it; whether it is a
    space.
    """

    def __missing__(self, char: str) -> tuple[int, bool, bool, bool]:
        space = char == " "
        begins = not space and char not in _NOT_FIRST
        traits = (cells(char), begins, char in _NOT_LAST, space)
        self[char] = traits
        return traits


_TRAITS = _Traits()


def columns(text: str, start: int, end: int) -> list[int]:
    """Return the cell at which each character of ``text[start:end]`` begins, and the end's."""
    if text[start:end].isascii():
        return list(range(end - start + 1))
    return [0, *accumulate(cells(char) for char in text[start:end])]


def fit(text: str, width: int) -> str:
    """Return ``text`` cut to ``width`` cells, with an ellipsis where something is left out."""
    if cell_len(text) <= width:
        return text
    kept, used = [], 0
    for char in text:
        used += cells(char)
        if used > width - 1:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…" if width > 0 else ""


def one_line(text: str) -> str:
    """Return foreign text safe to show on one line, as long as it was."""
    return display_text(text).replace("\n", " ")


def padded(text: str, width: int) -> str:
    """Return ``text`` cut or filled with spaces to exactly ``width`` cells."""
    text = fit(text, width)
    return text + " " * max(width - cell_len(text), 0)
