"""Every data set is read as its scheme says, and evaluated from row to figure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evaluation_data import ROWS, write_data

from annotator.evaluate import DataError
from annotator.evaluate.baselines import LexiconSuggester
from annotator.evaluate.items import DataSet, Item
from annotator.evaluate.report import fault_rows, markdown, rows, table_rows
from annotator.evaluate.rows import held_out, read_rows
from annotator.evaluate.run import CONSTANT, evaluate_sets
from annotator.evaluate.sets import own_sets, public_sets
from annotator.suggest import load_suggester

SETS = {one.name: one for one in public_sets()}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_data(tmp_path)


def items(data: Path, name: str, split: str = "dev") -> list[Item]:
    return SETS[name].items(data, split)


def quotes(item: Item, measure: str) -> list[list[str]]:
    return [[item.document.quote(p) for p in one.pieces] for one in item.spans[measure]]


@pytest.mark.parametrize("name", ROWS)
def test_what_is_asked_of_an_item_is_what_the_set_measures(name: str, data: Path) -> None:
    names = {measure.name for measure in SETS[name].measures}
    found = [item for split in ("dev", "test") for item in _try(data, SETS[name], split)]
    assert found
    for item in found:
        assert item.spans.keys() | item.labels.keys() == names
        for labels in item.labels.values():
            assert len(labels) == len(item.sentences)
        length = len(item.document.text)
        for marks in item.spans.values():
            assert all(0 <= p.start < p.end <= length for one in marks for p in one.pieces)


def _try(data: Path, one: DataSet, split: str) -> list[Item]:
    file = data / one.name / f"{one.part(split)}.jsonl"
    return one.items(data, split) if file.exists() or one.name.startswith("ud_") else []


def test_spans_survive_the_undoing_of_tokenisation(data: Path) -> None:
    (french,) = items(data, "asfalda_fr_sequoia")
    assert french.document.text == "Le maire a affirmé que l'ancien port, fermé, rouvrira bientôt."
    assert quotes(french, "source") == [["Le maire"]]
    assert quotes(french, "cue") == [["affirmé"]]
    (chinese,) = items(data, "attribution_zh_gcdt")
    assert chinese.document.text == "市长昨天表示，旧港口明年将重新开放。"
    assert quotes(chinese, "attribution clause") == [["市长昨天表示"]]
    (modals,) = items(data, "mist_modals", "test")
    asked = [modals.document.quote(sentence) for sentence in modals.sentences]
    assert list(zip(asked, modals.labels["modal"], strict=True)) == [
        ("may", "hedge"),
        ("must", "plain"),
    ]


def test_rows_that_stand_in_training_are_left_out(data: Path) -> None:
    assert [item.name for item in items(data, "conll2010_wiki", "test")] == ["e-1", "e-2"]


def test_a_set_without_dev_part_lends_a_tenth_of_its_training_documents(data: Path) -> None:
    found = {item.group for item in items(data, "conll2010_wiki")}
    training = {row["doc"] for row in ROWS["conll2010_wiki"]["train"]}
    assert found == {document for document in training if held_out(document)}
    assert 0 < len(found) < len(training) / 2
    rest = SETS["conll2010_wiki"].rows(data / "conll2010_wiki", "train")
    assert found | {row["doc"] for row in rest} == training


def test_parallel_documents_that_the_news_set_tunes_on_are_dev(data: Path) -> None:
    assert {item.group for item in items(data, "ud_attribution_fr")} == {"annodis_2", "n01001"}
    tested = {item.group for item in items(data, "ud_attribution_fr", "test")}
    assert tested == {"n01005", "annodis_3"}


def test_texts_that_an_earlier_part_gives_away_are_not_reported_on(data: Path) -> None:
    """A sentence of the test part also stands in the dev parts of two sets."""
    results, _ = evaluate_sets([SETS["ud_attribution_fr"]], [], data, "test")
    assert {result.documents for result in results} == {1}


def test_sources_are_told_from_attributions_without_one(data: Path) -> None:
    (item,) = items(data, "polnear", "test")
    assert quotes(item, "source") == [["The mayor of Norton"]]
    assert quotes(item, "cue") == [["said"]]
    assert [item.document.quote(span) for span in item.ignored["cue"]] == ["closed"]


def test_hedges_by_another_definition_are_ignored(data: Path) -> None:
    (item,) = items(data, "chedge_zh_abstracts")
    assert quotes(item, "hedge cue") == [["推测"]]
    assert [item.document.quote(span) for span in item.ignored["hedge cue"]] == ["结果表明"]


def test_folds_and_disagreement_in_babe(data: Path) -> None:
    found = items(data, "babe", "test")
    assert [item.stratum for item in found] == [0, 1, 2, 3, 4, 1]
    assert [item.labels["biased"] for item in found][-1] == ("biased",)


def test_all_sets_are_evaluated_from_row_to_report(data: Path) -> None:
    chosen = [one for name, one in SETS.items() if (data / name / "dev.jsonl").exists()]
    suggesters = [load_suggester("rules"), LexiconSuggester()]
    results, faults = evaluate_sets(chosen, suggesters, data, "dev")
    assert {result.data_set for result in results} == {one.name for one in chosen}
    assert {result.suggester for result in results} == {"rules", "lexicon", CONSTANT}
    for row in rows(results):
        json.dumps(row)
        for score in ("precision", "recall", "f1", "calibration"):
            if row[score] is not None:
                low, high = row[f"{score}_interval"]
                assert 0 <= low <= high <= 1
    polnear = next(r for r in results if (r.data_set, r.measure) == ("polnear", "source"))
    assert polnear.f1 is not None
    assert (polnear.f1.value, polnear.expected, polnear.guessed) == (1, 1, 1)
    recalled = [r for r in results if r.data_set == "asfalda_fr_sequoia"]
    assert all(r.precision is None and r.f1 is None and r.calibration is None for r in recalled)
    assert all(row["quote"] or row["text"] for row in fault_rows(faults))
    told = markdown(chosen, results, "dev")
    assert all(f"### {one.name}" in told for one in chosen)
    assert len({len(row) for row in table_rows(results)}) == 1


def test_a_part_that_is_all_given_away_is_an_error(data: Path) -> None:
    path = data / "newssd_eng"
    (path / "train.jsonl").write_text((path / "dev.jsonl").read_text("utf-8"), encoding="utf-8")
    with pytest.raises(DataError, match="newssd_eng: part dev holds no text"):
        evaluate_sets([SETS["newssd_eng"]], [], data, "dev")


def test_the_best_constant_answer_is_found() -> None:
    results, _ = evaluate_sets([own_sets()[0]], [], Path(), "dev")
    hedged = next(r for r in results if r.measure == "hedged")
    assert hedged.recall.value == 1
    assert hedged.precision is not None
    assert hedged.precision.value == pytest.approx(hedged.expected / hedged.guessed)


def test_evaluation_is_the_same_every_time() -> None:
    one = own_sets()[2]
    first, second = (evaluate_sets([one], [load_suggester("rules")], Path(), "dev") for _ in "12")
    assert first == second


def test_own_news_is_read_as_bare_text() -> None:
    """Sentences of the labelled set are only what suggestions are compared with."""
    for one in own_sets():
        for item in one.items(Path(), "dev"):
            assert len(item.sentences) == len(item.labels["claim"]) == len(item.labels["hedged"])
            assert item.spans["source"] == item.spans["source and label"]
            for marks in item.spans.values():
                assert all(mark.label for mark in marks)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "no JSON"),
        ("[]", "no row with 'id' and 'text'"),
        ('{"id": "a"}', "no row with 'id' and 'text'"),
        ('{"id": "a", "text": "é!", "spans": [{"start": 1, "end": 3, "label": "x"}]}', "leaves"),
        ('{"id": "a", "text": "é!", "spans": [{"start": 2, "end": 1, "label": "x"}]}', "leaves"),
        ('{"id": "a", "text": "é!", "spans": [{"end": 1}]}', "'start' and 'end'"),
        ('{"id": "a", "text": "é!", "spans": [{"start": "0", "end": 1}]}', "'start' and 'end'"),
    ],
)
def test_a_faulty_row_is_named(line: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text('{"id": "0", "text": "fine"}\n\n' + line + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=f"dev.jsonl:3: .*{fault}"):
        list(read_rows(path))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file"):
        SETS["polnear"].items(tmp_path, "dev")
    with pytest.raises(DataError, match="no such file"):
        SETS["ud_attribution_fr"].items(tmp_path, "dev")


def test_a_row_that_lacks_what_its_set_needs_is_named(data: Path) -> None:
    path = data / "polnear" / "dev.jsonl"
    path.write_text('{"id": "x", "text": "y", "lang": "en"}\n', encoding="utf-8")
    with pytest.raises(DataError, match="polnear: row 'x': no 'attributions'"):
        SETS["polnear"].items(data, "dev")


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_bytes(b'{"id": "a", "text": "\xff\xfe"}\n')
    with pytest.raises(DataError, match=r"dev\.jsonl: .*UTF-8"):
        list(read_rows(path))
