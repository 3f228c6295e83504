"""The layout of a plain text: which lines are headings, items, captions, links or running text.

A line is a block of its own unless the text was wrapped to a width; then the lines of a paragraph
are one block. Plain text does not say which is the case, so it is judged from the lines: a line
that goes on in lower case, or that had no room for the next line's first word, was wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rubric import Unit

NARROWEST_WRAP = 40
"""Cells; narrower lines are lists, verse or headings rather than wrapped paragraphs."""
WIDEST_WRAP = 120
"""Cells; nobody wraps wider than this."""
LONGEST_HEADING = 110
"""Cells; a longer line without an end mark is a sentence that lost it."""
LONGEST_CAPTION = 300
SHORTEST_CONTINUED = 30
"""Characters; a shorter line followed by a lower-case one is a list, not a wrapped sentence."""

_FINAL = tuple(".!?…。！？｡．")
_OPEN_ENDED = tuple(":：;；,，、-–—")
_CLOSERS = "\"”’')]}）】〕〉》」』»› \u00a0\u202f"
_BULLETS = frozenset("-–—*•·●▪◦‣○■□►▶✓✔➢+")
_ITEM = re.compile(
    r"[-–—*+]\s+\S|[•·●▪◦‣○■□►▶✓✔➢]\s*\S|[(（]?\d{1,3}[)）](?!\w*[)）])|\d{1,2}[.．](?=\s|[\u3400-\u9fff])"
    r"|\d{1,2}、|[a-zA-Z]\)\s|[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]"
    r"|[\u2460-\u24ff]"
)
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+\S")
_PICTURE = re.compile(
    r"[(（\[【]?\s*(?:photos?|images?|picture|illustrations?|vid[ée]os?|cr[ée]dits?|caption|l[ée]gende"
    r"|file photo|figure|fig\.?)\b"
    r"(?:\s*(?:credits?|cr[ée]dits?|source|by|d['’]illustration|\d{1,2})\b,?){0,3}"
    r"\s*(?:[:：/|]|by\b|©|cr[ée]dits?\b)"
    r"|[(（\[【]?\s*(?:©|\(c\)\s|AP Photo|Getty Images|Image d['’]illustration|Courtesy of)"
    r"|[(（\[【]?\s*(?:资料|資料|示意|配|题|題)?[图圖](?:片)?(?:来源|來源|说明|說明|源|文)?\s*\d{0,2}\s*[:：/／｜|]"
    r"|[(（\[【]?\s*(?:[图圖][为為]|摄影|攝影|资料图|資料圖|[图圖]\d{1,2}\s)",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"/ ?(?:AFP|AP|DW|EPA|Getty|Reuters|Xinhua|新华社|新華社)\b[^.!?。]{0,30}$")
_LINK_LABEL = re.compile(r"[^:：/]{0,24}[:：]\s*(?=https?://|www\.)")
_LINK_WORDS = frozenset(
    {"source link", "link", "read more", "lien", "lien source", "source", "lire la suite"}
    | {"来源链接", "來源連結", "原文链接", "原文連結", "阅读原文", "閱讀原文"}
)
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]"
)


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


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str
    unit: Unit
    after_gap: bool
    starts_item: bool = False

    @property
    def width(self) -> int:
        """Cells it fills; more than any wrap for a long line, which is not measured."""
        if self.text.isascii() or len(self.text) > WIDEST_WRAP:
            return len(self.text)
        return len(self.text) + sum(1 for _ in _WIDE.finditer(self.text))


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
        if alone and not line.endswith(tuple(".。;；,，、:：")) and not _bullet(line):
            found[i] = Block(block.start, block.end, Unit.HEADING)
    return found


def _bullet(line: str) -> bool:
    return line[0] in _BULLETS


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that are not blank, without the white space around them."""
    offset = 0
    after_gap = after_bullet = False
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            start = offset + (len(raw) - len(raw.lstrip()))
            unit = _unit(stripped)
            item = unit is Unit.ITEM
            if after_bullet and unit is Unit.SENTENCE:
                unit, item = Unit.ITEM, True
            yield _Line(start, start + len(stripped), stripped, unit, after_gap, item)
            after_gap = False
            after_bullet = len(stripped) == 1 and stripped in _BULLETS
        else:
            after_gap = True
        offset += len(raw)


def _unit(line: str) -> Unit:
    """Classify a line by itself; running text and headings are both a sentence so far."""
    if len(line) <= 80 and not any(map(str.isalnum, line)) and not line.endswith(_FINAL):
        return Unit.DASH
    if _is_link(line):
        return Unit.LINK
    if _MARKDOWN_HEADING.match(line) and len(line) <= LONGEST_HEADING:
        return Unit.HEADING
    if len(line) <= LONGEST_CAPTION and (
        _PICTURE.match(line) or (len(line) <= 120 and _AGENCY.search(line))
    ):
        return Unit.CAPTION
    return Unit.ITEM if _ITEM.match(line) else Unit.SENTENCE


def _is_link(line: str) -> bool:
    if len(line) <= 20 and line.casefold() in _LINK_WORDS:
        return True
    if len(line) > 4000 or not ("://" in line or "www." in line):
        return False
    label = _LINK_LABEL.match(line)
    words = line[label.end() if label else 0 :].split()
    return all(word.lstrip("<(").startswith(("http://", "https://", "www.")) for word in words)


def _runs(text: str) -> Iterator[list[_Line]]:
    """Group lines that could be one paragraph: no gap, and only the first may be an item."""
    run: list[_Line] = []
    for line in _lines(text):
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


def _paragraphs(run: list[_Line]) -> Iterator[tuple[int, int]]:
    """Yield first and last line of each paragraph in a run."""
    if len(run) == 1:
        yield 0, 0
        return
    widths = [line.width for line in run]
    limit = max((width for width in widths if width <= WIDEST_WRAP), default=0)
    lowers = sum(line.text[0].islower() for line in run[1:])
    wrapped = limit >= NARROWEST_WRAP and lowers * 3 >= len(run) - 1
    full = sum(limit - 3 <= width <= limit for width in widths)
    wrapped_wide = limit >= NARROWEST_WRAP and len(run) >= 3 and full * 2 >= len(run)
    first = 0
    for i in range(len(run) - 1):
        line, following = run[i], run[i + 1]
        if _goes_on(line, following):
            continue
        if wrapped and _had_no_room(widths[i], following.text, limit):
            continue
        if wrapped_wide and limit - 3 <= widths[i] <= limit and _WIDE.match(line.text[-1]):
            continue
        yield first, i
        first = i + 1
    yield first, len(run) - 1


def _goes_on(line: _Line, following: _Line) -> bool:
    """Tell whether the next line goes on in lower case with a sentence this line began."""
    return (
        len(line.text) >= SHORTEST_CONTINUED
        and following.text[0].islower()
        and not line.text.rstrip(_CLOSERS).endswith((*_FINAL, ":", "：", ";", "；"))
    )


def _had_no_room(width: int, following: str, limit: int) -> bool:
    word = following[:WIDEST_WRAP].split(maxsplit=1)[0]
    return width <= limit < width + 1 + len(word)


def _looks_like_heading(line: _Line) -> bool:
    text = line.text
    if line.width > LONGEST_HEADING or text[0].islower():
        return False
    if text.endswith(_OPEN_ENDED):
        return text[-1] in ":：" and len(text) <= 24 and text.count(" ") < 3
    return not text.rstrip(_CLOSERS).endswith(_FINAL)
