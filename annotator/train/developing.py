"""Development data: what thresholds and calibration are chosen on.

Only labels that people gave count here (or that trees gave, for the attribution treebanks), never
silver.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from annotator.suggest.model.labels import LANGUAGES, SENTENCE_LABELS, TOKEN_LABELS
from annotator.train import corpora, news
from annotator.train.examples import Example

COUNTED: Final[Mapping[str, frozenset[str]]] = {
    "conll2010_wiki": frozenset({"hedged", "hedge"}),
    "newssd_eng": frozenset({"loaded"}),
    "wiki_npov": frozenset({"loaded"}),
    "attribution_zh_gcdt": frozenset({"attributed"}),
    "ud_attribution_fr": frozenset({"attributed", "source", "cue"}),
    "ud_attribution_zh": frozenset({"attributed", "source", "cue"}),
}
"""Set to the labels it is trusted for."""


@dataclass(frozen=True, slots=True)
class DevSet:
    """Examples and which of their labels count."""

    name: str
    examples: tuple[Example, ...]
    sentence: frozenset[str]
    token: frozenset[str]


def development(data: Path, gold: Path) -> list[DevSet]:
    """All development sets, one for each set and language."""
    found = [_public(name, corpora.read(data, name, "dev")) for name in COUNTED]
    return [*found, *_gold(gold, "dev")]


def tests(data: Path, gold: Path) -> list[DevSet]:
    """The test parts, for the one final report."""
    found = [_public(name, corpora.read(data, name, "test")) for name in COUNTED]
    return [*found, *_gold(gold, "test")]


def _public(name: str, examples: list[Example]) -> DevSet:
    counted = COUNTED[name]
    token = counted & set(TOKEN_LABELS) - {"loaded"}
    return DevSet(name, tuple(examples), counted & set(SENTENCE_LABELS), frozenset(token))


def _gold(folder: Path, split: str) -> Iterator[DevSet]:
    examples = news.news(folder, split)
    for language in LANGUAGES:
        sentence = set(SENTENCE_LABELS)
        if language == "fr":  # half of it stands in the treebank's test part
            sentence.discard("attributed")
        own = tuple(e for e in examples if e.language == language)
        yield DevSet(f"{news.GOLD} {language}", own, frozenset(sentence), frozenset(TOKEN_LABELS))
