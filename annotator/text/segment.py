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
from annotator.text.boundary import CANDIDATE, ends
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
    start = block.start
    for match in CANDIDATE.finditer(text, block.start, block.end):
        end = match.end()
        if end == block.end:
            break
        if match.start() > start and ends(text, match, start, block.end, known):
            found.append((start, end))
            space = _SPACE.match(text, end)
            start = space.end() if space else end
    found.append((start, block.end))
    return found
