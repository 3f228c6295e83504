"""Silver labels: the rules label raw text; what they are in doubt about is left out of the loss.

What no public set covers (hedging in French and in Chinese news, attribution in English, loaded
words) is taught by the rules, whose precision is high and whose recall ends at their lexicons. The
encoder generalises from there, helped by human labels in the other languages. This is
weak supervision with abstentions (Ratner et al. 2017), the rules being the one labelling function.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from annotator.suggest.rules.claims import SOURCE_KINDS, decide_claims
from annotator.suggest.rules.fold import fold
from annotator.suggest.rules.match import matcher
from annotator.suggest.rules.resolve import resolve
from annotator.suggest.rules.suggester import find_attributions
from annotator.suggest.rules.view import Attribution, Range, View, look
from annotator.train.examples import Example, Target, kinds
from rubric import Document, Sentence

SENTENCE_OF: Final = {"cue": "attributed", "hedge": "hedged"}
SURE: Final = 0.6
"""An attribution the rules are less sure of supervises nothing."""
DOUBTED: Final = frozenset({"en"})
"""Where the hedges whose conditions a rule rejects are left open: it is wrong about one in six."""
_ENDS = re.compile(r"[.。!！…][\"”’»」』)\]]*$")
_CONCRETE: Final = {
    "zh": re.compile(r"\d|年|国|省|市"),
    "": re.compile(r"\d|(?<=\w )[A-ZÀ-Ý]\w"),
}
_LONG = 16


@dataclass(slots=True)
class _Layer:
    """What the rules say of one layer of a sentence."""

    found: list[Target] = field(default_factory=list)
    doubted: list[Target] = field(default_factory=list)

    @property
    def holds(self) -> float | None:
        return 1.0 if self.found else None if self.doubted else 0.0


def label(example: Example, layers: frozenset[str]) -> Example:
    """Add silver labels to what a corpus leaves open.

    Args:
        example: A sentence; its own labels are kept and win.
        layers: Any of "hedge", "cue" (with "source"), "loaded", "checkable".
    """
    view = _view(example.text, example.language)
    attributions = find_attributions(view)
    targets, sentence = list(example.targets), dict(example.sentence)
    closed = set(example.closed)
    for layer in sorted(layers & {"hedge", "cue", "loaded"}):
        said = (
            _attribution(view, attributions)
            if layer == "cue"
            else _hits(view, layer, doubted=layer == "hedge" and example.language in DOUBTED)
        )
        targets += [*said.doubted, *said.found]
        closed |= {"cue", "source"} if layer == "cue" else {layer}
        if layer in SENTENCE_OF and said.holds is not None:
            sentence.setdefault(SENTENCE_OF[layer], said.holds)
    if "checkable" in layers and (known := _checkable(view, attributions)) is not None:
        sentence.setdefault("checkable", known)
    return replace(example, targets=tuple(targets), closed=frozenset(closed), sentence=sentence)


def loaded_words(example: Example) -> tuple[Target, ...]:
    """Return the wording that the rules find loaded."""
    return tuple(_hits(_view(example.text, example.language), "loaded", doubted=False).found)


@functools.cache
def reports(word: str, language: str) -> bool:
    """Tell whether a reporting cue of the lexicon stands in a word."""
    return any(
        rule.layer == "cue"
        for _, _, rules in matcher(language).candidates(fold(word))
        for rule in rules
    )


def _view(text: str, language: str) -> View:
    return look(Document("", text, language, (Sentence(0, 0, len(text)),)))


def _attribution(view: View, attributions: Iterable[Attribution]) -> _Layer:
    """Sources and cues of saying, believing and finding; other kinds are for others to decide."""
    said = _Layer()
    for one in attributions:
        sure = one.kind in SOURCE_KINDS and one.confidence >= SURE
        parts = [("cue", part) for part in one.cues]
        parts += [("source", one.source)] if one.source else []
        for name, part in parts:
            (said.found if sure else said.doubted).append(_target(view, name, part, sure=sure))
        if sure and one.source and not one.anaphor:
            said.found += _kinds(view, "source", one.source, one.label)
    return said


def _hits(view: View, layer: str, *, doubted: bool) -> _Layer:
    """Words of a layer; boosters, which raise commitment, are left open."""
    said = _Layer()
    for clause in view.clauses:
        for hit in clause.longest_hits(view.folded, layer):
            sure = hit.rule.label != "booster"
            place = (hit.start, hit.end)
            (said.found if sure else said.doubted).append(_target(view, layer, place, sure=sure))
            said.found += _kinds(view, layer, place, hit.rule.label)
        if doubted:
            said.doubted += [
                _target(view, layer, (start, end), sure=False)
                for start, end, _ in clause.candidates.get(layer, ())
            ]
    return said


def _target(view: View, name: str, part: Range, *, sure: bool) -> Target:
    span = view.folded.original(*part)
    return Target(name, span.start, span.end, 1.0 if sure else None)


def _kinds(view: View, layer: str, part: Range, label: str) -> Iterator[Target]:
    span = view.folded.original(*part)
    return kinds(layer, span.start, span.end, label)


def _checkable(view: View, attributions: list[Attribution]) -> float | None:
    """Tell whether a sentence asserts a fact, where rules or its form alone say so.

    Returns:
        0.0 for what the rules call not checkable and for what has the form of a heading, 1.0 for
        a full declarative sentence with a number or a name in it, None where neither tells.
    """
    text, language = view.document.text, view.document.language
    claims = decide_claims(view, resolve(view, attributions))
    if any(claim.label == "not_checkable" for claim in claims):
        return 0.0
    length = len(text) if language == "zh" else 2 * len(text.split())
    if not _ENDS.search(text):
        return 0.0 if length < _LONG else None
    concrete = _CONCRETE.get(language, _CONCRETE[""]).search(text)
    return 1.0 if length >= _LONG and concrete else None
