r"""Lexicons: rules as data. A rule names its terms, its conditions, its reason and its examples.

A lexicon file is TOML, one for each language and layer, in ``lexicons/<language>/``::

    [[rule]]
    id = "may"                          # unique in its file
    label = "modal"
    terms = ["may", "might"]            # found whole-word, whatever their case
    confidence = 0.9
    why = "modal verb of possibility"
    unless_before = "(?:in|of|since) "  # regular expressions over the folded, lower-case text:
    unless_after = " \\d"             # *_before must end, *_after must start, at the term
    match = ["He [may] come."]          # what it must find, between brackets
    miss = ["In May it rained."]        # where it must find nothing

Expressions that many rules share stand in a table ``[pattern]`` before the rules, and ``<name>``
in a condition, or in a later pattern, stands for the one of that name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

_CONDITIONS = frozenset(
    ["before", "after", "unless_before", "unless_after", "take_before", "take_after"]
)
_KEYS = _CONDITIONS | {
    *("id", "layer", "label", "terms", "confidence", "why", "case", "match", "miss", "kind")
}
_NAMED = re.compile(r"(?<!\(\?P)(?<!\(\?)<([a-z_]+)>")
CONTEXT = 60
"""How many characters before a term its conditions may look at."""


class LexiconError(ValueError):
    """A lexicon file is not as it must be; the message names the file, the rule and the remedy."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a lexicon.

    Attributes:
        id: Language, file and name: ``en.hedge.may``.
        layer: The rubric's layer, or ``cue`` and the like for what only other rules read.
        label: The label it suggests.
        terms: Phrases in folded lower case.
        confidence: Prior probability that a trained reader agrees.
        why: The reason, for a trainee.
        case: ``lower``: the term's first letter must be small; ``upper``: capital; else any.
        before: What must end where the term starts.
        after: What must start where the term ends.
        unless_before: What must not end where the term starts.
        unless_after: What must not start where the term ends.
        take_before: What to add to the span before the term, if it is there.
        take_after: What to add to the span after the term, if it is there.
        match: Examples, with the span between brackets.
        miss: Examples in which the rule must find nothing.
        kind: A finer class for the rules that read the match.
    """

    id: str
    layer: str
    label: str
    terms: tuple[str, ...]
    confidence: float = 0.8
    why: str = ""
    case: str = ""
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    unless_before: re.Pattern[str] | None = None
    unless_after: re.Pattern[str] | None = None
    take_before: re.Pattern[str] | None = None
    take_after: re.Pattern[str] | None = None
    match: tuple[str, ...] = field(default=(), repr=False)
    miss: tuple[str, ...] = field(default=(), repr=False)
    kind: str = ""


@cache
def load_lexicon(language: str) -> tuple[Rule, ...]:
    """Return the rules of a language, in the order of their files; empty for an unknown one.

    Raises:
        LexiconError: If a file is not valid.
    """
    folder = files("annotator.suggest.rules") / "lexicons" / language
    if not folder.is_dir():
        return ()
    rules: list[Rule] = []
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            layer = file.name.removesuffix(".toml")
            rules += parse_lexicon(file.read_text("utf-8"), language, layer)
    return tuple(rules)


def parse_lexicon(source: str, language: str, layer: str) -> list[Rule]:
    """Read the rules of one lexicon file.

    Raises:
        LexiconError: Naming the rule, the key and the remedy.
    """
    place = f"{language}/{layer}.toml"
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{place}: {error}; mend the TOML") from error
    shared = _shared(table.get("pattern", {}))
    entries = [_spelt_out(entry, shared) for entry in table.get("rule", [])]
    rules = [_rule(entry, language, layer, place) for entry in entries]
    names = [rule.id for rule in rules]
    for name in names:
        if names.count(name) > 1:
            raise LexiconError(f"{place}: two rules are called {name}; rename one")
    return rules


def _shared(patterns: dict[str, str]) -> dict[str, str]:
    """Spell out the shared patterns, each of which may use those before it."""
    known: dict[str, str] = {}
    for name, pattern in patterns.items():
        known[name] = _NAMED.sub(lambda found: known.get(found[1], found[0]), pattern)
    return known


def _spelt_out(entry: dict[str, object], shared: dict[str, str]) -> dict[str, object]:
    """Put the shared patterns that a rule's conditions name in their places."""
    return {
        key: _NAMED.sub(lambda found: shared.get(found[1], found[0]), value)
        if key in _CONDITIONS and isinstance(value, str)
        else value
        for key, value in entry.items()
    }


def _rule(entry: dict[str, object], language: str, layer: str, place: str) -> Rule:
    name = f"{language}.{layer}.{entry.get('id', '?')}"
    if unknown := entry.keys() - _KEYS:
        raise LexiconError(f"{place}: {name}: unknown key {min(unknown)!r}; remove it")
    for key in ("id", "terms", "label"):
        if not entry.get(key):
            raise LexiconError(f"{place}: {name}: {key!r} is missing; add it")
    before, taken = entry.get("before"), entry.get("take_before")
    opening = _ending(before, name)
    return Rule(
        id=name,
        layer=str(entry.get("layer", layer)),
        label=str(entry["label"]),
        terms=_strings(entry["terms"]),
        confidence=float(str(entry.get("confidence", 0.8))),
        why=str(entry.get("why", "")),
        case=str(entry.get("case", "")),
        before=opening,
        after=_pattern(entry.get("after"), name),
        unless_before=_ending(entry.get("unless_before"), name),
        unless_after=_pattern(entry.get("unless_after"), name),
        take_before=opening if taken == before else _ending(taken, name),
        take_after=_pattern(entry.get("take_after"), name),
        match=_strings(entry.get("match", ())),
        miss=_strings(entry.get("miss", ())),
        kind=str(entry.get("kind", "")),
    )


def _strings(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, Sequence) else ()


def _ending(value: object, name: str) -> re.Pattern[str] | None:
    return None if value is None else _pattern(rf"(?:{value})\Z", name)


def _pattern(value: object, name: str) -> re.Pattern[str] | None:
    if value is None:
        return None
    try:
        return re.compile(str(value))
    except re.error as error:
        raise LexiconError(f"{name}: {value!r} is no regular expression: {error}") from error
