"""The review screen: opening a document, and the time from a key to what it paints.

Both programs write to a driver that keeps no terminal but is written to like one, so everything up
to the bytes for the terminal counts. A key's paint is the last frame before the screen is quiet.
The peer is Textual's own ``TextArea`` holding the same text, its cursor moved down.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from textual import events
from textual.app import App, ComposeResult
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot
from textual.widgets import TextArea

from annotator.service import Workspace
from annotator.tui.app import AnnotatorApp
from benchmarks.result import Result

SEEDS = Path(__file__).parent.parent / "seeds"
SIZE = (145, 45)
LARGE = 100_000
QUIET = 0.05
KEYS = ("down", "a", "x", "tab", "4", "u", "enter", "n", "pagedown", "3", "U", "enter", "up")
DECIDED = 150
"""Sentences accepted before measuring, so that decisions and annotations weigh in."""


class RecordingDriver(HeadlessDriver):
    """Takes what is written for the terminal, and notes when."""

    written = 0.0
    count = 0

    @property
    def is_headless(self) -> bool:
        """Say that there is a terminal, so that frames are written in full."""
        return False

    def write(self, data: str) -> None:
        """Note a frame."""
        type(self).written = time.perf_counter()
        type(self).count += len(data)


@dataclass
class Times:
    """What one program took.

    Attributes:
        opened: Seconds from the start to the first full frame.
        keys: Seconds from each key to its paint.
    """

    opened: float = 0.0
    keys: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        """The median, in milliseconds."""
        return statistics.median(self.keys) * 1000

    @property
    def p95(self) -> float:
        """The 95th percentile, in milliseconds."""
        return statistics.quantiles(self.keys, n=20)[-1] * 1000


class Peer(App[int]):
    """The same text in Textual's own editor."""

    def __init__(self, text: str) -> None:
        """Hold a text."""
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        """Make the editor."""
        yield TextArea(self.text, read_only=True)


async def press(app: App[int], key: str) -> float:
    """Press a key; return the seconds until its last frame was written."""
    RecordingDriver.written = 0.0
    begin = time.perf_counter()
    character = key if len(key) == 1 else None
    app.post_message(events.Key(key, character))
    while not RecordingDriver.written and time.perf_counter() - begin < 1:
        await asyncio.sleep(0.001)
    while time.perf_counter() - RecordingDriver.written < QUIET:
        await asyncio.sleep(0.001)
    return max(RecordingDriver.written - begin, 0.0)


def measure(
    app: App[int], keys: Sequence[str], *, before: Sequence[str] = (), times: Times | None = None
) -> Times:
    """Run a program, press ``before`` unmeasured and ``keys`` measured, and leave."""
    times = times or Times()
    app.driver_class = RecordingDriver
    begin = time.perf_counter()

    async def drive(pilot: Pilot[int]) -> None:
        await pilot.pause()
        while time.perf_counter() - RecordingDriver.written < 2 * QUIET:
            await asyncio.sleep(0.005)
        times.opened = RecordingDriver.written - begin
        for key in before:
            await press(app, key)
        for key in keys:
            times.keys.append(await press(app, key))
        app.exit(0)

    asyncio.run(app.run_async(headless=False, size=SIZE, auto_pilot=drive))
    return times


def article(name: str, size: int) -> str:
    """Return at least ``size`` characters of a seed document, over and over."""
    text = next(SEEDS.glob(f"{name}_*.txt")).read_text(encoding="utf-8")
    return (text + "\n\n") * (size // len(text) + 1) if size > len(text) else text


def results() -> Iterator[Result]:
    """Measure a normal English article and a large Chinese one."""
    for name, seed, size, language in (
        ("normal article", "001", 0, "en"),
        ("100,000 Chinese characters", "004", LARGE, "zh"),
    ):
        text = article(seed, size)[: size or None]
        ours, marks = _ours(text, language)
        peer = measure(Peer(text), ["down", "pagedown", "up"] * 12)
        label = f"{name}, {marks} marks"
        yield _result(f"key to paint p50, {label}", ours.p50, peer.p50, "")
        yield _result(f"key to paint p95, {label}", ours.p95, peer.p95, "≤ 50 ms", 50)
        yield _result(f"open, {label}", ours.opened * 1000, peer.opened * 1000, "≤ 1 s", 1000)


def _ours(text: str, language: str) -> tuple[Times, int]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(text, encoding="utf-8")
        with Workspace.open(Path(folder) / "bench.db") as workspace:
            workspace.add([path], language=language)
            workspace.suggest(spec="rules")
            document = workspace.find("article.txt")
            marks = len(workspace.suggestions(document))
            app = AnnotatorApp(workspace, document, "bench")
            sentences = len(workspace.document(document).sentences)
            before = ["enter"] * min(DECIDED, sentences // 2)
            return measure(app, KEYS * 4, before=before), marks


def _result(name: str, ours: float, theirs: float, goal: str, most: float | None = None) -> Result:
    reached = None if most is None else ours <= most
    return Result(name, ours, "ms", "TextArea", theirs, theirs / ours, goal, reached)
