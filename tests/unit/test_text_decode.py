"""Encodings: recognised on news in three languages, long and short; decoding is strict."""

from __future__ import annotations

import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import seeds
from annotator.text.decode import UndecodableError, decode
from annotator.text.read import read

PUNCTUATION = str.maketrans({"’": "'", "“": '"', "”": '"'})
ENGLISH, FRENCH, ESSAY, BRIEF, GLUED = (read(seed.path).text for seed in seeds.load())
SIMPLIFIED = (
    "据新华社报道，周二晚间河水上涨三米，有关部门表示水位可能继续上升。市长说，情况仍然十分严峻，"
    "救援人员已经到达现场，并将继续工作。专家认为，今年的降雨量约为往年的两倍。当地居民已被要求撤离。"
)
TRADITIONAL = (
    "據中央社報導，週二晚間河水上漲三米，有關部門表示水位可能繼續上升。市長說，情況仍然十分嚴峻，"
    "救援人員已經到達現場，並將繼續工作。專家認為，今年的降雨量約為往年的兩倍。當地居民已被要求撤離。"
)
NEWS = {
    "en": (FRENCH, ["cp1252"]),  # the English seed has curly quotation marks
    "fr": (ENGLISH, ["cp1252", "gb18030"]),
    "essay": (ESSAY, ["cp1252"]),
    "brief": (BRIEF, ["cp1252"]),
    "zh-Hans": (SIMPLIFIED, ["gb18030"]),
    "zh-Hant": (TRADITIONAL, ["gb18030", "big5"]),
}
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


def cases() -> list[tuple[str, str]]:
    return [(news, codec) for news, (_, legacy) in NEWS.items() for codec in UNICODE + legacy]


@pytest.mark.parametrize(("news", "codec"), cases())
def test_whole_articles_and_paragraphs(news: str, codec: str) -> None:
    text = NEWS[news][0]
    for part in (text, text[:400], text[-300:]):
        assert decode(part.encode(codec))[0] == part


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Émeutes à Paris", "cp1252"),
        ("Le maire a été arrêté hier.", "cp1252"),
        ("L’élève naïf, où ça ? « Là-bas », dit-il.", "cp1252"),
        ("Price rises 5% – “not our fault”", "cp1252"),
        ("Frégates de Taïwan : procès", "cp1252"),
        ("Costs £5 or €6", "cp1252"),
        ("中国经济增长放缓", "gb18030"),
        ("警方通报：三人被捕", "gb18030"),
        ("警方通報：三人被捕", "big5"),
        ("台灣總統今天表示", "big5"),
        ("中国经济增长放缓", "utf-16-le"),
        ("警方通報：三人被捕", "utf-16-be"),
        ("Hi", "utf-16-le"),
        ("plain", "utf-8"),
    ],
)
def test_headlines(text: str, codec: str) -> None:
    assert decode(text.encode(codec))[0] == text


def test_one_sentence_windows_of_the_seeds_are_nearly_all_right() -> None:
    """A floor, for the shortest samples cannot all be told apart."""
    dice = random.Random(7)
    right = total = 0
    for text, legacy in NEWS.values():
        for codec in legacy:
            for _ in range(60):
                at = dice.randrange(max(1, len(text) - 60))
                window = text[at : at + 60]
                total += 1
                with contextlib.suppress(UndecodableError):
                    right += decode(window.encode(codec))[0] == window
    assert total == 480
    assert right / total >= 0.97


@given(st.text(), st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_a_byte_order_mark_is_believed(text: str, codec: str) -> None:
    if "\x00" in text or text.startswith("\ufeff"):
        return
    assert decode(text.encode(codec))[0] == text


def outcome(data: bytes) -> tuple[str, str] | UndecodableError:
    try:
        return decode(data)
    except UndecodableError as error:
        return error


@given(st.text(min_size=1))
def test_valid_utf8_is_never_taken_for_anything_else(text: str) -> None:
    if "\x00" in text or text.startswith("\ufeff"):
        return
    result = outcome(text.encode())
    if isinstance(result, UndecodableError):  # it begins like a picture or an archive
        assert result.problem.endswith("not text")
    else:
        assert result == (text, "utf-8")


@given(st.binary(max_size=400))
def test_any_bytes_give_text_that_encodes_back_or_a_refusal(data: bytes) -> None:
    result = outcome(data)
    if isinstance(result, UndecodableError):
        assert result.problem
        assert result.remedy
    else:
        text, name = result
        assert "\x00" not in text
        assert text == data.decode(name).removeprefix("\ufeff")


def test_damaged_utf8_is_refused_where_the_damage_is() -> None:
    good = "Le gouvernement a déclaré que les élèves étaient là.".encode()
    at = good.index("é".encode()) + 1
    for bad in (good[:at] + b" " + good[at + 1 :], good + b"\xff fin", good + b"\xc3"):
        with pytest.raises(UndecodableError) as caught:
            decode(bad)
        assert "damaged" in caught.value.problem
        assert caught.value.offset is not None
        assert not bad[: caught.value.offset].decode().count("\ufffd")


def test_a_named_encoding_is_used_strictly() -> None:
    data = "он сказал".encode("cp1251")
    assert decode(data, "cp1251") == ("он сказал", "cp1251")
    with pytest.raises(UndecodableError) as caught:
        decode(b"abc\xff", "utf-8")
    assert caught.value.offset == 3
    for no_text_codec in ("klingon", "rot13", "hex", "bad\x00name", "zlib"):
        with pytest.raises(UndecodableError, match="no encoding"):
            decode(b"abc", no_text_codec)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 ...",
        b"PK\x03\x04....",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"\x1f\x8b\x08",
        b"\x7fELF\x02",
        b"abc\x00\x00def\x00" * 9,
        bytes(range(256)) * 4,
        random.Random(1).randbytes(5000),
    ],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(UndecodableError):
        decode(data)


def test_control_characters_are_no_reason_to_refuse() -> None:
    text = "\x1b[31mred\x1b[0m \x07 \x9b \u202e[/] \u200b"
    assert decode(text.encode()) == (text, "utf-8")
