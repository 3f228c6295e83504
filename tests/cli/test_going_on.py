"""Which document the review screen opens on."""

from __future__ import annotations

from annotator.cli.review import _next
from annotator.service import DocumentProgress


def progress(number: int, *, done: bool = False, last: str = "") -> DocumentProgress:
    return DocumentProgress(
        id=number,
        name="",
        title="",
        language="en",
        sentences=1,
        decided=int(done),
        suggestions=0,
        open=0,
        annotations=0,
        last=last,
    )


def test_a_new_reviewer_begins_with_the_first_document() -> None:
    assert _next([progress(1), progress(2)]) == 1


def test_a_reviewer_goes_on_where_he_or_she_stopped() -> None:
    listed = [progress(1, last="2025-01-01"), progress(2, last="2025-01-02"), progress(3)]
    assert _next(listed) == 2


def test_a_finished_document_is_not_opened_again_while_others_wait() -> None:
    listed = [progress(1, done=True, last="2025-01-02"), progress(2), progress(3)]
    assert _next(listed) == 2


def test_with_all_done_the_first_opens_and_without_any_none() -> None:
    assert _next([progress(1, done=True), progress(2, done=True, last="2025-01-02")]) == 1
    assert _next([]) is None
