"""What reviewers decide changes what is suggested, unless it was an echo or makes it worse."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from deciding import add_articles, article, decide, do, label_of
from running import Program

from annotator.review import Focus, SetLabel
from annotator.service import Mode, Workspace
from annotator.service.learning import decided_sentences
from annotator.suggest import UnusableSuggester, load_suggester
from annotator.suggest.model.encoder import SHIPPED, Encoder
from annotator.suggest.model.labels import ID2LABEL
from annotator.text import document_from_text
from annotator.train.errors import TooFewDecisionsError, WorseModelError
from annotator.train.evidence import seen_by
from annotator.train.learn import defend
from db import open_store

DOCUMENTS = 12


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database in which a class decided blind."""
    folder = tmp_path_factory.mktemp("decided")
    with Workspace.open(folder / "annotator.db") as workspace:
        decide(workspace, add_articles(workspace, folder / "texts", DOCUMENTS))
    return folder / "annotator.db"


@pytest.fixture(scope="module")
def learned(decided: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a model that learned from it."""
    out = tmp_path_factory.mktemp("learned") / "model"
    with Workspace.open(decided) as workspace:
        workspace.learn(out)
    return out


def claims(spec: str, number: int) -> list[bool]:
    """Return for each sentence of an article whether the label is what the class would decide."""
    document = document_from_text("new.txt", article(number), language="en")
    found = [s.mark for s in load_suggester(spec).suggest(document) if s.mark.layer == "claim"]
    return [mark.label == label_of(document.quote(mark.span)) for mark in found]


def test_a_learned_folder_suggests_what_reviewers_would_decide(learned: Path) -> None:
    specs = ("model", f"model:{learned}")
    shipped, after = ([*claims(spec, 40), *claims(spec, 41)] for spec in specs)
    assert sum(after) > sum(shipped) + 3
    assert sum(claims(f"joined:{learned}", 40)) > sum(claims("joined", 40))
    specs = (*specs, "joined", f"joined:{learned}")
    assert len({load_suggester(spec).fingerprint for spec in specs}) == 4


def test_other_languages_and_labels_are_left_as_they_are(learned: Path) -> None:
    shipped, after = Encoder.load(), Encoder.load(learned)
    french = ["Selon la police, le pont serait fermé.", "La soupe est servie avec du pain."]
    assert after.predict(french, "fr") == shipped.predict(french, "fr")
    english = ["Police said the bridge may be closed."]
    (one,), (other,) = shipped.predict(english, "en"), after.predict(english, "en")
    assert one.probabilities["hedged"] == other.probabilities["hedged"]
    assert one.spans == other.spans


def test_decisions_before_suggestions_are_seen_count_and_others_do_not(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "annotator.db") as workspace:
        documents = add_articles(workspace, tmp_path / "texts", DOCUMENTS)
        workspace.suggest(documents, "rules")
        decide(workspace, documents, Mode.ASSISTED, session="assisted", contrary=True)
        with pytest.raises(TooFewDecisionsError, match="72 were decided with suggestions shown"):
            workspace.learn(tmp_path / "model")
        assert not (tmp_path / "model").exists()
        assert workspace.learn(tmp_path / "echoes", shown_weight=0.5).sentences == 72
        decide(workspace, documents, Mode.COMMIT_FIRST, session="commit-first")
        gained = workspace.learn(tmp_path / "model")
    assert gained.sentences == 72
    assert gained.documents == DOCUMENTS
    assert [gain.label for gain in gained.gains if gain.learned] == ["checkable"]
    assert sum(claims(f"model:{tmp_path / 'model'}", 40)) == 6


def test_what_was_shown_after_ones_own_marks_does_not_replace_them(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "annotator.db") as workspace:
        documents = add_articles(workspace, tmp_path / "texts", 1)
        workspace.suggest(documents, "rules")
        decide(workspace, documents, Mode.COMMIT_FIRST)
        state = workspace.review(documents[0], "ana", "class")
        before = state.annotations
        do(workspace, state, Focus(0), SetLabel("claim", "not_checkable"))
        assert workspace.review(documents[0], "ana", "class").annotations != before
    with open_store(tmp_path / "annotator.db") as store, store.read() as work:
        sentences = decided_sentences(work)
    assert [one.labels["checkable"] for one in sentences] == [True, False] * 3
    assert {one.weight for one in sentences} == {1.0}


def test_a_better_model_is_not_replaced(decided: Path, learned: Path, tmp_path: Path) -> None:
    kept = shutil.copytree(learned, tmp_path / "model")
    with Workspace.open(tmp_path / "annotator.db") as workspace:
        decide(workspace, add_articles(workspace, tmp_path / "texts", 8, first=100))
    with open_store(tmp_path / "annotator.db") as store, store.read() as work:
        new = decided_sentences(work)
    shipped, present = Encoder.load(), Encoder.load(kept)
    seen = seen_by(shipped, new)
    with pytest.raises(WorseModelError, match=r"model there is better on 8 decided documents"):
        defend(kept, SHIPPED, new, seen, seen.answers(shipped.calibration))
    as_good = seen_by(present, new).answers(present.calibration)
    defend(kept, SHIPPED, new, seen, as_good)
    defend(tmp_path / "nothing there", SHIPPED, new, seen, ~as_good)


def test_where_the_model_is_right_already_nothing_is_replaced(
    learned: Path, tmp_path: Path
) -> None:
    kept = shutil.copytree(learned, tmp_path / "model")
    before = {path.name: path.read_bytes() for path in kept.iterdir()}
    with Workspace.open(tmp_path / "annotator.db") as workspace:
        decide(workspace, add_articles(workspace, tmp_path / "texts", 8, first=100))
        with pytest.raises(WorseModelError, match=r"no label got better.*checkable \+0\.000"):
            workspace.learn(kept, base=kept)
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == before


def test_what_was_learned_from_is_not_held_out_again(decided: Path, learned: Path) -> None:
    with (
        Workspace.open(decided) as workspace,
        pytest.raises(TooFewDecisionsError, match="72 were learned from before"),
    ):
        workspace.learn(learned.parent / "again", base=learned)


def test_learning_twice_gives_the_same_bytes(decided: Path, learned: Path) -> None:
    again = learned.parent / "twice"
    with Workspace.open(decided) as workspace:
        workspace.learn(again)
    files = {path.name for path in learned.iterdir()}
    assert files == {path.name for path in again.iterdir()} >= {"head.json", "thresholds.json"}
    assert all((learned / name).read_bytes() == (again / name).read_bytes() for name in files)


def test_a_folder_that_is_no_model_is_named(tmp_path: Path) -> None:
    for kind in ("joined", "model"):
        with pytest.raises(UnusableSuggester, match="no such file; install the package again"):
            load_suggester(f"{kind}:{tmp_path}")
        with pytest.raises(UnusableSuggester, match="no folder is named"):
            load_suggester(f"{kind}:")


def test_the_command_tells_what_was_gained(annotator: Program, decided: Path) -> None:
    done = annotator("train", "--from", decided, "--out", "model", "--format", "jsonl")
    assert done.code == 0
    (row,) = done.records()
    assert row["label"] == "checkable"
    assert row["learned"]
    assert row["sentences"] == 72
    assert row["low"] <= row["gain"] == pytest.approx(row["after"] - row["before"], abs=0.0011)
    assert row["gain"] <= row["high"]
    assert "learned from 72 sentences of 12 documents" in done.err
    assert "--suggester joined:model" in done.err
    (annotator.folder / "new.txt").write_text(article(77), "utf-8")
    shown = annotator("inspect", "new.txt", "--suggester", "joined:model", "--format", "jsonl")
    labels = [r["label"] for r in shown.records() if r["layer"] == "claim"]
    assert labels.count("not_checkable") == 3
    table = annotator("train", "--from", decided, "--out", "other").out
    assert table.split()[:3] == ["label", "sentences", "before"]


def test_the_command_says_why_it_learned_nothing(annotator: Program, decided: Path) -> None:
    missing = annotator("train", "--from", "none.db", "--out", "model")
    assert missing.code == 2
    assert "--from" in missing.err
    annotator("add", article_file(annotator))
    empty = annotator("train", "--from", "annotator.db", "--out", "model")
    assert (empty.code, empty.out) == (1, "")
    assert empty.err.startswith("annotator: nothing to learn from: of 0 decided sentences")
    base = annotator("train", "--from", decided, "--out", "model", "--base", "nowhere")
    assert (base.code, base.out) == (1, "")
    assert "nowhere/model.onnx: no such file" in base.err
    assert annotator("train", "--from", decided).code == 2
    wrong = annotator("inspect", "a.txt", "--suggester", "joined:nowhere")
    assert wrong.code == 2
    assert not (annotator.folder / "model").exists()
    assert SHIPPED.exists()


def article_file(annotator: Program) -> Path:
    """Write one article into the program's folder."""
    path = annotator.folder / "a.txt"
    path.write_text(article(1), "utf-8")
    return path


def test_weights_are_written_for_torch(annotator: Program) -> None:
    pytest.importorskip("onnx")
    numpy = pytest.importorskip("safetensors.numpy")
    done = annotator("weights", "twin")
    assert (done.code, done.out) == (0, "")
    assert "twin/model.safetensors is written" in done.err
    weights = numpy.load_file(annotator.folder / "twin" / "model.safetensors")
    assert weights["classifier.weight"].shape == (len(ID2LABEL), 384)
    names = {path.name for path in (annotator.folder / "twin").iterdir()}
    assert {"config.json", "tokenizer.json", "tokenizer_config.json"} < names
    missing = annotator("weights", "other", "--base", "nowhere")
    assert missing.code == 1
    assert "nowhere/model.onnx: no such file; name a folder" in missing.err
    assert not (annotator.folder / "other").exists()
