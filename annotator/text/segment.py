"""Sentences with exact offsets, in English, French and Chinese.

One compiled expression finds every place where a sentence may end, and a decision with bounded
look-around keeps or drops it. (The sentencex library was measured first: it takes quadratic time
on unclosed quotation marks, hides all but the last sentence of a quotation, and ends sentences
after "M." and "p.m.".)

Headings, captions and links are one unit each. A quotation of several sentences is several
sentences. Closing quotation marks, brackets and footnote numbers stay with the sentence they
close. Semicolons and colons do not end a sentence.
"""

from __future__ import annotations

import re

from annotator.text.abbreviations import BY_LANGUAGE, Abbreviations
from annotator.text.boundary import CANDIDATE, EndMark, ends
from annotator.text.layout import Block, blocks
from rubric import Sentence, Unit

_RUNNING = frozenset({Unit.SENTENCE, Unit.ITEM})
_SPACE = re.compile(r"\s*")


def segment(text: str, language: str) -> tuple[Sentence, ...]:
    """Cut ``text`` into sentences.

    Args:
        text: Any text.
        language: ``en``, ``fr`` or ``zh``; decides which abbreviations are known.

    Returns:
        The sentences in order. They do not overlap; all that lies between, before and after them
        is white space, so that sentences and gaps joined give ``text`` back.

    Raises:
        KeyError: If the language is none of the three.
    """
    known = BY_LANGUAGE[language]
    sentences: list[Sentence] = []
    for block in blocks(text):
        spans = _sentences(text, block, known) if block.unit in _RUNNING else [block.range]
        for start, end in spans:
            sentences.append(Sentence(len(sentences), start, end, block.unit))
    return tuple(sentences)


def _sentences(text: str, block: Block, known: Abbreviations) -> list[tuple[int, int]]:
    found = []
    start = counted = block.start
    odd = False  # whether a straight quotation is open where the count stands
    for match in CANDIDATE.finditer(text, block.start, block.end):
        mark = EndMark(match.start(), match["run"], match["closers"], match.end())
        if '"' in mark.closers:
            odd ^= text.count('"', counted, mark.start) % 2 == 1
            counted = mark.start
            mark = _own_closers(text, mark, odd)
        if mark.end == block.end:
            break
        if mark.start > start and ends(text, mark, start, block.end, known):
            found.append((start, mark.end))
            space = _SPACE.match(text, mark.end)
            start = space.end() if space else mark.end
    found.append((start, block.end))
    return found


def _own_closers(text: str, mark: EndMark, is_open: bool) -> EndMark:
    """Leave straight quotation marks that open the next sentence to it, in unspaced Chinese."""
    if mark.run.isascii() and text[max(mark.start - 1, 0)].isascii():
        return mark
    own = mark.closers.split('"')[:2] if is_open else mark.closers.split('"')[:1]
    closers = '"'.join(own)
    return EndMark(mark.start, mark.run, closers, mark.end - len(mark.closers) + len(closers))
