"""``python -m annotator.train``: train, calibrate, export and describe the encoder."""

import argparse
import logging
from dataclasses import replace
from pathlib import Path

from annotator.train.finetune import Settings
from annotator.train.recipe import Folders, run


def main() -> None:
    """Read the arguments and run the recipe."""
    plain = Settings()
    parser = argparse.ArgumentParser(prog="python -m annotator.train", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the labelled sets")
    parser.add_argument("--work", type=Path, default=Path("build/encoder"), help="working folder")
    parser.add_argument("--out", type=Path, help="model folder to write (default: the shipped one)")
    parser.add_argument("--device", default=plain.device, help="cpu, or cuda for a GPU")
    parser.add_argument("--epochs", type=int, default=plain.epochs)
    parser.add_argument("--seed", type=int, default=plain.seed)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    folders = Folders(given.data, given.work)
    if given.out:
        folders = replace(folders, out=given.out)
    workers = plain.workers if given.device == "cpu" else 1
    settings = replace(
        plain, epochs=given.epochs, seed=given.seed, device=given.device, workers=workers
    )
    run(folders, settings)


if __name__ == "__main__":
    main()
