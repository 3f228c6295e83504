"""Headings, items, captions, links and dashes are units of their own; wrapped lines are not."""

from __future__ import annotations

import pytest

from annotator.text import segment

MAIL = """\
From: Jane <jane@example.org>
Subject: Report on the flood

Dear all,

the river rose by three metres on Tuesday night, and according to the
U.S. Geological Survey it may rise further. Mayor Tom Hill said that Mr.
Smith had been warned. "We expect the worst," he added, and called on
People living near the dam to leave.

> The governor had said last week that nobody was in danger, and that
> the dam would hold.

Jane Doe
"""
WRAPPED_FRENCH = """\
INONDATIONS DANS LE SUD

La préfecture a indiqué mardi que plusieurs communes avaient été
évacuées. Selon M. Dupont, maire de Sommières, « la situation reste
critique ». Il a ajouté que les secours
étaient sur place.
"""
WRAPPED_CHINESE = """\
洪水来袭

据新华社报道，周二晚间河水上涨三米，有关部门表示水位可能继续上升，当
地居民已被要求撤离。市长王某说，情况仍然十分严峻，救援人员已经到达现
场，并将继续工作。
"""
PAGE = """\
Big flood hits town

By John Smith
Tuesday, 5 May 2020

The river rose. It fell again.
Read more
https://example.com/a
Source: https://example.com/b https://example.com/c
Photo: A man walks in Beijing. Reuters
A man walks in Beijing (Photo by Li Wei)
© AFP 2020
Credit : Stefan Czimmek / DW
Photographs show that the dam broke.
We read https://example.com/a today.
"""
LISTS = """\
The plan has three parts:
1. Build the dam
2) Pay the workers. All of them.
* Leave
• Come back
-
Rest. Then start.
2019 was bad.
3.5 million came.

2. What was done

Nothing was done.
"""
CHINESE_PAGE = """\
洪水来袭：三省受灾
记者 王某
据新华社报道，水位上涨。图片由新华社提供。
图：救援现场。新华社记者 李某 摄
（图片来源：路透社）
图书馆已经关闭。
一、原因
（二）降雨
第一，降雨太多。
"""


def units(text: str, language: str) -> list[tuple[str, str]]:
    return [(s.unit.value, text[s.start : s.end]) for s in segment(text, language)]


def test_wrapped_mail_is_read_across_its_line_ends() -> None:
    assert units(MAIL, "en") == [
        ("heading", "From: Jane <jane@example.org>"),
        ("heading", "Subject: Report on the flood"),
        ("sentence", "Dear all,"),
        (
            "sentence",
            (
                "the river rose by three metres on Tuesday night, and according to the\n"
                "U.S. Geological Survey it may rise further."
            ),
        ),
        ("sentence", "Mayor Tom Hill said that Mr.\nSmith had been warned."),
        (
            "sentence",
            '"We expect the worst," he added, and called on\nPeople living near the dam to leave.',
        ),
        (
            "sentence",
            (
                "> The governor had said last week that nobody was in danger, and that\n"
                "> the dam would hold."
            ),
        ),
        ("heading", "Jane Doe"),
    ]


def test_wrapped_french_and_chinese_are_read_across_their_line_ends() -> None:
    assert [quote for _, quote in units(WRAPPED_FRENCH, "fr")] == [
        "INONDATIONS DANS LE SUD",
        "La préfecture a indiqué mardi que plusieurs communes avaient été\névacuées.",
        "Selon M. Dupont, maire de Sommières, « la situation reste\ncritique ».",
        "Il a ajouté que les secours\nétaient sur place.",
    ]
    heading, first, second = units(WRAPPED_CHINESE, "zh")
    assert heading == ("heading", "洪水来袭")
    assert first[1].endswith("当\n地居民已被要求撤离。")
    assert second[1].endswith("现\n场，并将继续工作。")


def test_the_furniture_of_a_page() -> None:
    assert units(PAGE, "en") == [
        ("heading", "Big flood hits town"),
        ("heading", "By John Smith"),
        ("heading", "Tuesday, 5 May 2020"),
        ("sentence", "The river rose."),
        ("sentence", "It fell again."),
        ("link", "Read more"),
        ("link", "https://example.com/a"),
        ("link", "Source: https://example.com/b https://example.com/c"),
        ("caption", "Photo: A man walks in Beijing. Reuters"),
        ("caption", "A man walks in Beijing (Photo by Li Wei)"),
        ("caption", "© AFP 2020"),
        ("caption", "Credit : Stefan Czimmek / DW"),
        ("sentence", "Photographs show that the dam broke."),
        ("sentence", "We read https://example.com/a today."),
    ]


def test_lists_dashes_and_numbered_headings() -> None:
    assert units(LISTS, "en") == [
        ("sentence", "The plan has three parts:"),
        ("item", "1. Build the dam"),
        ("item", "2) Pay the workers."),
        ("item", "All of them."),
        ("item", "* Leave"),
        ("item", "• Come back"),
        ("dash", "-"),
        ("item", "Rest."),
        ("item", "Then start."),
        ("sentence", "2019 was bad."),
        ("sentence", "3.5 million came."),
        ("heading", "2. What was done"),
        ("sentence", "Nothing was done."),
    ]


def test_a_chinese_page() -> None:
    assert units(CHINESE_PAGE, "zh") == [
        ("heading", "洪水来袭：三省受灾"),
        ("heading", "记者 王某"),
        ("sentence", "据新华社报道，水位上涨。"),
        ("sentence", "图片由新华社提供。"),
        ("caption", "图：救援现场。新华社记者 李某 摄"),
        ("caption", "（图片来源：路透社）"),
        ("sentence", "图书馆已经关闭。"),
        ("item", "一、原因"),
        ("item", "（二）降雨"),
        ("sentence", "第一，降雨太多。"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end_ends_a_block(end: str) -> None:
    text = end.join(["One two.", "Three four", "Five six seven eight nine."]) + end
    assert units(text, "en") == [
        ("sentence", "One two."),
        ("heading", "Three four"),
        ("sentence", "Five six seven eight nine."),
    ]


def test_where_no_line_has_an_end_mark_lines_are_no_headings() -> None:
    text = "The minister resigned on Monday\nHis deputy took over\nNobody was asked"
    assert {unit for unit, _ in units(text, "en")} == {"sentence"}
    assert units("今天天气真好\n据说明天会下雨", "zh")[0] == ("sentence", "今天天气真好")


def test_short_lines_are_not_joined_but_a_lower_case_one_goes_on() -> None:
    assert len(units("Roses are red\nviolets are blue\nsugar is sweet.\n", "en")) == 3
    long = "The minister, who had been asked to resign\nby her own party, refused.\nShe stayed.\n"
    assert [quote for _, quote in units(long, "en")] == [
        "The minister, who had been asked to resign\nby her own party, refused.",
        "She stayed.",
    ]
