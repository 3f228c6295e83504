"""The whole way from public packages to the shipped folder, with one fixed seed.

Run ``python -m annotator.train --data FOLDER``; needs the ``torch`` extra. See docs/model.md.
"""

import json
import logging
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from annotator.suggest.model.encoder import SHIPPED, Encoder
from annotator.train import (
    base,
    card,
    corpora,
    developing,
    exporting,
    finetune,
    news,
    thresholds,
)
from annotator.train.examples import Example
from annotator.train.reporting import report

log = logging.getLogger(__name__)
GOLD: Final = Path(__file__).parent.parent / "evaluate" / "gold"
COSINE: Final = 0.999
SLOWER: Final = 0.6
"""The second round's learning rate, as a share of the first's."""
LARGEST: Final = 45_000_000
PROBES: Final = (
    "Officials said on Monday that the plan may be delayed.",
    "Selon la police, l'homme aurait quitté le pays avant l'enquête.",
    "据报道，该公司可能在年底前裁员约三千人。",
    "專家表示，這種說法沒有根據。",
)


class RecipeError(RuntimeError):
    """A step's result is not good enough to go on with; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the recipe reads and writes.

    Attributes:
        data: Labelled public sets with their manifest.
        work: For what is made on the way; finished steps found there are not done again.
        out: The shipped folder.
        gold: The project's labelled news.
        vocabulary: A ``tokenizer.json`` naming the pieces to keep.
    """

    data: Path
    work: Path
    out: Path = SHIPPED
    gold: Path = GOLD
    vocabulary: Path = SHIPPED / "tokenizer.json"


def run(folders: Folders, settings: finetune.Settings) -> None:
    """Make the shipped folder.

    Raises:
        RecipeError: The converted base disagrees with its engine, or the file is too large.
    """
    began = time.monotonic()
    encoder_base = _base(folders)
    taught, tuned = folders.work / "taught", folders.work / "tuned"
    _once(taught, lambda: _teach(encoder_base, folders, settings, taught))
    _once(tuned, lambda: _tune(taught, folders, settings, tuned))
    staged = exporting.export(tuned, folders.work / "staged", quantised=True)
    full = exporting.export(tuned, folders.work / "full", quantised=False)
    sets = developing.development(folders.data, folders.gold)
    calibration = thresholds.choose(Encoder.load(staged), sets)
    text = json.dumps(calibration.as_json(), indent=1) + "\n"
    (staged / "thresholds.json").write_text(text, "utf-8")
    agreement = exporting.compare(Encoder.load(full), Encoder.load(staged), sets)
    log.info("quantised against full precision: %s", agreement)
    size = (staged / "model.onnx").stat().st_size
    if size > LARGEST:
        raise RecipeError(f"{staged / 'model.onnx'}: {size} bytes, more than {LARGEST}")
    encoder = Encoder.load(staged)
    rows = report(encoder, developing.tests(folders.data, folders.gold))
    minutes = (time.monotonic() - began) / 60
    made = card.Made(settings, agreement, size, minutes, encoder.fingerprint)
    (staged / "README.md").write_text(card.write(made, rows, report(encoder, sets)), "utf-8")
    _ship(staged, folders.out)
    log.info("%s is ready after %.0f minutes", folders.out, minutes)


def _base(folders: Folders) -> Path:
    unpacked = base.fetch(folders.work / "wheels")
    made = folders.work / "base"
    _once(made, lambda: base.convert(unpacked, folders.vocabulary, made))
    cosines = base.agreement(unpacked, made, PROBES)
    log.info("base encoder against its engine: cosine %s", np.round(cosines, 4))
    if cosines.min() < COSINE:
        raise RecipeError(
            f"{made}: cosine {cosines.min():.4f} to the engine, below {COSINE}; delete the folder"
        )
    return made


def _teach(start: Path, folders: Folders, settings: finetune.Settings, out: Path) -> None:
    """The first round: public labels and silver, many sentences of many kinds."""
    finetune.finetune(start, _mixture(folders), settings, out)


def _tune(start: Path, folders: Folders, settings: finetune.Settings, out: Path) -> None:
    """The second, slower round: news labelled by the codebook."""
    own = [
        *news.news(folders.gold, "train"),
        *news.news(news.WRITTEN, "train", news.COMPOSED),
    ]
    slower = replace(
        settings,
        rate=SLOWER * settings.rate,
        head_rate=settings.head_rate / 4,
        repeats=finetune.LABELLED,
    )
    finetune.finetune(start, _mixture(folders, "train") + own, slower, out)


def _mixture(folders: Folders, *splits: str) -> list[Example]:
    """The public sets without the news of dev, test and some other parts."""
    held = news.sentences(folders.gold, "dev", "test", *splits)
    return corpora.mixture(folders.data, held)


def _once(folder: Path, make: Callable[[], None]) -> None:
    mark = folder / "done"
    if not mark.exists():
        make()
        mark.write_text("", "utf-8")


def _ship(staged: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(staged.iterdir()):
        shutil.copyfile(path, out / path.name)
