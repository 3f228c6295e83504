"""Read the training corpora into examples, each under its own annotation scheme.

Only sets whose manifest entry allows training are ever read here; see ``READERS``.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from annotator.train import silver
from annotator.train.detokenise import Rewritten, detokenise
from annotator.train.examples import Example, Target, kinds
from annotator.train.jsonl import Row, rows
from annotator.train.news import ATTRIBUTION

SPECULATION: Final = {
    "speculation": 1.0,
    "capability-speculation": 1.0,
    "feasibility-speculation": 1.0,
    "inference": 1.0,
    "deontic": 0.0,
    "capability": 0.0,
    "feasibility": 0.0,
    "capability-feasibility": 0.0,
    "rhetorical": 0.0,
    "deontic-rhetorical": 0.0,
}
_ADVERBS = re.compile(r"(?:还|也|则|亦|曾|并|又|都|均|就|已|将|更)$")
_LEADS = re.compile(
    r"^(?:但是|但|不过|而且|而|因此|因为|所以|其实|此外|另外|后来|同时|，|“|《(?=$))+"
)


def _example(row: Row, split: str, **known: Any) -> Example:
    group = str(row.get("doc") or row.get("page") or row["id"])
    return Example(row["text"], row["lang"], row["dataset"], split, group, **known)


def held_out(group: str, share: float = 0.1) -> bool:
    """Tell whether a document belongs to the held-out part of a set that has none."""
    return int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) / 2**32 < share


def _conll(row: Row, split: str) -> Example:
    targets = tuple(Target("hedge", s["start"], s["end"]) for s in row["spans"])
    example = _example(
        row,
        split,
        sentence={"hedged": float(row["label"] == "uncertain")},
        targets=targets,
        closed=frozenset({"hedge"}),
    )
    # Every other layer is open here; encyclopaedic prose is full of attribution.
    return silver.label(example, frozenset({"cue", "checkable"}))


def _mist(row: Row, split: str) -> Example:
    moved = detokenise(row["text"], "en")
    targets = tuple(
        target
        for s in row["spans"]
        for target in _modal(*moved.span(s["start"], s["end"]), SPECULATION.get(s["label"]))
    )
    hedged = {"hedged": 1.0} if any(t.value == 1.0 for t in targets) else {}
    return replace(_example(row, split, sentence=hedged, targets=targets), text=moved.text)


def _modal(start: int, end: int, value: float | None) -> Iterator[Target]:
    yield Target("hedge", start, end, value)
    if value:
        yield from kinds("hedge", start, end, "modal")


def _newssd(row: Row, split: str) -> Example:
    loaded = float(row["label"] == "SUBJ")
    closed = frozenset() if loaded else frozenset({"loaded"})
    example = _example(
        row, split, sentence={"loaded": loaded, "checkable": 1.0 - loaded}, closed=closed
    )
    labelled = silver.label(example, frozenset({"cue", "hedge"}))
    if loaded:
        return replace(labelled, targets=labelled.targets + silver.loaded_words(example))
    return labelled


def _npov(row: Row, split: str) -> Example:
    loaded = float(row["label"] == "biased")
    closed = frozenset() if loaded else frozenset({"loaded"})
    example = _example(row, split, sentence={"loaded": loaded}, closed=closed)
    labelled = silver.label(example, frozenset({"cue", "checkable"}))
    if loaded:
        return replace(labelled, targets=labelled.targets + silver.loaded_words(example))
    return labelled


def _asfalda(row: Row, split: str) -> Example:
    """Bound to a lexicon: a missing label is no negative, and "belief" mixes knowing and doubt."""
    moved = detokenise(row["text"], "fr")
    targets = [
        Target(s["label"], *moved.span(s["start"], s["end"]))
        for s in row["spans"]
        if s["label"] in ATTRIBUTION and s["kind"] == "speech"
    ]
    return replace(_example(row, split, targets=tuple(targets)), text=moved.text)


def _ud(row: Row, split: str) -> Example:
    targets = [
        Target(
            s["label"],
            *(_shortest(row["text"], s) if s["label"] == "source" else (s["start"], s["end"])),
        )
        for s in row["spans"]
        if s["label"] in ATTRIBUTION
    ]
    example = _example(
        row,
        split,
        sentence={"attributed": float(row["label"] == "attributed")},
        targets=tuple(targets),
        closed=ATTRIBUTION,
    )
    return silver.label(example, frozenset({"hedge", "loaded", "checkable"}))


def _shortest(text: str, span: Mapping[str, int]) -> tuple[int, int]:
    """A tree's source carries its appositions; the codebook marks the shortest identifying span."""
    name = text[span["start"] : span["end"]]
    head = re.split(r", | qui | dont | \(", name, maxsplit=1)[0]
    return span["start"], span["start"] + len(head)


