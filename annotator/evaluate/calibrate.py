"""Fit the calibration on the dev part of the labelled news set.

Run ``python -m annotator.evaluate.calibrate`` after a suggester has changed. It rewrites
``annotator/suggest/calibration.json`` in place; suggesters that it does not name keep theirs.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from annotator.evaluate.items import Item
from annotator.evaluate.platt import Case, choose_strength, fit_lines
from annotator.evaluate.remembering import load_for_evaluation
from annotator.suggest import Suggester, calibration
from rubric import Span, Suggestion

DEFAULT = Path(calibration.__file__).with_name(calibration.FILE)


def cases_of(suggester: Suggester, items: Iterable[Item]) -> Iterator[Case]:
    """Yield each suggestion for labelled news, and whether it is right.

    A claim is right if the labelled sentence that shares most with it has its label; a span if it
    touches a labelled one of its layer and label.
    """
    with calibration.raw_confidence():
        for item in items:
            for suggestion in suggester.suggest(item.document):
                right = _is_right(suggestion, item)
                if right is not None:
                    yield _case(suggestion, item, right=right)


def _case(suggestion: Suggestion, item: Item, *, right: bool) -> Case:
    mark = suggestion.mark
    return Case(
        suggestion.suggester,
        mark.layer,
        item.document.language,
        mark.label,
        item.group,
        suggestion.confidence,
        right,
    )


def _is_right(suggestion: Suggestion, item: Item) -> bool | None:
    mark = suggestion.mark
    if mark.layer == "claim":
        shares = [_shared(mark.span, sentence) for sentence in item.sentences]
        if not any(shares):
            return None
        return mark.label == item.labels["claim"][shares.index(max(shares))]
    return any(
        expected.label == mark.label and any(piece.overlaps(mark.span) for piece in expected.pieces)
        for expected in item.spans[f"{mark.layer} and label"]
    )


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def refit(specs: Sequence[str], path: Path = DEFAULT) -> str:
    """Fit the calibration of suggesters anew and write it.

    Args:
        specs: Whom; each as `annotator.suggest.load_suggester` takes it.
        path: The data file; what it says of other suggesters stays.

    Returns:
        What was done, for people.
    """
    from annotator.evaluate.sets.gold import SETS

    items = [item for one in SETS for item in one.items(Path(), "dev")]
    data = json.loads(path.read_text("utf-8")) if path.exists() else {"lines": {}, "strength": {}}
    told = []
    for suggester in map(load_for_evaluation, specs):
        cases = list(cases_of(suggester, items))
        strength, losses = choose_strength(cases)
        kept = {k: v for k, v in data["lines"].items() if k.split()[0] != suggester.name}
        fitted = fit_lines(cases, strength)
        kept |= {key: [line.slope, line.offset] for key, line in fitted.items()}
        data["lines"] = dict(sorted(kept.items()))
        data["strength"][suggester.name] = strength
        tried = ", ".join(f"{s:g}: {loss:.4f}" for s, loss in losses.items())
        told.append(f"{suggester.name}: {len(cases)} suggestions, strength {strength:g} ({tried})")
    path.write_text(_told(data), encoding="utf-8")
    return "\n".join(told)


def _told(data: dict[str, dict[str, object]]) -> str:
    """Write one line of the file for each calibration line."""
    parts = [
        f' "{name}": {{\n'
        + ",\n".join(f"  {json.dumps(key)}: {json.dumps(found)}" for key, found in part.items())
        + "\n }"
        for name, part in data.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Fit the calibration on the dev news set.")
    parser.add_argument(
        "--suggester",
        action="append",
        metavar="SPEC",
        help="may be repeated; rules and joined by default",
    )
    parser.add_argument("--out", type=Path, default=DEFAULT, metavar="FILE")
    arguments = parser.parse_args()
    print(refit(arguments.suggester or ["rules", "joined"], arguments.out))


if __name__ == "__main__":
    main()
