"""From decided sentences to a model folder that learned from them, or to a refusal."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np

from annotator.suggest.model.calibration import Calibration
from annotator.suggest.model.encoder import FILES, SHIPPED, Encoder
from annotator.suggest.model.head import FILE as HEAD
from annotator.suggest.model.head import Head
from annotator.train.decided import Decided
from annotator.train.errors import TooFewDecisionsError, WorseModelError
from annotator.train.evidence import Bools, Evidence, seen_by
from annotator.train.gains import Gain, f1
from annotator.train.refit import refit

RECORD: Final = "learned.json"
"""What a folder was learned from: documents by their fingerprint, and what was gained."""
BESIDE: Final = ("config.json", "tokenizer_config.json")


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned, from how much.

    Attributes:
        folder: Where the model was written.
        sentences: How many decided sentences it was learned from.
        documents: Of how many documents.
        gains: What each label gained on documents held out.
    """

    folder: Path
    sentences: int
    documents: int
    gains: tuple[Gain, ...]


def learn(decided: Sequence[Decided], out: Path, base: Path | None = None) -> Learned:
    """Refit a model's sentence labels and write it to ``out``, a model folder of its own.

    Args:
        decided: What reviewers decided.
        out: The folder to write; a model in it is replaced by a better one only.
        base: The model to start from; the shipped one by default. What it learned from before is
            left out: it could not be held out.

    Raises:
        TooFewDecisionsError: If there is not enough to learn from.
        WorseModelError: If held-out documents get no better.
        annotator.suggest.model.encoder.ModelUnavailableError: If the base cannot be opened.
    """
    base = base or SHIPPED
    encoder = Encoder.load(base)
    used = fresh(decided, base)
    seen = seen_by(encoder, used)
    found = refit(seen, encoder.calibration)
    defend(out, base, used, seen, found.answers)

    def make(folder: Path) -> None:
        for name in (*FILES, *BESIDE):
            if (base / name).exists():
                shutil.copyfile(base / name, folder / name)
        write_curves(folder, found.calibration)
        ((encoder.head or Head()) + found.head).save(folder)

    return publish(out, used, found.gains, make, base)


def fresh(decided: Sequence[Decided], base: Path) -> list[Decided]:
    """Return the sentences that count, without documents that the base learned from.

    Raises:
        TooFewDecisionsError: If none is left.
    """
    known = learned_from(base)
    used = [one for one in decided if one.weight > 0 and one.document not in known]
    if not used:
        old = sum(one.document in known for one in decided)
        echoes = sum(not one.weight for one in decided)
        raise TooFewDecisionsError(
            f"nothing to learn from: of {len(decided)} decided sentences, {echoes} were decided "
            f"with suggestions shown, and {old} were learned from before; decide in blind or "
            "commit-first sessions, or let the others count (--shown-weight)"
        )
    return used


def learned_from(folder: Path) -> frozenset[str]:
    """Return the fingerprints of the documents that a model folder was learned from.

    Raises:
        TooFewDecisionsError: If the record is damaged, so that nothing can be held out.
    """
    path = folder / RECORD
    if not path.exists():
        return frozenset()
    try:
        return frozenset(json.loads(path.read_text("utf-8"))["documents"])
    except (ValueError, KeyError, TypeError) as error:
        raise TooFewDecisionsError(
            f"{path}: not a record of what was learned ({error!r}); learn into another folder"
        ) from error


def defend(out: Path, base: Path, used: Sequence[Decided], seen: Evidence, answers: Bools) -> None:
    """Refuse what is worse than the model already in ``out``.

    Both are measured on decided documents that neither has learned from; where the present one
    learned from all of them, there is nothing to measure it on, and it gives way.

    Raises:
        WorseModelError: If the mean F1 falls.
    """
    if not (out / FILES[0]).exists() or out.resolve() == base.resolve():
        return
    known = learned_from(out)
    rows = np.array([one.document not in known for one in used], np.bool_)
    if not rows.any():
        return
    here = [one for one, row in zip(used, rows, strict=True) if row]
    present = Encoder.load(out)
    old = _mean_f1(seen.part(rows), seen_by(present, here).answers(present.calibration))
    new = _mean_f1(seen.part(rows), answers[rows])
    if new < old:
        raise WorseModelError(
            f"{out}: the model there is better on {len({one.document for one in here})} decided "
            f"documents that neither has learned from (mean F1 {old:.3f}, the new one {new:.3f}), "
            "so it stays; name another folder, or decide more"
        )


def _mean_f1(seen: Evidence, answers: Bools) -> float:
    values = []
    for at in range(answers.shape[1]):
        rows = ~np.isnan(seen.truths[:, at])
        truth = seen.truths[rows, at] > 0.5
        if truth.any():
            values.append(f1(truth, answers[rows, at]))
    return float(np.mean(values)) if values else 0.0


def publish(
    out: Path,
    used: Sequence[Decided],
    gains: tuple[Gain, ...],
    make: Callable[[Path], None],
    base: Path,
) -> Learned:
    """Let ``make`` write a model folder, add what it was learned from, and move it to ``out``.

    Raises:
        OSError: If the folder cannot be written.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    documents = sorted({one.document for one in used})
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as name:
        folder = Path(name)
        make(folder)
        record = {
            "documents": sorted({*documents, *learned_from(base)}),
            "sentences": len(used),
            "gains": [asdict(one) for one in gains],
        }
        (folder / RECORD).write_text(json.dumps(record, indent=1) + "\n", "utf-8")
        out.mkdir(exist_ok=True)
        if not (folder / HEAD).exists():
            (out / HEAD).unlink(missing_ok=True)
        for path in sorted(folder.iterdir()):
            path.replace(out / path.name)
    return Learned(out, len(used), len(documents), gains)


def write_curves(folder: Path, calibration: Calibration) -> None:
    """Write ``thresholds.json``."""
    text = json.dumps(calibration.as_json(), indent=1) + "\n"
    (folder / "thresholds.json").write_text(text, "utf-8")
