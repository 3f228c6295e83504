"""Bytes to text: which encoding a news file is in, and strict decoding.

Order of trust: a byte-order mark; strict UTF-8; the pattern of NUL bytes that UTF-16 leaves; then
the legacy encodings that decode without error, judged by whether what they give looks like news in
English, French or Chinese; charset-normalizer where none does.
"""

from __future__ import annotations

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LEGACY = ("gb18030", "big5hkscs", "cp1252", "utf-16-le", "utf-16-be")
SAMPLE = 64 * 1024
"""Bytes that are enough to tell encodings apart."""
PLAUSIBLE = 0.6
"""Lowest score in [0, 1] at which a decoding is believed."""

_MAGIC = (
    (b"%PDF-", "a PDF file", "export its text first"),
    (b"PK\x03\x04", "a zip, Word or e-book file", "save the document as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "save the document as plain text"),
    (b"{\\rtf", "a rich-text file", "save the document as plain text"),
    (b"\x89PNG", "a picture", "give a text file"),
    (b"\xff\xd8\xff", "a picture", "give a text file"),
    (b"GIF8", "a picture", "give a text file"),
    (b"\x1f\x8b", "a gzip file", "unpack it first"),
    (b"BZh", "a bzip2 file", "unpack it first"),
    (b"\xfd7zXZ", "an xz file", "unpack it first"),
    (b"\x7fELF", "a program", "give a text file"),
    (b"SQLite format 3", "a database", "give a text file"),
)
# The characters that news uses most, simplified and traditional: about half of any running text.
_FREQUENT = frozenset(
    "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里"
    "后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动"
    "两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几"
    "很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五"
    "警报记称表示据新闻经济市场公司政府总统"
    "這來個國說們為時過學對裡後麼沒於還發當開見經頭動兩長樣現將與進實點種聲話兒問機給幾業間東電門聽氣"
    "關並內軍產報記稱據聞濟場總統"
    "，。、：；！？“”「」『』（）《》"
)
_HAN = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
# An accented letter read as half of a Han character stands alone among Latin letters.
_LONELY = re.compile(
    "(?<=[A-Za-z])[\u3400-\u9fff](?![\u3000-\u9fff\uff00-\uffef])"
    "|(?<![\u3000-\u9fff\uff00-\uffef])[\u3400-\u9fff](?=[a-z])"
)
_ODD = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
# What Windows-1252 adds to ASCII in French and English news.
_ACCENTED = frozenset("éèêëàâäçôöùûüîïÿœæÉÈÊËÀÂÄÇÔÖÙÛÜÎÏŒÆñáíóúÑß")
_WESTERN = _ACCENTED | frozenset("«»’‘“”–—…€£°§©®™·•\u00a0½²ºª")


class UndecodableError(Exception):
    """Bytes that are no text in any encoding that is known here.

    Attributes:
        problem: What is wrong, as a clause.
        remedy: What the person can do.
        offset: Byte that cannot be decoded; None where no one byte is to blame.
    """

    def __init__(self, problem: str, remedy: str, offset: int | None = None) -> None:
        """Keep the parts, for whoever knows the file's name to put together."""
        super().__init__(problem, remedy, offset)
        self.problem, self.remedy, self.offset = problem, remedy, offset


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Decode ``data`` strictly.

    Args:
        data: A file's bytes.
        encoding: A codec's name, where the person knows better than the recogniser.

    Returns:
        The text, without a byte-order mark, and the name of the codec that gives it.

    Raises:
        UndecodableError: If the bytes are binary, or no encoding fits, or the given one does not.
    """
    for magic, kind, remedy in _MAGIC:
        if data.startswith(magic):
            raise UndecodableError(f"this is {kind}, not text", remedy)
    name = encoding or recognise(data)
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise UndecodableError(
            f"byte {data[error.start]:#04x} is not valid {name}",
            "name the encoding with --encoding, or save the file as UTF-8",
            error.start,
        ) from None
    except (LookupError, ValueError):
        raise UndecodableError(
            f"there is no encoding called {encoding!r}", "use a name such as utf-8 or gb18030"
        ) from None
    if "\x00" in text:
        raise UndecodableError(
            "it holds NUL characters, so it is binary data and not text",
            "give a text file",
            data.index(0),
        )
    return text.removeprefix("\ufeff"), name


def recognise(data: bytes) -> str:
    """Return the codec name that ``data`` is most likely written in.

    Raises:
        UndecodableError: If the bytes look like no text at all.
    """
    for bom, name in BOMS:
        if data.startswith(bom):
            return name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error
    else:
        return _utf16_by_nuls(data) or "utf-8"
    if by_nuls := _utf16_by_nuls(data):
        return by_nuls
    if _mostly_utf8(data):
        raise UndecodableError(
            f"it is UTF-8, but byte {data[broken.start]:#04x} is damaged",
            "repair or remove that character, or name another encoding with --encoding",
            broken.start,
        )
    scores = {name: _score(data, name) for name in LEGACY}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] >= PLAUSIBLE:
        return best
    return _by_statistics(data, broken.start)


def _utf16_by_nuls(data: bytes) -> str:
    """Recognise UTF-16 without a mark by the NULs beside its ASCII characters ("" if it is not)."""
    sample = data[:SAMPLE]
    if len(data) % 2 or b"\x00" not in sample:
        return ""
    name = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    text = _decoded_sample(data, name)
    familiar = sum(c.isascii() or c in _WESTERN or bool(_HAN.match(c)) for c in text)
    return name if text and not _ODD.search(text) and familiar >= 0.8 * len(text) else ""


def _mostly_utf8(data: bytes) -> bool:
    """Tell whether damaged bytes are the exception among many valid UTF-8 sequences."""
    text = data[:SAMPLE].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(not char.isascii() for char in text) - bad
    return good >= 3 and good > 2 * bad


def _score(data: bytes, name: str) -> float:
    """Rate in [0, 1] how much ``data`` in the encoding ``name`` looks like news."""
    text = _decoded_sample(data, name)
    foreign = [char for char in text if not char.isascii()]
    if not foreign or _ODD.search(text):
        return 0.0
    if name == "cp1252":
        return _western_score(text, foreign)
    han = sum(1 for char in foreign if _HAN.match(char))
    frequent = sum(char in _FREQUENT or char in _ACCENTED for char in foreign)
    accented = sum(char in _ACCENTED for char in foreign)
    lonely = sum(1 for _ in _LONELY.finditer(text))
    # Half of real text is frequent characters; what a wrong decoding gives is spread evenly over
    # thousands of characters.
    familiar = (han + accented - lonely) / len(foreign)
    return familiar * min(1.0, 0.35 + 2.0 * frequent / len(foreign))


def _decoded_sample(data: bytes, name: str) -> str:
    """Decode the beginning strictly; "" if that fails other than at the sample's own end."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        return decoder.decode(data[:SAMPLE], final=len(data) <= SAMPLE)
    except UnicodeDecodeError:
        return ""


def _western_score(text: str, foreign: list[str]) -> float:
    """Western text is mostly ASCII letters, and its accents are those of French and English."""
    usual = sum(char in _WESTERN for char in foreign) / len(foreign)
    share = len(foreign) / len(text)
    return usual * (1.0 if share < 0.2 else max(0.0, 1.0 - 2.5 * (share - 0.2)))


def _by_statistics(data: bytes, offset: int) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE], cp_isolation=["gb18030", "big5hkscs", "cp1252"]).best()
    if best is None or _ODD.search(str(best)):
        raise UndecodableError(
            "its encoding cannot be recognised",
            "name the encoding with --encoding, or save the file as UTF-8",
            offset,
        )
    return best.encoding
