"""The encoder's throughput beside ``transformers`` and torch in full precision, same weights.

The peer is the checkpoint that ``annotator.train.restoring`` takes back out of the shipped graph,
run as people run it (a pipeline, one text at a time, which is its default, or in batches) and as
well as it can be run by hand (batches of like length, no pipeline). All sides get two threads and
take turns; "work" is processor time on one thread, which a busy machine hardly changes.

``python -m benchmarks.model --texts FOLDER --articles 1000`` measures articles of your own.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.result import Result

ROUNDS = 3
BATCH = 8
THREADS = 2
ARTICLES = 200
LEAST = 8
"""Sentences from which a labelled document is an article."""
COLD = """
import sys
from pathlib import Path
from transformers import pipeline
find = pipeline("token-classification", model=sys.argv[1], aggregation_strategy="simple")
for line in Path(sys.argv[2]).read_text("utf-8").splitlines():
    if line.strip():
        print(find(line))
"""
Work = Callable[[Sequence[str]], object]


def main() -> None:
    """Measure articles of one's own, or more of them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.model", description=__doc__)
    parser.add_argument("--texts", type=Path, metavar="FOLDER", help="articles, *.txt; else ours")
    parser.add_argument("--articles", type=int, default=ARTICLES, help=f"how many; {ARTICLES}")
    asked = parser.parse_args()
    for result in articles(asked.texts, asked.articles):
        print(result, flush=True)


