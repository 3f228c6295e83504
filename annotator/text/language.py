"""Which of the three languages a text is in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

LANGUAGES = ("en", "fr", "zh")
SAMPLE = 20_000
"""Characters that are enough to tell the language."""
HAN_SHARE = 0.15
"""Share of Han characters among letters above which a text is Chinese; a Han character says as
much as several Latin letters, and Chinese news quotes Latin names freely."""

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LETTER = re.compile(r"[^\W\d_]")


def detect_language(text: str) -> str:
    """Return ``en``, ``fr`` or ``zh``, whichever ``text`` is most likely in.

    Chinese is told by its script; English and French by py3langid's n-gram classifier (Lui and
    Baldwin 2012). A text with no letters counts as English.
    """
    sample = text[:SAMPLE]
    letters = sum(1 for _ in _LETTER.finditer(sample))
    if not letters:
        return "en"
    if sum(1 for _ in _HAN.finditer(sample)) >= HAN_SHARE * letters:
        return "zh"
    language, _ = _identifier().classify(sample)
    return str(language)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(["en", "fr"])
    return identifier
