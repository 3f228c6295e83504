"""Documents in the order of what is least certain about them."""

from pathlib import Path

from running import Program

from annotator.review import SetLabel, apply
from annotator.service import Workspace


def test_the_least_certain_document_comes_first(annotator: Program, seeds: list[Path]) -> None:
    annotator("add", *seeds)
    annotator("suggest", "--suggester", "rules")
    with Workspace.open(annotator.folder / "annotator.db") as workspace:
        doubt = {}
        for one in workspace.documents("ana"):
            sure = {}
            for suggestion in workspace.suggestions(one.id):
                mark = suggestion.mark
                if mark.layer == "claim":
                    sure[mark.sentence] = max(sure.get(mark.sentence, 0), suggestion.confidence)
            doubt[one.id] = 1 - sum(sure.values()) / one.sentences
    expected = sorted(doubt, key=doubt.__getitem__, reverse=True)
    rows = annotator("documents", "--order", "uncertain", "--format", "jsonl").records()
    assert [row["id"] for row in rows] == expected
    plain = annotator("documents", "--format", "jsonl").records()
    assert [row["id"] for row in plain] == sorted(doubt)
    assert expected != sorted(doubt)
    assert annotator("documents", "--order", "random").code == 2


def test_what_is_done_comes_last(annotator: Program) -> None:
    for name, text in (("a.txt", "It rained.\n"), ("b.txt", "It may snow. He said so.\n")):
        (annotator.folder / name).write_text(text, "utf-8")
    annotator("add", "a.txt", "b.txt", "--language", "en")
    with Workspace.open(annotator.folder / "annotator.db") as workspace:
        assert [one.id for one in workspace.uncertain("ana")] == [1, 2]
        state = workspace.review(1, "ana")
        state, decisions = apply(state.focused(0), SetLabel("claim", "unsupported"))
        workspace.record(state, decisions)
        assert [one.id for one in workspace.uncertain("ana")] == [2, 1]
        assert [one.id for one in workspace.uncertain("ben")] == [1, 2]
