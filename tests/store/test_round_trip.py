"""Exports: the same bytes every time, loaded by others, and read back to the same store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_workspace import do

from annotator.exchange.jsonl import RecordError
from annotator.review import (
    AcceptAll,
    AddMark,
    Comment,
    EditLabel,
    Focus,
    NextOpen,
    Rate,
    Redo,
    Reject,
    SetLabel,
    Undo,
)
from annotator.service import NotFound, Workspace
from rubric import Span


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Return a workspace in which two reviewers did all that can be done."""
    with Workspace.open(tmp_path_factory.mktemp("worked") / "worked.db") as workspace:
        workspace.add_seeds()
        workspace.suggest([2, 5], "rules")
        workspace.start_session("class-a", "commit-first", [5, 2])
        state = do(workspace, workspace.review(2, "ana"), AcceptAll(), AcceptAll(), AcceptAll())
        state = do(workspace, state, Undo(), Undo(), Redo(), Reject(), NextOpen())
        state = do(workspace, state, EditLabel("supported"), Comment("why\n\x1b[31m\u202e?"))
        state = do(workspace, state, AddMark("hedge", "booster", Span(0, 7)))
        do(workspace, state, Rate("sourcing", 4, "«bien»"), SetLabel("claim", "unsupported"))
        state = workspace.review(5, "bob", "class-a")
        do(workspace, state, Focus(2), SetLabel("claim", "unsupported"), AcceptAll(), AcceptAll())
        assert workspace.check() == []
        yield workspace


