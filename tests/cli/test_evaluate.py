"""``annotator evaluate`` prints, writes, refuses and repeats itself."""

from __future__ import annotations

import json
from pathlib import Path

from running import Program

SET = "newssd_eng"
ROWS = [
    {"id": "1", "lang": "en", "text": "The senator's shameful lies know no end.", "label": "SUBJ"},
    {"id": "2", "lang": "en", "text": "The senator spoke for an hour.", "label": "OBJ"},
    {"id": "3", "lang": "en", "text": "Two trains were late on Monday.", "label": "OBJ"},
]


def data(folder: Path) -> Path:
    (folder / "data" / SET).mkdir(parents=True)
    lines = "".join(json.dumps(row) + "\n" for row in ROWS)
    (folder / "data" / SET / "dev.jsonl").write_text(lines, encoding="utf-8")
    return folder / "data"


def test_the_news_set_needs_no_data(annotator: Program) -> None:
    out = annotator("evaluate", "--sets", "gold_zh", "--format", "jsonl", "--suggester", "rules")
    assert out.code == 0
    found = out.records()
    assert {row["suggester"] for row in found} == {"rules", "lexicon", "constant"}
    assert {row["data_set"] for row in found} == {"gold_zh"}
    claim = next(row for row in found if (row["measure"], row["suggester"]) == ("claim", "rules"))
    low, high = claim["f1_interval"]
    assert 0 < low <= claim["f1"] <= high <= 1
    assert claim["split"] == "dev"
    assert sum(size for size, _, _ in claim["reliability"]) == claim["guessed"]


def test_a_data_folder_adds_the_sets_that_it_has(annotator: Program) -> None:
    folder = data(annotator.folder)
    arguments = ("evaluate", "--data", folder, "--suggester", "rules", "--json", "out.json")
    page = annotator.folder / "page.md"
    page.write_text(
        "# Page\n\n<!-- results dev -->\nold\n<!-- end of results dev -->\n\nEnd.\n",
        encoding="utf-8",
    )
    out = annotator(
        *arguments, "--sets", SET, "--markdown", page, "--faults", "faults.jsonl", COLUMNS="160"
    )
    assert out.code == 0, out.err
    assert SET in out.out
    results = json.loads((annotator.folder / "out.json").read_text("utf-8"))
    rules = next(row for row in results if row["suggester"] == "rules")
    assert (rules["measure"], rules["expected"]) == ("loaded", 3)
    told = page.read_text("utf-8")
    assert told.startswith("# Page\n")
    assert told.endswith("<!-- end of results dev -->\n\nEnd.\n")
    assert f"### {SET}" in told
    assert "old" not in told.split()
    again = annotator(*arguments, "--sets", SET, "--markdown", page, COLUMNS="160")
    assert (again.code, again.out) == (0, out.out)
    assert page.read_text("utf-8") == told
    faults = (annotator.folder / "faults.jsonl").read_text("utf-8").splitlines()
    assert all(json.loads(line)["data_set"] == SET for line in faults)


def test_what_cannot_be_is_refused(annotator: Program) -> None:
    unknown = annotator("evaluate", "--sets", SET)
    assert unknown.code == 2
    assert "public sets need --data" in " ".join(unknown.err.split())
    missing = annotator("evaluate", "--data", "nowhere")
    assert missing.code == 2
    assert "nowhere" in missing.err
    nobody = annotator("evaluate", "--suggester", "nobody")
    assert nobody.code == 2
    assert "nobody" in nobody.err


def test_a_faulty_set_fails_by_name(annotator: Program) -> None:
    folder = data(annotator.folder)
    file = folder / SET / "dev.jsonl"
    file.write_text(file.read_text("utf-8") + "{\n", encoding="utf-8")
    out = annotator("evaluate", "--data", folder, "--sets", SET, "--suggester", "rules")
    assert out.code == 1
    assert "dev.jsonl:4: no JSON" in out.err
    assert "Traceback" not in out.err
    empty = annotator("evaluate", "--data", folder, "--sets", "polnear", "--suggester", "rules")
    assert empty.code == 1
    assert "no such file" in empty.err
