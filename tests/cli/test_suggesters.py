"""Suggesters from the command line: named, listed, compared, and their telling."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from running import Program

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))
from chat_server import Json, asked, reply, saying, serving

TEXT = "Officials say that it may rain. Who knows?\n"


@pytest.fixture
def article(annotator: Program) -> Path:
    path = annotator.folder / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def hedging(request: Json) -> str:
    """Mark "may" wherever it is asked about, once where it is and once where it is not."""
    marks: list[dict[str, Any]] = [
        {"sentence": one["sentence"], "label": "hedge.modal", "quote": quote, "confidence": 0.7}
        for one in asked(request)
        if "may" in one["text"]
        for quote in ("may", "might")
    ]
    return json.dumps({"marks": marks})


def test_a_server_suggests_and_it_is_told_where_the_text_goes(
    annotator: Program, article: Path
) -> None:
    with serving(saying(hedging)) as server:
        spec = f"{server.url}?model=tiny"
        done = annotator("inspect", article, "--suggester", spec, "--format", "jsonl")
    assert done.code == 0
    records = done.records()
    own = [r for r in records if r["suggester"] == "http:tiny"]
    assert [(r["label"], r["quote"], r["confidence"]) for r in own] == [("modal", "may", 0.7)]
    assert [r["sentence"] for r in records if r["layer"] == "claim"] == [0, 1]
    where, dropped = done.err.splitlines()
    assert where.endswith(f" leaves this process: to {server.url}, a server on this machine")
    assert dropped.endswith("dropped: 1 with words that are not in the sentence")


def test_a_server_that_fails_is_told_without_a_traceback(annotator: Program, article: Path) -> None:
    with serving(lambda handler, _: reply(handler, b"\x1b[2Jno", 401)) as server:
        spec = f"{server.url}?model=tiny"
        done = annotator("inspect", article, "--suggester", spec)
        annotator("add", article)
        stored = annotator("suggest", "--suggester", spec, "--format", "jsonl")
    assert (done.code, stored.code) == (1, 1)
    assert "it answers 401 Unauthorized: ␛[2Jno" in done.err
    assert "Traceback" not in done.err + stored.err
    (row,) = stored.records()
    assert "it answers 401" in row["problem"]


@pytest.mark.parametrize(
    ("spec", "wrong"),
    [
        ("magic", "no suggester is called 'magic'"),
        ("http://localhost", "name the model"),
        ("hub:/no/such/folder", "no such folder|pip install 'annotator.torch.'"),
    ],
)
def test_a_wrong_suggester_is_misuse(
    annotator: Program, article: Path, spec: str, wrong: str
) -> None:
    import re

    done = annotator("inspect", article, "--suggester", spec)
    assert (done.code, done.out) == (2, "")
    assert re.match(f"annotator: .*({wrong})", done.err)
    assert "Traceback" not in done.err


def test_several_suggesters_make_a_run_each(annotator: Program, article: Path) -> None:
    annotator("add", article)
    with serving(saying(hedging)) as server:
        spec = f"{server.url}?model=tiny"
        twice = ("suggest", "--suggester", "rules", "--suggester", spec, "--format", "jsonl")
        first, again = annotator(*twice), annotator(*twice)
        assert len(server.requests) == 1
    assert [(r["suggester"], r["skipped"]) for r in first.records()] == [
        ("rules", False),
        (spec, False),
    ]
    assert [r["skipped"] for r in again.records()] == [True, True]


def test_suggesters_are_compared_each_for_itself(annotator: Program, article: Path) -> None:
    with serving(saying(hedging)) as server:
        specs = ("--suggester", "rules", "--suggester", f"{server.url}?model=tiny")
        done = annotator("compare", article, *specs, "--format", "jsonl")
        apart = annotator("compare", article, *specs, "--differences", "--format", "jsonl")
    rows = {row["layer"]: row for row in done.records()}
    assert (rows["hedge"]["by_second"], rows["hedge"]["same"]) == (1, 1)
    assert (rows["claim"]["by_first"], rows["claim"]["by_second"]) == (2, 0)
    assert {row["layer"] for row in apart.records()} >= {"claim", "source"}
    for row in apart.records():
        assert row["quote"] == TEXT[row["start"] : row["end"]]
        assert row["label_first"] != ""
        assert row["label_second"] == ""


def test_comparing_needs_two(annotator: Program, article: Path) -> None:
    done = annotator("compare", article, "--suggester", "rules")
    assert done.code == 2
    assert "name two or more" in done.err


def test_suggesters_are_listed(annotator: Program) -> None:
    done = annotator("suggest", "--list", "--format", "jsonl")
    assert done.code == 0
    assert {row["suggester"] for row in done.records()} >= {"rules", "hub:MODEL", "http:URL"}
    assert list(annotator.folder.iterdir()) == []
