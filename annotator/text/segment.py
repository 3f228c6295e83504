"""Sentences with exact offsets, in English, French and Chinese.

One compiled expression finds every place where a sentence may end; a decision with bounded
look-around then keeps or drops it, so the time is linear in the text. (The sentencex library was
measured first: it takes quadratic time on unclosed quotation marks, hides all but the last
sentence of a quotation, and ends sentences after "M." and "p.m.".)

A quotation of several sentences is several sentences. Closing quotation marks, brackets and
footnote numbers stay with the sentence they close. ``；`` and ``;`` do not end a sentence.
"""

from __future__ import annotations

import re

from annotator.text.abbreviations import BY_LANGUAGE, TIMES, Abbreviations
from annotator.text.layout import Block, blocks
from rubric import Sentence

_SPACE = re.compile(r"\s*")
_CANDIDATE = re.compile(
    r"(?P<run>[.!?。！？｡．…‥](?:[ \u00a0\u202f]?[.!?。！？｡．…‥])*)"
    r"(?P<closers>(?:[ \u00a0\u202f]?»|[\"”’'＂)\]}）】〕〉》」』›]|\[\d{1,3}\])*)"
)
_NEXT = re.compile(r"\s+(?:[\"“‘«„'(\[{¿¡—–\-*•]\s*)*(?P<word>[^\W\d_]{1,24}['’]?)?")
_CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]")
_FULL_WIDTH_ENDS = frozenset("。！？｡")
_DOTTED = re.compile(r"[^\W\d_](?:\.-?[^\W\d_]{1,2})*")
_LONGEST_ABBREVIATION = 24
_MARKER = re.compile(r"\d{1,3}|[ivxlcIVXLC]{1,4}|[a-zA-Z]")
_OPENERS = "\"“‘«„'([{¿¡—–-*•（【「『《〈"
# A reporting clause that belongs to the quotation just closed.
_TAG_EN = re.compile(
    r"\s+(?:[A-Z][\w.’'-]{0,24}\s+){1,3}(?:said|says|asked|asks|wrote|writes|added|adds|told|"
    r"shouted|cried|replied|exclaimed|wondered|demanded|yelled|joked|quipped)\b"
)
_SPEECH_ZH = "说|說|道|问|問|表示|称|稱|指出|答|喊|叫|写道|寫道|解释|解釋|补充|補充|强调|強調|回应|回應|感叹|感嘆"
_TAG_ZH = re.compile(
    rf"[^。！？；，、：“”「」\s]{{0,20}}(?:{_SPEECH_ZH})(?:道|说|說)?(?:[。！]|[，,][“「『\"])"
)
_GOES_ON_ZH = frozenset("的地得之等这這那和与與或及是而时時，、；：,;:—")


def segment(text: str, language: str) -> tuple[Sentence, ...]:
    """Cut ``text`` into sentences.

    Args:
        text: Any text.
        language: ``en``, ``fr`` or ``zh``; decides which abbreviations are known.

    Returns:
        The sentences in order. They do not overlap; all that lies between, before and after them
        is white space, so that sentences and gaps joined give ``text`` back.

    Raises:
        KeyError: If the language is none of the three.
    """
    known = BY_LANGUAGE[language]
    sentences: list[Sentence] = []
    for block in blocks(text):
        for start, end in _sentences(text, block, known):
            sentences.append(Sentence(len(sentences), start, end, block.unit))
    return tuple(sentences)


def _sentences(text: str, block: Block, known: Abbreviations) -> list[tuple[int, int]]:
    found = []
    start = block.start
    for match in _CANDIDATE.finditer(text, block.start, block.end):
        end = match.end()
        if end == block.end:
            break
        if match.start() > start and _ends(text, match, start, block.end, known):
            found.append((start, end))
            space = _SPACE.match(text, end)
            start = space.end() if space else end
    found.append((start, block.end))
    return found


