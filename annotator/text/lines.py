"""The lines of a plain text, each with what it is when read by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rubric import Unit

LONGEST_HEADING = 110
"""Cells; a longer line without an end mark is a sentence that lost it."""
LONGEST_CAPTION = 300
LONGEST_LINKS = 4000
MEASURED = 120
"""Characters; the width of a longer line is not measured, for nobody wraps wider than this."""
FINAL = tuple(".!?…。！？｡．")
"""What a sentence ends with."""
BULLETS = frozenset("-–—*•·●▪◦‣○■□►▶✓✔➢+")
"""What may stand before an item, or alone on the line above it."""

_ITEM = re.compile(
    r"[-–—*+]\s+\S|[•·●▪◦‣○■□►▶✓✔➢]\s*\S|[(（]?\d{1,3}[)）](?!\w*[)）])"
    r"|\d{1,2}[.．](?=\s|[\u3400-\u9fff])|\d{1,2}、|[a-zA-Z]\)\s|[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]"
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
_CREDIT = re.compile(
    r"/ ?(?:AFP|AP|DW|EPA|Getty|Reuters|Xinhua|新华社|新華社)\b[^.!?。]{0,30}$"
    r"|[(（](?:AP )?(?:photos?|images?|picture|photo|cr[ée]dits?|图|圖)\b[^()（）]{0,60}[)）]$",
    re.IGNORECASE,
)
_LINK_LABEL = re.compile(r"[^:：/]{0,24}[:：]\s*(?=https?://|www\.)")
_LINK_WORDS = frozenset(
    {"source link", "link", "read more", "lien", "lien source", "source", "lire la suite"}
    | {"来源链接", "來源連結", "原文链接", "原文連結", "阅读原文", "閱讀原文"}
)
WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]"
)


@dataclass(slots=True)
class Line:
    """A line without the white space around it.

    Attributes:
        start: Its first code point in the text.
        end: One past its last.
        text: What stands there.
        unit: What it is by itself; running text and headings are both a sentence so far.
        after_gap: Whether a blank line comes before.
        starts_item: Whether it begins an item, by its own marker or a bullet alone above it.
    """

    start: int
    end: int
    text: str
    unit: Unit
    after_gap: bool
    starts_item: bool = False

    @property
    def width(self) -> int:
        """Cells it fills; more than any wrap for a long line, which is not measured."""
        if self.text.isascii() or len(self.text) > MEASURED:
            return len(self.text)
        return len(self.text) + sum(1 for _ in WIDE.finditer(self.text))


def lines(text: str) -> Iterator[Line]:
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
            yield Line(start, start + len(stripped), stripped, unit, after_gap, item)
            after_gap = False
            after_bullet = len(stripped) == 1 and stripped in BULLETS
        else:
            after_gap = True
        offset += len(raw)


def _unit(line: str) -> Unit:
    """Classify a line by itself; running text and headings are both a sentence so far."""
    if len(line) <= 80 and not any(map(str.isalnum, line)) and not line.endswith(FINAL):
        return Unit.DASH
    if _is_link(line):
        return Unit.LINK
    if _MARKDOWN_HEADING.match(line) and len(line) <= LONGEST_HEADING:
        return Unit.HEADING
    if len(line) <= LONGEST_CAPTION and (_PICTURE.match(line) or _ends_in_credit(line)):
        return Unit.CAPTION
    return Unit.ITEM if _ITEM.match(line) else Unit.SENTENCE


def _ends_in_credit(line: str) -> bool:
    may = len(line) <= MEASURED and ("/" in line or line[-1] in ")）")
    return may and bool(_CREDIT.search(line))


def _is_link(line: str) -> bool:
    if len(line) <= 20 and line.casefold() in _LINK_WORDS:
        return True
    if len(line) > LONGEST_LINKS or not ("://" in line or "www." in line):
        return False
    label = _LINK_LABEL.match(line)
    words = line[label.end() if label else 0 :].split()
    return all(word.lstrip("<(").startswith(("http://", "https://", "www.")) for word in words)
