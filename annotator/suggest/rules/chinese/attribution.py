"""Find who is said to say, think or find something in a Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from annotator.suggest.rules.chinese.frames import around, behind, relayed
from annotator.suggest.rules.chinese.names import Names
from annotator.suggest.rules.chinese.nouns import nouns
from annotator.suggest.rules.chinese.phrase import Phrase
from annotator.suggest.rules.chinese.reading import phrase_before
from annotator.suggest.rules.chinese.subject import Found, Place, clause_start, subject
from annotator.suggest.rules.chinese.turns import turns
from annotator.suggest.rules.match import Hit
from annotator.suggest.rules.view import Attribution, Clause, Range, View
from rubric import Unit

_ORDER = {
    frame: order
    for order, frame in enumerate(
        (
            "hearsay",
            "quoting",
            "according",
            "eyes",
            "agent",
            "from",
            "document",
            "subject",
            "told",
            "bound",
            "any",
        )
    )
}
_BEHIND = {"eyes": "在对就", "agent": "获到经由", "from": "从"}
"""For frames with the source in the middle, the characters in front of it."""
_TOPIC = re.compile(
    r"^[\s“]*(?:在|对|关于|针对|至于|就|随着|为|当|虽|尽管|如果|由于|因|根据|据|截至|截止|面对|谈到|展望|有关|经|自|从"
    r"|此外|另外|但|不过|然而)|(?:时|后|前|中|上|之后|以来|方面|的话|情况下|同时|看来|期间)[,:]?$"
)
_TURN = re.compile(r"\s*(?:但|不过|然而|可是|而|并|且|同时|还|另外|此外|对此|也)")
_WHILE = re.compile(r"[^,。:“”]{0,30}?(?:之?后|时|之际|的时候|之前|以来)(?:[,。]|$)")
_LINE = re.compile(r"[\s—-]*([^\s,。:;“”!?()《》]{2,24}?(?<!注)):(?=\S)")
_SIGNED = re.compile(r"\s*[—-]{1,3}\s*(\S[^,。:;“”!?]{1,24})$")
_LOOSE = frozenset({"subject", "told"})
_FORECAST = frozenset(
    ("预计", "估计", "预料", "预期", "预测", "预估", "推算", "估算", "判断", "强调")
)
_CITED = re.compile(
    r"\[\d{1,3}\]|-LSB-|\((?:1[89]|20)\d\d[a-z]?[,:)]|《[^》]{2,40}》(?:[一]?[书文章]|序言|自序|第[^,。]{1,6}[章节卷])?[中里内上]"
    r"|(?:著作|[书文]|自传|回忆录|日记|手稿|遗著|论文|专著)[中里]"
)
"""What shows where somebody's words can be looked up."""
_WORK = re.compile(r"在[^,。:“”《》]{0,10}(《[^《》]{2,40}》)[^,。:“”《》]{0,6}[中里上内]")
_STUDIES = frozenset(
    [
        "结果",
        "研究结果",
        "实验结果",
        "调查结果",
        "研究",
        "调查",
        "论文",
        "报告",
        "民调",
        "简报",
        "文章",
    ]
)
_A_STUDY = re.compile(
    "(?:一[项份篇个]|这[项份篇个]|该|》)[^,。:;“”]{0,40}(?:研究|调查|论文|报告|民调|简报|文章)"
)
_CITED_STUDY = re.compile(r"(?:等人?|[A-Za-z])(?:\[\d{1,3}\]|\((?:1[89]|20)\d\d[a-z]?\))")
"""A study told by its authors, with the year or a footnote."""
_SUPPOSED = re.compile(
    r"(?:如果|假如|要是|倘若|假设|假使|倘使|万一|一旦|即使|哪怕|除非)[^,。:;“”]{0,12}$"
)
"""What shows that a report is only supposed: 如果对方说."""
_STUDY_REACH = 1500
"""How many characters back a bare word for a study may point."""
_SPEAKERS = frozenset({"named_person", "organisation"})
_ENDS = re.compile(r"[。,.!?”’ …\n]*$")
_SHORT = 12
"""Up to how many characters before an attribution do not count as a statement of their own."""
_TURNING = 3
"""Up to how many characters before hearsay only turn to it: 不过也有说法."""
_PUBLISHES = (".publish", ".publish-and-say", ".figures", ".promise")
"""The ends of the names of rules whose verb a text cannot be the subject of."""
_NEAR = 300
"""How far around a cue its sentence is looked at."""
_OPEN = frozenset({"speech", "belief", "finding"})
"""The kinds whose report can hold other reports."""
_BOUNDARY = frozenset(",。;:!?“”—\n ")


