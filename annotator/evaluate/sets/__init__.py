"""The data sets that suggesters are measured on, one module a set or a family of sets."""

from __future__ import annotations

from annotator.evaluate.items import DataSet


def own_sets() -> tuple[DataSet, ...]:
    """Return the project's own sets, which need no data folder."""
    from annotator.evaluate.sets import gold

    return gold.SETS


def public_sets() -> tuple[DataSet, ...]:
    """Return the public sets, each a folder of the data folder."""
    from annotator.evaluate.sets import (
        chedge,
        conll,
        gcdt,
        mist,
        polnear,
        sequoia,
        support,
        treebanks,
        wording,
    )

    return (
        polnear.SET,
        *treebanks.SETS,
        sequoia.SET,
        gcdt.SET,
        conll.SET,
        mist.SET,
        wording.NEWSSD,
        wording.BABE,
        wording.NPOV,
        support.CLAIMBUSTER,
        support.FRWIKI,
        chedge.SET,
    )
