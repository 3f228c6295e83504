"""The rules' throughput, beside spaCy doing less on the same text.

Both sides take a decoded text to the end: Annotator finds the sentences and suggests on all five
layers with reasons; the peer, a blank spaCy pipeline of the language, finds tokens and sentences
and finds the terms of the same lexicon.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from importlib.resources import files

from benchmarks.result import Result

SEEDS = {
    "en": ("001_10fcccc89ebce768.txt",),
    "fr": ("002_53c9a1fb5ac66c7d.txt", "003_3aa504f5e9e154d9.txt"),
    "zh": ("004_8a3f3756a9fee7a7.txt",),
}
BYTES = 1_500_000


def results() -> list[Result]:
    """Measure each language."""
    return [_language(code) for code in SEEDS]


def articles(language: str) -> list[str]:
    """Return news articles of about ``BYTES`` in all: the seeds, each time a little different.

    The paragraphs rotate, so that no article equals another and nothing can be cached whole.
    """
    made: list[str] = []
    size = 0
    originals = [(files("seeds") / name).read_text(encoding="utf-8") for name in SEEDS[language]]
    while size < BYTES:
        turn = len(made)
        lines = originals[turn % len(originals)].splitlines(keepends=True)
        cut = turn % len(lines)
        text = f"{turn}.\n" + "".join(lines[cut:]) + "\n" + "".join(lines[:cut])
        made.append(text)
        size += len(text.encode())
    return made


def speed(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return megabytes of UTF-8 a second of processor time, after a few articles to warm up."""
    for text in texts[:5]:
        work(text)
    begin = time.process_time()
    for text in texts:
        work(text)
    taken = time.process_time() - begin
    return sum(len(text.encode()) for text in texts) / 1e6 / taken


def _language(code: str) -> Result:
    from annotator.suggest import load_suggester
    from annotator.text import document_from_text

    rules = load_suggester("rules")
    texts = articles(code)
    ours = speed(
        lambda text: rules.suggest(document_from_text("bench", text, language=code)), texts
    )
    theirs = speed(_peer(code), texts)
    return Result(
        f"rules, {code}",
        ours,
        "MB/s",
        f"spaCy blank {code} + sentencizer + phrase matcher",
        theirs,
        ours / theirs,
        "≥ 1 MB/s",
        ours >= 1,
    )


def _peer(code: str) -> Callable[[str], object]:
    import spacy
    from spacy.matcher import PhraseMatcher

    from annotator.suggest.rules.lexicon import load_lexicon

    pipeline = spacy.blank(code)
    pipeline.add_pipe("sentencizer")
    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    matcher.add(
        "cue", [pipeline.make_doc(term) for rule in load_lexicon(code) for term in rule.terms]
    )
    pipeline.max_length = 10_000_000

    def work(text: str) -> object:
        document = pipeline(text)
        return list(document.sents), matcher(document)

    return work
