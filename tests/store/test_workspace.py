"""The workspace: what the front ends do, on a real database with the seeds."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from making import CHINESE, MODAL, make_document

from annotator.review import AcceptAll, Focus, Rate, Redo, ReviewState, SetLabel, Undo, apply
from annotator.review.commands import Command
from annotator.service import (
    Added,
    Misuse,
    Mode,
    NotFound,
    Refused,
    StaleLog,
    StoreError,
    Workspace,
    default_reviewer,
)
from rubric import Document, Suggestion, load, tally

Open = Callable[[], Workspace]


@pytest.fixture
def workspace(file: Path, template: Path) -> Iterator[Workspace]:
    file.write_bytes(template.read_bytes())
    with Workspace.open(file) as opened:
        yield opened


@pytest.fixture
def seeded(workspace: Workspace) -> Workspace:
    workspace.add_seeds()
    workspace.suggest([2], "rules")
    return workspace


def do(workspace: Workspace, state: ReviewState, *commands: Command) -> ReviewState:
    """Carry out commands, each recorded before the next."""
    for command in commands:
        state, decisions = apply(state, command)
        workspace.record(state, decisions)
    return state


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# documents


def test_the_seeds_are_added_once_with_titles_and_languages(workspace: Workspace) -> None:
    first, again = workspace.add_seeds(), workspace.add_seeds()
    assert all(isinstance(each, Added) and each.new for each in first)
    assert all(isinstance(each, Added) and not each.new for each in again)
    listed = workspace.documents("ana")
    assert [each.language for each in listed] == ["fr", "en", "fr", "fr", "zh"]
    assert all(each.title != each.name and each.sentences > 10 for each in listed)
    assert workspace.check() == []


def test_a_document_is_its_text_and_not_its_name(workspace: Workspace, tmp_path: Path) -> None:
    one = write(tmp_path, "a.txt", "It may rain today. It may snow.")
    same = write(tmp_path, "b.txt", "It may rain today. It may snow.")
    other = write(tmp_path / "c", "a.txt", "It may hail today.")
    outcomes = [each for each in workspace.add([one, same, other]) if isinstance(each, Added)]
    assert [(each.document_id, each.new) for each in outcomes] == [(1, True), (1, False), (2, True)]
    assert outcomes[0].note == ""
    assert outcomes[1].note == "the same text is there already, as document 1, a.txt"
    assert "another text of this name is there, as document 1" in outcomes[2].note
    assert [each.name for each in workspace.documents()] == ["a.txt", "a.txt"]


def test_a_faulty_file_does_not_stop_the_rest(workspace: Workspace, tmp_path: Path) -> None:
    paths = [
        write(tmp_path, "good.txt", "It may rain today."),
        tmp_path / "missing.txt",
        tmp_path,
        write(tmp_path, "empty.txt", ""),
        write(tmp_path, "binary.txt", b"\x7fELF\x00\x00\x01\x02" * 50),
        write(tmp_path, "late.txt", "It may snow tomorrow."),
    ]
    outcomes = workspace.add(paths)
    assert [type(each) for each in outcomes] == [Added, Refused, Refused, Refused, Refused, Added]
    for each in outcomes:
        if isinstance(each, Refused):
            assert str(each.path) in each.reason
            assert "; " in each.reason
    assert len(workspace.documents()) == 2
    assert workspace.check() == []


def test_a_name_that_is_no_text_is_stored_as_far_as_it_is(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path, "rain\udcff.txt", "It may rain today.")
    (outcome,) = workspace.add([path])
    assert isinstance(outcome, Added)
    assert workspace.documents()[0].name == "rain?.txt"


def test_an_unknown_language_is_a_misuse(workspace: Workspace) -> None:
    with pytest.raises(Misuse, match="'xx'; use one of en, fr, zh"):
        workspace.add([], language="xx")


def test_documents_are_found_by_number_name_and_beginning(seeded: Workspace) -> None:
    name = seeded.document(2).name
    assert seeded.find("2") == seeded.find(name) == seeded.find("001") == 2
    for wrong, told in (("00", "several documents"), ("x", "no document"), ("", "document")):
        with pytest.raises(NotFound, match=told):
            seeded.find(wrong)
    with pytest.raises(NotFound, match="no document 77"):
        seeded.document(77)


# suggestions


class Counting:
    """A suggester that counts how often it is asked."""

    name = "counting"

    def __init__(self, fingerprint: str = "1", fail_on: str = "") -> None:
        self.fingerprint = fingerprint
        self.asked: list[str] = []
        self.fail_on = fail_on
        self.found = [Suggestion(MODAL, 0.5, "counting", "why")]

    def suggest(self, document: Document) -> list[Suggestion]:
        self.asked.append(document.name)
        if document.name == self.fail_on:
            raise ZeroDivisionError("oops")
        return self.found


@pytest.fixture
def suggester(monkeypatch: pytest.MonkeyPatch) -> Counting:
    found = Counting()
    monkeypatch.setattr("annotator.suggest.load_suggester", lambda *_: found)
    return found


def test_suggestions_are_computed_once_for_each_suggester(
    workspace: Workspace, suggester: Counting
) -> None:
    workspace.add_seeds()
    calls: list[tuple[int, int, str]] = []
    first = workspace.suggest(progress=lambda *call: calls.append(call))
    assert [each.stored for each in first] == [1] * 5
    assert [(done, total) for done, total, _ in calls] == [(n, 5) for n in range(6)]
    again = workspace.suggest()
    assert all(each.skipped for each in again)
    assert len(suggester.asked) == 5
    suggester.fingerprint = "2"
    assert not any(each.skipped for each in workspace.suggest([1, 2]))
    assert len(suggester.asked) == 7
    assert workspace.check() == []


def test_progress_inside_a_long_document_is_told(workspace: Workspace, tmp_path: Path) -> None:
    text = " ".join(f"It may rain in town {number}." for number in range(200))
    workspace.add([write(tmp_path, "long.txt", text)])
    calls: list[tuple[int, int, str]] = []
    workspace.suggest(spec="model", progress=lambda *call: calls.append(call))
    told = [f"long.txt: sentence {done} of 200" for done in (0, 64, 128, 192)]
    assert calls == [(0, 1, name) for name in ("long.txt", *told)] + [(1, 1, "")]


def test_nothing_suggested_is_also_an_answer(workspace: Workspace, suggester: Counting) -> None:
    suggester.found = []
    workspace.add_seeds()
    assert [each.stored for each in workspace.suggest()] == [0] * 5
    assert all(each.skipped for each in workspace.suggest())


def test_a_suggester_that_fails_is_told_and_asked_again(
    workspace: Workspace, suggester: Counting
) -> None:
    workspace.add_seeds()
    suggester.fail_on = workspace.document(2).name
    outcomes = workspace.suggest()
    assert [bool(each.problem) for each in outcomes] == [False, True, False, False, False]
    assert "counting failed: ZeroDivisionError: oops" in outcomes[1].problem
    suggester.fail_on = ""
    assert [each.skipped for each in workspace.suggest()] == [True, False, True, True, True]


def test_a_suggestion_beyond_the_text_is_told_and_not_stored(
    workspace: Workspace, suggester: Counting, tmp_path: Path
) -> None:
    workspace.add([write(tmp_path, "short.txt", "It may rain.")])
    (outcome,) = workspace.suggest()
    assert "the text ends at 12" in outcome.problem
    assert workspace.suggestions(1) == ()


# reviewing


def test_decisions_are_stored_and_continued(seeded: Workspace, file: Path) -> None:
    state = seeded.review(2, "ana")
    assert (state.reviewer, state.session, state.document_id) == ("ana", "default", 2)
    state = do(seeded, state, AcceptAll(), AcceptAll(), SetLabel("claim", "unsupported"), Undo())
    state = do(seeded, state, Rate("sourcing", 3, "so so"))
    assert seeded.check() == []
    with Workspace.open(file) as later:
        again = later.review(2, "ana")
        assert again.annotations == state.annotations
        assert [d.seq for d in again.log] == [d.seq for d in state.log]
        assert all(decision.at for decision in again.log)
        again = do(later, again, Undo(), Undo(), Redo())
        assert later.review(2, "ana").annotations == again.annotations
        assert later.check() == []
        assert later.review(2, "bob").annotations == {}


def test_the_reviewer_continues_where_he_or_she_stopped(seeded: Workspace, file: Path) -> None:
    state, _ = apply(seeded.review(2, "ana"), Focus(7))
    seeded.remember(state)
    assert seeded.review(2, "ana").focus == 7
    assert seeded.review(2, "bob").focus == 0
    do(seeded, seeded.review(2, "ana"), Focus(4), SetLabel("claim", "unsupported"))
    with Workspace.open(file) as later:
        assert later.review(2, "ana").focus == 4


def test_progress_counts_what_stands(seeded: Workspace) -> None:
    total = seeded.documents("ana")[1].suggestions
    assert total == len(seeded.suggestions(2)) > 20
    state = do(seeded, seeded.review(2, "ana"), AcceptAll(), AcceptAll())
    progress = seeded.documents("ana")[1]
    assert progress.decided == 2
    assert progress.annotations == len(state.annotations)
    assert progress.open == total - len(state.standing.tally.decided)
    assert progress.last
    assert not progress.done
    untouched = seeded.documents("bob")[1]
    assert (untouched.decided, untouched.open, untouched.last) == (0, total, "")
    do(seeded, state, Undo(), Undo())
    assert seeded.documents("ana")[1].open == total


def test_a_second_process_is_told_that_it_came_too_late(seeded: Workspace, file: Path) -> None:
    mine = seeded.review(2, "ana")
    with Workspace.open(file) as elsewhere:
        do(elsewhere, elsewhere.review(2, "ana"), AcceptAll())
    with pytest.raises(StaleLog, match="open the document again"):
        do(seeded, mine, SetLabel("claim", "supported"))
    again = seeded.review(2, "ana")
    assert again.annotations
    do(seeded, again, SetLabel("claim", "supported"))
    assert seeded.check() == []


def test_suggestions_that_arrive_late_are_the_ones_kept(
    workspace: Workspace, suggester: Counting
) -> None:
    workspace.add_seeds()
    state = workspace.review(2, "ana")
    workspace.suggest([2])
    state = do(workspace, state.suggested(workspace.suggestions(2)), AcceptAll())
    suggester.fingerprint = "2"
    workspace.suggest([2])
    again = workspace.review(2, "ana")
    assert set(again.proposals.by_id) == set(state.proposals.by_id)
    assert set(workspace.review(2, "bob").proposals.by_id) != set(state.proposals.by_id)
    assert workspace.documents("ana")[1].open == workspace.documents("bob")[1].open - 1


def test_nothing_is_recorded_for_what_was_not_opened(seeded: Workspace) -> None:
    state = ReviewState.start(make_document(), load())
    state, decisions = apply(state, SetLabel("claim", "supported"))
    with pytest.raises(Misuse, match="not opened"):
        seeded.record(state, decisions)


def test_who_reviews_is_the_login_name_unless_said(
    seeded: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert seeded.review(2).reviewer == getpass.getuser()

    def nobody() -> str:
        raise OSError("no such user")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert default_reviewer() == "reviewer"


# sessions


def test_a_session_has_documents_and_a_mode(seeded: Workspace) -> None:
    made = seeded.start_session("class-a", Mode.COMMIT_FIRST, [5, 2])
    assert (made.name, made.mode, made.documents) == ("class-a", Mode.COMMIT_FIRST, 2)
    assert (made.rubric_id, made.rubric_version) == ("news-credibility", load().version)
    assert [each.name for each in seeded.sessions()] == ["default", "class-a"]
    assert [each.id for each in seeded.documents("ana", "class-a")] == [5, 2]
    state = seeded.review(2, "ana", "class-a")
    assert (state.mode, state.session) == (Mode.COMMIT_FIRST, "class-a")
    assert state.visible(0) == []
    state = do(seeded, state, SetLabel("claim", "unsupported"))
    assert seeded.review(2, "ana").annotations == {}
    assert seeded.review(2, "ana", "class-a").annotations == state.annotations


def test_whether_a_suggestion_was_seen_is_stored(seeded: Workspace) -> None:
    seeded.start_session("blind", "blind")
    state = do(seeded, seeded.review(2, "ana", "blind"), SetLabel("claim", "unsupported"))
    assert [decision.shown for decision in state.log] == [False]
    assert [d.shown for d in seeded.review(2, "ana", "blind").log] == [False]


def test_sessions_that_cannot_be_are_refused(seeded: Workspace) -> None:
    with pytest.raises(StoreError, match="exists"):
        seeded.start_session("default")
    with pytest.raises(Misuse, match="needs a name"):
        seeded.start_session(" ")
    with pytest.raises(Misuse, match="no such mode"):
        seeded.start_session("x", "strict")
    with pytest.raises(NotFound, match="no document 9"):
        seeded.start_session("x", document_ids=[9])
    with pytest.raises(NotFound, match="no session is called 'x'; there are: default"):
        seeded.review(2, "ana", "x")
    seeded.start_session("small", document_ids=[1])
    with pytest.raises(NotFound, match="is not in the session 'small'"):
        seeded.review(2, "ana", "small")
    assert [each.name for each in seeded.sessions()] == ["default", "small"]


# rubrics


@pytest.fixture
def own_rubric(tmp_path: Path) -> Path:
    """Return a copy of the built-in rubric under another name."""
    import shutil

    from rubric.loading import BUILTIN

    folder = tmp_path / "own"
    shutil.copytree(BUILTIN, folder)
    main = folder / "rubric.toml"
    text = main.read_text(encoding="utf-8")
    main.write_text(text.replace('"news-credibility"', '"my-class"', 1), encoding="utf-8")
    return folder


def test_a_rubric_of_ones_own_is_stored_whole(file: Path, own_rubric: Path, tmp_path: Path) -> None:
    with Workspace.open(file, own_rubric) as workspace:
        workspace.add_seeds()
        do(workspace, workspace.review(2, "ana"), SetLabel("claim", "unsupported"))
    own_rubric.rename(tmp_path / "gone")
    with Workspace.open(file) as workspace:
        assert workspace.rubric.id == "my-class"
        state = workspace.review(2, "ana")
        assert state.rubric == load(tmp_path / "gone")
        assert workspace.sessions()[0].rubric_id == "my-class"


def test_the_rubric_changes_until_something_is_decided(file: Path, own_rubric: Path) -> None:
    with Workspace.open(file) as workspace:
        workspace.add_seeds()
    with Workspace.open(file, own_rubric) as workspace:
        assert workspace.review(2, "ana").rubric.id == "my-class"
    with Workspace.open(file) as workspace:
        do(workspace, workspace.review(2, "ana"), SetLabel("claim", "unsupported"))
    with Workspace.open(file, own_rubric) as workspace:
        assert workspace.rubric.id == "my-class"
    from rubric.loading import BUILTIN

    with pytest.raises(Misuse, match=r"under my-class .* has decisions"):
        Workspace.open(file, BUILTIN)


# the ledger


def test_the_ledger_follows_suggestions_and_then_decisions(
    workspace: Workspace, suggester: Counting, tmp_path: Path
) -> None:
    from making import CLAIM, SOURCE, TEXT

    workspace.add([write(tmp_path, "rain.txt", TEXT)], language="en")
    suggester.found = [
        Suggestion(CLAIM, 0.7, "counting", "why"),
        Suggestion(SOURCE, 0.7, "counting", "why"),
        Suggestion(CHINESE, 0.7, "counting", "why"),
    ]
    workspace.suggest()

    def entries(**asked: str | None) -> list[tuple[str, str, int, int]]:
        found = workspace.ledger(1, **asked).entries
        return [(each.name, each.grade, len(each.claims), len(each.about)) for each in found]

    assert entries(about="RAIN") == [("Reports", "D", 1, 1)]
    assert entries(reviewer="ana") == [("Reports", "D", 1, 0)]
    do(workspace, workspace.review(1, "ana"), Focus(0), SetLabel("claim", "not_checkable"))
    assert entries(reviewer="ana") == []
    assert entries(reviewer=None) == entries(reviewer="bob") == [("Reports", "D", 1, 0)]
    do(workspace, workspace.review(1, "ana"), Focus(1), SetLabel("claim", "unsupported"))
    assert entries(reviewer="ana") == [("", "", 1, 0)]


def test_annotations_are_the_tally_of_the_log(seeded: Workspace) -> None:
    state = do(seeded, seeded.review(2, "ana"), *[AcceptAll()] * 5, *[Undo()] * 2, Redo())
    assert seeded.review(2, "ana").annotations == tally(state.log).annotations == state.annotations
