"""Interviews written as turns, each opened by the speaker's name and a colon."""

from __future__ import annotations

import re
from collections import Counter

from annotator.suggest.rules.chinese.names import Names
from annotator.suggest.rules.chinese.reading import phrase_before
from annotator.suggest.rules.view import Attribution, Clause, Range, View

_LABEL = re.compile(r"[\s“(]*(?!\d)([\w·@]{1,12})(?:\([^()]{1,20}\))?:(?=\S)")
_ASKS = re.compile(r"[?]['”)\s]*$")
_LEAST = 2
"""How often a label must open a sentence to be a speaker's."""


def turns(view: View, names: Names, found: list[Attribution]) -> list[Attribution]:
    """Add the speakers of an interview to the attributions, for all sentences of their turns.

    Who mostly asks is the interviewer and no source. A turn ends with its paragraph, or where the
    text names somebody else as saying so.

    Args:
        view: The text as the rules see it.
        names: The names introduced so far.
        found: The attributions found by their cues.
    """
    labels = [_label(view, clause) for clause in view.clauses]
    speakers = _speakers(view, labels)
    if not speakers:
        return found
    own = {one.sentence for one in found if one.main and one.source and one.cues}
    inner = {clause.index for clause, at in zip(view.clauses, labels, strict=True) if at}
    added: list[Attribution] = []
    turn: Attribution | None = None
    for clause, at in zip(view.clauses, labels, strict=True):
        if at:
            turn = _speaker(view, names, clause, at) if view.text(at) in speakers else None
        elif clause.index in own or _new_paragraph(view, clause):
            turn = None
        if turn:
            added.append(turn._replace(sentence=clause.index))
    kept = [
        one._replace(main=False) if one.sentence in inner and one.cues else one for one in found
    ]
    told = {one.sentence for one in added}
    kept = [one for one in kept if one.cues or one.sentence not in told]
    return sorted([*kept, *added], key=lambda one: one.sentence)


def _label(view: View, clause: Clause) -> Range | None:
    if view.folded.text.find(":", clause.start, clause.end) < 0:
        return None
    match = _LABEL.match(view.folded.text, clause.start, clause.end)
    return match.span(1) if match else None


def _speakers(view: View, labels: list[Range | None]) -> set[str]:
    """The labels that open several sentences, less those who mostly ask."""
    opened: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for clause, at in zip(view.clauses, labels, strict=True):
        if at:
            opened[view.text(at)] += 1
            asked[view.text(at)] += bool(_ASKS.search(view.text((at[1], clause.end))))
    if len([label for label in opened if opened[label] >= _LEAST]) < _LEAST:
        return set()
    return {
        label
        for label, times in opened.items()
        if times >= _LEAST and asked[label] * 2 < times and label not in ("记者", "问", "编者")
    }


def _speaker(view: View, names: Names, clause: Clause, at: Range) -> Attribution:
    text = view.folded.text
    phrase = phrase_before(text, at[0], at[1], names)
    body = phrase is not None and phrase.label == "organisation"
    return Attribution(
        clause.index, at, (), "organisation" if body else "named_person", view.text(at), "speech",
        confidence=0.7, why="the speaker of this turn of an interview",
    )  # fmt: skip


def _new_paragraph(view: View, clause: Clause) -> bool:
    """Tell whether a line break stands in front of a sentence in the document."""
    start = view.document.sentences[clause.index].start
    return "\n" in view.document.text[max(0, start - 3) : start]
