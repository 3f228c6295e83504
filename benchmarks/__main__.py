"""Run the benchmarks: ``python -m benchmarks [NAME…] [--write PAGE]``.

Each module of this package with a ``results()`` that needs no arguments is one; it returns
:class:`Result` values. With ``--write`` the table of a Markdown page is brought up to date, between
two comment lines.
"""

from __future__ import annotations

import argparse
import os
import pkgutil
import platform
import re
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.result import Result, measured

NAMES = tuple(
    module.name
    for module in pkgutil.iter_modules([str(Path(__file__).parent)])
    if module.name not in {"__main__", "result", "learning"}  # learning needs a data folder
)
TABLE = re.compile(r"(<!-- results -->\n).*?(<!-- end -->)", re.DOTALL)


def main() -> int:
    """Run what was asked for; return 1 if a goal was missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"which of {', '.join(NAMES)}; all by default")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="the page to bring up to date")
    asked = parser.parse_args()
    found = [result for name in asked.names or NAMES for result in _apart(name)]
    if asked.write:
        page = asked.write.read_text(encoding="utf-8")
        asked.write.write_text(
            TABLE.sub(lambda frame: frame[1] + _table(found) + frame[2], page), encoding="utf-8"
        )
    return int(any(result.reached is False for result in found))


def _apart(name: str) -> list[Result]:
    """Run one benchmark in a process of its own: what one leaves in memory slows the next."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measured, name).result()


def _table(results: Sequence[Result]) -> str:
    where = (
        f"Measured with CPython {platform.python_version()} on {os.cpu_count()} cores, "
        f"{platform.system()} {platform.machine()}, at a load average of {os.getloadavg()[1]:.1f}: "
        "above the number of cores, times are of a machine that was busy with other work.\n\n"
    )
    head = "| what | Annotator | peer | its figure | ratio | goal |\n|---|---:|---|---:|---:|---|\n"
    rows = "".join(
        f"| {r.name} | {r.ours:,.3g} {r.unit} | {r.peer} | {r.theirs:,.3g} {r.unit} "
        f"| {r.ratio:.2f} | {r.goal}{_verdict(r)} |\n"
        for r in results
    )
    return where + head + rows


def _verdict(result: Result) -> str:
    return {None: "", True: " – reached", False: " – **missed**"}[result.reached]


if __name__ == "__main__":
    sys.exit(main())
