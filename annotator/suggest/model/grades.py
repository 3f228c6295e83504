"""Give a source span its label by the words in it; the encoder only tells that it is a source."""

import functools
import re
import tomllib
from importlib import resources
from typing import Final

ORDER: Final = ("vague", "document", "organisation", "unnamed")
NAMED: Final = "named_person"
SUPPORTING: Final = frozenset({"document", "organisation", NAMED})
LONGEST_NAME: Final = 4
_NAME: Final = re.compile(r"\b[A-ZÀ-Ý][\w’'-]*[a-zà-ÿ][\w’'-]*")
_CAPITALS: Final = re.compile(r"\b[A-ZÀ-Ý]{2,}\b")


def grade(source: str, language: str) -> str:
    """Label of the layer ``source``.

    A name of several capitalised words outweighs a word for a described person ("spokeswoman Ann
    Lee"); capitals alone ("UNESCO") are an organisation.

    Args:
        source: The span's text.
        language: "en", "fr" or "zh"; any other is read as English.
    """
    patterns = _patterns(language if language in {"fr", "zh"} else "en")
    named = language != "zh" and _is_name(source)
    for label in ORDER:
        if patterns[label].search(source) and not (named and label in {"vague", "unnamed"}):
            return label
    if language == "zh":
        return NAMED if len(source) <= LONGEST_NAME or "·" in source else "unnamed"
    if _CAPITALS.search(source):
        return "organisation"
    return NAMED if named else "unnamed"


def _is_name(source: str) -> bool:
    names = _NAME.findall(source)
    return len(names) > 1 or (len(names) == 1 and source.startswith(names[0]) and " " not in source)


@functools.cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    data = tomllib.loads(resources.files(__package__).joinpath("grades.toml").read_text("utf-8"))
    whole = "(?:{})" if language == "zh" else r"(?<!\w)(?:{})(?!\w)"
    return {
        label: re.compile(whole.format("|".join(words)), re.IGNORECASE)
        for label, words in data[language].items()
    }