def _ends(text: str, match: re.Match[str], start: int, limit: int, known: Abbreviations) -> bool:
    """Tell whether the end mark at ``match`` ends the sentence that began at ``start``."""
    run, closers = match["run"], match["closers"]
    following = text[match.end()]
    if not _FULL_WIDTH_ENDS.isdisjoint(run):
        return _ends_full_width(text, match.end(), closers)
    before = text[match.start() - 1]
    if _CJK.match(before) or _CJK.match(following):
        return _ends_among_cjk(text, match, before, following)
    if not following.isspace():
        return _lost_space(text, match, start)
    nxt = _NEXT.match(text, match.end(), limit)
    word = (nxt["word"] if nxt else None) or ""
    after = text[nxt.end()] if nxt and nxt.end() < limit else ""
    if word and word[0].islower():
        return len(word) > 1 and word[1].isupper()
    if not word and after in tuple(",;:)]"):
        return False
    if run != ".":
        return not (closers and _TAG_EN.match(text, match.end(), limit))
    if closers:
        return True
    token = _token(text, start, match.start())
    if text.startswith(token, start) and len(token) == match.start() - start:
        if _MARKER.fullmatch(token):  # "1. What was done"
            return False
    if len(token) == 1 and token.isupper() and token.lower() not in known.titles:
        return _initial_ends(text, start, match.start(), word, known)
    return _full_stop_ends(token, word, after, known)


def _ends_full_width(text: str, end: int, closers: str) -> bool:
    if closers and closers[-1] in "》〉":
        return False
    if closers and _TAG_ZH.match(text, end):
        return False
    return text[end] not in (_GOES_ON_ZH if closers else "，、；：,;:")


def _ends_among_cjk(text: str, match: re.Match[str], before: str, following: str) -> bool:
    """Decide on ``.``, ``!``, ``?`` or ``…`` with Chinese on one side at least."""
    run = match["run"]
    if "…" in run or "‥" in run or ".." in run or following in _GOES_ON_ZH:
        return False
    if before.isascii() and before.isalnum():  # "3.他", "Yahoo!公司"
        return "?" in run or following.isspace()
    if following.isascii() and following.isalnum():
        return not following.isdigit()
    return not (match["closers"] and _TAG_ZH.match(text, match.end()))


def _lost_space(text: str, match: re.Match[str], start: int) -> bool:
    """Tell whether a sentence ends although the space after it was lost ("fini.Il part")."""
    following = text[match.end() : match.end() + 2]
    token = _token(text, start, match.start())
    return (
        len(token) > 2
        and token.isalpha()
        and token.islower()
        and following[0].isupper()
        and (following[1:].islower() or following[1:] in {"'", "’", " "})
        and "." not in text[match.end() : match.end() + 12].split(maxsplit=1)[0]
    )


def _token(text: str, start: int, end: int) -> str:
    """Return the word that ends at ``end``, without opening marks and elisions ("l'")."""
    window = text[max(start, end - _LONGEST_ABBREVIATION) : end]
    words = window.split()
    token = words[-1].lstrip(_OPENERS) if words and not window[-1].isspace() else ""
    for apostrophe in "'’":
        token = token.rpartition(apostrophe)[2]
    return token


def _full_stop_ends(token: str, word: str, after: str, known: Abbreviations) -> bool:
    """Decide on a full stop between ``token`` and ``word`` (empty if a non-letter follows)."""
    low, first = token.lower(), word.lower()
    capital = token[:1].isupper()
    if low in known.inner or (capital and low in known.titles):
        return False
    if low in known.numbered and (after.isdigit() if not word else _is_roman(word)):
        return False
    if low in known.timed:
        return first not in TIMES
    if (capital and low in known.closing) or (len(token) > 1 and _DOTTED.fullmatch(token)):
        return first in known.starters
    return True


def _initial_ends(text: str, start: int, end: int, word: str, known: Abbreviations) -> bool:
    """Decide on a full stop after a single letter: "J. Le Goff", but "plan B. Le maire"."""
    first = word.lower()
    if first not in known.starters:
        return False
    before = text[max(start, end - _LONGEST_ABBREVIATION) : end - 1].split()
    return first not in known.particles or bool(before and before[-1][0].islower())


def _is_roman(word: str) -> bool:
    return set(word) <= set("IVXLCDM")