@pytest.fixture(scope="module")
def export(worked: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "out.jsonl"
    done = worked.export(path)
    assert (done.path, done.documents) == (path, 5)
    assert done.annotations > 5
    assert done.decisions > done.annotations
    return path


@pytest.fixture
def fresh(file: Path, template: Path) -> Iterator[Workspace]:
    file.write_bytes(template.read_bytes())
    with Workspace.open(file) as workspace:
        yield workspace


def records(path: Path, kind: str = "") -> list[dict[str, Any]]:
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [record for record in found if not kind or record["record"] == kind]


def test_an_export_is_the_same_every_time(worked: Workspace, export: Path, tmp_path: Path) -> None:
    worked.export(tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == export.read_bytes()


def test_an_export_read_back_gives_the_same_store(
    worked: Workspace, export: Path, fresh: Workspace, tmp_path: Path
) -> None:
    done = fresh.import_(export)
    assert (done.documents, done.decisions) == (5, len(records(export, "decision")))
    assert done.annotations == len(records(export, "mark"))
    assert done.suggestions == len(records(export, "suggestion"))
    assert fresh.check() == []
    fresh.export(tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == export.read_bytes()
    for document in worked.documents():
        same = fresh.find(document.name)
        assert fresh.document(same) == worked.document(document.id)
    for number, reviewer, session in ((2, "ana", "default"), (5, "bob", "class-a")):
        one = worked.review(number, reviewer, session)
        other = fresh.review(fresh.find(one.document.name), reviewer, session)
        assert other.annotations == one.annotations
        assert other.mode == one.mode
        assert [(d.seq, d.action, d.before, d.after, d.at, d.shown) for d in other.log] == [
            (d.seq, d.action, d.before, d.after, d.at, d.shown) for d in one.log
        ]
        assert [i.status for n in range(15) for i in other.items(n)] == [
            i.status for n in range(15) for i in one.items(n)
        ]


def test_importing_twice_is_importing_once(export: Path, fresh: Workspace, tmp_path: Path) -> None:
    fresh.import_(export)
    done = fresh.import_(export)
    assert (done.documents, done.suggestions, done.decisions, done.annotations) == (0, 0, 0, 0)
    fresh.export(tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == export.read_bytes()


def test_work_goes_on_from_an_import(export: Path, fresh: Workspace, tmp_path: Path) -> None:
    fresh.import_(export)
    number = fresh.find("001")
    do(fresh, fresh.review(number, "ana"), Rate("support", 2), Undo())
    fresh.export(tmp_path / "more.jsonl")
    # An older export of the same log adds nothing; a newer one carries it on.
    assert fresh.import_(export).decisions == 0
    with Workspace.open(tmp_path / "other.db") as other:
        other.import_(export)
        assert other.import_(tmp_path / "more.jsonl").decisions > 0
        assert other.check() == []


def test_decisions_that_contradict_the_stored_ones_are_refused(
    export: Path, fresh: Workspace, tmp_path: Path
) -> None:
    fresh.import_(export)
    number = fresh.find("001")
    do(fresh, fresh.review(number, "ana"), Rate("support", 2))
    with Workspace.open(tmp_path / "other.db") as other:
        other.import_(export)
        do(other, other.review(other.find("001"), "ana"), Rate("support", 3))
        other.export(tmp_path / "other.jsonl")
    before = fresh.review(number, "ana").log
    with pytest.raises(RecordError, match="contradict"):
        fresh.import_(tmp_path / "other.jsonl")
    assert fresh.review(number, "ana").log == before


def test_one_session_can_be_exported(worked: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "class-a.jsonl"
    done = worked.export(path, "class-a")
    assert done.documents == 2
    assert {r["session"] for r in records(path, "decision")} == {"class-a"}
    with Workspace.open(tmp_path / "other.db") as other:
        other.import_(path)
        assert [each.name for each in other.sessions()] == ["default", "class-a"]
        assert len(other.documents("bob", "class-a")) == 2
    with pytest.raises(NotFound):
        worked.export(tmp_path / "x.jsonl", "no such session")
    assert not (tmp_path / "x.jsonl").exists()


def test_the_lines_come_in_their_order(export: Path) -> None:
    kinds = [record["record"] for record in records(export)]
    order = ["export", "rubric", "session", "run", "document", "suggestion", "decision", "mark"]
    first = [kinds.index(kind) for kind in order[:5]]
    assert first == sorted(first)
    assert set(kinds) == set(order)
    for document in records(export, "document"):
        own = [
            record["record"]
            for record in records(export)
            if record.get("document_fingerprint") == document["document_fingerprint"]
        ]
        assert own[0] == "document"


def test_a_mark_says_where_it_comes_from(export: Path) -> None:
    documents = {r["document_fingerprint"]: r for r in records(export, "document")}
    runs = {record["run"]: record for record in records(export, "run")}
    suggestions = {record["suggestion"]: record for record in records(export, "suggestion")}
    for mark in records(export, "mark"):
        text = documents[mark["document_fingerprint"]]["text"]
        assert mark["quote"] == text[mark["start"] : mark["end"]]
        assert mark["reviewer"] in {"ana", "bob"}
        assert runs[mark["run"]]["suggester"] == "rules"
        if mark["suggestion"] is not None:
            origin = suggestions[mark["suggestion"]]
            assert (mark["confidence"], mark["rationale"]) == (
                origin["confidence"],
                origin["rationale"],
            )
        else:
            assert mark["suggester"] is None


@pytest.mark.parametrize("loader", ["pandas", "pyarrow"])
def test_others_load_an_export_as_one_table(export: Path, loader: str) -> None:
    module = pytest.importorskip(loader)
    marks = records(export, "mark")
    if loader == "pandas":
        table = module.read_json(export, lines=True)
        found = table[table.record == "mark"]
        assert list(found.quote) == [mark["quote"] for mark in marks]
        assert list(found.start.astype(int)) == [mark["start"] for mark in marks]
    else:
        table = pytest.importorskip("pyarrow.json").read_json(export)
        rows = [row for row in table.to_pylist() if row["record"] == "mark"]
        assert [row["quote"] for row in rows] == [mark["quote"] for mark in marks]


def broken(export: Path, kind: str, **change: Any) -> Iterator[str]:
    """Return the lines of an export, the last of a kind changed."""
    lines = export.read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    last = max(place for place, record in enumerate(found) if record["record"] == kind)
    for place, line in enumerate(lines):
        yield json.dumps(found[place] | change) if place == last else line


@pytest.mark.parametrize(
    ("kind", "change", "problem"),
    [
        ("mark", {"quote": "no"}, "quotes 'no'"),
        ("mark", {"label": "modal"}, "the marks differ from what"),
        ("mark", {"annotation": 999}, "the marks differ from what"),
        ("mark", {"session": "x"}, "names the session 'x'"),
        ("mark", {"document_fingerprint": "0"}, "does not stand below its document"),
        ("decision", {"seq": 99}, "does not follow"),
        ("decision", {"batch": 99}, "belongs to batch 99"),
        ("decision", {"suggestion": 9999}, "which is not above"),
        ("decision", {"at": ""}, "does not say when"),
        ("decision", {"reviewer": ""}, "does not say who"),
        ("decision", {"decision": "guess"}, "'decision' is 'guess'"),
        ("decision", {"run": 9}, "names run 9"),
        ("decision", {"at": "\ud800"}, "surrogates not allowed"),
        ("suggestion", {"run": 9}, "does not follow its document and run"),
        ("suggestion", {"confidence": 2}, "between 0 and 1"),
        ("document", {"runs": [9]}, "names a run"),
        ("document", {"text": "x"}, "leaves the text"),
        ("session", {"mode": "strict"}, "'mode' is 'strict'"),
        ("session", {"documents": ["0"]}, "documents that are not here"),
        ("session", {"rubric_fingerprint": "0"}, "before its rubric"),
        ("rubric", {"content": "{}"}, "the rubric is faulty"),
        ("rubric", {"rubric_fingerprint": "0"}, "its fingerprint differs"),
        ("export", {"format": 2}, "newer version"),
        ("export", {"record": "mark"}, "its first line does not say so"),
        ("run", {"record": "surprise"}, "'record' is 'surprise'"),
    ],
)
def test_a_faulty_line_stores_nothing(
    export: Path,
    fresh: Workspace,
    tmp_path: Path,
    kind: str,
    change: dict[str, Any],
    problem: str,
) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text("\n".join(broken(export, kind, **change)), encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        fresh.import_(path)
    message = str(caught.value)
    assert message.startswith(f"{path}:")
    assert int(message.removeprefix(f"{path}:").split(":")[0]) == caught.value.line > 0
    assert problem in message
    assert "; " in message
    assert fresh.documents() == []
    assert [each.name for each in fresh.sessions()] == ["default"]
    assert fresh.check() == []


def test_half_an_export_stores_nothing(export: Path, fresh: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "half.jsonl"
    content = export.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(RecordError):
        fresh.import_(path)
    path.write_bytes(b"")
    with pytest.raises(RecordError, match="empty"):
        fresh.import_(path)
    with pytest.raises(FileNotFoundError):
        fresh.import_(tmp_path / "missing.jsonl")
    assert fresh.documents() == []


def test_an_export_of_nothing_is_read_back(fresh: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    assert fresh.export(path).documents == 0
    with Workspace.open(tmp_path / "other.db") as other:
        assert other.import_(path).documents == 0
