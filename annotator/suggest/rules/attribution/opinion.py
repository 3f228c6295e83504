"""Weigh whether an English sentence that names no source judges, or states a fact.

No single word tells opinion from fact. So classes of words and openings are weighed against each
other: who speaks of "we" and "you", of what should be and of what is good, against times, amounts
and completed events. Weights were fitted as a logistic regression to labelled sentences and
rounded to tenths. A text full of opinion makes its other sentences likelier to be opinion too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from importlib.resources import files

from annotator.suggest.rules.view import Clause, View

_WORD = re.compile(r"[a-z]++(?:['-][a-z]++)*+")
_NUMBER = re.compile(r"\d[\d.,:]*")
_OPENERS = (
    *("and", "but", "so", "or", "yet", "nor", "not", "no", "because", "if", "as if", "hence"),
    *("thus", "now", "then", "well", "still", "perhaps", "surely", "sure", "of course"),
    *("after all", "in other words", "that is", "to be", "instead", "indeed", "clearly"),
    *("obviously", "moreover", "therefore"),
)
_OPENING = re.compile(rf"(?:{'|'.join(_OPENERS)})\b")
_CLEFTS = ("what", "all", "the ")
_CLEFT = re.compile(
    r"(?:what|all|the (?:only|real|whole|first|last|best|worst|more|less|one|question|problem"
    r"|point|truth|trouble|answer|reason|fact|thing|idea|irony|result|lesson|danger|risk"
    r"|explanation|key|goal|hope))\b"
)
_OF_ALL = (
    *(" of us", "the people ", "the world ", "the public ", "human beings"),
    *("people who ", "those who ", "anyone who ", "one who ", "he who "),
)
_FINITE = frozenset(
    (
        *("is", "are", "was", "were", "be", "been", "am", "has", "have", "had", "do", "does"),
        *("did", "will", "would", "can", "could", "may", "might", "must", "should", "shall"),
        *("cannot", "it's", "that's", "there's", "went", "came", "took", "made", "told", "said"),
        *("got", "saw", "gave", "knew", "left", "found", "thought", "won", "lost", "began"),
    )
)
_OPENINGS = ((_CLEFTS, _CLEFT, 9), (_OPENERS, _OPENING, 6))
"""How a sentence may start, what of it is an opening, and how much that weighs."""
_VERBLESS, _COMPLETED, _EACH_NUMBER, _EACH_TEN_WORDS, _LOADED = 6, -5, -9, -8, 7
_GENERIC = 10
_PAST_ENDINGS = ("ed ", "ed,", "ed.")
_FROM = -8
_MOST = 3
"""How often one class counts at most in a sentence."""
_LONGEST = 50
_PRIOR, _PRIOR_WEIGHT = -15, 4
"""What a text is taken for before it is read, and how many sentences that belief is worth."""
_OWN, _AROUND = 1.14, 0.32
"""Weights of the sentence and of those around it."""
_LIMIT, _LIMIT_QUOTED = -7.5, -1.0
"""The sums from which on a sentence is an opinion."""
_SURE = 5.0


@cache
def _classes() -> tuple[dict[str, int], tuple[int, ...]]:
    """Return the class of each word, and the weight of each class."""
    source = files(__package__).joinpath("opinion.toml").read_text("utf-8")
    table = tomllib.loads(source)
    weights = tuple(entry["weight"] for entry in table.values())
    words: dict[str, int] = {}
    for number, entry in enumerate(table.values()):
        for word in entry["words"].split():
            words.setdefault(word, number)
    return words, weights


def opinions(
    view: View, named: AbstractSet[int], quoted: AbstractSet[int]
) -> dict[int, tuple[float, str]]:
    """Return the sentences that judge rather than state, each with confidence and reason.

    Args:
        view: The text as the rules see it.
        named: The sentences that name who says so; they are not weighed.
        quoted: The sentences of quotations, where "we" is anybody's word; they need more.
    """
    generic = [phrase for phrase in _OF_ALL if phrase in view.folded.lower]
    tones = {
        clause.index: _PRIOR if clause.index in named else _tone(view, clause, generic)
        for clause in view.clauses
    }
    total = sum(tones.values()) + _PRIOR * _PRIOR_WEIGHT
    share = len(tones) - 1 + _PRIOR_WEIGHT
    return {
        index: (0.65 if leaning >= _SURE else 0.55, "weighs and judges more than it states")
        for index, tone in tones.items()
        if index not in named
        and (leaning := _OWN * tone + _AROUND * (total - tone) / share)
        >= (_LIMIT_QUOTED if index in quoted else _LIMIT)
    }


def _tone(view: View, clause: Clause, generic: Sequence[str]) -> int:
    """Return how much a sentence sounds like opinion, in tenths of log-odds.

    Args:
        view: The text as the rules see it.
        clause: The sentence.
        generic: What of `_OF_ALL` stands somewhere in the text.
    """
    lower = view.folded.lower[clause.start : clause.end]
    words = _WORD.findall(lower)
    completed = sum(map(lower.count, _PAST_ENDINGS))
    tone = _FROM + _classed(words) + min(completed, _MOST - 1) * _COMPLETED
    if not completed and _FINITE.isdisjoint(words):
        tone += _VERBLESS
    opening = lower[1:] if lower[:1] in '“"' else lower
    for starts, sign, weight in _OPENINGS:
        if opening.startswith(starts) and sign.match(opening):
            tone += weight
    if any(phrase in lower for phrase in generic):
        tone += _GENERIC
    tone += min(_MOST, len(_NUMBER.findall(lower))) * _EACH_NUMBER
    tone += min(len(words), _LONGEST) * _EACH_TEN_WORDS // 10
    loaded = clause.candidates.get("loaded", ())
    return tone + min(2, sum(rule.label == "loaded_word" for _, _, rule in loaded)) * _LOADED


def _classed(words: Sequence[str]) -> int:
    """Return how much the classes of a sentence's words weigh."""
    classes, weights = _classes()
    found = [classes[word] for word in words if word in classes]
    return sum(min(found.count(number), _MOST) * weights[number] for number in set(found))
