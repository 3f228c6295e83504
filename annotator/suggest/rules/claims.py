"""Decide each sentence's claim label, in the codebook's order of decisions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

from annotator.suggest.rules.match import holds
from annotator.suggest.rules.quotation import open_quotations, quoted_ranges
from annotator.suggest.rules.view import Attribution, Clause, Range, View
from rubric import Unit

_NO_SENTENCE = {
    Unit.HEADING: "a heading asserts nothing to be checked here",
    Unit.CAPTION: "a caption or credit",
    Unit.LINK: "a link",
    Unit.DASH: "only a list sign",
}
_GRADES = {"document": 3, "organisation": 3, "named_person": 3, "unnamed": 2, "vague": 1}
SOURCE_KINDS = frozenset({"speech", "belief", "finding", "provision", "hearsay", "chain"})
_SILENT = {
    "en": "annotator.suggest.rules.attribution.silence",
    "fr": "annotator.suggest.rules.attribution.fragments",
    "zh": "annotator.suggest.rules.chinese.opinion",
}
"""The module that tells in a language, beyond its lexicon, which sentences assert nothing."""
_LETTER = re.compile(r"[^\W\d_]{2}|[\u4e00-\u9fff]")
_QUESTION = ("?", "？")
_CLOSERS = "'”\")]"
_DIGIT = re.compile(r"\d")
_BRIEF = 26
"""Words up to which a judgement is taken for the whole of its sentence."""
_LONGEST_LINE = 160
"""Characters of a line without a final sign that is taken for a heading."""
_SAID_AT = 4
"""Characters up to which the verb stands that opens a sentence without a subject."""
_QUOTED_BACK = 3
"""How many sentences before a quotation of several sentences its speaker is looked for."""
_LEAD_IN = 5
"""Words that may follow source and cue where a sentence only leads in what follows it."""


class Claim(NamedTuple):
    """The claim label of one sentence, with what it rests on; offsets of the folded text."""

    sentence: int
    label: str
    sources: tuple[Range, ...]
    cues: tuple[Range, ...]
    proximity: str
    confidence: float
    why: str


def decide_claims(view: View, attributions: Iterable[Attribution]) -> list[Claim]:
    """Return one claim for each sentence of the view."""
    by_sentence: dict[int, list[Attribution]] = defaultdict(list)
    for attribution in attributions:
        if attribution.kind in SOURCE_KINDS:
            by_sentence[attribution.sentence].append(attribution)
    main = {index: _main(found) for index, found in by_sentence.items()}
    module = _SILENT.get(view.document.language)
    silent = import_module(module).silent(view, main) if module else {}
    inside = open_quotations(view)
    claims: list[Claim] = []
    previous: Claim | None = None
    for clause, starts_inside in zip(view.clauses, inside, strict=True):
        if claims and not (starts_inside and claims[-1].label == "not_checkable"):
            previous = claims[-1]  # an opinion inside a quotation does not end it
        if refusal := silent.get(clause.index):
            claims.append(_unchecked(clause, refusal))
            continue
        if previous and not previous.sources and _runs_on(view, clause, inside):
            last = claims[-_QUOTED_BACK:]
            previous = next((one for one in reversed(last) if one.sources), previous)
        ruling = main.get(clause.index, [])
        if refusal := _not_checkable(view, clause, ruling):
            claims.append(_unchecked(clause, refusal))
        elif ruling:
            claims.append(_attributed(clause, ruling))
        elif previous and previous.sources and _says_on(view, clause, by_sentence):
            why = "opens with a verb of saying and no speaker, so the one before goes on"
            claims.append(
                previous._replace(sentence=clause.index, cues=(), confidence=0.7, why=why)
            )
        else:
            named = clause.index in main
            claims.append(
                _unattributed(view, clause, previous, named=named, open_before=starts_inside)
            )
    return _quoted_backwards(claims, inside)


def _runs_on(view: View, clause: Clause, inside: list[bool]) -> bool:
    """Tell whether a Chinese sentence opens a quotation of several sentences that names nobody."""
    text, after = view.folded.text, clause.index + 1
    if view.document.language != "zh" or not text.startswith("“", clause.start):
        return False
    return after < len(inside) and inside[after]


def _main(attributions: Iterable[Attribution]) -> list[Attribution]:
    """Return those that govern their sentence and name somebody else than the writer."""
    return [a for a in attributions if a.main and a.source and a.anaphor != "self"]


def _unchecked(clause: Clause, refusal: tuple[float, str]) -> Claim:
    return Claim(clause.index, "not_checkable", (), (), "", refusal[0], refusal[1])


def _quoted_backwards(claims: list[Claim], inside: list[bool]) -> list[Claim]:
    """Give the sentences of a quotation the source that is named only where it closes."""
    for index in range(len(claims) - 1, 0, -1):
        closing, opening = claims[index], claims[index - 1]
        if inside[index] and closing.sources and opening.label == "unsupported":
            why = "part of a quotation whose source is named where it closes"
            claims[index - 1] = closing._replace(
                sentence=opening.sentence, cues=(), confidence=0.7, why=why
            )
    return claims


def _unattributed(
    view: View, clause: Clause, previous: Claim | None, *, named: bool, open_before: bool
) -> Claim:
    """Grade a statement of fact that nobody in its sentence answers for."""
    if previous and previous.sources and _continues(view, clause, open_before=open_before):
        why = "goes on with the quotation opened before, so the same source answers for it"
        return Claim(
            clause.index, previous.label, previous.sources, (), previous.proximity, 0.75, why
        )
    if named:
        why = "somebody is named, but only for a subordinate part; the main statement has no source"
        return Claim(clause.index, "unsupported", (), (), "", 0.6, why)
    why = "asserts a fact, and nobody is named as saying so"
    return Claim(clause.index, "unsupported", (), (), "", 0.75, why)


def _attributed(clause: Clause, main: list[Attribution]) -> Claim:
    """Grade an attributed sentence: a chain is as strong as its weakest link."""
    leading = max(main, key=lambda a: (a.kind != "chain", a.confidence))
    links = [leading, *(a for a in main if a.kind == "chain" and a is not leading)]
    weakest = min(links, key=_strength)
    strong = _strength(weakest) == 3
    label = "supported" if strong else "weakly_supported"
    proximity = "secondary" if any(a.secondary for a in links) else "direct"
    confidence = round(min(0.9, leading.confidence) * (0.95 if strong else 0.9), 3)
    return Claim(
        clause.index,
        label,
        tuple(dict.fromkeys(a.source for a in main if a.source)),
        tuple(dict.fromkeys(cue for a in main for cue in a.cues)),
        proximity,
        confidence,
        _reason(weakest),
    )


def _strength(attribution: Attribution) -> int:
    grade = _GRADES.get(attribution.label, 1)
    if attribution.label == "named_person" and not attribution.standing:
        return 2
    return grade


def _reason(weakest: Attribution) -> str:
    name = weakest.entity
    match weakest.label, weakest.standing:
        case "named_person", False:
            return f"a named person, {name}, but the text gives no standing for this claim"
        case "named_person", _:
            return f"a named person, {name}, whose role is given"
        case "document", _:
            return f"a document that can be looked up: {name}"
        case "organisation", _:
            return f"a named organisation answers for it: {name}"
        case "unnamed", _:
            return f"attributed, but the source is described and not named: {name}"
    return f"attributed, but to nobody in particular: {name}"


def _not_checkable(view: View, clause: Clause, main: list[Attribution]) -> tuple[float, str] | None:
    """Return the confidence and reason why a sentence asserts nothing to check, or None."""
    if clause.unit in _NO_SENTENCE or _is_headline(view, clause):
        return 0.85, _NO_SENTENCE.get(clause.unit, _NO_SENTENCE[Unit.HEADING])
    text = clause.text
    if not _LETTER.search(text):
        return 0.95, "holds no words"
    if text.rstrip().rstrip(_CLOSERS).endswith(_QUESTION):
        return 0.85, "a question"
    if main and _leads_in(view, clause, main):
        return 0.8, "only leads in what follows"
    if boilerplate := clause.longest_hits(view.folded, "integrity"):
        covered = sum(h.end - h.start for h in boilerplate if h.rule.label == "boilerplate")
        if covered * 2 > len(text.strip()):
            return 0.9, "boilerplate of the page, no part of the article"
    return _no_statement(view, clause, text, named=bool(main))


def _no_statement(
    view: View, clause: Clause, text: str, *, named: bool
) -> tuple[float, str] | None:
    """Return what the surest rule tells that keeps a sentence from being checked, or None."""
    candidates = clause.candidates.get("checkability")
    if not candidates:
        return None
    # All of them, for a rule that holds where somebody is named may lie under one that does not.
    for start, end, rule in sorted(candidates, key=lambda found: -found[2].confidence):
        brief = rule.kind == "brief"
        if named and not brief and rule.kind != "always":
            continue
        if brief and not _brief(text):
            continue
        if holds(rule, view.folded, start, end, (clause.start, clause.end)):
            return rule.confidence, rule.why
    return None


def _brief(text: str) -> bool:
    """Tell whether a sentence is short and counts nothing: a judgement fills the whole of it."""
    return not _DIGIT.search(text) and len(text.split()) <= _BRIEF


def _is_headline(view: View, clause: Clause) -> bool:
    """Tell whether a sentence is a line without a final sign, above others: "RDC. Dix morts"."""
    # The folded text knows no line feeds.
    end = view.document.sentences[clause.index].end
    if not view.document.text.startswith("\n", end):
        return False
    words = clause.text.rstrip()
    ends = bool(words) and (words[-1].isalnum() or words[-1] in ")|")
    return ends and len(words) <= _LONGEST_LINE


def _led_in(view: View, clause: Clause) -> bool:
    """Tell whether the sentence before ends in a colon."""
    before = view.folded.text[max(0, clause.start - 3) : clause.start]
    return before.rstrip().endswith(":")


def _says_on(view: View, clause: Clause, reports: Mapping[int, Sequence[Attribution]]) -> bool:
    """Tell whether a Chinese sentence opens with a verb of saying that has no subject."""
    if view.document.language != "zh":
        return False
    return any(
        one.source is None
        and one.kind in ("speech", "finding")
        and one.cues[0][0] - clause.start <= _SAID_AT
        for one in reports.get(clause.index, ())
    )


def _leads_in(view: View, clause: Clause, main: list[Attribution]) -> bool:
    """Tell whether a sentence ends right after its cue, with a comma or colon."""
    text = clause.text.rstrip()
    if text[-1:] not in (",", ":") or "”" in text:
        return False
    cue_end = max((cue[1] for a in main for cue in a.cues), default=0)
    source_end = max(a.source[1] for a in main if a.source)
    rest = view.folded.text[max(cue_end, source_end) : clause.end]
    return len(rest.split()) <= _LEAD_IN


def _continues(view: View, clause: Clause, *, open_before: bool) -> bool:
    """Tell whether a sentence without a source of its own lies inside a running quotation."""
    if open_before or _led_in(view, clause):
        return True
    text = clause.text.rstrip()
    if not text or text[0] not in '“"':
        return False
    ranges = quoted_ranges(view, clause.start, clause.end)
    return bool(ranges) and ranges[0][1] >= clause.start + len(text) - 2
