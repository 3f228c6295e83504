"""Learn from what reviewers decided: from the log to a model folder that suggests better."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.service.ledgers import ASSERTS_NOTHING
from rubric import Decision, Document, Mark, Rubric, loads, tally

if TYPE_CHECKING:
    from annotator.train.refit import Decided, Gain
    from db.store import Work

SHOWN_WEIGHT = 0.0
"""What a decision counts that was made while suggestions were shown: it may only echo the model."""


class WorseModelError(RuntimeError):
    """What was learned makes held-out documents worse, so nothing was written."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned, from how much.

    Attributes:
        folder: Where the model was written.
        sentences: How many decided sentences it was learned from.
        documents: Of how many documents.
        gains: What each label gained on documents held out.
    """

    folder: Path
    sentences: int
    documents: int
    gains: tuple[Gain, ...]


def decided_sentences(work: Work, shown_weight: float = SHOWN_WEIGHT) -> list[Decided]:
    """Return the sentences whose claim reviewers decided, with what stands on them.

    A sentence counts as read through once its claim is decided: what is not marked in it then, is
    not there.

    Args:
        work: The transaction to read in.
        shown_weight: What decisions count that were made while suggestions were shown, 0 to 1.
    """
    rubrics = {
        session.id: loads(session.rubric.content) for session in work.sessions.listed()
    }
    found: list[Decided] = []
    for info in work.documents.listed():
        document = work.documents.get(info.id)
        if document is None:
            continue
        for reading in work.readings.listed(info.id):
            log = work.log.decisions(reading.reading.id)
            rubric = rubrics[reading.reading.session_id]
            found += _decided(document, info.fingerprint, rubric, log, shown_weight)
    return found


def _decided(
    document: Document, name: str, rubric: Rubric, log: list[Decision], shown_weight: float
) -> Iterator[Decided]:
    from annotator.suggest.rules.fold import fold
    from annotator.train.refit import Decided

    linking = {layer.name for layer in rubric.layers if layer.unit == "sentence" and layer.links}
    echoes = {
        decision.annotation for decision in log if decision.suggestion is not None and decision.shown
    }
    marks: dict[int, list[tuple[int, Mark]]] = {}
    for number, mark in tally(log).annotations.items():
        if mark.sentence is not None:
            marks.setdefault(mark.sentence, []).append((number, mark))
    for index, here in sorted(marks.items()):
        claims = [(number, mark) for number, mark in here if mark.layer in linking]
        if not claims:
            continue
        number, claim = claims[-1]
        sentence = document.sentences[index]
        yield Decided(
            document=name,
            text=fold(document.quote(sentence.span)).text,
            language=document.language,
            labels={
                "checkable": claim.label not in ASSERTS_NOTHING,
                "attributed": bool(claim.sources),
                "hedged": any(rubric.hedges(mark) for _, mark in here),
                "loaded": any(mark.layer == "loaded" for _, mark in here),
            },
            weight=shown_weight if number in echoes else 1.0,
        )


def learn(decided: list[Decided], out: Path, base: Path | None = None) -> Learned:
    """Refit the model on decided sentences and write it to ``out``, a model folder of its own.

    Args:
        decided: What reviewers decided; see `decided_sentences`.
        out: The folder to write; a model in it is replaced only by a better one.
        base: The model to start from; the shipped one by default.

    Raises:
        TooFewDecisionsError: If there is not enough to learn from.
        WorseModelError: If held-out documents get worse on the whole.
        ModelUnavailableError: If the base cannot be opened.
    """
    import numpy as np

    from annotator.suggest.model.encoder import FILES, SHIPPED, Encoder
    from annotator.train.refit import evidence, refit

    base = base or SHIPPED
    used = [one for one in decided if one.weight > 0]
    scored = Encoder.load(base).score([one.text for one in used]) if used else []
    seen = evidence(
        used,
        np.array([one.embedding for one in scored]).reshape(len(used), -1),
        np.array([one.sentence for one in scored]).reshape(len(used), -1),
    )
    head, gains = refit(seen)
    difference = sum(gain.after - gain.before for gain in gains) / len(gains)
    if difference < 0:
        raise WorseModelError(
            f"held-out documents lost {-difference:.3f} F1 on average, so {out} was not written; "
            "decide more sentences, or let those count on which suggestions were shown"
        )
    out.mkdir(parents=True, exist_ok=True)
    for file in (*FILES, "config.json", "tokenizer_config.json"):
        if (base / file).resolve() != (out / file).resolve():
            shutil.copyfile(base / file, out / file)
    head.save(out)
    documents = len({one.document for one in used})
    return Learned(out, len(used), documents, tuple(gains))
