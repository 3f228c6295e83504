"""The names a document has introduced, so that short forms and bare names can be told."""

from __future__ import annotations

import re

from annotator.suggest.rules.chinese.nouns import nouns
from annotator.suggest.rules.chinese.phrase import Phrase, phrase_before

_DOTTED = re.compile(r"(?<=[^\W\d_])·[^\W\d_]{1,8}?(?:·[^\W\d_]{1,8}?)*(?=[^\u4e00-\u9fff]|[在从是曾的演说表就对向也还则认出担和与])")
_APART = re.compile(r"([\u4e00-\u9fff]{2,6})[,、]?[\u4e00-\u9fff]{1,4}的$")
_PREDICATE = re.compile(r"(?:\([^()]{1,40}\))?(?:是|曾任|现任|担任|出任|任|作为|身为|,)([^,。:;“”]{2,18})")
WINDOW = 20_000
"""How many characters before a name its introduction is looked for."""


class Names(set[str]):
    """Names and their short forms as found so far; each with its full form and its role."""

    def __init__(self, text: str) -> None:
        """Start with none, over the folded ``text``."""
        super().__init__()
        self._text = text
        self._full: dict[str, str] = {}
        self._roles: dict[str, tuple[str, bool]] = {}

    def learn(self, phrase: Phrase, sentence: int) -> Phrase:
        """Remember a person's name; return the phrase with the full name and its standing.

        A pronoun means a person named before it in the sentence that starts at ``sentence``.
        """
        if not phrase.entity and self._text[phrase.start : phrase.end] in ("他", "她"):
            return self._antecedent(phrase, sentence)
        if phrase.label != "named_person" or len(phrase.entity) < 2:
            return phrase
        name = self._full.get(phrase.entity) or self._longer(phrase)
        role, standing = self._role(name, phrase)
        for short in _short_forms(name):
            self.add(short)
            self._full.setdefault(short, name)
        return Phrase(
            phrase.start,
            phrase.end,
            phrase.label,
            name,
            phrase.standing or standing,
            phrase.sure,
            role=role,
        )

    def _antecedent(self, phrase: Phrase, sentence: int) -> Phrase:
        dotted = None
        for dotted in _DOTTED.finditer(self._text, sentence, phrase.start):
            pass
        name = ""
        if dotted and (found := phrase_before(self._text, sentence, dotted.end(), self)):
            name = found.entity
        elif found := self.leading(self._text, sentence, phrase.start):
            name = found.entity
        if not name:
            return phrase
        full = self._full.get(name, name)
        role, standing = self._role(full, phrase)
        return Phrase(
            phrase.start, phrase.end, "named_person", full, standing, phrase.sure, role=role
        )

    def leading(self, text: str, start: int, stop: int) -> Phrase | None:
        """Return the source that a clause starts with, if a known name or pronoun does."""
        for length in (8, 7, 6, 5, 4, 3, 2):
            name = text[start : start + length]
            if start + length <= stop and name in self:
                return Phrase(start, start + length, "named_person", name, standing=False)
        for pronoun in nouns().lists["person_pronouns"]:
            if text.startswith(pronoun, start) and start + len(pronoun) <= stop:
                return Phrase(start, start + len(pronoun), "named_person", "", standing=False)
        return None

    def _longer(self, phrase: Phrase) -> str:
        """The full name that a foreign name's last part stands for, if the text gave it."""
        name = phrase.entity
        if "·" in name:
            return name
        low = max(0, phrase.start - WINDOW)
        at = self._text.find("·" + name, low, phrase.start)
        if at < 0:
            return name
        start = at
        while start > low and self._text[start - 1] in nouns().sounds | {"·"}:
            start -= 1
        return self._text[start : at + 1 + len(name)] if start < at else name

    def _role(self, name: str, phrase: Phrase) -> tuple[str, bool]:
        """The role that the text gives a name where it first stands, and whether it counts."""
        if name not in self._roles:
            first = self._text.find(name, max(0, phrase.start - WINDOW), phrase.end)
            self._roles[name] = role_at(self._text, first, first + len(name)) if first >= 0 else ("", False)
        role, standing = self._roles[name]
        here, counts = role_at(self._text, phrase.start, phrase.end)
        if here and (counts or not standing):
            self._roles[name] = role, standing = here, counts or standing
        return role, standing


def role_at(text: str, start: int, end: int) -> tuple[str, bool]:
    """Return the role written next to a name, and whether it gives standing."""
    roles = nouns().roles
    for length in (8, 7, 6, 5, 4, 3, 2):
        word = text[max(0, start - length) : start]
        if len(word) == length and word in roles:
            return word, roles[word]
    if found := _APART.search(text, max(0, start - 14), start):
        for length in (6, 5, 4, 3, 2):
            if (word := found.group(1)[-length:]) in roles:
                return word, roles[word]
    for length in (4, 3, 2):
        word = text[end : end + length]
        if word in roles:
            return word, roles[word]
    if found := _PREDICATE.match(text, end, end + 30):
        for length in (6, 5, 4, 3, 2):
            if (word := found.group(1)[-length:]) in roles:
                return word, roles[word]
    return "", False


def _short_forms(name: str) -> list[str]:
    if "·" in name:
        return [name, *(part for part in name.split("·") if len(part) > 1)]
    if len(name) == 4 and name[:2] in nouns().surnames:
        return [name, name[:2]]
    return [name]
