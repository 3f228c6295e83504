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
DECIDED = 60
"""Sentences accepted before measuring, so that decisions and annotations weigh in."""


class RecordingDriver(HeadlessDriver):
    """Takes what is written for the terminal, and notes when.

    Attributes:
        written: When the last frame was written.
        spent: What the processor had spent on the program by then, in seconds.
        woken: Set by every frame.
    """

    written = 0.0
    spent = 0.0
    woken = asyncio.Event()

    @property
    def is_headless(self) -> bool:
        """Say that there is a terminal, so that frames are written in full."""
        return False

    def write(self, data: str) -> None:
        """Note a frame."""
        if data:
            RecordingDriver.written = time.perf_counter()
            RecordingDriver.spent = time.process_time()
            RecordingDriver.woken.set()


@dataclass
class Times:
    """What one program took.

    Attributes:
        opened: Seconds from the start to the first full frame.
        opening: Seconds that the processor worked for that.
        keys: Seconds from each key to its paint.
        work: Seconds that the processor worked for it; on a busy machine the fairer figure.
    """

    opened: float = 0.0
    opening: float = 0.0
    keys: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)


def p50(times: list[float]) -> float:
    """Return the median, in milliseconds."""
    return statistics.median(times) * 1000


def p95(times: list[float]) -> float:
    """Return the 95th percentile, in milliseconds."""
    return statistics.quantiles(times, n=20)[-1] * 1000


class Peer(App[int]):
    """The same text in Textual's own editor."""

    def __init__(self, text: str) -> None:
        """Hold a text."""
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        """Make the editor."""
        yield TextArea(self.text, read_only=True)


async def quiet(patience: float = 2.0) -> None:
    """Wait until frames have come and no more come."""
    while True:
        RecordingDriver.woken.clear()
        try:
            await asyncio.wait_for(RecordingDriver.woken.wait(), patience)
        except TimeoutError:
            return
        patience = QUIET


async def press(app: App[int], key: str, times: Times) -> None:
    """Press a key; note how long it took until its last frame was written."""
    begin, spent = time.perf_counter(), time.process_time()
    app.post_message(events.Key(key, key if len(key) == 1 else None))
    await quiet()
    times.keys.append(max(RecordingDriver.written - begin, 0.0))
    times.work.append(max(RecordingDriver.spent - spent, 0.0))


def measure(app: App[int], keys: Sequence[str], before: Sequence[str] = ()) -> Times:
    """Run a program, press ``before`` unmeasured and ``keys`` measured, and leave."""
    times = Times()
    app.driver_class = RecordingDriver
    begin, spent = time.perf_counter(), time.process_time()

    async def drive(pilot: Pilot[object]) -> None:
        await pilot.pause()
        await quiet(patience=4 * QUIET)
        times.opened = RecordingDriver.written - begin
        times.opening = RecordingDriver.spent - spent
        for key in before:
            await press(app, key, Times())
        for key in keys:
            await press(app, key, times)
        app.exit(0)

    RecordingDriver.woken = asyncio.Event()
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
        yield _result(f"key to paint p50, {label}", p50(ours.keys), p50(peer.keys))
        yield _result(f"key to paint p95, {label}", p95(ours.keys), p95(peer.keys), 50)
        yield _result(f"work for a key p95, {label}", p95(ours.work), p95(peer.work))
        yield _result(f"open, {label}", ours.opened * 1000, peer.opened * 1000, 1000)
        yield _result(f"work to open, {label}", ours.opening * 1000, peer.opening * 1000)


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


def _result(name: str, ours: float, theirs: float, most: float | None = None) -> Result:
    goal = "" if most is None else f"≤ {most:.0f} ms"
    reached = None if most is None else ours <= most
    return Result(name, ours, "ms", "TextArea", theirs, theirs / ours, goal, reached)
