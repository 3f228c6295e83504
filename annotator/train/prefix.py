"""Run the frozen lower layers once, not once an epoch.

Their output for a sentence never changes, so it is kept on disk in half precision and training
starts from there; with half of the layers frozen a step costs half as much.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from annotator.train.batches import Batch, Encoded, pad

if TYPE_CHECKING:
    import torch
    from transformers import BertForTokenClassification

log = logging.getLogger(__name__)
SIZE: Final = 64


def mask_scores(mask: "torch.Tensor") -> "torch.Tensor":
    """Attention mask (B, T) of ones and zeros to additive scores (B, 1, 1, T)."""
    return (1.0 - mask[:, None, None, :].float()) * -1e4


def lower(
    model: "BertForTokenClassification", ids: "torch.Tensor", mask: "torch.Tensor", layers: int
) -> "torch.Tensor":
    """Embeddings and the first layers: hidden states (B, T, H)."""
    hidden: torch.Tensor = model.bert.embeddings(input_ids=ids)
    for layer in model.bert.encoder.layer[:layers]:
        hidden = layer(hidden, mask_scores(mask))
    return hidden


def upper(
    model: "BertForTokenClassification", hidden: "torch.Tensor", mask: "torch.Tensor", layers: int
) -> "torch.Tensor":
    """The other layers and the output layer: logits (B, T, labels)."""
    for layer in model.bert.encoder.layer[layers:]:
        hidden = layer(hidden, mask_scores(mask))
    logits: torch.Tensor = model.classifier(model.dropout(hidden))
    return logits


@dataclass(frozen=True, slots=True)
class Prefix:
    """Hidden states of all examples, one after the other.

    Attributes:
        states: Half precision, shape (pieces of all examples, H).
        starts: First row of each example.
    """

    states: npt.NDArray[np.float16]
    starts: tuple[int, ...]

    def gather(self, batch: Batch) -> npt.NDArray[np.float32]:
        """The padded hidden states of a batch, shape (B, T, H)."""
        out = np.zeros((*batch.ids.shape, self.states.shape[1]), dtype=np.float32)
        for row, (member, length) in enumerate(
            zip(batch.members, batch.mask.sum(axis=1), strict=True)
        ):
            start = self.starts[member]
            out[row, :length] = self.states[start : start + length]
        return out


def starts_of(encoded: Sequence[Encoded]) -> tuple[int, ...]:
    """First row of each example, and one past the last."""
    return tuple(accumulate((len(item.ids) for item in encoded), initial=0))


def compute(
    model: "BertForTokenClassification", encoded: Sequence[Encoded], layers: int, path: Path
) -> None:
    """Write the hidden states after the first layers to a ``.npy`` file."""
    import torch

    starts = starts_of(encoded)
    shape = (starts[-1], model.config.hidden_size)
    states = np.lib.format.open_memmap(path, mode="w+", dtype=np.float16, shape=shape)
    order = sorted(range(len(encoded)), key=lambda member: len(encoded[member].ids))
    model.eval()
    with torch.no_grad():
        for at in range(0, len(order), SIZE):
            members = order[at : at + SIZE]
            batch = pad(encoded, members)
            hidden = lower(
                model, torch.from_numpy(batch.ids), torch.from_numpy(batch.mask), layers
            ).numpy()
            if at // SIZE % 50 == 0:
                log.info("frozen layers: %d of %d sentences", at, len(order))
            for row, member in enumerate(members):
                states[starts[member] : starts[member + 1]] = hidden[
                    row, : len(encoded[member].ids)
                ]
    states.flush()


def load(path: Path, encoded: Sequence[Encoded]) -> Prefix:
    """Open what ``compute`` wrote without reading it into memory."""
    return Prefix(np.load(path, mmap_mode="r"), starts_of(encoded))
