"""A folded view of a text, in which one way of writing stands for many.

Rules read the view: one kind of quotation mark, of space, of width and of Chinese script, composed
characters, no soft hyphens, no pinyin glued into Chinese. Every span found in it is told in
offsets of the original text, whose characters never change.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rubric import Span

_PLAIN = {
    **{ord(c): "'" for c in "‘’‚‛′´`ʼ＇"},
    **{ord(c): "“" for c in "«「『〝﹁﹃„‟"},
    **{ord(c): "”" for c in "»」』〞﹂﹄"},
    **{ord(c): " " for c in "\t\n\r\v\f\u00a0\u1680\u202f\u205f\u3000\u2028\u2029\x85"},
    **dict.fromkeys(range(8192, 8203), " "),
    **{ord(c): "-" for c in "\u2010\u2011\u2012\u2212"},
    **{ord(c): "—" for c in "–―─"},
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    ord("…"): "…",
}
_PLAIN[0xFF07] = "'"
_PLAIN = {code: plain for code, plain in _PLAIN.items() if plain != chr(code)}
_COMMONEST = "，’\n"
"""What the view writes differently most often: replaced before anything rarer is searched."""
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_SUSPECT = re.compile(
    # One class of first characters lets the search run over what none of them is.
    rf"[(（{_INVISIBLE}\u0300-\u036f'`’‘-](?:(?<=[{_INVISIBLE}\u0300-\u036f])"
    r"|(?<=[\u3400-\u9fff][(（])|(?<=-)\r?\n|(?<=')'|(?<=`)`|(?<=’)’|(?<=‘)‘)"
)
"""What may change the length of a text; a bracket, only behind a Chinese character."""
_SUSPECT_ASCII = re.compile(r"-\r?\n|''|``")
_GLUED_PINYIN = re.compile(r"[(（][a-zü\u00e0-\u01dc]{1,7}[)）]")
_GLUED_AFTER_HAN = re.compile(rf"(?<=[\u3400-\u9fff]){_GLUED_PINYIN.pattern}")
_BROKEN_WORD = re.compile(r"[-\u00ad]\r?\n(?=[a-zà-ÿ]{2})")
_COMBINING = re.compile(r"[\u0300-\u036f]+")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded view of a text.

    Attributes:
        text: The view, case kept.
        lower: The same in lower case; of the same length.
        starts: For each character of the view, where it starts in the original; None where the
            two have the same offsets.
        ends: Where it ends there.
    """

    text: str
    lower: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def original(self, start: int, end: int) -> Span:
        """Return the original's span for ``[start, end)`` of the view."""
        return Span(*self.place(start, end))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``[start, end)`` of the view starts and ends in the original."""
        if self.starts is None or self.ends is None:
            return start, end
        if start == end:
            at = self.starts[start] if start < len(self.starts) else self.ends[-1]
            return at, at
        return self.starts[start], self.ends[end - 1]

    def position(self, offset: int) -> int:
        """Return where the original's ``offset`` lies in the view."""
        return offset if self.starts is None else bisect_left(self.starts, offset)


def fold(text: str) -> Folded:
    """Fold ``text``; linear in its length."""
    if text.isascii() and not _SUSPECT_ASCII.search(text):
        plain = text.translate(_PLAIN)
        return Folded(plain, plain.lower())
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for change, replacement in _changes(text):
        if change.start > at:
            pieces.append(text[at : change.start])
            starts.extend(range(at, change.start))
            ends.extend(range(at + 1, change.start + 1))
        if replacement:
            pieces.append(replacement)
            starts.extend([change.start] * len(replacement))
            ends.extend([change.end] * len(replacement))
        at = change.end
    if not at:
        plain = _plain(text)
        return Folded(plain, _lower(plain))
    pieces.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    plain = _plain("".join(pieces))
    return Folded(plain, _lower(plain), tuple(starts), tuple(ends))


def unglued(text: str) -> str:
    """Return a text without pinyin glued to its characters."""
    return _GLUED_AFTER_HAN.sub("", text)


def _changes(text: str) -> Iterator[tuple[Span, str]]:
    """Yield the places whose length changes, each with what stands there in the view."""
    done = 0
    for suspect in _SUSPECT.finditer(text):
        at = suspect.start()
        if at < done:
            continue
        char = text[at]
        if char in "(（":
            end = found.end() if (found := _GLUED_PINYIN.match(text, at)) else at
        elif char in "'`’‘":
            done = at + 2
            yield Span(at, done), '"'
            continue
        elif char == "-" or text.startswith("\n", at + 1):
            end = found.end() if (found := _BROKEN_WORD.match(text, at)) else at
            end = max(end, at + (char == "\u00ad"))
        elif found := _COMBINING.match(text, at):
            end = found.end()
            at = max(at - 1, done)
            yield Span(at, end), unicodedata.normalize("NFC", text[at:end])
            done = end
            continue
        else:
            end = at + 1
        if end > at:
            yield Span(at, end), ""
            done = end


def _plain(text: str) -> str:
    for variant in _COMMONEST:
        text = text.replace(variant, _PLAIN[ord(variant)])
    variants, plain = _variants(chinese=bool(_HAN.search(text)))
    return variants.sub(lambda match: plain[match[0]], text)


@cache
def _variants(*, chinese: bool) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds the characters that the view writes differently, and how it does."""
    codes = _PLAIN | _simplified() if chinese else _PLAIN
    plain = {chr(code): written for code, written in codes.items()}
    return re.compile(f"[{re.escape(''.join(sorted(plain)))}]"), plain


def _lower(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


@cache
def _simplified() -> dict[int, str]:
    """The character table from traditional to simplified Chinese (OpenCC's ``t2s``)."""
    from opencc import OpenCC

    codes = [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)]
    converted = OpenCC("t2s").convert("\n".join(map(chr, codes))).split("\n")
    return {
        code: new
        for code, new in zip(codes, converted, strict=True)
        if len(new) == 1 and new != chr(code)
    }
