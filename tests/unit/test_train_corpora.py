"""Each set supervises what it annotates, and only what may train does."""

import json

import pytest

from annotator.train import corpora
from annotator.train.examples import Target
from annotator.train.news import examples


@pytest.fixture
def data(tmp_path):
    def write(name, split, *rows, use="train and evaluate"):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        lines = "".join(json.dumps({"dataset": name, **row}) + "\n" for row in rows)
        (folder / f"{split}.jsonl").write_text(lines, "utf-8")
        manifest = tmp_path / "MANIFEST.json"
        known = json.loads(manifest.read_text("utf-8")) if manifest.exists() else {}
        manifest.write_text(json.dumps({**known, name: {"use": use}}), "utf-8")
        return tmp_path

    return write


MODAL = {
    "id": "1",
    "doc": "d",
    "lang": "en",
    "text": "It may , or can .",
    "spans": [
        {"start": 3, "end": 6, "label": "speculation"},
        {"start": 12, "end": 15, "label": "capability"},
    ],
}


def test_a_modal_is_a_hedge_only_when_it_speculates(data):
    folder = data("mist_modals", "train", *({**MODAL, "doc": str(n)} for n in range(40)))
    found = corpora.read(folder, "mist_modals", "train")
    said = [(t.label, found[0].text[t.start : t.end], t.value) for t in found[0].targets]
    assert [one for one in said if one[0] == "hedge"] == [
        ("hedge", "may", 1.0),
        ("hedge", "can", 0.0),
    ]
    assert ("hedge:modal", "may", 1.0) in said
    assert ("hedge:epistemic", "may", 0.0) in said
    assert not any(word == "can" for label, word, _ in said if label != "hedge")
    assert found[0].closed == frozenset()


def test_the_held_out_documents_are_no_training_documents(data):
    folder = data("mist_modals", "train", *({**MODAL, "doc": str(n)} for n in range(200)))
    train, dev = (corpora.read(folder, "mist_modals", part) for part in ("train", "dev"))
    assert len(train) + len(dev) == 200
    assert 5 <= len(dev) <= 40
    assert not {e.group for e in train} & {e.group for e in dev}


def test_a_clause_of_attribution_is_parted_into_source_and_cue(data):
    row = {
        "id": "1",
        "doc": "d",
        "lang": "zh",
        "text": "罗致光 还 提到 ， 收入 增加 。",
        "label": "attributed",
        "spans": [{"start": 0, "end": 8, "label": "attribution"}],
    }
    folder = data("attribution_zh_gcdt", "train", row)
    [example] = corpora.read(folder, "attribution_zh_gcdt", "train")
    known = [(t.label, example.text[t.start : t.end]) for t in example.targets if t.value == 1.0]
    assert ("source", "罗致光") in known
    assert ("cue", "提到") in known
    assert example.sentence["attributed"] == 1.0


def test_rows_that_stand_in_training_too_are_left_out(data):
    row = {"id": "1", "lang": "en", "text": "It is good.", "label": "SUBJ"}
    folder = data("newssd_eng", "test", row, {**row, "dup_in_train": True})
    assert len(corpora.read(folder, "newssd_eng", "test")) == 1


def test_what_may_only_evaluate_never_trains(data):
    folder = data("newssd_eng", "train", use="evaluate only")
    with pytest.raises(PermissionError, match="newssd_eng"):
        corpora.read(folder, "newssd_eng", "train")


def test_a_broken_line_is_named(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text('{"a": 1}\n{"a"\n', "utf-8")
    with pytest.raises(ValueError, match=r"x\.jsonl:2: not a JSON object"):
        list(corpora.rows(path))


def test_gold_marks_become_labels_of_their_sentence():
    row = {
        "document": "d",
        "language": "en",
        "split": "dev",
        "text": "Ann said it may rain. Fine.",
        "sentences": [[0, 21], [22, 27]],
        "marks": [
            {"layer": "claim", "label": "supported", "start": 0, "end": 21, "sentence": 0},
            {"layer": "claim", "label": "not_checkable", "start": 22, "end": 27, "sentence": 1},
            {
                "layer": "source",
                "label": "named_person",
                "start": 0,
                "end": 3,
                "sentence": 0,
                "cues": [[4, 8]],
            },
            {"layer": "hedge", "label": "modal", "start": 12, "end": 15, "sentence": 0},
        ],
    }
    first, second = examples(row)
    assert first.sentence == {"attributed": 1.0, "hedged": 1.0, "loaded": 0.0, "checkable": 1.0}
    assert second.sentence == dict.fromkeys(("attributed", "hedged", "loaded", "checkable"), 0.0)
    assert {(t.label, first.text[t.start : t.end]) for t in first.targets if t.value} == {
        ("source", "Ann"), ("cue", "said"), ("hedge", "may"),
        ("source:named_person", "Ann"), ("hedge:modal", "may")}  # fmt: skip
    assert Target("source:vague", 0, 3, 0.0) in first.targets
    assert second.targets == ()


def test_held_sentences_are_not_trained_on_however_spaced(data, monkeypatch):
    row = {"id": "1", "lang": "en", "text": "It is  Good .", "label": "SUBJ"}
    folder = data("newssd_eng", "train", row, {**row, "text": "It is bad ."})
    monkeypatch.setattr(corpora, "READERS", {"newssd_eng": corpora.READERS["newssd_eng"]})
    monkeypatch.setattr(corpora, "raw_news", lambda _: [])
    assert [e.text for e in corpora.mixture(folder, ["it is good."])] == ["It is bad ."]
