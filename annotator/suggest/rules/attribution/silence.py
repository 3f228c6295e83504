"""Find English sentences whose shape alone tells that they assert nothing to be checked.

Labels and headings without an end mark, times of day, exclamations, captions and notes on who wrote
the text; and, where no source is named, sentences that weigh as opinion (`opinion`). What single
words tell stands in the lexicon ``checkability``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from annotator.suggest.rules.attribution.opinion import opinions
from annotator.suggest.rules.quotation import open_quotations
from annotator.suggest.rules.view import Attribution, Clause, View
from rubric import Unit

_ENDS = tuple(".!?…:;")
_CLOSERS = "\"”'’)]»"
_TIME = re.compile(r"\d{1,2}[.:]\d{2} ?(?:[ap]\.?m\.?)?(?: \w{2,4})?[.:]?$", re.IGNORECASE)
_STAMP = re.compile(r"\W*(?:posted|updated|published|last updated|by) .*\d")
_CREDIT = re.compile(
    r"\((?:[a-z]+ )?(?:photo|image|picture|video|graphic|illustration|file)[^)]{0,40}\)\.?$"
)
_BARS = re.compile(r"[|»›•].*[|»›•]")
_TAGS = re.compile(r"(?:tags|filed under|topics|related)\b")
_ABOUT_WRITER = re.compile(
    r"^(?:[\w.'-]+ ){1,5}(?:is|are) (?:an?|the) (?:[\w'-]+ ){0,4}(?:fellow|columnist|correspondent|"
    r"reporter|writer|contributor|editor|author|freelancer|blogger|lecturer|professor|journalist|"
    r"member of the|researcher)\b"
)
_LONGEST_LABEL = 14
_LONGEST_CRY = 12
_EDGE = 3
"""Sentences from either end of a text among which a note on its writer stands."""


def silent(view: View, main: Mapping[int, Sequence[Attribution]]) -> dict[int, tuple[float, str]]:
    """Return the sentences that assert nothing, each with confidence and reason."""
    found: dict[int, tuple[float, str]] = {}
    ended = view.ended(_ENDS, _CLOSERS)
    barred = _BARS.search(view.folded.text) is not None
    judged = opinions(view, main.keys(), _quoted(view))
    for clause, has_end in zip(view.clauses, ended, strict=True):
        refusal = _shape(view, clause, has_end=has_end, barred=barred)
        if refusal is None and not main.get(clause.index):
            refusal = _cry(clause) or _note(view, clause) or judged.get(clause.index)
        if refusal:
            found[clause.index] = refusal
    return found


def _quoted(view: View) -> set[int]:
    """Return the sentences that start inside a quotation, or with one."""
    return {
        clause.index
        for clause, inside in zip(view.clauses, open_quotations(view), strict=True)
        if inside or clause.text[:1] in '“"'
    }


def _shape(view: View, clause: Clause, *, has_end: bool, barred: bool) -> tuple[float, str] | None:
    """Tell why the shape of a sentence makes it no statement; ``barred`` if bars cut the text."""
    lower = view.folded.lower[clause.start : clause.end].strip()
    if lower[:1].isdigit() and _TIME.match(lower):
        return 0.9, "only a time"
    if not has_end and _STAMP.match(lower):
        return 0.85, "says when or by whom the text was published"
    if "(" in lower and _CREDIT.search(lower):
        return 0.8, "a caption with its credit"
    if (barred and _BARS.search(lower)) or _TAGS.match(lower):
        return 0.8, "furniture of a page"
    if has_end or clause.unit is Unit.ITEM:
        return None
    if len(lower.split()) <= _LONGEST_LABEL:
        return 0.75, "a label or heading: no end mark, no full sentence"
    return None


def _cry(clause: Clause) -> tuple[float, str] | None:
    text = clause.text.strip()
    if text.endswith(("!", "!”", '!"')) and len(text.split()) <= _LONGEST_CRY:
        return 0.7, "an exclamation"
    lone = " " not in text and len(text.split()) == 1
    if lone and not text[0].isdigit() and not text.rstrip(".").endswith("ly"):
        return 0.7, "a single word"
    return None


def _note(view: View, clause: Clause) -> tuple[float, str] | None:
    last = len(view.clauses) - 1
    if _EDGE <= clause.index <= last - _EDGE:
        return None
    text = view.folded.text
    alone = (not clause.start or "\n" in text[clause.start - 1 : clause.start]) and (
        clause.end >= len(text) or "\n" in text[clause.end : clause.end + 1]
    )
    if alone and _ABOUT_WRITER.match(view.folded.lower[clause.start : clause.end].strip()):
        return 0.7, "a note on who wrote the text"
    return None
