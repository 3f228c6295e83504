"""Find the terms of a lexicon in a folded text, all in one pass."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from annotator.suggest.rules.fold import Folded
from annotator.suggest.rules.lexicon import CONTEXT, Rule, load_lexicon

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


_HAN = "\u2e80"
"""From here on scripts write no spaces between words."""


class Hit(NamedTuple):
    """A rule whose term was found and whose conditions hold; offsets into the folded text."""

    rule: Rule
    start: int
    end: int


class Matcher:
    """The rules of a lexicon, compiled once into an Aho-Corasick automaton."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Compile the rules."""
        by_term: dict[str, list[Rule]] = defaultdict(list)
        for rule in rules:
            for term in rule.terms:
                by_term[term].append(rule)
        self._rules = [tuple(found) for found in by_term.values()]
        self._automaton = _automaton(list(by_term))

    def candidates(self, folded: Folded) -> list[tuple[int, int, tuple[Rule, ...]]]:
        """Return the terms found as whole words: start, end and the rules they trigger, in order.

        Their conditions are not looked at yet: see `holds`.
        """
        if self._automaton is None:
            return []
        lower = folded.lower
        length = len(lower)
        rules = self._rules
        found = []
        matches = self._automaton.find_matches_as_indexes(lower, overlapping=True)
        for index, start, end in matches:
            # A term that begins or ends amid a word of an alphabet is none. Mostly a space stands
            # beside it, which is seen without asking further.
            if (
                start
                and (before := lower[start - 1]).isalnum()
                and before < _HAN
                and (first := lower[start]) < _HAN
                and first.isalnum()
            ):
                continue
            if (
                end < length
                and (after := lower[end]).isalnum()
                and after < _HAN
                and (last := lower[end - 1]) < _HAN
                and last.isalnum()
            ):
                continue
            found.append((start, end, rules[index]))
        # No two of the same place: a term stands in the automaton once.
        found.sort()
        return found


def holds(rule: Rule, folded: Folded, start: int, end: int, within: tuple[int, int]) -> Hit | None:
    """Check a rule's conditions for its term at ``[start, end)``, inside the sentence ``within``.

    Returns:
        The hit, its span widened as the rule says; None if a condition fails.
    """
    lower = folded.lower
    first, last = within
    if rule.case and folded.text[start].isupper() != (rule.case == "upper"):
        return None
    # What follows is asked first: it is tried at one place, what stands before at many.
    if rule.after and not rule.after.match(lower, end, last):
        return None
    if rule.unless_after and rule.unless_after.match(lower, end, last):
        return None
    low = max(first, start - CONTEXT)
    # A slice, and not a search from ``low`` on: ``^`` stands for where the sentence starts.
    context = lower[low:start]
    found = rule.before and rule.before.search(context)
    if rule.before and not found:
        return None
    if rule.unless_before and rule.unless_before.search(context):
        return None
    if rule.take_before:
        more = found if rule.take_before is rule.before else rule.take_before.search(context)
        start = low + more.start() if more else start
    if rule.take_after and (more := rule.take_after.match(lower, end, last)):
        end = more.end()
    return Hit(rule, start, end)


def longest(hits: Sequence[Hit]) -> list[Hit]:
    """Keep, of hits that overlap, the longest; of equals, the more confident."""
    if len(hits) < 2:
        return list(hits)
    starts: list[int] = []
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, -h.rule.confidence, h.start)):
        at = bisect_left(starts, hit.start)
        clear_behind = at == len(kept) or hit.end <= kept[at].start
        if clear_behind and (not at or kept[at - 1].end <= hit.start):
            starts.insert(at, hit.start)
            kept.insert(at, hit)
    return kept


@cache
def matcher(language: str) -> Matcher:
    """Return the compiled lexicon of a language."""
    return Matcher(load_lexicon(language))


def _automaton(terms: list[str]) -> AhoCorasick | None:
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick(terms) if terms else None
