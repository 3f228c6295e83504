"""Text to word pieces with exact code-point offsets.

The tokenizer reports offsets that include the space before a word, that give a bare word mark the
place of the character after it, and that stop short of combining marks which normalisation
composed away. Everything downstream works on the offsets repaired here.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BOS: Final = 0
PAD: Final = 1
EOS: Final = 2
WORD_MARK: Final = "▁"
_JOINERS: Final = {"\u200d", "\ufe0e", "\ufe0f"}


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one text, without special tokens.

    Attributes:
        ids: Vocabulary numbers.
        starts: First code point of each piece; equals its end where a piece covers no text.
        ends: One past the last code point of each piece.
        heads: Whether the piece begins a word.
    """

    ids: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    heads: tuple[bool, ...]


def load_tokenizer(path: Path) -> "Tokenizer":
    """Read a ``tokenizer.json`` without padding, truncation or special tokens of its own."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def cut(tokenizer: "Tokenizer", texts: Sequence[str]) -> list[Pieces]:
    """Cut texts into pieces; offsets are code points into each text as given."""
    encodings = tokenizer.encode_batch(list(texts), add_special_tokens=False)
    return [_repaired(text, found) for text, found in zip(texts, encodings, strict=True)]


def _repaired(text: str, encoding: object) -> Pieces:
    ids: list[int] = encoding.ids  # type: ignore[attr-defined]
    tokens: list[str] = encoding.tokens  # type: ignore[attr-defined]
    offsets: list[tuple[int, int]] = encoding.offsets  # type: ignore[attr-defined]
    starts: list[int] = []
    ends: list[int] = []
    heads: list[bool] = []
    marked = False
    reached = 0
    for token, (left, right) in zip(tokens, offsets, strict=True):
        bare = token == WORD_MARK
        # Combining marks that belong to the piece before are given to the next one as well.
        first, last = max(left, reached), max(right, reached)
        start, end = (first, first) if bare else _fitted(text, first, last)
        reached = max(reached, end)
        heads.append(not bare and (marked or token.startswith(WORD_MARK)))
        marked = bare
        starts.append(start)
        ends.append(end)
    return Pieces(tuple(ids), tuple(starts), tuple(ends), tuple(heads))


def _fitted(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end < len(text) and end > start and _continues(text[end]):
        end += 1
    return start, end


def _continues(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character)[0] == "M"
