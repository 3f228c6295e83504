"""Wrongly decoded characters and glued pinyin are found where they stand in the original."""

import pytest

from annotator.suggest.rules.damage import damage, mojibake
from annotator.text import document_from_text


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Un cafÃ© au lait.", "cafÃ©"),
        ("It is the cityâ€™s fault.", "cityâ€™s"),
        ("Il a Ã©tÃ© vu.", "Ã©tÃ©"),
    ],
)
def test_mojibake(text: str, word: str) -> None:
    assert [span.of(text) for span in mojibake(text)] == [word]


@pytest.mark.parametrize(
    "text", ["L’été à Nîmes.", "“Fine,” he said — naïve.", "国际反诈", "Ängstlich"]
)
def test_good_text_is_left_alone(text: str) -> None:
    assert list(mojibake(text)) == []


def test_glued_pinyin_is_one_stretch() -> None:
    document = document_from_text("t", "據(jù)了解,行動(dòng)升級(jí)。", language="zh")
    (found,) = damage(document, "rules")
    assert document.quote(found.mark.span).startswith("據(jù)")
    assert found.mark.label == "encoding_noise"
