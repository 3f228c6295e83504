"""The log: appended to, never rewritten, and always what the annotations follow from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from making import CHINESE, CLAIM, MODAL, Scene, add, adds, undo
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db import StaleLog, StoreError, open_store
from db.store import Store
from rubric import Action, Decision, Mark, Span


def test_a_decision_is_stored_with_all_that_belongs_to_it(scene: Scene) -> None:
    after = replace(CLAIM, label="supported", cues=(), note="see “report”\n\x1b[31m")
    decision = Decision(
        seq=1,
        action=Action.EDIT,
        batch=1,
        annotation=1,
        suggestion=scene.suggestions[0],
        before=CLAIM,
        after=after,
        shown=False,
        seconds=2.25,
        at="2026-01-02T03:04:05.678+00:00",
    )
    scene.append(decision, focus="7")
    assert scene.log() == [decision]
    assert scene.annotations() == {1: after}
    with scene.store.read() as work:
        found = work.readings.listed(scene.document_id)[0]
    assert (found.session, found.reviewer) == ("class-a", "ana")
    assert (found.reading.length, found.reading.focus) == (1, "7")
    assert found.reading.rubric_version_id == scene.reading.rubric_version_id
    scene.assert_sound()


def test_an_instant_is_noted_where_none_is_given(scene: Scene) -> None:
    scene.append(add(1))
    assert scene.log()[0].at.endswith("+00:00")


def test_marks_come_and_go_as_decided(scene: Scene) -> None:
    scene.append(add(1))
    scene.append(add(2, CLAIM), add(3, CHINESE, batch=2))
    scene.append(Decision(4, Action.EDIT, 4, 1, before=MODAL, after=CHINESE))
    scene.append(Decision(5, Action.REMOVE, 5, 2, before=CLAIM))
    assert scene.annotations() == {1: CHINESE, 3: CHINESE}
    scene.append(undo(6))
    assert scene.annotations() == {1: CHINESE, 2: CLAIM, 3: CHINESE}
    scene.append(undo(7))
    scene.append(undo(8))
    assert scene.annotations() == {1: MODAL}
    scene.append(undo(9, Action.REDO))
    assert scene.annotations() == {1: MODAL, 2: CLAIM, 3: CHINESE}
    scene.assert_sound()


def test_showing_changes_no_annotation(scene: Scene) -> None:
    scene.append(add(1))
    shown = [
        Decision(2 + place, Action.SHOW, 2, suggestion=number, before=MODAL)
        for place, number in enumerate(scene.suggestions)
    ]
    scene.append(*shown)
    assert scene.annotations() == {1: MODAL}
    scene.assert_sound()


def test_a_rating_stands_on_no_sentence(scene: Scene) -> None:
    rating = Mark("rating", "sourcing", 0, 0, None, value=4, note="well sourced")
    scene.append(Decision(1, Action.RATE, 1, 1, after=rating))
    assert scene.annotations() == {1: rating}
    scene.assert_sound()


def test_a_log_that_has_grown_refuses_the_same_numbers(scene: Scene, url: str) -> None:
    scene.append(add(1))
    with open_store(url) as other:
        elsewhere = replace_store(scene, other)
        elsewhere.append(add(2, CHINESE))
        with pytest.raises(StaleLog, match="decided on this document elsewhere"):
            scene.append(add(2, CLAIM))
    assert scene.annotations() == {1: MODAL, 2: CHINESE}
    scene.append(add(3, CLAIM))
    scene.assert_sound()


def test_a_gap_is_refused(scene: Scene) -> None:
    with pytest.raises(StaleLog):
        scene.append(add(2))
    assert scene.log() == []


@pytest.mark.parametrize(
    "decisions",
    [
        [add(1), add(3)],
        [add(1), add(1)],
        [add(1, batch=7)],
        [add(1), add(2, batch=7)],
        [add(1), replace(add(2), annotation=3)],
        [add(1, Mark("hedge", "modal", 58, 61, 0))],
        [add(1, replace(CLAIM, sources=(Span(0, 61),)))],
    ],
)
def test_what_cannot_be_is_not_stored(lite: Scene, decisions: list[Decision]) -> None:
    with pytest.raises(ValueError, match=r"decision|mark"):
        lite.append(*decisions)
    assert lite.log() == []
    lite.append(add(1))
    lite.assert_sound()


def test_a_suggestion_must_exist(scene: Scene) -> None:
    with pytest.raises(StoreError):
        scene.append(replace(add(1), suggestion=99_999))
    assert scene.log() == []


def test_what_fails_half_way_leaves_nothing(scene: Scene) -> None:
    def append_and_fail() -> None:
        with scene.store.write() as work:
            work.log.append(scene.reading, scene.document, adds(1, 3))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        append_and_fail()
    assert scene.log() == []
    assert scene.annotations() == {}
    scene.append(add(1))
    scene.assert_sound()


REWRITING = (
    "UPDATE decisions SET seconds = 0",
    "UPDATE decisions SET action = 'reject' WHERE seq = 1",
    "DELETE FROM decisions",
    "DELETE FROM readings",
    "UPDATE documents SET text = 'x'",
    "UPDATE documents SET fingerprint = 'x'",
    "UPDATE rubric_versions SET content = '{}'",
)


def test_the_database_itself_refuses_to_rewrite(scene: Scene) -> None:
    scene.append(*adds(1, 2))
    for statement in REWRITING:
        with pytest.raises(DBAPIError), scene.store._engine.begin() as connection:
            connection.execute(text(statement))
    assert len(scene.log()) == 2
    scene.assert_sound()


@pytest.mark.postgresql
def test_a_server_refuses_to_truncate(postgresql: str) -> None:
    with open_store(postgresql) as store:
        scene = Scene.make(store)
        scene.append(add(1))
        with pytest.raises(DBAPIError, match="never"), store._engine.begin() as connection:
            connection.execute(text("TRUNCATE decisions CASCADE"))
        assert len(scene.log()) == 1


def test_replacing_is_refused_also_without_our_settings(lite: Scene) -> None:
    import sqlite3
    from contextlib import closing

    lite.append(add(1))
    with (
        closing(sqlite3.connect(lite.store.target)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="never replaced"),
    ):
        connection.execute(
            "INSERT OR REPLACE INTO decisions SELECT reading_id, seq, 'reject', batch, annotation, "
            "suggestion_id, rubric_version_id, before, after, shown, seconds, at FROM decisions"
        )
    assert lite.log()[0].action is Action.ADD


def replace_store(scene: Scene, store: Store) -> Scene:
    return replace(scene, store=store)
