"""Every rule of every lexicon finds what its examples say, and nothing where it must not."""

import re

import pytest

from annotator.suggest.rules.fold import fold
from annotator.suggest.rules.lexicon import Rule, load_lexicon
from annotator.suggest.rules.match import Matcher, holds, longest

RULES = [rule for language in ("en", "fr", "zh") for rule in load_lexicon(language)]


def found(rule: Rule, text: str) -> list[tuple[int, int]]:
    folded = fold(text)
    hits = [
        hit
        for start, end, _ in Matcher([rule]).candidates(folded)
        if (hit := holds(rule, folded, start, end, (0, len(folded.text))))
    ]
    spans = [folded.original(hit.start, hit.end) for hit in longest(hits)]
    return [(span.start, span.end) for span in spans]


def bracketed(example: str) -> tuple[str, list[tuple[int, int]]]:
    text, spans = "", []
    for piece in re.split(r"(\[[^\]]*\])", example):
        if piece.startswith("["):
            spans.append((len(text), len(text) + len(piece) - 2))
        text += piece.strip("[]")
    return text, spans


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples(rule: Rule) -> None:
    assert rule.match, "a rule needs an example that matches"
    assert rule.miss, "a rule needs an example that must not"
    assert rule.why, "a rule says why"
    for example in rule.match:
        text, spans = bracketed(example)
        assert spans, f"no [brackets] in {example!r}"
        assert found(rule, text) == spans, text
    for example in rule.miss:
        assert found(rule, example) == [], example


def test_every_language_has_rules_for_every_layer() -> None:
    for language in ("en", "fr", "zh"):
        layers = {rule.layer for rule in load_lexicon(language)}
        assert {"hedge", "loaded", "integrity"} <= layers, language
