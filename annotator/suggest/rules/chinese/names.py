"""The names a document has introduced, so that short forms and bare names can be told."""

from __future__ import annotations

import re

from annotator.suggest.rules.chinese.kinds import head
from annotator.suggest.rules.chinese.nouns import Head, nouns
from annotator.suggest.rules.chinese.phrase import Phrase
from annotator.suggest.rules.chinese.reading import phrase_before

WINDOW = 20_000
"""How many characters before a name its introduction is looked for."""
_SENTENCE = 300
"""How many characters before a pronoun its sentence is searched for a name."""
_MENTIONS = 6
"""How many mentions of a name are looked at for its role."""
_APART = re.compile(r"([\u4e00-\u9fff]{2,6})[,、]?[\u4e00-\u9fff]{1,4}的$")
_PREDICATE = re.compile(
    r"(?:\([^()]{1,100}\))?(?:是|曾任|现任|担任|出任|任|作为|身为|,)([^,。:;“”]{2,18})"
)
_DOTTED = re.compile(
    r"·(?<=[^\W\d_]·)[^\W\d_]{1,8}?(?:·[^\W\d_]{1,8}?)*"
    r"(?=[^\u4e00-\u9fff]|[在从是曾的演说表就对向也还则认出担和与])"
)
_NEAR = 160
"""How many characters before a pronoun a person may be mentioned whom it means."""
_BRANDS = (
    "Facebook|Twitter|Instagram|YouTube|Google|Apple|Amazon|Microsoft|Reddit|Spotify|TikTok|Netflix"
    "|Snapchat|Android|Windows|Siri|Mac|Samsung|Sony|Uber|Tesla|WhatsApp|Wikipedia|Slate|Line"
)
_MENTION = re.compile(
    r"([\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,8}?)+)(?=[^\u4e00-\u9fff]|[在从是曾的对向也还则和与])"
    r"|([\u4e00-\u9fff]{2,4})(?=\([A-Z][a-z]+(?: [A-Z][\w'-]+)*\))"
    rf"|(?<![A-Za-z])(?<![A-Za-z] )(?!{_BRANDS})([A-Z][a-z]+(?: [A-Z][a-z]+)?)(?![A-Za-z ])"
)
_THIRD_PERSON = frozenset("他她")


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
        if not phrase.entity:
            words = self._text[phrase.start : phrase.end]
            pronoun = words in _THIRD_PERSON or words.startswith(("这位", "这名", "该名"))
            return self._antecedent(phrase, sentence) if pronoun else phrase
        if phrase.label != "named_person":
            return phrase
        if len(phrase.entity) < 2 and phrase.entity not in self._full:
            return phrase
        name = self._full.get(phrase.entity) or self._longer(phrase)
        role, standing = self._role(name, phrase)
        if len(name) in (2, 3) and name[0] in nouns().surnames:
            self.add(name[0])
            self._full[name[0]] = name
        for short in _short_forms(name):
            self.add(short)
            self._full.setdefault(short, name)
        return phrase._replace(entity=name, standing=phrase.standing or standing, role=role)

    def cite(self, name: str) -> None:
        """Remember that the text tells where a person's words can be looked up."""
        self._roles[name] = self._roles.get(name, ("", False))[0], True

    def opening(self, start: int, stop: int) -> Phrase | None:
        """Return the source that a clause starts with, if a known name or pronoun does."""
        text = self._text
        for length in (8, 7, 6, 5, 4, 3, 2):
            name = text[start : start + length]
            if start + length <= stop and name in self:
                return Phrase(start, start + length, "named_person", name, standing=False)
        for pronoun in nouns().lists["person_pronouns"]:
            if text.startswith(pronoun, start) and start + len(pronoun) <= stop:
                return Phrase(start, start + len(pronoun), "unnamed", "", standing=False)
        return None

    def _antecedent(self, phrase: Phrase, sentence: int) -> Phrase:
        """The person named in the same sentence before a pronoun; the pronoun if there is none."""
        sentence = max(sentence, phrase.start - _SENTENCE)
        dotted = [found.end() for found in _DOTTED.finditer(self._text, sentence, phrase.start)]
        found = phrase_before(self._text, sentence, dotted[-1], self) if dotted else None
        found = found or self.opening(sentence, phrase.start)
        if found is None or not found.entity:
            return self._mentioned(phrase) or phrase
        name = self._full.get(found.entity, found.entity)
        role, standing = self._role(name, phrase)
        return phrase._replace(label="named_person", entity=name, standing=standing, role=role)

    def _mentioned(self, phrase: Phrase) -> Phrase | None:
        """A person only mentioned shortly before a pronoun, where nobody has spoken so far."""
        if self:
            return None
        low = max(0, phrase.start - _NEAR)
        mentions = list(_MENTION.finditer(self._text, low, phrase.start))
        if not mentions:
            return None
        name = next(filter(None, mentions[-1].groups()))
        first = name.partition("·")[0] if "·" in name else ""
        spoken = len(first)
        while spoken and first[spoken - 1] in nouns().sounds:
            spoken -= 1
        name = name[spoken:] if spoken < len(first) else name
        return phrase._replace(label="named_person", entity=name, standing=False)

    def _longer(self, phrase: Phrase) -> str:
        """The full name that a foreign name's last part stands for, if the text gave it."""
        name, sounds = phrase.entity, nouns().sounds
        if "·" in name:
            return name
        low = max(0, phrase.start - WINDOW)
        at = start = self._text.find("·" + name, low, phrase.start)
        if at < 0:
            return name
        while start > low and (self._text[start - 1] in sounds or self._text[start - 1] == "·"):
            start -= 1
        return self._text[start : at + 1 + len(name)] if start < at else name

    def _role(self, name: str, phrase: Phrase) -> tuple[str, bool]:
        """The role that the text gives a name where it first stands, and whether it counts."""
        if name not in self._roles:
            self._roles[name] = self._introduced(name, phrase)
        role, standing = self._roles[name]
        near, counts = role_at(self._text, phrase.start, phrase.end)
        if near and (counts or not standing):
            role, standing = near, counts or standing
            self._roles[name] = role, standing
        return role, standing

    def _introduced(self, name: str, phrase: Phrase) -> tuple[str, bool]:
        """The role at the first of a name's mentions that tells one, shortly behind it too."""
        at = self._text.find(name, max(0, phrase.start - WINDOW), phrase.end)
        for _ in range(_MENTIONS):
            if at < 0:
                break
            role, standing = role_at(self._text, at, at + len(name))
            if role:
                return role, standing
            at = self._text.find(name, at + len(name), phrase.end + 2 * _SENTENCE)
        return "", False


def role_at(text: str, start: int, end: int) -> tuple[str, bool]:
    """Return the role written next to a name, and whether it gives standing."""
    possessed = start > 0 and text[start - 1] == "的"
    apart = _APART.search(text, max(0, start - 14), start) if possessed else None
    predicate = _PREDICATE.match(text, end, end + 140)
    for words in (
        text[max(0, start - 8) : start],
        apart.group(1) if apart else "",
        predicate.group(1) if predicate else "",
    ):
        if role := _role_ending(words):
            return role, nouns().roles[role]
    if possessed:
        kind, body = head(text[max(0, start - 9) : start - 1])
        if kind is Head.ORGANISATION and len(body) > 1:
            return body, True
    for length in (4, 3, 2):
        if (role := text[end : end + length]) in nouns().roles:
            return role, nouns().roles[role]
    return "", False


def _role_ending(words: str) -> str:
    roles = nouns().roles
    return next((words[-n:] for n in range(min(8, len(words)), 1, -1) if words[-n:] in roles), "")


def _short_forms(name: str) -> list[str]:
    if "·" in name:
        return [name, *(part for part in name.split("·") if len(part) > 1)]
    if len(name) == 4 and name[:2] in nouns().surnames:
        return [name, name[:2]]
    return [name]
