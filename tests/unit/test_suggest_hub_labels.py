"""From a model's labels to the codebook's, and from its readings to marks; no model needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.hub.cache import Cache
from annotator.suggest.hub.deciding import decide, whole_words
from annotator.suggest.hub.labels import LabelMap, map_by_name
from annotator.suggest.hub.reading import Reading
from rubric import load

RUBRIC = load()


@pytest.mark.parametrize(
    ("label", "target"),
    [
        ("modal", ("hedge", "modal")),
        ("B-MODAL", ("hedge", "modal")),
        ("hedge.modal", ("hedge", "modal")),
        ("HEDGE_MODAL", ("hedge", "modal")),
        ("Weakly supported", ("claim", "weakly_supported")),
        ("I-weakly-supported", ("claim", "weakly_supported")),
        ("有据", ("claim", "supported")),
        ("Étayée", ("claim", "supported")),
        ("Named individual", ("source", "named_person")),
        ("non-factual sentence", ("claim", "not_checkable")),
    ],
)
def test_a_label_is_known_by_its_names(label: str, target: tuple[str, str]) -> None:
    assert list(map_by_name([label], RUBRIC).targets.values()) == [target]


@pytest.mark.parametrize("label", ["O", "LABEL_0", "PER", "hedge", "source", "peacock", "B-", ""])
def test_what_could_mean_anything_is_ignored(label: str) -> None:
    labels = map_by_name([label], RUBRIC)
    assert labels.targets == {}
    assert len(labels.ignored) == 1


def test_every_label_of_the_rubric_is_known_by_its_own_name() -> None:
    for layer in RUBRIC.layers:
        for label in layer.labels:
            name = f"{layer.name}.{label.name}"
            assert map_by_name([name], RUBRIC).targets == {name: (layer.name, label.name)}


CLAIMS = map_by_name(["supported", "unsupported", "other"], RUBRIC)
TEXT = "It may well suggest 可能会来"


def read(*labels: tuple[str, float]) -> list[Reading]:
    return [Reading(label, 0, len(TEXT), score) for label, score in labels]


@pytest.mark.parametrize(
    ("readings", "threshold", "labels"),
    [
        ([("supported", 0.4), ("unsupported", 0.35), ("other", 0.25)], 0, ["supported"]),
        ([("supported", 0.3), ("unsupported", 0.2), ("other", 0.5)], 0, []),
        ([("supported", 0.4), ("unsupported", 0.35), ("other", 0.25)], 0.5, []),
        ([("supported", 0.9), ("unsupported", 0.8), ("other", 0.0)], 0.5, ["supported"]),
        ([], 0, []),
    ],
)
def test_the_best_of_competing_labels_is_taken(
    readings: list[tuple[str, float]], threshold: float, labels: list[str]
) -> None:
    found = decide(TEXT, read(*readings), CLAIMS, RUBRIC, threshold)
    assert [one.target[1] for one in found] == labels


def test_a_label_alone_must_be_likely() -> None:
    alone = map_by_name(["supported"], RUBRIC)
    assert decide(TEXT, read(("supported", 0.4)), alone, RUBRIC) == []
    assert len(decide(TEXT, read(("supported", 0.6)), alone, RUBRIC)) == 1


def test_pieces_of_one_span_are_joined_and_others_are_not() -> None:
    labels = LabelMap({"MODAL": ("hedge", "modal"), "EPISTEMIC": ("hedge", "epistemic")})
    readings = [
        Reading("MODAL", 3, 6, 0.9),
        Reading("I-MODAL", 7, 11, 0.8),
        Reading("EPISTEMIC", 12, 15, 0.9),
        Reading("EPISTEMIC", 15, 17, 0.7),
        Reading("MODAL", 20, 21, 0.9),
        Reading("MODAL", 21, 22, 0.9),
    ]
    found = decide(TEXT, readings, labels, RUBRIC)
    assert [(TEXT[f.span.start : f.span.end], f.score) for f in found] == [
        ("may well", 0.8),
        ("suggest", 0.7),
        ("可", 0.9),
        ("能", 0.9),
    ]


def test_an_exclusive_layer_has_one_label_on_the_same_words() -> None:
    labels = LabelMap({"a": ("hedge", "modal"), "b": ("hedge", "weasel")})
    readings = [Reading("a", 3, 6, 0.7), Reading("b", 3, 6, 0.8)]
    assert [f.target[1] for f in decide(TEXT, readings, labels, RUBRIC)] == ["weasel"]


@given(st.text(alphabet="ab é中1'- ", max_size=20), st.integers(-2, 25), st.integers(-2, 25))
def test_whole_words_begin_and_end_between_letters(text: str, start: int, end: int) -> None:
    span = whole_words(text, start, end)
    if span is None:
        assert not text[max(0, start) : max(0, end)].strip()
        return
    words = text[span.start : span.end]
    assert words == words.strip() != ""
    for place in (span.start, span.end):
        pair = text[place - 1 : place + 1] if place else ""
        assert len(pair) < 2 or "中" in pair or not pair.isalpha()


def test_the_cache_stays_small_and_keeps_what_is_used(tmp_path: Path) -> None:
    asked: list[str] = []

    def model(texts: object) -> list[list[Reading]]:
        new = [str(text) for text in texts]  # type: ignore[attr-defined]
        asked.extend(new)
        return [[Reading(text, 0, 1, 0.5)] for text in new]

    file = tmp_path / "folder" / "hub.sqlite"
    cache = Cache("model", file, most=20)
    texts = [f"text {number}" for number in range(20)]
    assert cache.read(texts, model) == [[Reading(text, 0, 1, 0.5)] for text in texts]
    assert cache.read([*texts, *texts], model)[25] == [Reading("text 5", 0, 1, 0.5)]
    assert asked == texts
    cache.read(["one more"], model)
    import sqlite3

    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM reading").fetchone() == (18,)
    asked.clear()
    Cache("another model", file).read(["one more"], model)
    assert asked == ["one more"]


def test_a_cache_that_cannot_be_written_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache("model", tmp_path / "file" / "hub.sqlite")
    assert cache.read(["x", "y", "x"], lambda texts: [[] for _ in texts]) == [[], [], []]
