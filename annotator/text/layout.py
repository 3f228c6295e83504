"""The layout of a plain text: which lines are headings, items, captions, links or running text.

A line is a block of its own unless the text was wrapped to a width; then the lines of a paragraph
are one block. Plain text does not say which is the case, so it is judged from the lines: a line
that goes on in lower case, or that had no room for the next line's first word, was wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from annotator.text.lines import BULLETS, FINAL, LONGEST_HEADING, MEASURED, WIDE, Line, lines
from rubric import Unit

NARROWEST_WRAP = 40
"""Cells; narrower lines are lists, verse or headings rather than wrapped paragraphs."""
SHORTEST_CONTINUED = 30
"""Characters; a shorter line followed by a lower-case one is a list, not a wrapped sentence."""

_OPEN_ENDED = tuple(":：;；,，、-–—")
_CLOSERS = "\"”’')]}）】〕〉》」』»› \u00a0\u202f"
_SEVERAL = re.compile(r"[^\W\d_]{2}[.!?]\s+[^\W\d_a-zà-ÿ]|[.!?][\"”’»]\s|[。！？]")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that no sentence crosses.

    Attributes:
        start: First code point; not white space.
        end: One past the last; the one before is not white space.
        unit: What its sentences are.
    """

    start: int
    end: int
    unit: Unit

    @property
    def range(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end


def blocks(text: str) -> list[Block]:
    """Cut ``text`` into blocks, in order; only white space lies between and around them.

    Args:
        text: Any text, of any line-break style (all that `str.splitlines` knows).
    """
    found: list[Block] = []
    headings: list[int] = []
    for run in _runs(text):
        for first, last in _paragraphs(run):
            line = run[first]
            if line.unit is Unit.SENTENCE and first == last and _looks_like_heading(line):
                headings.append(len(found))
            found.append(Block(line.start, run[last].end, line.unit))
    # Where most of a text lacks end marks, the missing mark says nothing about a line.
    total = sum(block.end - block.start for block in found)
    in_headings = sum(found[i].end - found[i].start for i in headings)
    if in_headings * 2 <= total:
        for i in headings:
            found[i] = Block(found[i].start, found[i].end, Unit.HEADING)
    return _numbered_headings(text, found)


def _numbered_headings(text: str, found: list[Block]) -> list[Block]:
    """Turn a lone numbered line ("2. What was done") between paragraphs into a heading."""
    for i, block in enumerate(found[:-1]):
        if block.unit is not Unit.ITEM or block.end - block.start > LONGEST_HEADING:
            continue
        line = text[block.start : block.end]
        alone = Unit.ITEM not in (found[i + 1].unit, found[i - 1].unit if i else None)
        if alone and not line.endswith(tuple(".。;；,，、:：")) and line[0] not in BULLETS:
            found[i] = Block(block.start, block.end, Unit.HEADING)
    return found


def _runs(text: str) -> Iterator[list[Line]]:
    """Group lines that could be one paragraph: no gap, and only the first may be an item."""
    run: list[Line] = []
    for line in lines(text):
        alone = line.unit not in (Unit.SENTENCE, Unit.ITEM)
        if run and (alone or line.after_gap or line.starts_item):
            yield run
            run = []
        run.append(line)
        if alone:
            yield run
            run = []
    if run:
        yield run


def _paragraphs(run: list[Line]) -> Iterator[tuple[int, int]]:
    """Yield first and last line of each paragraph in a run."""
    if len(run) == 1:
        yield 0, 0
        return
    widths = [line.width for line in run]
    limit = max((width for width in widths if width <= MEASURED), default=0)
    wrapped = _wrapped(run, widths, limit)
    first = 0
    for i, (line, following) in enumerate(pairwise(run)):
        if _goes_on(line, following) or (i in wrapped):
            continue
        yield first, i
        first = i + 1
    yield first, len(run) - 1


def _wrapped(run: list[Line], widths: list[int], limit: int) -> frozenset[int]:
    """Return the lines that end where they do only because ``limit`` cells were full.

    That holds of a run of lines, not of one: nearly all had no room for the next line's first
    word, or many of the next lines begin in lower case. Chinese breaks anywhere, so there nearly
    all are as wide as the limit.
    """
    before = range(len(run) - 1)
    if limit < NARROWEST_WRAP:
        return frozenset()
    full = frozenset(i for i in before if _had_no_room(widths[i], run[i + 1].text, limit))
    lowers = sum(_starts_lower(line) for line in run[1:])
    if lowers * 3 >= len(before) or (len(run) >= 3 and len(full) * 5 >= len(before) * 4):
        return full
    wide = frozenset(i for i in full if widths[i] >= limit - 3 and WIDE.match(run[i].text[-1]))
    return wide if len(run) >= 3 and len(wide) * 2 >= len(before) else frozenset()


def _starts_lower(line: Line) -> bool:
    return line.text.lstrip("> ")[:1].islower()


def _goes_on(line: Line, following: Line) -> bool:
    """Tell whether the next line goes on in lower case with a sentence this line began."""
    return (
        len(line.text) >= SHORTEST_CONTINUED
        and _starts_lower(following)
        and not line.text.rstrip(_CLOSERS).endswith((*FINAL, ":", "：", ";", "；"))
    )


def _had_no_room(width: int, following: str, limit: int) -> bool:
    word = following[:MEASURED].split(maxsplit=1)[0]
    return width <= limit < width + 1 + len(word)


def _looks_like_heading(line: Line) -> bool:
    text = line.text
    if line.width > LONGEST_HEADING or text[0].islower():
        return False
    if text.endswith(_OPEN_ENDED):
        return text[-1] in ":：" and len(text) <= 24 and " " not in text
    return not text.rstrip(_CLOSERS).endswith(FINAL) and not _SEVERAL.search(text)
