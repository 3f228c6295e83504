"""The fine-tuned encoder on onnxruntime: sentences in, probabilities and spans out.

No torch and no transformers: the tokenizer's own library and one inference session are all that
starts.
"""

import functools
import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import numpy as np
import numpy.typing as npt

from annotator.suggest.model.calibration import FALLBACK, Calibration, read_calibration
from annotator.suggest.model.evidence import sentence_scores
from annotator.suggest.model.head import FILE as HEAD_FILE
from annotator.suggest.model.head import Head, load_head
from annotator.suggest.model.labels import SENTENCE_LABELS, TOKEN_LABELS
from annotator.suggest.model.network import Network, Output, open_network
from annotator.suggest.model.pieces import Pieces, cut, load_tokenizer
from annotator.suggest.model.prediction import SentencePrediction
from annotator.suggest.model.spans import spans, word_scores, words
from annotator.suggest.model.windows import join, windows
from annotator.suggest.suggester import SuggesterFailed
from annotator.suggest.watching import advanced

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]
SHIPPED: Final = Path(__file__).parent / "shipped"
CHUNK: Final = 64
"""Texts that are read before the next are cut into pieces, so that memory stays flat."""
READ: Final = b"each sentence by itself"
"""How a graph is run, which the answers depend on."""
FILES: Final = ("model.onnx", "tokenizer.json", "thresholds.json")


class ModelUnavailableError(SuggesterFailed):
    """The model's folder or what runs it is missing or broken; the message names the remedy."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Raw outputs for one text.

    Attributes:
        pieces: Its word pieces.
        tokens: Logits, shape (pieces, 4).
        kinds: Logits of ``KIND_LABELS``, shape (pieces, 11).
        sentence: Logits, shape (4,).
        embedding: Last hidden state of the first token, shape (H,).
    """

    pieces: Pieces
    tokens: Floats
    kinds: Floats
    sentence: Floats
    embedding: Floats


@dataclass(frozen=True, slots=True)
class Encoder:
    """A model folder, ready to predict. Make one with ``load``; a process needs only one."""

    tokenizer: "Tokenizer"
    network: Network
    calibration: Calibration
    fingerprint: str
    head: Head | None = None

    @classmethod
    def load(cls, folder: Path | None = None, threads: int | None = None) -> Self:
        """Open a model folder in the Hugging Face layout.

        Args:
            folder: Holds ``model.onnx``, ``tokenizer.json`` and ``thresholds.json``; the shipped
                one by default.
            threads: Sentences read at once; as many as there are processors by default.

        Raises:
            ModelUnavailableError: A file is missing or no model; names the file and the remedy.
        """
        folder = SHIPPED if folder is None else folder
        for name in FILES:
            if not (folder / name).is_file():
                raise ModelUnavailableError(
                    f"{folder / name}: no such file; install the package again, or name a folder "
                    f"that has {', '.join(FILES)}"
                )
        try:
            with ThreadPoolExecutor(2) as pool:  # what is C++ or hashing opens side by side
                network = pool.submit(open_network, folder / "model.onnx", threads)
                mark = pool.submit(fingerprint, folder)
                tokenizer = load_tokenizer(folder / "tokenizer.json")
                calibration, head = read_calibration(folder / "thresholds.json"), load_head(folder)
            return cls(tokenizer, network.result(), calibration, mark.result(), head)
        except Exception as error:  # onnxruntime and tokenizers raise bare types of their own
            raise ModelUnavailableError(
                f"{folder}: the model cannot be opened ({error})"
            ) from error

    def predict(
        self,
        sentences: Sequence[str],
        language: str = FALLBACK,
        *,
        calibration: Calibration | None = None,
    ) -> list[SentencePrediction]:
        """Predict sentence labels and spans.

        Args:
            sentences: Texts; offsets in the result are code points into each.
            language: "en", "fr" or "zh" picks calibration and thresholds.
            calibration: Replaces the folder's.
        """
        curves = calibration or self.calibration
        distinct = list(dict.fromkeys(sentences))
        found = {
            text: _prediction(text, self._corrected(scored, language), curves, language)
            for text, scored in zip(distinct, self._read(distinct), strict=True)
        }
        return [found[text] for text in sentences]

    def embed(self, sentences: Sequence[str]) -> Floats:
        """First-token hidden states (sentences, H): what the sentence labels are read from."""
        return np.stack([scored.embedding for scored in self.score(sentences)])

    def score(self, sentences: Sequence[str]) -> list[Scored]:
        """Run the network: raw scores of every piece and sentence, in the order given."""
        distinct = list(dict.fromkeys(sentences))
        found = dict(zip(distinct, self._read(distinct), strict=True))
        return [found[text] for text in sentences]

    def _read(self, texts: Sequence[str]) -> Iterator[Scored]:
        for at in range(0, len(texts), CHUNK):
            advanced(at, len(texts))
            cuts = cut(self.tokenizer, texts[at : at + CHUNK])
            ranges = [windows(len(pieces.ids)) for pieces in cuts]
            outputs = self.network.run(
                [
                    pieces.ids[start:end]
                    for pieces, parts in zip(cuts, ranges, strict=True)
                    for start, end in parts
                ]
            )
            for pieces, parts in zip(cuts, ranges, strict=True):
                yield _scored(pieces, parts, [next(outputs) for _ in parts])

    def _corrected(self, scored: Scored, language: str) -> Scored:
        """Add what was learned from reviewers to the sentence's scores."""
        if self.head is None:
            return scored
        added = self.head(scored.embedding, language).astype(np.float32)
        return replace(scored, sentence=scored.sentence + added)


@functools.cache
def shipped_encoder(threads: int | None = None) -> Encoder:
    """The shipped model, opened once a process."""
    return Encoder.load(threads=threads)


def fingerprint(folder: Path) -> str:
    """Short SHA-256 of graph and thresholds, by which suggestions say which model made them."""
    digest = hashlib.sha256(READ)
    for name in ("model.onnx", "thresholds.json", HEAD_FILE):
        if (folder / name).exists():
            digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:12]


def _scored(pieces: Pieces, ranges: Sequence[tuple[int, int]], outputs: Sequence[Output]) -> Scored:
    """Put the windows of a text together."""
    count, end = len(TOKEN_LABELS), len(TOKEN_LABELS) + len(SENTENCE_LABELS)
    if len(outputs) == 1:
        ((logits, embedding),) = outputs
        return Scored(pieces, logits[1:, :count], logits[1:, end:], logits[0, count:end], embedding)
    whole = join(len(pieces.ids), ranges, [logits[1:] for logits, _ in outputs])
    # A label holds of a long text when it holds anywhere in it.
    sentence = np.max([logits[0, count:end] for logits, _ in outputs], axis=0)
    embedding = np.mean([embedding for _, embedding in outputs], axis=0)
    return Scored(pieces, whole[:, :count], whole[:, end:], sentence, embedding)


def _prediction(
    text: str, scored: Scored, curves: Calibration, language: str
) -> SentencePrediction:
    chances, positive = {}, set()
    groups = words(scored.pieces, text)
    table = word_scores(scored.tokens, groups)
    scores = sentence_scores(scored.sentence, table)
    for label, score in zip(SENTENCE_LABELS, scores, strict=True):
        curve = curves.of_sentence(label, language)
        chances[label] = curve.probability(float(score))
        if chances[label] >= curve.threshold:
            positive.add(label)
    found = spans(text, scored.pieces, groups, table, scored.kinds, curves, language)
    return SentencePrediction(chances, frozenset(positive), tuple(found))
