"""The two number formats of the shipped graph."""

from typing import Final

import numpy as np
import numpy.typing as npt

BLOCK: Final = 32
LEVELS: Final = 63
"""Seven bits: with eight, 16-bit sums overflow on processors without VNNI, and answers differ."""


def columns(
    weight: npt.NDArray[np.float32],
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Symmetric 8-bit codes with one scale a column.

    Args:
        weight: Shape (inputs, outputs).

    Returns:
        Codes of the same shape and scales of shape (outputs,); ``codes * scales`` restores the
        weight.
    """
    scales = np.maximum(np.abs(weight).max(axis=0), 1e-12) / LEVELS
    return np.rint(weight / scales).astype(np.int8), scales.astype(np.float32)


def table(
    weight: npt.NDArray[np.float32],
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float16], int]:
    """Signed 4-bit codes in blocks of 32 along a row, the layout of ggml's Q4_0.

    The base table comes in this format; taken apart the same way it is restored without loss: the
    entry of largest magnitude has the code -8, so it gives the scale.

    Args:
        weight: Shape (rows, width), width a multiple of 32.

    Returns:
        Packed codes, two a byte, low half first; half-precision scales of shape (rows, width /
        32); the block size.

    Raises:
        ValueError: The width is no multiple of the block.
    """
    rows, width = weight.shape
    if width % BLOCK:
        raise ValueError(f"a table {width} wide cannot be cut into blocks of {BLOCK}")
    blocks = weight.astype(np.float32).reshape(rows, width // BLOCK, BLOCK)
    peaks = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=-1)[..., None], axis=-1)[..., 0]
    scales = (peaks / -8).astype(np.float16)
    safe = np.where(scales == 0, np.float32(1), scales.astype(np.float32))
    codes = np.clip(np.rint(blocks / safe[..., None]), -8, 7).astype(np.int8).reshape(rows, width)
    low, high = codes[:, 0::2] & 0x0F, codes[:, 1::2] & 0x0F
    return (low | (high << 4)).astype(np.uint8), scales, BLOCK


def restore(
    codes: npt.NDArray[np.uint8], scales: npt.NDArray[np.float16]
) -> npt.NDArray[np.float32]:
    """Undo ``table``."""
    rows = len(codes)
    signed = np.stack([codes & 0x0F, codes >> 4], axis=-1).reshape(rows, -1).astype(np.int8)
    signed = np.where(signed > 7, signed - 16, signed).astype(np.float32)
    return (signed.reshape(rows, -1, BLOCK) * scales.astype(np.float32)[..., None]).reshape(
        rows, -1
    )
