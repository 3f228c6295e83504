"""Keep what is learned from, tuned on and reported on apart, by document and by text."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.evaluate.items import DataSet
from annotator.evaluate.rows import Row

PARTS = ("train", "dev", "test")
"""The parts in the order in which a text is given away: a later one may not hold it again."""
_MARKS = re.compile(r"[\W_]+")
_HAN = re.compile("[\u3400-\u9fff]")
_SHORT, _SHORT_HAN = 25, 12
"""Texts below so many letters and digits (Chinese: characters) may stand anywhere by chance."""
_TREEBANK_DOCUMENT = re.compile(r"(?:gcdt|GUM)_\w+")


@dataclass(frozen=True, slots=True)
class Holding:
    """A document or text that a part of a data set holds."""

    thing: str
    data_set: str
    part: str


@dataclass(frozen=True, slots=True)
class Leak:
    """A document or text that several parts hold."""

    thing: str
    holders: tuple[Holding, ...]


def text_key(text: str) -> str:
    """Return what stays of a text however it is tokenised; empty for one too short to tell."""
    bare = _MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return bare if len(bare) >= (_SHORT_HAN if _HAN.search(bare) else _SHORT) else ""


def text_keys(row: Row) -> Iterator[str]:
    """Yield the keys of a row's text: of each sentence, where the row is a whole document."""
    sentences = row.get("sentences")
    parts = [row["text"][start:end] for start, end in sentences] if sentences else [row["text"]]
    yield from filter(None, map(text_key, parts))


def document_key(row: Row, data_set: str) -> str:
    """Return a row's document under the one name that all data sets with it share.

    PUD's documents are the same in three languages; treebanks' go by their own names.
    """
    if row.get("treebank") == "PUD" or str(row.get("document", "")).startswith("pud-"):
        number = re.search(r"[nw]\d{5}", str(row.get("document") or row["id"]))
        return f"PUD {number[0]}" if number else ""
    named = _TREEBANK_DOCUMENT.search(f"{row.get('origin', '')} {row.get('doc', '')}")
    if named:
        return named[0]
    name = row.get("document") or row.get("doc") or row.get("page")
    return f"{data_set}: {name}" if name else ""


def holdings(data_set: DataSet, folder: Path, part: str) -> Iterator[Holding]:
    """Yield the documents and texts of a part of a data set.

    Args:
        data_set: The set.
        folder: The data folder.
        part: ``train``, ``dev`` or ``test``; nothing is yielded for one that the set lacks.
    """
    if part != "train" and part not in data_set.parts:
        return
    for row in data_set.rows(folder / data_set.name, part):
        if document := document_key(row, data_set.name):
            yield Holding(f"document {document}", data_set.name, part)
        for key in text_keys(row):
            yield Holding(f"text {key}", data_set.name, part)


def leaks(found: Iterable[Holding]) -> list[Leak]:
    """Return what more than one part holds, whatever the data set."""
    holders: dict[str, set[Holding]] = defaultdict(set)
    for holding in found:
        holders[holding.thing].add(holding)
    return [
        Leak(thing, tuple(sorted(held, key=lambda h: (h.part, h.data_set))))
        for thing, held in holders.items()
        if len({holding.part for holding in held}) > 1
    ]


def given_away(data_sets: Iterable[DataSet], folder: Path, part: str) -> frozenset[str]:
    """Return the keys of all texts in earlier parts of the data sets that the folder has."""
    earlier = PARTS[: PARTS.index(part)]
    return frozenset(
        key
        for data_set in data_sets
        if (folder / data_set.name).is_dir()
        for before in earlier
        if before == "train" or before in data_set.parts
        for row in data_set.rows(folder / data_set.name, before)
        for key in text_keys(row)
    )