def _gcdt(row: Row, split: str) -> Example:
    moved = detokenise(row["text"], "zh")
    targets: list[Target] = []
    for span in row["spans"]:
        if span["label"] == "attribution":
            targets += _clause(row["text"], span["start"], span["end"], moved)
    example = _example(
        row,
        split,
        sentence={"attributed": float(row["label"] == "attributed")},
        targets=tuple(targets),
        closed=ATTRIBUTION,
    )
    return silver.label(
        replace(example, text=moved.text), frozenset({"hedge", "loaded", "checkable"})
    )


def _clause(text: str, start: int, end: int, moved: Rewritten) -> Iterator[Target]:
    """Split an attribution clause into source and cue where its form allows, else leave it open."""
    whole = moved.span(start, end)
    for name in sorted(ATTRIBUTION):
        yield Target(name, *whole, None)
    words = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", text[start:end])]
    if len(words) < 2:
        return
    first = text[words[0][0] : words[0][1]]
    if first in {"根据", "据", "按照", "依据"}:
        yield Target("cue", *moved.span(*words[0]))
        yield Target("source", *moved.span(words[1][0], words[-1][1]))
        return
    if silver.reports(text[words[-1][0] : words[-1][1]], "zh"):
        left, right = moved.span(words[0][0], words[-2][1])
        agent = moved.text[left:right]
        lead = _LEADS.match(agent)
        left += lead.end() if lead else 0
        while _ADVERBS.search(moved.text[left:right]):
            right -= 1
        yield Target("cue", *moved.span(*words[-1]))
        if 0 < right - left <= 12 and "，" not in moved.text[left:right]:
            yield Target("source", left, right)


def _frwiki(row: Row, split: str) -> Example:
    example = _example(
        row, split, sentence={"checkable": 1.0} if row["label"] == "citation_needed" else {}
    )
    # The set cuts the full stop off, which would make its absence a sign of French claims.
    return silver.label(
        replace(example, text=example.text.rstrip(" .") + "."), frozenset({"hedge", "cue"})
    )


READERS: Final[Mapping[str, Callable[[Row, str], Example]]] = {
    "conll2010_wiki": _conll,
    "mist_modals": _mist,
    "newssd_eng": _newssd,
    "wiki_npov": _npov,
    "asfalda_fr_sequoia": _asfalda,
    "attribution_zh_gcdt": _gcdt,
    "ud_attribution_fr": _ud,
    "ud_attribution_zh": _ud,
    "frwiki_citation_needed": _frwiki,
}
"""How each set is read; evaluation reads test parts with the same functions."""

HOLD_OUT: Final = frozenset({"conll2010_wiki", "mist_modals"})
"""Sets without a dev part: a tenth of their training documents is held out."""


def read(data: Path, name: str, split: str) -> list[Example]:
    """Read one split of one set.

    Args:
        data: Folder that holds one folder a set and ``MANIFEST.json``.
        name: A key of ``READERS``.
        split: "train", "dev" or "test".

    Raises:
        PermissionError: The manifest does not allow training on the set.
    """
    manifest = json.loads((data / "MANIFEST.json").read_text("utf-8"))
    if split != "test" and not manifest[name]["use"].startswith("train"):
        raise PermissionError(
            f"{name}: the manifest says {manifest[name]['use']!r}; leave it out of the mixture"
        )
    source = "train" if split == "dev" and name in HOLD_OUT else split
    path = data / name / f"{source}.jsonl"
    if not path.exists():
        return []
    kept = (row for row in rows(path) if not row.get("dup_in_train"))
    found = [replace(READERS[name](row, split), corpus=name) for row in kept]
    if name in HOLD_OUT and split != "test":
        found = [example for example in found if held_out(example.group) == (split == "dev")]
    return found


def raw_news(data: Path) -> list[Example]:
    """Read unlabelled news in running order and give it silver labels in every layer."""
    layers = frozenset({"hedge", "cue", "loaded", "checkable"})
    # One Chinese article also stands in the held-out parts of the attribution set.
    taken = {e.group for split in ("dev", "test") for e in read(data, "attribution_zh_gcdt", split)}
    found = []
    for path in sorted((data / "raw_news").glob("*.jsonl")):
        for row in (row for row in rows(path) if row["id"] not in taken):
            for text in row["sentences"]:
                tidy = detokenise(text, row["lang"]).text if row["lang"] == "en" else text
                example = Example(tidy, row["lang"], "raw_news", "train", row["id"])
                found.append(silver.label(example, layers))
    return found


def mixture(data: Path, held: Iterable[str] = ()) -> list[Example]:
    """Everything the encoder is trained on.

    Args:
        data: Folder that holds the sets.
        held: Sentences that must not be trained on in any guise; compared by their letters and
            digits alone.
    """
    taken = {_bare(text) for text in held}
    found = [example for name in READERS for example in read(data, name, "train")] + raw_news(data)
    return [example for example in found if _bare(example.text) not in taken]


def _bare(text: str) -> str:
    # Sources of one article differ in quotation marks and hyphens, not only in spaces.
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()
