"""The fine-tuned encoder on onnxruntime: sentences in, probabilities and spans out.

No torch and no transformers: the tokenizer's own library and one inference session are all that
starts.
"""

import functools
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
import numpy.typing as npt

from annotator.suggest.model.calibration import FALLBACK, Calibration, read_calibration
from annotator.suggest.model.evidence import sentence_scores
from annotator.suggest.model.head import FILE as HEAD_FILE
from annotator.suggest.model.head import Head, load_head
from annotator.suggest.model.labels import SENTENCE_LABELS, TOKEN_LABELS
from annotator.suggest.model.pieces import BOS, EOS, PAD, Pieces, cut, load_tokenizer
from annotator.suggest.model.prediction import SentencePrediction
from annotator.suggest.model.spans import spans, word_scores, words
from annotator.suggest.model.windows import join, windows
from annotator.suggest.suggester import SuggesterFailed

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]
SHIPPED: Final = Path(__file__).parent / "shipped"
BATCH: Final = 16
FILES: Final = ("model.onnx", "tokenizer.json", "thresholds.json")


class ModelUnavailableError(SuggesterFailed):
    """The model's folder or what runs it is missing or broken; the message names the remedy."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Raw outputs for one text.

    Attributes:
        pieces: Its word pieces.
        tokens: Logits, shape (pieces, 4).
        sentence: Logits, shape (4,).
        embedding: Last hidden state of the first token, shape (H,).
    """

    pieces: Pieces
    tokens: Floats
    sentence: Floats
    embedding: Floats


@dataclass(frozen=True, slots=True)
class Encoder:
    """A model folder, ready to predict. Make one with ``load``; a process needs only one."""

    tokenizer: "Tokenizer"
    session: Any
    calibration: Calibration
    fingerprint: str
    head: Head | None = None

    @classmethod
    def load(cls, folder: Path | None = None, threads: int | None = None) -> Self:
        """Open a model folder in the Hugging Face layout.

        Args:
            folder: Holds ``model.onnx``, ``tokenizer.json`` and ``thresholds.json``; the shipped
                one by default.
            threads: Threads inside an operation; None leaves the choice to onnxruntime.

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
            calibration = read_calibration(folder / "thresholds.json")
            session = _session(folder / "model.onnx", threads)
            tokenizer = load_tokenizer(folder / "tokenizer.json")
            return cls(tokenizer, session, calibration, fingerprint(folder), load_head(folder))
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
        found = self.score(sentences)
        if self.head:
            found = [_corrected(scored, self.head, language) for scored in found]
        return [
            _prediction(text, scored, curves, language)
            for text, scored in zip(sentences, found, strict=True)
        ]

    def embed(self, sentences: Sequence[str]) -> Floats:
        """First-token hidden states (sentences, H): what the sentence labels are read from."""
        return np.stack([scored.embedding for scored in self.score(sentences)])

    def score(self, sentences: Sequence[str]) -> list[Scored]:
        """Run the network: raw scores of every piece and sentence, in the order given."""
        cuts = cut(self.tokenizer, sentences)
        jobs = [
            (text, start, end)
            for text, pieces in enumerate(cuts)
            for start, end in windows(len(pieces.ids))
        ]
        done: dict[tuple[int, int, int], tuple[Floats, Floats]] = {}
        for batch in _batches(jobs):
            done.update(
                zip(
                    batch,
                    self._run([cuts[text].ids[start:end] for text, start, end in batch]),
                    strict=True,
                )
            )
        return [_scored(pieces, text, done) for text, pieces in enumerate(cuts)]

    def _run(self, pieces: Sequence[Sequence[int]]) -> Iterator[tuple[Floats, Floats]]:
        longest = max(len(ids) for ids in pieces) + 2
        ids = np.full((len(pieces), longest), PAD, dtype=np.int64)
        for row, content in enumerate(pieces):
            ids[row, : len(content) + 2] = [BOS, *content, EOS]
        feed = {"input_ids": ids, "attention_mask": (ids != PAD).astype(np.int64)}
        logits, embeddings = self.session.run(["logits", "embedding"], feed)
        for row, content in enumerate(pieces):
            yield logits[row, : len(content) + 1], embeddings[row]


@functools.cache
def shipped_encoder(threads: int | None = None) -> Encoder:
    """The shipped model, opened once a process."""
    return Encoder.load(threads=threads)


def fingerprint(folder: Path) -> str:
    """Short SHA-256 of graph and thresholds, by which suggestions say which model made them."""
    digest = hashlib.sha256()
    for name in ("model.onnx", "thresholds.json", HEAD_FILE):
        if (folder / name).exists():
            digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:12]


def _session(path: Path, threads: int | None) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or 0
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _batches(jobs: Sequence[tuple[int, int, int]]) -> Iterator[Sequence[tuple[int, int, int]]]:
    """Jobs of like length together, so that little is padded."""
    ordered = sorted(jobs, key=lambda job: job[2] - job[1])
    for at in range(0, len(ordered), BATCH):
        yield ordered[at : at + BATCH]


def _scored(
    pieces: Pieces, text: int, done: dict[tuple[int, int, int], tuple[Floats, Floats]]
) -> Scored:
    ranges = windows(len(pieces.ids))
    parts = [done[text, start, end] for start, end in ranges]
    count = len(TOKEN_LABELS)
    tokens = join(len(pieces.ids), ranges, [logits[1:, :count] for logits, _ in parts])
    # A label holds of a long text when it holds anywhere in it.
    sentence = np.max([logits[0, count:] for logits, _ in parts], axis=0)
    return Scored(pieces, tokens, sentence, np.mean([embedding for _, embedding in parts], axis=0))


def _corrected(scored: Scored, head: Head, language: str) -> Scored:
    """Add what was learned from reviewers to the sentence's scores."""
    added = head(scored.embedding, language).astype(np.float32)
    return replace(scored, sentence=scored.sentence + added)


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
    found = spans(text, scored.pieces, groups, table, curves, language)
    return SentencePrediction(chances, frozenset(positive), tuple(found))
