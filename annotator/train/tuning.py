"""Learn from reviewers in minutes: fine-tune the whole model on decided sentences; needs torch."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from annotator.suggest.model.calibration import Calibration, Curve
from annotator.suggest.model.encoder import SHIPPED, Encoder
from annotator.suggest.model.labels import SENTENCE_LABELS
from annotator.train.curves import redrawn, told
from annotator.train.decided import Decided
from annotator.train.errors import MissingExtraError, TooFewDecisionsError, WorseModelError
from annotator.train.evidence import Bools, Evidence, seen_by
from annotator.train.examples import Example
from annotator.train.gains import FOLDS, Gain, folds, gain
from annotator.train.learn import Learned, defend, fresh, publish, write_curves
from annotator.train.refit import usable

if TYPE_CHECKING:
    from annotator.train.finetune import Settings

EXTRA: Final = ("torch", "transformers", "safetensors", "onnx")
RATE: Final = 3e-5
HEAD_RATE: Final = 1e-4
HELD_OUT: Final = 2 * FOLDS
"""With fewer documents, those held out would tell nothing."""


def require_extra() -> None:
    """Make sure that what training needs is installed.

    Raises:
        MissingExtraError: Names what is missing, and the extra.
    """
    missing = [name for name in EXTRA if find_spec(name) is None]
    if missing:
        raise MissingExtraError(
            f"fine-tuning needs {', '.join(missing)}; pip install 'annotator[torch]', or leave "
            "--full away to refit the sentence labels without it"
        )


def settings_for(layers: int) -> Settings:
    """Return gentle settings: the model is trained already, and the examples are few.

    Args:
        layers: How many the model has.
    """
    from annotator.train.finetune import Settings

    return Settings(
        layers=layers,
        frozen=min(3, layers - 1),
        rate=RATE,
        head_rate=HEAD_RATE,
        workers=1,
    )


def tune(
    decided: Sequence[Decided],
    out: Path,
    base: Path | None = None,
    settings: Settings | None = None,
) -> Learned:
    """Fine-tune a model on four fifths of the decided documents and measure it on the rest.

    Args:
        decided: What reviewers decided.
        out: The folder to write; a model in it is replaced by a better one only.
        base: The model to start from, with ``model.safetensors`` or a graph of ours; the shipped
            one by default.
        settings: How to train; gentle by default.

    Raises:
        MissingExtraError: If the ``torch`` extra is not installed.
        TooFewDecisionsError: If there is not enough to learn from.
        WorseModelError: If held-out documents get no better on the whole.
        annotator.suggest.model.encoder.ModelUnavailableError: If the base cannot be opened.
    """
    require_extra()
    base = base or SHIPPED
    encoder = Encoder.load(base)
    used = fresh(decided, base)
    before = seen_by(encoder, used)
    out_rows = _held_out(before)
    inside = [one for one, held in zip(used, out_rows, strict=True) if not held]
    outside = [one for one, held in zip(used, out_rows, strict=True) if held]
    with tempfile.TemporaryDirectory() as name:
        staged = _trained(base, inside, Path(name), settings)
        tuned = Encoder.load(staged)
        after = seen_by(tuned, outside)
        curves, answers = _calibrated(after, encoder.calibration)
        gains = _gains(before.part(out_rows), encoder.calibration, answers)
        defend(out, base, outside, after, answers)

        def make(folder: Path) -> None:
            for path in staged.iterdir():
                (folder / path.name).write_bytes(path.read_bytes())
            write_curves(folder, curves)

        return publish(out, used, gains, make, base)


def _held_out(seen: Evidence) -> Bools:
    documents = len(np.unique(seen.documents))
    if documents < HELD_OUT:
        raise TooFewDecisionsError(
            f"only {documents} documents have decided sentences that count; fine-tuning holds a "
            f"fifth of them out and needs {HELD_OUT}"
        )
    return next(folds(seen.documents, seed=0))


def _trained(base: Path, decided: Sequence[Decided], work: Path, settings: Settings | None) -> Path:
    """Return a model folder whose curves are still the plain ones."""
    import json

    from annotator.train.exporting import export
    from annotator.train.finetune import finetune
    from annotator.train.restoring import restored

    start = base if (base / "model.safetensors").exists() else restored(base, work / "start")
    config: Mapping[str, int] = json.loads((start / "config.json").read_text("utf-8"))
    settings = settings or settings_for(config["num_hidden_layers"])
    # An epoch shows a sentence as often as its decision counts.
    repeats = {_corpus(one): (one.weight, one.weight) for one in decided}
    settings = replace(settings, repeats=repeats)
    finetune(start, [_example(one) for one in decided], settings, work / "tuned")
    return export(work / "tuned", work / "staged", quantised=True)


def _example(one: Decided) -> Example:
    sentence = {label: float(holds) for label, holds in one.labels.items()}
    return Example(
        one.text,
        one.language,
        _corpus(one),
        "train",
        one.document,
        sentence,
        one.targets,
        one.closed,
    )


def _corpus(one: Decided) -> str:
    return f"decided, weight {one.weight:g}"


def _calibrated(seen: Evidence, before: Calibration) -> tuple[Calibration, Bools]:
    """Draw the curves anew, and answer each document by curves drawn over the others."""
    answers = seen.answers(before)
    curves = {label: dict(by_language) for label, by_language in before.sentence.items()}
    for at, label in enumerate(SENTENCE_LABELS):
        known = ~np.isnan(seen.truths[:, at])
        for name in np.unique(seen.languages):
            old = before.of_sentence(label, str(name))
            here = known & (seen.languages == name)
            for held in folds(seen.documents, seed=0):
                curve = _curve(seen, at, here & ~held, old)
                answers[here & held, at] = told(curve, seen.scores[here & held, at])
            curves[label][str(name)] = _curve(seen, at, here, old)
    return replace(before, sentence=curves), answers


def _curve(seen: Evidence, at: int, rows: Bools, old: Curve) -> Curve:
    return redrawn(seen.scores[rows, at], seen.truths[rows, at], seen.weights[rows], old)


def _gains(before: Evidence, calibration: Calibration, answers: Bools) -> tuple[Gain, ...]:
    """Measure every label that the held-out documents have enough of.

    Raises:
        TooFewDecisionsError: If there is none.
        WorseModelError: If they lose on the mean.
    """
    old = before.answers(calibration)
    gains = []
    for at, label in enumerate(SENTENCE_LABELS):
        rows = usable(before, at)
        if rows.any():
            truth = before.truths[rows, at] > 0.5
            gains.append(
                gain(label, truth, old[rows, at], answers[rows, at], before.documents[rows])
            )
    if not gains:
        raise TooFewDecisionsError(
            "the documents held out have too few decided sentences of either kind to measure "
            "what is gained; decide more"
        )
    difference = sum(one.difference for one in gains) / len(gains)
    if difference <= 0:
        raise WorseModelError(
            f"held-out documents got no better (mean F1 {difference:+.3f}), so nothing was "
            "written; decide more sentences"
        )
    return tuple(replace(one, learned=True) for one in gains)
