"""How hard a document is to read, in the measures of its language.

English and French: textstat's Flesch reading ease (for French with the coefficients of Kandel and
Moles 1958), Flesch-Kincaid grade (English) and LIX (Bjoernsson 1968). Chinese: characters per
sentence, and the share of characters outside the 3,755 of GB 2312's first level, the standard's
own list of common characters; traditional characters count as their simplified forms.

Headings, captions and links are left out where there is running text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from rubric import Document, Unit

SAMPLE = 20_000
"""Characters that are measured; textstat keeps every text it has measured lately."""

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_INNER_ENDS = re.compile(r"[.!?]")
_VOWELS = re.compile(r"[aeiouy]+")
_HIATUS = re.compile(
    r"(?<![tcsg])i(?:a|o|e(?=n[ct]))|[^qg]ua|ea(?:t[ei]|$)|(?<!p)eo(?!u)|ui(?=ty|t[yi])"
)
_SILENT_E = re.compile(r"(?:[^aeiouyl]|[aeiou]l)e$|[^aeiouytd]ed$|[^aeiouyszxcgh]es$")

# The upper bound of each step and what it says, from easy to hard.
_EASE = ((30, "very hard"), (50, "hard"), (60, "fairly hard"), (70, "plain"), (80, "fairly easy"))
_LIX = ((30, "very easy"), (40, "easy"), (50, "middling, like newspapers"), (60, "hard"))
_LENGTH = ((12, "short sentences"), (20, "sentences of usual length"), (28, "long sentences"))
_LENGTH_ZH = ((25, "short sentences"), (45, "sentences of usual length"), (70, "long sentences"))
_UNCOMMON = ((0.01, "everyday characters"), (0.03, "few uncommon characters"))


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of a text.

    Attributes:
        name: For programs, for example ``flesch_reading_ease``.
        value: In the measure's own unit.
        label: For people: what is measured.
        verdict: For people: what the value means.
    """

    name: str
    value: float
    label: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Readability:
    """How hard a document is to read.

    Attributes:
        language: The document's language.
        sentences: How many sentences were measured; 0 where there was nothing to measure.
        measures: In the order in which people should read them; empty with no sentence.
    """

    language: str
    sentences: int
    measures: tuple[Measure, ...]

    def measure(self, name: str) -> Measure:
        """Return the measure called ``name``.

        Raises:
            KeyError: If this language has no such measure.
        """
        for measure in self.measures:
            if measure.name == name:
                return measure
        raise KeyError(name)


def readability(document: Document) -> Readability:
    """Measure the running text of ``document`` (its first `SAMPLE` characters).

    Nothing is downloaded: what textstat would fetch for English is replaced, see `_textstat`.
    """
    sentences = _running_text(document)
    if document.language == "zh":
        measures = _chinese(sentences)
    else:
        measures = _alphabetic(sentences, document.language)
    return Readability(document.language, len(sentences) if measures else 0, measures)


def _running_text(document: Document) -> list[str]:
    running = [s for s in document.sentences if s.unit in (Unit.SENTENCE, Unit.ITEM)]
    taken: list[str] = []
    left = SAMPLE
    for sentence in running or document.sentences:
        quote = document.text[sentence.start : min(sentence.end, sentence.start + left)]
        if any(map(str.isalnum, quote)):
            taken.append(quote)
            left -= len(quote)
        if left <= 0:
            break
    return taken


def _alphabetic(sentences: list[str], language: str) -> tuple[Measure, ...]:
    # textstat ends a sentence at any of ".!?"; only the true ends are left for it to find.
    text = " ".join(_INNER_ENDS.sub(",", sentence.rstrip(".!?… ")) + "." for sentence in sentences)
    textstat = _textstat(language)
    words = textstat.lexicon_count(text)
    if not words:
        return ()
    ease = round(textstat.flesch_reading_ease(text), 1)
    lix = round(textstat.lix(text), 1)
    length = round(words / len(sentences), 1)
    measures = [Measure("flesch_reading_ease", ease, "reading ease (Flesch)", _ease(ease))]
    if language == "en":
        grade = round(textstat.flesch_kincaid_grade(text), 1)
        years = f"about {max(grade, 0):.0f} years of schooling"
        measures.append(Measure("flesch_kincaid_grade", grade, "school grade", years))
    measures.append(Measure("lix", lix, "LIX", _step(lix, _LIX, "very hard")))
    verdict = _step(length, _LENGTH, "very long sentences")
    measures.append(Measure("words_per_sentence", length, "words per sentence", verdict))
    return tuple(measures)


def _chinese(sentences: list[str]) -> tuple[Measure, ...]:
    from opencc import OpenCC

    text = "".join(_HAN.findall("".join(sentences)))
    if not text:
        return ()
    length = round(len(text) / len(sentences), 1)
    simplified = OpenCC("t2s").convert(text)
    share = round(sum(not _is_common(char) for char in simplified) / len(simplified), 4)
    return (
        Measure(
            "characters_per_sentence",
            length,
            "characters per sentence",
            _step(length, _LENGTH_ZH, "very long sentences"),
        ),
        Measure(
            "uncommon_characters",
            share,
            "share of uncommon characters",
            _step(share, _UNCOMMON, "many uncommon characters"),
        ),
    )


def _is_common(char: str) -> bool:
    """Tell whether a Han character is in the first level of GB 2312 (rows 16 to 55)."""
    try:
        return 0xB0 <= char.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


def _ease(value: float) -> str:
    return _step(value, _EASE, "easy")


def _step(value: float, steps: tuple[tuple[float, str], ...], beyond: str) -> str:
    return next((words for bound, words in steps if value < bound), beyond)


class _EnglishSyllables:
    """Syllables by rule, in the shape in which textstat reads CMUdict: word to its phones."""

    def __getitem__(self, word: str) -> tuple[tuple[str, ...]]:
        return (("0",) * english_syllables(word),)


def english_syllables(word: str) -> int:
    """Count syllables by vowel groups, less silent endings, plus vowels that do not merge."""
    low = word.lower()
    groups = sum(1 for _ in _VOWELS.finditer(low))
    silent = bool(_SILENT_E.search(low))
    apart = sum(1 for _ in _HIATUS.finditer(low))
    return max(1, groups - silent + apart)


@cache
def _textstat(language: str) -> Any:
    """Load textstat for one language so that it never reaches for the network.

    For English it looks syllables up in NLTK's CMUdict, downloads that when it is missing, and
    its figures would depend on what a machine has. The lookup is answered by rule instead.
    """
    syllables = _EnglishSyllables()
    counts = import_module("textstat.backend.counts._count_syllables")
    counts.get_cmudict = lambda lang: syllables if lang.startswith("en") else None  # type: ignore[attr-defined]
    from textstat.textstat import textstatistics

    measuring = textstatistics()
    measuring.set_lang(language)
    return measuring
