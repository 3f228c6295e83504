"""Find who is said to say, think or find something in a Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.suggest.rules.chinese.frames import (
    Found,
    around,
    clause_start,
    eyes,
    quoted,
    subject,
)
from annotator.suggest.rules.chinese.names import Names
from annotator.suggest.rules.chinese.nouns import nouns
from annotator.suggest.rules.chinese.phrase import phrase_before
from annotator.suggest.rules.match import Hit
from annotator.suggest.rules.view import Attribution, Clause, Range, View
from rubric import Unit

_ORDER = {
    "hearsay": 0, "quoting": 1, "according": 2, "eyes": 3, "document": 4, "subject": 5, "bound": 6, "any": 7,
}  # fmt: skip
_TOPIC = re.compile(
    r"^[\s“]*(?:在|对|关于|针对|至于|就|随着|为|当|虽|尽管|如果|由于|因|根据|据|截至|截止|面对|谈到|展望|有关|经|自|从|此外|另外|但|不过|然而)"
    r"|(?:时|后|前|中|上|之后|以来|方面|的话|情况下|同时|看来|期间)[,:]?$"
)
_TURN = re.compile(r"^[\s]*(?:但|不过|然而|可是|而|并|且|同时|还|另外|此外)")
_WHILE = re.compile(r"[^,。:“”]{0,30}?(?:之?后|时|之际|的时候|之前|以来)(?:[,。]|$)")
_LINE = re.compile(r"^[\s—-]*([^\s,。:;“”!?]{2,24}?):(?=\S)")
_SIGNED = re.compile(r"^\s*[—-]{1,3}\s*(\S[^,。:;“”!?]{1,24})$")
_SAYING = frozenset({"speech", "belief", "finding"})


def attributions(view: View) -> list[Attribution]:
    """Return the attributions of a Chinese text, in its order.

    Args:
        view: The text as the rules see it, in simplified characters.
    """
    names = Names(view.folded.text)
    found: list[Attribution] = []
    for clause in view.clauses:
        if clause.unit not in (Unit.LINK, Unit.DASH):
            found += _in_clause(view, clause, names)
    return found


def _in_clause(view: View, clause: Clause, names: Names) -> Iterator[Attribution]:
    text = view.folded.text
    hits = clause.hits(view.folded, "cue")
    hits.sort(key=lambda hit: (hit.start, hit.start - hit.end, _ORDER[hit.rule.kind]))
    if not hits:
        yield from _line(text, clause, names)
        return
    taken = clause.start
    any_found = False
    for hit in hits:
        if hit.start < taken:
            continue
        for attribution in _read(text, clause, hit, taken, names):
            any_found = True
            taken = max(taken, hit.end, *(end for _, end in attribution.cues or ((0, 0),)))
            yield attribution
    if not any_found:
        yield from _line(text, clause, names)


def _read(text: str, clause: Clause, hit: Hit, taken: int, names: Names) -> Iterator[Attribution]:
    """Read one cue with the frame that its rule names."""
    cue = (hit.start, hit.end)
    low = max(taken, clause_start(text, clause.start, hit.start))
    match hit.rule.kind:
        case "hearsay":
            yield Attribution(
                clause.index, cue, (), "vague", text[slice(*cue)], "hearsay",
                confidence=hit.rule.confidence, why=hit.rule.why,
            )  # fmt: skip
        case "according":
            for found in around(text, clause.end, cue, names):
                yield _attribution(text, clause, hit, found, names)
        case "quoting":
            outer = subject(text, clause.start, low, cue, names, loose=True)
            inner = list(quoted(text, clause.end, cue, names))
            for found in ([outer] if outer and inner else []) + inner:
                yield _attribution(text, clause, hit, found, names)
        case "eyes":
            if found := eyes(text, low, cue, names):
                yield _attribution(text, clause, hit, found, names)
        case kind:
            yield from _subject(text, clause, hit, low, names, kind)


def _subject(
    text: str, clause: Clause, hit: Hit, low: int, names: Names, kind: str
) -> Iterator[Attribution]:
    cue = (hit.start, hit.end)
    found = subject(text, clause.start, low, cue, names, loose=kind == "subject")
    if kind == "document":
        if found and found.phrase.label in ("document", "vague") and _is_text(text, found):
            yield _attribution(text, clause, hit, found, names)
        return
    if kind == "bound" and (found is None or not found.phrase.sure):
        return
    if found is None:
        if kind in ("subject", "any"):
            yield Attribution(
                clause.index, None, (cue,), "", "",
                "cognition" if kind == "any" else hit.rule.label,
                main=_governs(text, clause, low, cue, pronoun=True),
                confidence=hit.rule.confidence * 0.7, why=hit.rule.why,
            )  # fmt: skip
        return
    yield _attribution(text, clause, hit, found, names)
    for other in _joined(text, found, low, names):
        yield _attribution(text, clause, hit, other, names)


def _is_text(text: str, found: Found) -> bool:
    words = nouns()
    source = text[found.phrase.start : found.phrase.end]
    return found.phrase.label == "document" or source.endswith(
        words.lists["vague_document"] + words.lists["document"]
    )


def _joined(text: str, found: Found, low: int, names: Names) -> Iterator[Found]:
    """The sources that stand with one: 甲和乙否认."""
    at = found.phrase.start
    for _ in range(3):
        if at - 1 <= low or text[at - 1] not in "和与及、暨":
            return
        other = phrase_before(text, low, at - 1, names)
        if other is None or other.end != at - 1 or not other.sure:
            return
        yield Found(other, found.cues, found.before, found.secondary)
        at = other.start


def _attribution(
    text: str, clause: Clause, hit: Hit, found: Found, names: Names
) -> Attribution:
    phrase = names.learn(found.phrase)
    source = (phrase.start, phrase.end)
    words = text[slice(*source)]
    kind = hit.rule.label
    anaphor = phrase.anaphor(words)
    if anaphor == "self":
        kind = "cognition"
    elif found.chain:
        kind = "chain"
    elif kind in ("speech", "finding") and phrase.label == "document":
        kind = "provision" if phrase.law else "finding"
    elif hit.rule.kind == "any" and not phrase.sure:
        kind = "cognition"
    confidence = hit.rule.confidence * (1 if phrase.sure else 0.65)
    return Attribution(
        clause.index,
        source,
        found.cues,
        phrase.label,
        phrase.entity,
        kind,
        main=_governs(text, clause, found.before, found.cues[-1], pronoun=anaphor == "person"),
        standing=phrase.standing or phrase.label != "named_person",
        secondary=found.secondary,
        confidence=round(confidence, 3),
        why=hit.rule.why,
        anaphor=anaphor,
        description=phrase.role,
    )


def _governs(text: str, clause: Clause, low: int, cue: Range, *, pronoun: bool) -> bool:
    """Tell whether an attribution governs its sentence, or only a subordinate part of it."""
    if text.startswith("的", cue[1]) or _WHILE.match(text, cue[1], clause.end):
        return False
    before = text[clause.start : low].strip()
    if len(before) < 12 or pronoun or before[-1:] in "”:—" or text[low - 1] in "”:“—":
        return True
    if _TURN.match(text[low : cue[0]]) or all(
        _TOPIC.search(part) for part in before.rstrip(",").split(",")
    ):
        return True
    after = clause.end - cue[1]
    return len(before) < after


def _line(text: str, clause: Clause, names: Names) -> Iterator[Attribution]:
    """A speaker named in front of a colon or signing a quotation, with no verb."""
    here = text[clause.start : clause.end]
    line = _LINE.match(here) or _SIGNED.match(here)
    if line is None:
        return
    start, end = clause.start + line.start(1), clause.start + line.end(1)
    phrase = phrase_before(text, start, end, names)
    if phrase is None or not phrase.sure or phrase.end != end or phrase.label == "document":
        return
    phrase = names.learn(phrase)
    yield Attribution(
        clause.index, (phrase.start, phrase.end), (), phrase.label, phrase.entity, "speech",
        standing=phrase.standing or phrase.label != "named_person", confidence=0.6,
        why="a speaker named beside the words", anaphor=phrase.anaphor(text[phrase.start : phrase.end]),
        description=phrase.role,
    )  # fmt: skip
