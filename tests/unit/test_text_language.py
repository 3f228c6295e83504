"""Languages: right on short texts too, and without loading a model where words settle it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text import LANGUAGES, detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister resigned on Monday.", "en"),
        ("He said so.", "en"),
        ("Officials deny reports", "en"),
        ("Flood kills three in Ohio", "en"),
        ("Chinese companies bought farmland worth 3 billion dollars", "en"),
        ("Le ministre a démissionné lundi.", "fr"),
        ("Il l’a dit.", "fr"),
        ("Inondations meurtrières dans l’Ohio", "fr"),
        ("Des entreprises chinoises achètent des terres", "fr"),
        ("Que faire face à cette crise ?", "fr"),
        ("部长周一辞职。", "zh"),
        ("部長週一辭職。", "zh"),
        ("美国ABC News报道, Trump与Biden辩论", "zh"),
        ("iPhone 13 Pro Max正式发布", "zh"),
        ("國(guó)際(jì)反詐(zhà)合作", "zh"),
        ("THE MAYOR OF PARIS SAID NO", "en"),
        ("LA MAIRE DE PARIS A DIT NON", "fr"),
        ("12345 ...", "en"),
        ("", "en"),
    ],
)
def test_short_texts(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_a_few_foreign_words_do_not_change_the_language() -> None:
    assert detect_language("The French say “c’est la vie” and 你好, he said to the press.") == "en"
    quoting = "Le Los Angeles Times a écrit que la ville est en ruine : “This is the end”, dit-il."
    assert detect_language(quoting) == "fr"


@given(st.text())
def test_every_text_has_a_language(text: str) -> None:
    assert detect_language(text) in LANGUAGES


def test_ordinary_news_loads_no_model() -> None:
    code = (
        "import sys, seeds\n"
        "from annotator.text import read\n"
        "print([read(s.path).language for s in seeds.load()])\n"
        "print([m for m in ('numpy', 'py3langid', 'charset_normalizer', 'textstat', 'nltk',"
        " 'opencc') if m in sys.modules])\n"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.splitlines() == ["['fr', 'en', 'fr', 'fr', 'zh']", "[]"]
