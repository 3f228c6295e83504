"""A data folder with a few made-up rows for each public data set, in the sets' own formats."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def span(text: str, part: str, label: str, **more: Any) -> Row:
    """Return the span of a part of a text."""
    start = text.index(part)
    return {"start": start, "end": start + len(part), "label": label, **more}


def pieces(text: str, *parts: str) -> list[list[int]]:
    """Return the ranges of parts of a text."""
    return [[text.index(part), text.index(part) + len(part)] for part in parts]


def row(name: str, language: str, text: str, **more: Any) -> Row:
    """Return a row."""
    return {"id": name, "lang": language, "text": text, "spans": [], **more}


WEASEL = "Some say that the old harbour may have been moved in the last century."
PLAIN = "The old harbour was moved to the north of the town in 1921."
NEUTRAL = "The harbour museum opens at nine and closes at five in summer."
SAID = "The mayor of Norton said on Monday that the old harbour would be closed."
FRAMES = "Le maire a affirmé que l' ancien port , fermé , rouvrira bientôt ."
CLAUSE = "市长 昨天 表示 ， 旧 港口 明年 将 重新 开放 。"
TREE = "Selon la mairie, le vieux port de la ville rouvrira avant la fin de l'été."
PARALLEL = "« Le port rouvrira », a déclaré la maire de la ville de Norton lundi soir."
MODALS = "This result may be due to chance , but users must restart and can continue ."
SLUR = "The senator's shameful lies about the harbour know no end at all."
HEDGE_ZH = "据此推测港口的沉积可能与河流改道有关，结果表明含沙量增加。"


def tree(name: str, text: str, source: str, cue: str, treebank: str) -> Row:
    """Return a row of a treebank."""
    told = {"source": pieces(text, source), "cue": pieces(text, cue), "content": []}
    return row(name, "fr", text, label="attributed", attributions=[told], treebank=treebank)


ROWS: Mapping[str, Mapping[str, Sequence[Row]]] = {
    "conll2010_wiki": {
        "train": [
            row(
                f"t-{number}",
                "en",
                f"{WEASEL} {number} {number * 7919}.",
                doc=f"Article {number}",
                label="uncertain",
                spans=[span(WEASEL, "Some say", "hedge_cue")],
            )
            for number in range(40)
        ],
        "test": [
            row("e-1", "en", WEASEL, doc="Harbour", label="uncertain"),
            row("e-2", "en", PLAIN, doc="Harbour", label="certain"),
            row("e-3", "en", PLAIN, doc="Twice", label="certain", dup_in_train=True),
        ],
    },
    "polnear": {
        "dev": [
            row(
                "outlet_1",
                "en",
                SAID,
                attributions=[
                    {"source": pieces(SAID, "The mayor of Norton"), "cue": pieces(SAID, "said")},
                    {"cue": pieces(SAID, "closed"), "content": []},
                ],
            )
        ]
    },
    "asfalda_fr_sequoia": {
        "dev": [
            row(
                "asf-1",
                "fr",
                FRAMES,
                attributions=[
                    {
                        "source": pieces(FRAMES, "Le maire"),
                        "cue": pieces(FRAMES, "affirmé"),
                        "content": pieces(FRAMES, "que l' ancien port , fermé , rouvrira bientôt"),
                        "kind": "speech",
                    }
                ],
            ),
            row("asf-2", "fr", TREE, attributions=[{"cue": [[0, 5]], "kind": "belief"}]),
        ],
    },
    "attribution_zh_gcdt": {
        "dev": [
            row(
                "g-1",
                "zh",
                CLAUSE,
                doc="gcdt_news_port",
                label="attributed",
                attributions=[{"attribution": pieces(CLAUSE, "市长 昨天 表示")}],
            )
        ],
        "test": [],
    },
    "ud_attribution_fr": {
        "train": [tree("annodis_1", PLAIN, "The old harbour", "moved", "Sequoia")],
        "dev": [tree("annodis_2", TREE, "la mairie", "Selon", "Sequoia")],
        "test": [
            tree("n01001011", PARALLEL, "la maire", "déclaré", "PUD"),
            tree("n01005001", "De plus, " + PARALLEL, "la maire", "déclaré", "PUD"),
            tree("annodis_3", TREE, "la mairie", "Selon", "Sequoia"),
        ],
    },
    "mist_modals": {
        "test": [
            row(
                "m-1",
                "en",
                MODALS,
                doc="D1",
                spans=[
                    span(MODALS, "may", "speculation"),
                    span(MODALS, "must", "deontic"),
                    span(MODALS, "can", "options"),
                ],
            )
        ],
        "train": [],
    },
    "newssd_eng": {"dev": [row("n-1", "en", SLUR, label="SUBJ")]},
    "babe": {
        "dev": [row("b-1", "en", SLUR, label="biased", fold=0)],
        "train": [
            row("b-2", "en", f"{number} {SAID}", label="not_biased", fold=number % 5)
            for number in range(5)
        ],
        "test": [
            row("b-3", "en", PLAIN, label="biased", fold=1),
            row("b-4", "en", WEASEL, label="no_agreement", fold=1),
        ],
    },
    "wiki_npov": {"dev": [row("w-1", "en", NEUTRAL, label="neutral_featured")]},
    "claimbuster": {
        "train": [],
        "test": [row("c-1", "en", PLAIN, label="checkworthy_factual")],
    },
    "frwiki_citation_needed": {"dev": [row("f-1", "fr", TREE, label="citation_needed")]},
    "chedge_zh_abstracts": {
        "dev": [
            row(
                "h-1",
                "zh",
                HEDGE_ZH,
                doc="A1",
                label="uncertain",
                spans=[
                    span(HEDGE_ZH, "推测", "hedge_cue", type="subjective_view"),
                    span(HEDGE_ZH, "结果表明", "hedge_cue", type="investigation_conclusion"),
                    span(HEDGE_ZH, HEDGE_ZH, "scope"),
                ],
            )
        ]
    },
}


def write_data(folder: Path) -> Path:
    """Write the data folder and return it."""
    for name, parts in ROWS.items():
        (folder / name).mkdir()
        for part, rows in parts.items():
            lines = "".join(json.dumps(found, ensure_ascii=False) + "\n" for found in rows)
            (folder / name / f"{part}.jsonl").write_text(lines, encoding="utf-8")
    return folder
