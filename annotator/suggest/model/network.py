"""The network on onnxruntime: word pieces in, raw scores out.

Each input is run by itself and is never padded, several at once on threads of our own. On a CPU
that is as fast a token as a batch is, without the padding. It also keeps one sentence's scores
from depending on its neighbours', since activations are quantised by what is in a run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from annotator.suggest.model.pieces import BOS, EOS

Floats = npt.NDArray[np.float32]
Output = tuple[Floats, Floats]


@dataclass(frozen=True, slots=True)
class Network:
    """An open graph.

    Attributes:
        session: Of onnxruntime, with one thread to a run.
        threads: How many inputs are run at once.
    """

    session: Any
    threads: int

    def run(self, inputs: Sequence[Sequence[int]]) -> Iterator[Output]:
        """Run inputs, each the word pieces of one window.

        Yields:
            In the order given: logits of the first token and the pieces, shape (pieces + 1, 8),
            and the embedding of the first token, shape (H,).
        """
        if min(self.threads, len(inputs)) < 2:
            yield from map(self._one, inputs)
            return
        # The longest first, so that no thread is left with it when the others are done.
        order = sorted(range(len(inputs)), key=lambda at: -len(inputs[at]))
        with ThreadPoolExecutor(self.threads) as pool:
            done = dict(zip(order, pool.map(self._one, [inputs[at] for at in order]), strict=True))
        yield from (done[at] for at in range(len(inputs)))

    def _one(self, pieces: Sequence[int]) -> Output:
        ids = np.array([[BOS, *pieces, EOS]], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        logits, embeddings = self.session.run(["logits", "embedding"], feed)
        return logits[0, :-1], embeddings[0]


def open_network(path: Path, threads: int | None = None) -> Network:
    """Open a graph.

    Args:
        path: The ``model.onnx``.
        threads: How many inputs to run at once; as many as the process has processors, up to 8,
            by default.

    Raises:
        Exception: Of onnxruntime's own kinds, if the file is no graph.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return Network(session, threads or min(_processors(), 8))


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):  # what the process may use, which can be less
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