def attributions(view: View) -> list[Attribution]:
    """Return the attributions of a Chinese text, in its order.

    Args:
        view: The text as the rules see it, in simplified characters.
    """
    names = Names(view.folded.text)
    found: list[Attribution] = []
    for clause in view.clauses:
        if clause.unit not in (Unit.LINK, Unit.DASH):
            found += _Sentence(view.folded.text, clause, names).read(
                clause.hits(view.folded, "cue")
            )
    return turns(view, names, found)


@dataclass(slots=True)
class _Sentence:
    """One sentence under reading, and the sources already looked for in it."""

    text: str
    clause: Clause
    names: Names
    subjects: dict[tuple[int, int], Found | None] = field(default_factory=dict)
    cited: bool | None = None

    def read(self, hits: list[Hit]) -> list[Attribution]:
        """Read the cues in their order; one that overlaps an attribution before it is none."""
        hits.sort(key=lambda hit: (hit.start, hit.start - hit.end, _ORDER[hit.rule.kind]))
        taken = self.clause.start
        found: list[Attribution] = []
        for hit in hits:
            if hit.start < taken or self._between(hit.start, "《》"):
                continue
            here = list(self._cue(hit, taken))
            if here and (hit.rule.kind != "any" or here[0].source):
                taken = max(hit.end, *(end for one in here for _, end in one.cues), taken)
            found += here
        return self._subordinate(found) if found else list(self._line())

    def _cue(self, hit: Hit, taken: int) -> Iterator[Attribution]:
        """Read one cue with the frame that its rule names."""
        text, cue = self.text, (hit.start, hit.end)
        if hit.rule.kind == "hearsay":
            yield self._hearsay(hit)
            return
        if hit.rule.kind == "according":
            yield from self._told(hit, around(text, self.clause.end, cue, self.names))
            return
        if hit.rule.kind == "any":
            yield Attribution(
                self.clause.index, None, (cue,), "", "", hit.rule.label,
                confidence=hit.rule.confidence, why=hit.rule.why,
            )  # fmt: skip
            return
        clause = clause_start(text, self.clause.start, hit.start)
        low = max(taken, clause)
        if words := _BEHIND.get(hit.rule.kind):
            doubled = hit.rule.kind == "eyes"
            seen = behind(text, low, cue, self.names, words, doubled=doubled)
            yield from self._told(hit, [seen] if seen else [])
        elif hit.rule.kind == "quoting":
            inner = list(relayed(text, self.clause.end, cue, self.names))
            outer = self._subject(low, cue, whole=low == clause) if inner else None
            yield from self._told(hit, [outer, *inner] if outer else inner)
        else:
            yield from self._in_front(hit, low, whole=low == clause)

    def _subject(self, low: int, cue: Range, *, whole: bool) -> Found | None:
        key = (low, cue[0])
        if key not in self.subjects:
            self.subjects[key] = subject(
                Place(self.text, self.clause.start, low, cue, self.names, whole)
            )
        found = self.subjects[key]
        return found if found is None or found.cues[0] == cue else found._replace(cues=(cue,))

    def _in_front(self, hit: Hit, low: int, *, whole: bool) -> Iterator[Attribution]:
        """A cue whose source stands in front of it, or nowhere in the sentence."""
        cue = (hit.start, hit.end)
        found = self._subject(low, cue, whole=whole)
        if hit.rule.kind == "document":
            if found and not self._is_text(found):
                found = self._made(low, cue)
            if found and self._is_text(found):
                yield from self._told(hit, [found])
        elif found and self._is_text(found) and hit.rule.id.endswith(_PUBLISHES):
            return
        elif found and (found.phrase.sure or self._may_guess(hit)):
            yield from self._told(hit, [*reversed([*self._joined(found, low)]), found])
            if found.phrase.label != "document":
                yield from self._told(hit, self._in_work(found, cue))
        elif hit.rule.kind == "subject":
            yield Attribution(
                self.clause.index, None, (cue,), "", "", hit.rule.label,
                main=self._governs(low, cue, pronoun=True),
                confidence=hit.rule.confidence * 0.7, why=hit.rule.why,
            )  # fmt: skip

    def _made(self, low: int, cue: Range) -> Found | None:
        """A text told by who made it: 检验中心对土样出具的报告; not one that somebody speaks in."""
        whole = phrase_before(self.text, low, cue[0], self.names)
        if whole is None or whole.end != cue[0] or self.text[whole.end - 1] in "中里内上":
            return None
        return Found(whole, (cue,), low) if "的" in self.text[low : whole.end] else None

    def _may_guess(self, hit: Hit) -> bool:
        """Tell whether words that show no source may be one: not those of a bare forecast."""
        if hit.rule.kind not in _LOOSE:
            return False
        return self.text[hit.start : hit.end] not in _FORECAST or self.text[hit.end] in ",:"

    def _is_text(self, found: Found) -> bool:
        if found.phrase.label == "document":
            return True
        source = self.text[found.phrase.start : found.phrase.end]
        lists = nouns().lists
        return found.phrase.label == "vague" and source.endswith(
            lists["vague_document"] + lists["document"]
        )

    def _joined(self, found: Found, low: int) -> Iterator[Found]:
        """The sources that stand with one: 甲和乙否认."""
        at = found.phrase.start
        for _ in range(3):
            if at - 1 <= low or self.text[at - 1] not in "和与及、暨":
                return
            other = phrase_before(self.text, low, at - 1, self.names)
            if other is None or other.end != at - 1 or not other.sure:
                return
            yield found._replace(phrase=other)
            at = other.start

    def _in_work(self, found: Found, cue: Range) -> Iterator[Found]:
        """The titled work in which somebody says so: 马克思在《资本论》中指出."""
        work = _WORK.search(self.text, found.phrase.end, cue[0])
        if work:
            start, end = work.span(1)
            title = self.text[start:end]
            phrase = Phrase(start, end, "document", title)
            yield found._replace(phrase=phrase, secondary=False)

    def _hearsay(self, hit: Hit) -> Attribution:
        """Source and cue in one; inside a noun phrase it is only a hedge."""
        text, start = self.text, hit.start
        opening = start == self.clause.start or text[start - 1] in _BOUNDARY
        if not opening:
            low = clause_start(text, self.clause.start, start)
            opening = start - low <= _TURNING
        if not opening:
            said = phrase_before(text, low, start, self.names)
            opening = start - low <= 8 and said is not None and said.label != "document"
        return Attribution(
            self.clause.index, (start, hit.end), (), "vague", text[start : hit.end],
            "hearsay" if opening else "cognition",
            confidence=hit.rule.confidence, why=hit.rule.why,
        )  # fmt: skip

    def _told(self, hit: Hit, founds: Iterable[Found]) -> Iterator[Attribution]:
        """Tell what a frame found, the name of a person followed back."""
        for found in founds:
            phrase = self.names.learn(found.phrase, self.clause.start)
            words = self.text[phrase.start : phrase.end]
            if phrase.label == "named_person" and phrase.entity and not phrase.standing:
                cited = self._cites()
                phrase = phrase._replace(standing=cited)
                if cited:
                    self.names.cite(phrase.entity)
            elif phrase.label == "vague" and self._points_back(words, phrase.start):
                phrase = phrase._replace(label="document", entity="")
            anaphor = phrase.anaphor(words)
            kind = hit.rule.label
            if words.endswith("》") and _relays(self.text, found):
                phrase = phrase._replace(label="organisation", entity=words[1:-1])
            if anaphor == "self" or _SUPPOSED.search(self.text, found.before, phrase.start):
                kind = "cognition"
            elif found.chain:
                kind = "chain"
            elif kind in ("speech", "finding") and phrase.label == "document":
                kind = "provision" if phrase.law else "finding"
            yield Attribution(
                self.clause.index,
                (phrase.start, phrase.end),
                found.cues,
                phrase.label,
                phrase.entity,
                kind,
                main=self._governs(found.before, found.cues[-1], pronoun=words in _pronouns()),
                standing=phrase.standing or phrase.label != "named_person",
                secondary=found.secondary,
                confidence=round(hit.rule.confidence * (1 if phrase.sure else 0.65), 3),
                why=hit.rule.why,
                anaphor=anaphor,
                description=phrase.role,
            )

    def _cites(self) -> bool:
        """Tell whether the sentence says where the words stand: in a work, or in a footnote."""
        if self.cited is None:
            self.cited = bool(_CITED.search(self.text, self.clause.start, self.clause.end))
        return self.cited

    def _points_back(self, words: str, at: int) -> bool:
        """Tell whether a bare 研究 or 报告 means one that the text told of shortly before."""
        if words not in _STUDIES:
            return False
        before = self.text[max(0, at - _STUDY_REACH) : at]
        if words.endswith("结果"):
            return bool(_CITED_STUDY.search(before, max(0, len(before) - _NEAR)))
        return any(words in found.group() for found in _A_STUDY.finditer(before))

    def _governs(self, low: int, cue: Range, *, pronoun: bool) -> bool:
        """Tell whether an attribution governs its sentence, or only a subordinate part of it."""
        text, first, last = self.text, self.clause.start, self.clause.end
        if text.startswith("的", cue[1]) or _WHILE.match(text, cue[1], last):
            return False
        if pronoun or low - first < _SHORT or _ENDS.match(text, cue[1], last):
            return True
        before = text[max(first, low - _NEAR) : low].rstrip()
        if len(before) < _SHORT or before[-1] in "”:—“" or _TURN.match(text, low, cue[0]):
            return True
        if low - first < last - cue[1]:
            return True
        return all(_TOPIC.search(part) for part in before.rstrip(",").split(","))

    def _subordinate(self, found: list[Attribution]) -> list[Attribution]:
        """Leave only the outermost attributions in charge of the sentence."""
        if len(found) < 2:
            return found
        settled: list[Attribution] = []
        lead: Attribution | None = None
        for one in found:
            inner = lead is not None and one.main and self._inside(lead, one)
            settled.append(one._replace(main=False, kind="cognition") if inner else one)
            opens = one.main and one.source and one.cues and one.anaphor != "self"
            if lead is None and opens and one.kind in _OPEN:
                lead = one
        quoted = [
            one.main and bool(one.cues) and self._between(one.cues[0][0], "“”") for one in settled
        ]
        if any(one.main and not deep for one, deep in zip(settled, quoted, strict=True)):
            return [
                one._replace(main=False) if deep else one
                for one, deep in zip(settled, quoted, strict=True)
            ]
        return settled

    def _inside(self, lead: Attribution, one: Attribution) -> bool:
        """Tell whether an attribution is a part of what another reports."""
        if one.source is None or not one.cues or one.kind == "chain" or one.cues == lead.cues:
            return False
        start, end = lead.cues[-1][1], one.source[0]
        if self.text[lead.cues[0][0]] in "据根按依":
            return False
        if not 0 <= end - start <= _NEAR or self.text[slice(*one.source)] in _pronouns():
            return False
        if any(self.text.find(mark, start, end) >= 0 for mark in "”;。"):
            return False
        return not _TURN.match(self.text, clause_start(self.text, start, end))

    def _between(self, at: int, pair: str) -> bool:
        """Tell whether a place lies between a pair of marks that its sentence opens."""
        first = max(self.clause.start, at - _NEAR)
        opening = self.text.rfind(pair[0], first, at)
        return opening >= 0 and self.text.rfind(pair[1], first, at) < opening

    def _line(self) -> Iterator[Attribution]:
        """A speaker named in front of a colon or signing a quotation, with no verb."""
        text, clause = self.text, self.clause
        line = _LINE.match(text, clause.start, clause.end) or _SIGNED.match(
            text, clause.start, clause.end
        )
        if line is None:
            return
        start, end = line.span(1)
        phrase = phrase_before(text, start, end, self.names)
        if phrase is None or not phrase.sure or phrase.end != end or phrase.label not in _SPEAKERS:
            return
        phrase = self.names.learn(phrase, clause.start)
        yield Attribution(
            clause.index, (phrase.start, phrase.end), (), phrase.label, phrase.entity, "speech",
            standing=phrase.standing or phrase.label != "named_person", confidence=0.6,
            why="a speaker named beside the words",
            anaphor=phrase.anaphor(text[phrase.start : phrase.end]), description=phrase.role,
        )  # fmt: skip


def _relays(text: str, found: Found) -> bool:
    """Tell whether a cue is one of the press: what reports or quotes is an outlet, no text."""
    return any(word in text[slice(*cue)] for cue in found.cues for word in ("报道", "报导", "引"))


def _pronouns() -> frozenset[str]:
    return nouns().sets["person_pronouns"]
