"""Which of the three languages a text is in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

LANGUAGES = ("en", "fr", "zh")
SAMPLE = 20_000
"""Characters that are enough to tell the language."""
HAN_SHARE = 0.15
"""Share of Han characters among letters from which a text is Chinese; a Han character says as
much as several Latin letters, and Chinese news quotes Latin names freely."""
CLEAR_LEAD = 6
"""How many more common words of one language than of the other settle the matter."""

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[^\W\d_]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Frequent words that the other language does not have.
_ENGLISH = _words(
    "the of and to is was that for with by it as are were been has have had his her their they "
    "which this from at not be will would who said he she its but about"
)
_FRENCH = _words(
    "le la les de des du et une est été dans que qui pour par sur avec il elle ils elles son sa "
    "ses leur leurs ce cette ces au aux ne pas mais ou où sont ont était selon plus"
)


def detect_language(text: str) -> str:
    """Return ``en``, ``fr`` or ``zh``, whichever ``text`` is most likely in.

    Chinese is told by its script. English and French are told by their commonest words and, where
    those do not settle it, by py3langid's n-gram classifier (Lui and Baldwin 2012), which takes a
    second to load. A text without letters counts as English.
    """
    sample = text[:SAMPLE]
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    if not letters:
        return "en"
    if sum(1 for _ in _HAN.finditer(sample)) >= HAN_SHARE * letters:
        return "zh"
    english = french = 0
    for word in words:
        low = word.lower()
        english += low in _ENGLISH
        french += low in _FRENCH
    if abs(english - french) >= CLEAR_LEAD + min(english, french):
        return "en" if english > french else "fr"
    language, _ = _classifier().classify(sample)
    return str(language)


@cache
def _classifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    classifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    classifier.set_languages(["en", "fr"])
    return classifier
