"""Lines of text with styles laid over ranges of it, and the signs drawn under marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style

from annotator.tui.drawing.wrapping import columns


@dataclass(frozen=True, slots=True)
class Patch:
    """A style on a range of the text; later patches lie over earlier ones."""

    start: int
    end: int
    style: Style


@dataclass(frozen=True, slots=True)
class Sign:
    """What is drawn under a mark: a letter, then a line."""

    start: int
    end: int
    letter: str
    line: str
    style: Style


def paint(text: str, start: int, end: int, patches: Sequence[Patch]) -> list[Segment]:
    """Return ``text[start:end]`` as segments in the styles that lie over it."""
    here = [p for p in patches if p.start < end and p.end > start]
    if not here:
        return [Segment(text[start:end])]
    cuts = {start, end}
    for patch in here:
        cuts.add(max(patch.start, start))
        cuts.add(min(patch.end, end))
    segments = []
    for left, right in pairwise(sorted(cuts)):
        style = Style.null()
        for patch in here:
            if patch.start <= left and patch.end >= right:
                style += patch.style
        segments.append(Segment(text[left:right], style))
    return segments


def levels(signs: Sequence[Sign], lines: Sequence[tuple[int, int]], most: int) -> list[int]:
    """Return how many rows of signs each line needs, ``most`` at the highest."""
    return [min(len(_stacked(signs, start, end)), most) for start, end in lines]


def underline(text: str, start: int, end: int, signs: Sequence[Sign], level: int) -> list[Segment]:
    """Return row ``level`` (from 1) of the signs under ``text[start:end]``."""
    stacks = _stacked(signs, start, end)
    if level > len(stacks):
        return []
    at = columns(text, start, end)
    segments: list[Segment] = []
    used = 0
    for sign in stacks[level - 1]:
        left = at[max(sign.start, start) - start]
        right = at[min(sign.end, end) - start]
        if right <= left:
            continue
        body = sign.line * (right - left)
        if sign.start >= start:
            body = sign.letter + body[1:]
        segments += [Segment(" " * (left - used)), Segment(body, sign.style)]
        used = right
    return segments


def _stacked(signs: Sequence[Sign], start: int, end: int) -> list[list[Sign]]:
    """Share out the signs of a line among rows, so that none lies over another."""
    stacks: list[list[Sign]] = []
    for sign in sorted(signs, key=lambda sign: (sign.start, -sign.end)):
        if sign.start >= end or sign.end <= start:
            continue
        for stack in stacks:
            if stack[-1].end <= sign.start:
                stack.append(sign)
                break
        else:
            stacks.append([sign])
    return stacks