def results() -> Iterator[Result]:
    """Measure articles and, where torch is installed, sentences and a cold start beside it."""
    from annotator.train.errors import MissingExtraError
    from annotator.train.tuning import require_extra

    yield from articles()
    try:
        require_extra()
    except MissingExtraError:
        print("sentences are not measured: pip install 'annotator[torch]'", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as name:
        from annotator.suggest.model.encoder import SHIPPED
        from annotator.train.restoring import restored

        checkpoint = restored(SHIPPED, Path(name))
        yield from _sentences(checkpoint)
        yield _cold(checkpoint)


def articles(folder: Path | None = None, count: int = ARTICLES) -> Iterator[Result]:
    """Measure reading, rules, model and their join over articles; the peer is the rules alone."""
    from annotator.suggest import load_suggester
    from annotator.text import document_from_text

    texts = list(islice(_varied(_texts(folder)), count))

    def speed(spec: str) -> tuple[float, float]:
        suggester = load_suggester(spec)
        suggester.suggest(document_from_text("warm", texts[0]))
        begin, spent = time.perf_counter(), time.process_time()
        for text in texts:
            suggester.suggest(document_from_text("bench", text))
        taken = time.perf_counter() - begin, time.process_time() - spent
        return len(texts) / taken[0], len(texts) / taken[1]

    ours, theirs = speed("joined"), speed("rules")
    mean = sum(map(len, texts)) / len(texts)
    told = f"{count} articles of {mean:,.0f} characters in the mean, rules and model"
    for at, name in enumerate((told, "articles, work")):
        goal, reached = ("≥ 10 1/s", ours[0] >= 10) if name == told else ("", None)
        yield Result(
            name,
            ours[at],
            "1/s",
            "the rules alone",
            theirs[at],
            ours[at] / theirs[at],
            goal,
            reached,
        )


def _texts(folder: Path | None) -> list[str]:
    """Return the texts of a folder, or the seeds and the labelled news that are articles."""
    import json

    if folder:
        return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    seeds = [p.read_text("utf-8") for p in sorted(Path(str(files("seeds"))).glob("*.txt"))]
    gold = sorted(Path(str(files("annotator.evaluate"))).glob("gold/*.jsonl"))
    rows = (json.loads(line) for path in gold for line in path.read_text("utf-8").splitlines())
    return seeds + [row["text"] for row in rows if len(row["sentences"]) >= LEAST]


def _varied(texts: Sequence[str]) -> Iterator[str]:
    """Yield the texts over and over, with a number in every sentence that was not there before."""
    turn = 0
    while texts:
        for text in texts:
            yield text.replace(". ", f" {turn}. ").replace("。", f"{turn}。") if turn else text
        turn += 1


def _sentences(checkpoint: Path) -> Iterator[Result]:
    """Measure distinct sentences of the seeds, in three languages."""
    from annotator.text import document_from_text

    documents = [document_from_text("bench", text) for text in _texts(None)[:5]]
    texts = list(dict.fromkeys(d.quote(s.span) for d in documents for s in d.sentences))
    peers = dict(_peers(checkpoint))
    for threads in (THREADS, 1):
        sides = {"": _ours(threads), **peers}
        wall, work = _speeds(sides, texts, threads)
        what, found = ("sentences", wall) if threads == THREADS else ("sentences, work", work)
        best = max(found[name] for name in list(peers)[:2])
        for name in peers:
            goal = "≥ 5 times" if threads == THREADS and found[name] == best else ""
            ratio = found[""] / found[name]
            reached = ratio >= 5 if goal else None
            yield Result(what, found[""], "1/s", name, found[name], ratio, goal, reached)


def _speeds(
    sides: dict[str, Work], texts: Sequence[str], threads: int
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the sentences a second of each side, by the clock and by processor time."""
    import torch

    torch.set_num_threads(threads)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in sides}
    for work in sides.values():
        work(texts[:BATCH])
    for _ in range(ROUNDS):
        for name, work in sides.items():
            begin, spent = time.perf_counter(), time.process_time()
            work(texts)
            taken[name].append((time.perf_counter() - begin, time.process_time() - spent))
    wall, work_ = (
        {name: len(texts) / statistics.median(one[at] for one in times) for name, times in
         taken.items()}
        for at in (0, 1)
    )  # fmt: skip
    return wall, work_


def _ours(threads: int) -> Work:
    from annotator.suggest.model.encoder import Encoder

    return Encoder.load(threads=threads).predict


def _peers(checkpoint: Path) -> Iterator[tuple[str, Work]]:
    """Yield ways to run the checkpoint, by name; the first two are the pipeline's."""
    import torch
    from transformers import AutoModelForTokenClassification, AutoTokenizer, pipeline

    model: Any = AutoModelForTokenClassification.from_pretrained(checkpoint).eval()
    tokenizer: Any = AutoTokenizer.from_pretrained(checkpoint)
    find: Any = pipeline(
        "token-classification", model=model, tokenizer=tokenizer, aggregation_strategy="simple"
    )

    def by_hand(texts: Sequence[str]) -> object:
        ordered = sorted(texts, key=len)
        with torch.inference_mode():
            return [
                torch.sigmoid(model(**tokenizer(part, return_tensors="pt", **cut)).logits)
                for part in (ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH))
            ]

    cut = {"padding": True, "truncation": True, "max_length": 256}
    yield "transformers pipeline, torch fp32", lambda texts: find(list(texts))
    yield (
        f"the same in batches of {BATCH}",
        lambda texts: find(list(texts), batch_size=BATCH),
    )
    yield f"the model alone, batches of {BATCH} of like length", by_hand


def _cold(checkpoint: Path) -> Result:
    """Measure ``annotator inspect`` of the English seed as a process of its own, from nothing.

    Compiled modules are kept, as they are where a package was installed.
    """
    seed = str(files("seeds") / "001_10fcccc89ebce768.txt")
    program = str(Path(sys.executable).with_name("annotator"))

    def run(*command: str) -> float:
        names = ("PYTHONDONTWRITEBYTECODE", "ANNOTATOR_")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(names)}
        begin = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=kept)
        return time.perf_counter() - begin

    def median(*command: str) -> float:
        return statistics.median([run(*command) for _ in range(ROUNDS + 1)][1:])

    ours = median(program, "inspect", seed)
    theirs = median(sys.executable, "-c", COLD, str(checkpoint), seed)
    return Result(
        "inspect a seed, cold",
        ours,
        "s",
        "a script with a transformers pipeline",
        theirs,
        theirs / ours,
        "≤ 2 s",
        ours <= 2,
    )


if __name__ == "__main__":
    main()
