"""Work side by side: a worker suggests while a reviewer decides; a team shares a server."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from test_workspace import do

from annotator.review import AcceptAll, Rate, ReviewState, SetLabel, Undo
from annotator.service import StaleLog, Workspace


def test_suggesting_in_a_thread_disturbs_no_decision(file: Path) -> None:
    with Workspace.open(file) as workspace:
        workspace.add_seeds()
        problems: list[str] = []

        def work() -> None:
            problems.extend(
                each.problem for each in workspace.suggest(spec="rules") if each.problem
            )

        worker = threading.Thread(target=work)
        worker.start()
        state = workspace.review(3, "ana")
        decided = 0
        while worker.is_alive() or decided < 20:
            state = do(workspace, state, Rate("sourcing", decided % 5 + 1))
            decided += 1
        worker.join()
        assert problems == []
        assert len(workspace.review(3, "ana").log) == len(state.log) >= 20
        assert all(each.suggestions for each in workspace.documents("bob"))
        assert workspace.check() == []


@pytest.mark.postgresql
def test_a_team_shares_a_server(postgresql: str, tmp_path: Path) -> None:
    with Workspace.open(postgresql) as trainer, Workspace.open(postgresql) as student:
        trainer.add_seeds()
        trainer.suggest([2], "rules")
        trainer.start_session("class-a", "commit-first", [2, 5])
        mine = do(trainer, trainer.review(2, "ana", "class-a"), AcceptAll(), AcceptAll(), Undo())
        theirs = do(student, student.review(2, "bob", "class-a"), SetLabel("claim", "supported"))
        stale = student.review(2, "ana", "class-a")
        mine = do(trainer, mine, SetLabel("claim", "unsupported"))
        with pytest.raises(StaleLog):
            do(student, stale, SetLabel("claim", "supported"))
        assert same(trainer, mine)
        assert same(student, theirs)
        assert trainer.check() == []
        assert trainer.documents("ana", "class-a")[0].annotations == len(mine.annotations)
        trainer.export(tmp_path / "server.jsonl")
    with Workspace.open(tmp_path / "local.db") as local:
        local.import_(tmp_path / "server.jsonl")
        local.export(tmp_path / "local.jsonl")
        assert local.check() == []
    server, copied = tmp_path / "server.jsonl", tmp_path / "local.jsonl"
    assert server.read_bytes() == copied.read_bytes()


def same(workspace: Workspace, state: ReviewState) -> bool:
    """Tell whether what is stored is what the reviewer has on the screen."""
    again = workspace.review(state.document_id, state.reviewer, state.session)
    return again.annotations == state.annotations and len(again.log) == len(state.log)
