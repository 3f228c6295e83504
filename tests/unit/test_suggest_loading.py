"""Suggesters by name, and those that installed packages bring."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.suggest import (
    Suggester,
    SuggesterFailed,
    UnknownSuggester,
    UnusableSuggester,
    load_suggester,
    notice_of,
)
from annotator.suggest.plugins import Available, available
from annotator.text import document_from_text

Install = Callable[..., None]
DOC = document_from_text("a.txt", "IT RAINS. It may snow.", language="en")

SHOUTING = """
from rubric import Mark, Suggestion

class Shouting:
    name = "shouting"
    fingerprint = "1"
    notice = "shouts at argument"

    def __init__(self, argument, rubric):
        self.label = argument or rubric.layers[3].labels[0].name

    def suggest(self, document):
        return [
            Suggestion(Mark("loaded", self.label, s.start, s.end, s.index), 0.5, self.name, "loud")
            for s in document.sentences if document.quote(s.span).isupper()
        ]
"""


NAMELESS = """
class load:
    name = fingerprint = ""
    def __init__(self, *_): ...
    def suggest(self, document): ...
"""
WRONG = """
from rubric import Mark as M, Suggestion as S
class load:
    name = fingerprint = "wrong"
    def __init__(self, *_): ...
    def suggest(self, document):
        """


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Install a package as pip does: a module, and metadata beside it."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def put(name: str, code: str, points: str | bytes, package: str = "") -> None:
        (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
        info = tmp_path / f"{package or name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {package or name}\nVersion: 1.0\n", encoding="utf-8"
        )
        content = points if isinstance(points, bytes) else points.encode()
        (info / "entry_points.txt").write_bytes(b"[annotator.suggesters]\n" + content)
        monkeypatch.delitem(sys.modules, name, raising=False)

    return put


def test_the_rules_are_always_there() -> None:
    assert load_suggester("rules").name == "rules"
    assert isinstance(load_suggester(), Suggester)
    assert notice_of(load_suggester()) == ""


@pytest.mark.parametrize("spec", ["magic", "rules:x", "magic:x", " ", "\x1b[2J", ":", "none?x=y"])
def test_an_unknown_name_is_told_with_those_there_are(spec: str) -> None:
    with pytest.raises(
        UnknownSuggester, match=r"there are: joined, rules, model, .*hub:MODEL, http:URL"
    ):
        load_suggester(spec)


def test_a_package_brings_a_suggester(install: Install) -> None:
    install("shouting", SHOUTING, "shouting = shouting:Shouting\n")
    assert Available("shouting", "from shouting") in available()
    suggester = load_suggester("shouting")
    assert (suggester.name, suggester.fingerprint) == ("shouting", "1")
    assert notice_of(suggester) == "shouts at argument"
    (found,) = suggester.suggest(DOC)
    assert (found.mark.label, DOC.quote(found.mark.span)) == ("loaded_word", "IT RAINS.")
    assert load_suggester("shouting:insinuation").suggest(DOC)[0].mark.label == "insinuation"


def test_listing_imports_no_package(install: Install) -> None:
    install("careless", "raise SystemExit('imported')", "careless = careless:load\n")
    assert [one.spec for one in available() if one.spec == "careless"] == ["careless"]
    assert "careless" not in sys.modules


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("raise RuntimeError('no luck')", "does not load: RuntimeError: no luck"),
        ("import a_module_that_is_not_there", "does not load: ModuleNotFoundError"),
        ("def load(:", "does not load: SyntaxError"),
        ("raise SystemExit(3)", "does not load: SystemExit: 3"),
        ("other = 1", "does not load: AttributeError"),
        ("load = 1", "does not load: TypeError"),
        ("def load(): ...", "does not load: TypeError"),
        ("def load(argument, rubric): ...", "needs a name, a fingerprint and suggest"),
        ("def load(argument, rubric): return 'x'", "needs a name, a fingerprint and suggest"),
        (NAMELESS, "needs a name"),
    ],
)
def test_a_broken_package_is_told_by_name(install: Install, code: str, wrong: str) -> None:
    install("broken", code, "broken = broken:load\n")
    with pytest.raises(UnusableSuggester, match=wrong) as told:
        load_suggester("broken")
    assert "of broken" in str(told.value)


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("raise SystemExit", "SystemExit"),
        ("return None", "TypeError"),
        ("return ['x']", "it returned str in place of Suggestion"),
        ("return [S(M('hedge', 'modal', 0, 999), 1, 'x', 'y')]", "which is not in the text"),
        ("return [S(M('hedge', 'modal', 5, 2), 1, 'x', 'y')]", "which is not in the text"),
        ("return [S(M('hedge', 'modal', 0, 2, 77), 1, 'x', 'y')]", "sentence 77"),
        ("return [S(M('hedge', 'modal', 0, 2, 0), 7, 'x', 'y')]", "confidence 7"),
        ("return [S(M('hedge', 'modal', 0, 2, 0), float('nan'), 'x', 'y')]", "confidence nan"),
        ("return [S(M('hedge', 'modal', 'a', 'b'), 1, 'x', 'y')]", "TypeError"),
    ],
)
def test_a_package_that_suggests_what_cannot_be_is_told(
    install: Install, body: str, wrong: str
) -> None:
    install("wrong", WRONG + body, "wrong = wrong:load\n")
    suggester = load_suggester("wrong")
    with pytest.raises(SuggesterFailed, match=wrong) as told:
        suggester.suggest(DOC)
    assert "'wrong' of wrong failed" in str(told.value)


def test_two_packages_cannot_share_a_name(install: Install) -> None:
    install("one", SHOUTING, "loud = one:Shouting\n")
    install("two", SHOUTING, "loud = two:Shouting\n")
    (listed,) = (one for one in available() if one.spec == "loud")
    assert "is offered by" in listed.problem
    with pytest.raises(UnusableSuggester, match=r"is offered by (one and two|two and one)"):
        load_suggester("loud")


@pytest.mark.parametrize("name", ["rules", "hub", "http", "model", "joined"])
def test_bundled_names_cannot_be_taken(install: Install, name: str) -> None:
    install("thief", SHOUTING, f"{name} = thief:Shouting\n")
    (listed,) = (one for one in available() if one.about == "from thief")
    assert "the name is taken" in listed.problem
    try:
        assert load_suggester(name).name != "shouting"
    except UnknownSuggester:
        assert "thief" not in sys.modules


@pytest.mark.parametrize("points", [b"\xff\xfe", b"no equals sign\n", b"[[[", b"x = \n", b"\0"])
def test_spoilt_metadata_spoils_nothing_else(install: Install, points: bytes) -> None:
    install("spoilt", "", points)
    install("shouting", SHOUTING, "shouting = shouting:Shouting\n")
    assert "shouting" in [one.spec for one in available()]
    assert load_suggester("shouting").suggest(DOC)


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    from annotator.suggest.hub import loading

    def find(name: str) -> object:
        return None if name == "torch" else importlib.util.find_spec(name)

    monkeypatch.setattr(loading, "find_spec", find)
    with pytest.raises(UnusableSuggester, match=r"torch.*pip install 'annotator\[torch\]'"):
        load_suggester("hub:anything")
