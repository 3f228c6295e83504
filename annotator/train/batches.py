"""Examples to padded tensors with masked targets, in batches of like length."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from annotator.suggest.model.labels import KIND_LABELS, SENTENCE_LABELS, TOKEN_LABELS
from annotator.suggest.model.pieces import BOS, EOS, PAD, Pieces, cut
from annotator.train.examples import Example

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]
UNKNOWN: Final = np.float32(-1.0)
MAX_PIECES: Final = 94
COLUMNS: Final = (*TOKEN_LABELS, *KIND_LABELS)
"""What is known of a token: its labels, and of which kind the span around it is."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One example as arrays.

    Attributes:
        ids: Vocabulary numbers with the two special tokens, shape (T,).
        tokens: Token targets in 0..1 or UNKNOWN, shape (T, C), C being the number of COLUMNS.
        sentence: Sentence targets in 0..1 or UNKNOWN, shape (4,).
    """

    ids: npt.NDArray[np.int64]
    tokens: Floats
    sentence: Floats


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded arrays of some examples: ids and mask (B, T), tokens (B, T, C), sentence (B, 4)."""

    members: tuple[int, ...]
    ids: npt.NDArray[np.int64]
    mask: npt.NDArray[np.int64]
    tokens: Floats
    sentence: Floats


def encode(tokenizer: "Tokenizer", examples: Sequence[Example]) -> list[Encoded]:
    """Turn examples into arrays, cut off after ``MAX_PIECES`` pieces."""
    pieces = cut(tokenizer, [example.text for example in examples])
    return [_encoded(example, found) for example, found in zip(examples, pieces, strict=True)]


def _encoded(example: Example, pieces: Pieces) -> Encoded:
    length = min(len(pieces.ids), MAX_PIECES)
    tokens = np.full((length + 2, len(COLUMNS)), UNKNOWN, dtype=np.float32)
    starts, ends = np.array(pieces.starts[:length]), np.array(pieces.ends[:length])
    visible = starts < ends
    for column, name in enumerate(COLUMNS):
        inner = tokens[1 : length + 1, column]
        if name in example.closed:
            inner[visible] = 0.0
        for target in example.targets:
            if target.label == name:
                value = UNKNOWN if target.value is None else target.value
                inner[visible & (starts < target.end) & (ends > target.start)] = value
    known = [example.sentence.get(name, UNKNOWN) for name in SENTENCE_LABELS]
    ids = np.array([BOS, *pieces.ids[:length], EOS], dtype=np.int64)
    return Encoded(ids, tokens, np.array(known, dtype=np.float32))


def pad(encoded: Sequence[Encoded], members: Sequence[int]) -> Batch:
    """Pad a few of the examples to their longest."""
    chosen = [encoded[member] for member in members]
    longest = max(len(item.ids) for item in chosen)
    ids = np.full((len(chosen), longest), PAD, dtype=np.int64)
    tokens = np.full((len(chosen), longest, len(COLUMNS)), UNKNOWN, dtype=np.float32)
    for row, item in enumerate(chosen):
        ids[row, : len(item.ids)] = item.ids
        tokens[row, : len(item.ids)] = item.tokens
    sentence = np.stack([item.sentence for item in chosen])
    return Batch(tuple(members), ids, (ids != PAD).astype(np.int64), tokens, sentence)


def draw(
    examples: Sequence[Example], weights: Mapping[str, tuple[float, float]], rng: random.Random
) -> list[int]:
    """Draw one epoch: how often each example is seen, by corpus and by whether it has a positive.

    Args:
        examples: All training examples.
        weights: Corpus to expected repeats of (positive, negative) examples.
        rng: Source of chance.
    """
    chosen: list[int] = []
    for index, example in enumerate(examples):
        positive, negative = weights[example.corpus]
        rate = positive if _positive(example) else negative
        chosen += [index] * (int(rate) + (rng.random() < rate % 1))
    return chosen


def _positive(example: Example) -> bool:
    known = {name: value for name, value in example.sentence.items() if name != "checkable"}
    return 1.0 in known.values() or any(target.value == 1.0 for target in example.targets)


def batches(
    encoded: Sequence[Encoded],
    chosen: Sequence[int],
    size: int,
    rng: random.Random,
    share: slice = slice(None),
) -> Iterator[Batch]:
    """Group drawn examples by length within shuffled blocks, and shuffle the batches.

    Args:
        encoded: All training examples.
        chosen: Numbers of those to see, repeated ones included.
        size: Examples a batch.
        rng: Source of chance.
        share: The part of each batch that this worker takes.
    """
    order = list(chosen)
    rng.shuffle(order)
    groups: list[list[int]] = []
    for block in range(0, len(order), size * 32):
        by_length = sorted(
            order[block : block + size * 32], key=lambda index: len(encoded[index].ids)
        )
        groups += [by_length[at : at + size] for at in range(0, len(by_length), size)]
    rng.shuffle(groups)
    for group in groups:
        yield pad(encoded, group[share] or group[:1])
