"""Whether a sentence ends at an end mark.

Every decision looks a bounded distance around the mark, so that segmenting is linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from annotator.text.abbreviations import TIMES, Abbreviations

CANDIDATE = re.compile(
    r"(?P<run>[.!?。！？｡．…‥](?:[ \u00a0\u202f]?[.!?。！？｡．…‥])*)"
    r"(?P<closers>(?:[ \u00a0\u202f]?»| \"(?=\s|\Z)|[\"”’'＂)\]}）】〕〉》」』›]|\[\d{1,3}\])*)"
)
"""A run of end marks and what closes after it: every place where a sentence may end."""

_NEXT = re.compile(
    r"\s+(?:[\"“‘«„'(\[{¿¡—–\-*•]\s*)*(?P<word>[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]){0,23}['’]?)?"
)
_CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]")
_FULL_WIDTH_ENDS = frozenset("。！？｡")
_DOTTED = re.compile(r"[^\W\d_](?:\.-?[^\W\d_]{1,2})+")
_LONGEST_ABBREVIATION = 24
_MARKER = re.compile(r"\d{1,3}|[ivxlcIVXLC]{1,4}|[a-zA-Z]")
_OPENERS = "\"“‘«„'([{¿¡—–-*•（【「『《〈"
# A reporting clause that belongs to the quotation just closed.
_TAG_EN = re.compile(
    r"\s+(?:[A-Z][\w.’'-]{0,24}\s+){1,3}(?:said|says|asked|asks|wrote|writes|added|adds|told|"
    r"shouted|cried|replied|exclaimed|wondered|demanded|yelled|joked|quipped)\b"
)
_TAG_ZH = re.compile(
    r"[^。！？；，、：“”「」\"\s]{0,20}"
    r"(?:[说說道问問称稱答喊叫]|表示|指出|写道|寫道|解释|解釋|补充|補充|强调|強調|回应|回應|感叹|感嘆)"
    r"[道说說]?(?:[。！]|[，,][“「『\"])"
)
_GOES_ON_ZH = frozenset("的地得之等这這那和与與或及是而时時，、；：,;:—")


class EndMark(NamedTuple):
    """A place where a sentence may end.

    Attributes:
        start: First code point of the run of end marks.
        run: The end marks.
        closers: Closing quotation marks and brackets, and footnote numbers, after them.
        end: One past the closers.
    """

    start: int
    run: str
    closers: str
    end: int


def ends(text: str, mark: EndMark, start: int, limit: int, known: Abbreviations) -> bool:
    """Tell whether a sentence ends at a mark that does not end its block.

    Args:
        text: The whole text.
        mark: An end mark with ``start < mark.start`` and ``mark.end < limit``.
        start: Where the sentence began.
        limit: Where the block ends.
        known: The language's abbreviations.
    """
    before, following = text[mark.start - 1], text[mark.end]
    if before in "([":  # "(...)", "[...]"
        return False
    if not _FULL_WIDTH_ENDS.isdisjoint(mark.run):
        return _ends_full_width(text, mark, start)
    if _CJK.match(before) or _CJK.match(following):
        return _ends_among_cjk(text, mark, before, following)
    if following.isspace():
        return _ends_before_space(text, mark, start, limit, known)
    return _lost_space(text, mark, start)


def _ends_full_width(text: str, mark: EndMark, start: int) -> bool:
    closers, end = mark.closers, mark.end
    if _goes_on_zh(mark, text[end]) or closers.endswith(("》", "〉")):
        return False
    if not closers:
        return True
    if closers[-1] in ")）" and text[start] not in "(（":
        return False
    return not _TAG_ZH.match(text, end)


def _goes_on_zh(mark: EndMark, following: str) -> bool:
    """Tell whether Chinese goes on after a mark; after a quotation also with a particle."""
    return following in (_GOES_ON_ZH if mark.closers else "，、；：,;:")


def _ends_among_cjk(text: str, mark: EndMark, before: str, following: str) -> bool:
    """Decide on ``.``, ``!``, ``?`` or ``…`` with Chinese on one side at least."""
    run = mark.run
    if "…" in run or "‥" in run or ".." in run or _goes_on_zh(mark, following):
        return False
    if before.isascii() and before.isalnum():  # "3.他", "Yahoo!公司"
        return "?" in run or following.isspace()
    if following.isascii() and following.isalnum():
        return not following.isdigit()
    return not (mark.closers and _TAG_ZH.match(text, mark.end))


def _ends_before_space(
    text: str, mark: EndMark, start: int, limit: int, known: Abbreviations
) -> bool:
    """Decide where white space follows, as between sentences in English and French."""
    following = _NEXT.match(text, mark.end, limit)
    word = (following["word"] if following else None) or ""
    after = text[following.end()] if following and following.end() < limit else ""
    if word and word[0].islower():
        return len(word) > 1 and word[1].isupper()  # "iPhone"
    if not word and after in tuple(",;:)]"):
        return False
    if mark.run != ".":
        return not (mark.closers and _TAG_EN.match(text, mark.end, limit))
    return bool(mark.closers) or _full_stop_ends(
        _lead(text, start, mark.start), unicodedata.normalize("NFC", word), after, known
    )


def _full_stop_ends(lead: str, word: str, after: str, known: Abbreviations) -> bool:
    """Decide on a full stop between ``lead`` and ``word`` (empty if a non-letter follows)."""
    token = _last_word(lead)
    low, first = token.lower(), word.lower()
    capital = token[:1].isupper()
    if _MARKER.fullmatch(lead) or low in known.inner or (capital and low in known.titles):
        return False  # a marker: "1. What was done"
    if low in known.numbered and (after.isdigit() if not word else set(word) <= set("IVXLCDM")):
        return False
    if low in known.timed:
        return first not in TIMES
    if len(token) == 1 and capital and first in known.particles:  # "J. Le Goff", "plan B. Le"
        return _after_lower_case(lead)
    if (capital and (len(token) == 1 or low in known.closing)) or _DOTTED.fullmatch(token):
        return first in known.starters
    return True


def _after_lower_case(lead: str) -> bool:
    words = lead.split()
    return len(words) > 1 and words[-2][0].islower()


def _lost_space(text: str, mark: EndMark, start: int) -> bool:
    """Tell whether a sentence ends although the space after it was lost ("fini.Il part")."""
    following = text[mark.end : mark.end + 12].split(maxsplit=1)[0]
    token = _last_word(_lead(text, start, mark.start))
    return (
        len(token) > 2
        and token.isalpha()
        and token.islower()
        and following[0].isupper()
        and (following[1:2].islower() or following[1:2] in {"'", "’", ""})
        and "." not in following
    )


def _lead(text: str, start: int, end: int) -> str:
    """Return what stands before ``end`` in the sentence, as far as an abbreviation may reach.

    A space before the full stop, as tokenised corpora have it, is passed over.
    """
    lead = text[max(start, end - _LONGEST_ABBREVIATION) : end].rstrip()
    return unicodedata.normalize("NFC", lead)


def _last_word(lead: str) -> str:
    """Return the last word without opening marks and elisions ("l'")."""
    words = lead.split()
    word = words[-1].lstrip(_OPENERS) if words else ""
    for apostrophe in "'’":
        word = word.rpartition(apostrophe)[2]
    return word
