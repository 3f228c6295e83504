"""How many are meant, and how surely: 一名, 许多, 有些."""

from __future__ import annotations

import re

COUNTED = re.compile(
    r"(?:另外?|也|还|更)?(?:有|某)?(?:[一两三四五六七八九数几十多\d]+)(?:名|位|个)"
    r"(?:不愿[^,的]{0,12}的|匿名的?)?|[某这那该](?:名|位|个)"
)
"""One or few people."""
MANY = re.compile(
    r"(?:也|还|却)?有(?:些|的|一些|不少|许多|很多|关)?|一些|某些|不少|许多|很多|众多|部分|大?多数"
    r"|绝大多数|大部分|少数|各[路方]?|若干|[多数几]家|[多各]种|多[名位项个]|越来越多"
)
"""Many, or nobody in particular."""


def counted(zone: str, head: int) -> int | None:
    """Return where the last counting word before ``head`` starts, or None."""
    starts = [found.start() for found in COUNTED.finditer(zone, max(0, len(zone) - 30))]
    return starts[-1] if starts and starts[-1] <= head else None


def many(zone: str, head: int) -> int | None:
    """Return where the last word for many before ``head`` starts, or None."""
    starts = [
        found.start()
        for found in MANY.finditer(zone, max(0, len(zone) - 20), head)
        if len(found.group()) > 1 or not found.start() or zone[found.start() - 1] in "的上里中、"
    ]
    return starts[-1] if starts else None
