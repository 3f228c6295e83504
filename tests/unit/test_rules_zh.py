"""Who says what in Chinese news, on sentences made up for the purpose."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.rules.chinese import attributions, glued_pinyin
from annotator.suggest.rules.view import Attribution, look
from rubric import Document, Sentence

REPORTS = frozenset({"speech", "belief", "finding", "provision", "hearsay", "chain"})


def document(*sentences: str) -> Document:
    spans, at = [], 0
    for index, sentence in enumerate(sentences):
        spans.append(Sentence(index, at, at + len(sentence)))
        at += len(sentence)
    return Document("made.txt", "".join(sentences), "zh", tuple(spans))


def read(*sentences: str) -> list[Attribution]:
    return [one for one in attributions(look(document(*sentences))) if one.kind in REPORTS]


def sources(*sentences: str) -> list[tuple[str, str]]:
    text = "".join(sentences)
    view = look(document(*sentences))
    return [
        (view.folded.original(*one.source).of(text), one.label)
        for one in attributions(view)
        if one.source and one.kind in REPORTS
    ]


@pytest.mark.parametrize(
    ("sentence", "source", "label", "cues"),
    [
        ("外交部发言人林剑12日在记者会上表示，双方将继续谈判。", "林剑", "named_person", ["表示"]),
        ("斯坦福大学教授詹姆斯·李维说，结果令人意外。", "詹姆斯·李维", "named_person", ["说"]),
        ("法国总统马尔尚强调，欧洲必须团结。", "马尔尚", "named_person", ["强调"]),
        ("交通部長陳世凱受訪時說，列車已經恢復行駛。", "陳世凱", "named_person", ["說"]),
        ("张教授认为，这一结论还需要验证。", "张教授", "named_person", ["认为"]),
        ("國家氣象局指出，颱風正在減弱。", "國家氣象局", "organisation", ["指出"]),
        ("《朝日新闻》报道，两国已达成协议。", "《朝日新闻》", "organisation", ["报道"]),
        ("环保组织“蓝色海洋”称，油污已经扩散。", "蓝色海洋", "organisation", ["称"]),
        ("据路透社报道，油价周三下跌。", "路透社", "organisation", ["据", "报道"]),
        ("根据财政部的数据，赤字扩大了两成。", "财政部的数据", "document", ["根据"]),
        ("发表在《柳叶刀》上的一项研究显示，疫苗有效。", None, "document", ["显示"]),
        ("《劳动法》第三十六条规定，每日工时不超过八小时。", "《劳动法》", "document", ["规定"]),
        ("一名不愿透露姓名的工程师透露，零件早已老化。", None, "unnamed", ["透露"]),
        ("“水一下子就进来了，”一位居民说。", "一位居民", "unnamed", ["说"]),
        ("目击者称，当时有三声枪响。", "目击者", "unnamed", ["称"]),
        ("有专家指出，这种做法违法。", "有专家", "vague", ["指出"]),
        ("业内人士普遍认为，价格还会上涨。", "业内人士", "vague", ["认为"]),
        ("据了解，该厂已停产半年。", "据了解", "vague", []),
        ("在李娜看来，比赛并不公平。", "李娜", "named_person", ["在", "看来"]),
        ("记者从海关获悉，货物已经放行。", "海关", "organisation", ["获悉"]),
        ("消息已获警方证实。", "警方", "organisation", ["证实"]),
        ("中国气象局：今夜有雨", "中国气象局", "organisation", []),
    ],
)
def test_finds_source_label_and_cue(
    sentence: str, source: str | None, label: str, cues: list[str]
) -> None:
    view = look(document(sentence))
    found = [one for one in attributions(view) if one.kind in REPORTS]
    assert found, sentence
    assert found[0].source is not None
    quote = view.folded.original(*found[0].source).of(sentence)
    assert found[0].label == label, quote
    assert source is None or quote == source
    assert [view.folded.original(*cue).of(sentence) for cue in found[0].cues] == cues


@pytest.mark.parametrize(
    "sentence",
    [
        "这本小说被称为杰作。",
        "他所说的话没有记录。",
        "这说明设备已经老化。",
        "他竖起手指。",
        "双方签署了声明。",
        "警方拒绝透露细节。",
        "这种说法没有根据。",
        "昨天气温下降了五度。",
        "第一人称叙述更亲切。",
        "政府公布了名单。",
    ],
)
def test_finds_no_report_where_nobody_reports(sentence: str) -> None:
    assert read(sentence) == []


def test_a_relayed_source_is_the_link_of_a_chain() -> None:
    first, second = read("法新社援引一名官员的话说，谈判已经破裂。")
    assert (first.label, first.kind) == ("organisation", "speech")
    assert (second.label, second.kind, second.secondary) == ("unnamed", "chain", True)


def test_what_is_told_to_an_outlet_is_secondary() -> None:
    assert read("两名官员对美联社说，撤军已经开始。")[0].secondary
    assert not read("两名官员说，撤军已经开始。")[0].secondary


def test_two_sources_share_a_cue() -> None:
    assert sources("天河公司和节目制作人否认演员受到歧视。") == [
        ("天河公司", "organisation"),
        ("节目制作人", "unnamed"),
    ]


def test_a_source_of_an_earlier_clause_is_found() -> None:
    found = sources("央行行长王小川发表讲话，表示利率不会下调。")
    assert found == [("王小川", "named_person")]


def test_a_pronoun_means_whom_its_sentence_names() -> None:
    found = read("演员爱德华·金演过几十部电影，他说：“机会并不多。”")
    assert [one.entity for one in found] == ["爱德华·金"]


def test_a_last_name_means_the_full_name_told_before() -> None:
    first = "经济学家麦克·恩格伦德说，房价正在下跌。"
    found = read(first, "恩格伦德指出，失业也在上升。")
    assert [one.entity for one in found] == ["麦克·恩格伦德"] * 2
    assert all(one.standing for one in found)


def test_a_label_gives_no_standing_and_a_role_does() -> None:
    assert not read("时事评论员石海说，局势不妙。")[0].standing
    assert read("大学教授石海说，局势不妙。")[0].standing
    assert not read("石海说，局势不妙。")[0].standing


def test_a_report_inside_a_report_does_not_govern() -> None:
    view = look(document("经济学家王强说，新的数据显示，经济正在放缓。"))
    assert [one.main for one in attributions(view) if one.source] == [True, False]
    assert len(read("据新华社报道，外交部长王强说，会谈已经结束。")) == 2


def test_a_report_behind_the_content_governs() -> None:
    (found,) = read("在已经开工的城市或正在建设的城市里，工程都会继续，王强说道。")
    assert found.main


TRADITIONAL = {
    "外交部发言人林剑表示，双方将继续谈判。": "外交部發言人林劍表示，雙方將繼續談判。",
    "据美联社报道，总统已经签署命令。": "據美聯社報導，總統已經簽署命令。",
    "多名专家警告，疫情尚未结束。": "多名專家警告，疫情尚未結束。",
}


@pytest.mark.parametrize("simplified", TRADITIONAL)
def test_both_scripts_and_widths_read_the_same(simplified: str) -> None:
    def shape(text: str) -> list[tuple[object, ...]]:
        return [(one.source, one.cues, one.label, one.kind) for one in read(text)]

    assert shape(simplified)
    assert shape(TRADITIONAL[simplified]) == shape(simplified)
    assert shape(simplified.replace("，", ",")) == shape(simplified)


def test_glued_pinyin_changes_no_reading_and_is_marked_in_stretches() -> None:
    plain = "國際組織說，電詐團伙已經轉移。"
    glued = "國(guó)際組織說(shuō)，電詐團(tuán)伙已經轉(zhuǎn)移。"
    assert [quote for quote, _ in sources(plain)] == ["國際組織"]
    assert [quote for quote, _ in sources(glued)] == ["國(guó)際組織"]
    spans = glued_pinyin(document(glued, "沒有拼音。", "又見國(guó)際。"))
    text = glued + "沒有拼音。又見國(guó)際。"
    assert [span.of(text) for span in spans] == [glued[:-2], "國(guó)"]


WORDS = [
    "说",
    "表示",
    "，",
    "。",
    "“",
    "”",
    "《",
    "》",
    "(",
    ")",
    "据",
    "报道",
    "他",
    "专家",
    "李",
    "·",
]


@given(st.lists(st.sampled_from([*WORDS, "在", "的", "和", "局", "a", "1"]), max_size=60))
def test_any_text_gives_ranges_inside_its_sentence(pieces: list[str]) -> None:
    text = "".join(pieces)
    for one in attributions(look(document(text))):
        ranges = [*one.cues, *([one.source] if one.source else [])]
        assert all(0 <= start < end <= len(text) for start, end in ranges)
        assert one.label or one.source is None


def seconds(times: int, piece: str) -> float:
    """CPU seconds for one sentence made of a piece again and again, the better of two runs."""
    made = document(piece * times)
    best = 99.0
    for _ in range(2):
        start = time.process_time()
        view = look(made)
        attributions(view)
        for layer in ("hedge", "loaded", "integrity", "checkability"):
            view.clauses[0].longest_hits(view.folded, layer)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "他说，",
            "据《",
            "专家和",
            "“他表示",
            "(说",
            "援引",
            "一名",
            "王·",
            "的",
            "，，",
            "在对向就",
        ),
        *("他表示,希望", "应该", "编辑:", "许多专家", "所谓“", "锟斤拷", "如下", "近一左右"),
    ],
)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    look(document("热身"))
    assert seconds(2000, piece) < 10 * max(seconds(500, piece), 0.02)


@pytest.mark.parametrize(
    ("sentence", "source", "label"),
    [
        ("法官梁小雯判刑时指，被告违反信任。", "梁小雯", "named_person"),
        ("环保基金会说，湖水已经发臭。", "环保基金会", "organisation"),
        ("检察官凌如介绍，案件共有四十宗。", "凌如", "named_person"),
        ("滨江地铁澄清：列车运行正常。", "滨江地铁", "organisation"),
        ("经国家文物鉴定委员会认定，花瓶是仿品。", "国家文物鉴定委员会", "organisation"),
        ("根据粮食署的说法，面粉涨了一倍。", "粮食署", "organisation"),
        ("一名队员在采访区愤愤地表示：“裁判错了。”", "一名队员", "unnamed"),
        ("检验中心对样品出具的检测报告显示，镉超标。", None, "document"),
        ("《宪法》第二章规定，公民享有言论自由。", "《宪法》", "document"),
        ("老罗说，井水早就干了。", "老罗", "named_person"),
        ("多家账号称，桥已经断了。", None, "vague"),
    ],
)
def test_finds_sources_behind_verb_phrases_and_titles(
    sentence: str, source: str | None, label: str
) -> None:
    found = sources(sentence)
    assert found, sentence
    assert found[0][1] == label, found
    assert source is None or found[0][0].startswith(source), found


@pytest.mark.parametrize(
    "sentence",
    ["首都的天气才完全相信不得。", "费用估计超过九百万元。", "公司未作出说明，只是沉默。"],
)
def test_does_not_take_what_only_stands_there_for_a_source(sentence: str) -> None:
    assert sources(sentence) == []


def test_a_surname_alone_means_whom_the_text_named() -> None:
    first, second = read("局长何婉玲表示，工程已经完工。", "何称，费用没有超支。")
    assert (second.label, second.entity) == ("named_person", first.entity)


def test_a_role_told_later_gives_standing() -> None:
    assert read("据方小宇介绍，电池更轻了。", "方小宇是公司的首席技术官。")[0].standing


def test_a_pronoun_means_a_person_only_mentioned_before() -> None:
    found = read("评委夸奖了安娜·贝尔的画。", "她说，画了三年才完成。")
    assert [(one.label, one.entity) for one in found] == [("named_person", "安娜·贝尔")]


def test_an_interview_names_the_speaker_of_each_turn() -> None:
    turns = (
        "晨报：修塔难吗？",
        "郭正：我修了四十年塔。",
        "每天工钱一块二。",
        "晨报：徒弟多吗？",
        "郭正：来了七个人。",
    )
    told = [(one.sentence, one.entity) for one in read(*turns)]
    assert told == [(1, "郭正"), (2, "郭正"), (4, "郭正")]


def test_times_in_front_of_a_colon_are_no_speakers() -> None:
    assert (
        read("08:41 桥面塌陷。", "08:55 道路封闭。", "09:02 学校停课。", "09:10 恢复供电。") == []
    )


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("费尔巴哈把“类”理解为人的一般特性。", ("费尔巴哈", "named_person")),
        ("省教育学院林志明教授认为，数据并不可靠。", ("林志明", "named_person")),
        ("消息很快遭到施工单位否认。", ("施工单位", "organisation")),
        ("英国外相表示，会谈已经结束。", ("英国外相", "named_person")),
        ("七成受访者表示，价格太高。", ("七成", "vague")),
    ],
)
def test_finds_sources_of_other_prose_than_the_agencies(
    sentence: str, found: tuple[str, str]
) -> None:
    assert found in sources(sentence)


def test_a_work_or_year_tells_where_the_words_of_a_scholar_stand() -> None:
    first, work, again = read(
        "高德曼在《论知识》中指出，信念需要理由。", "高德曼认为，感知也算理由。"
    )
    assert (first.standing, work.label, again.standing) == (True, "document", True)
    assert read("陈海平(2017)指出，词义已经变化。")[0].standing
    assert not read("陈海平指出，词义已经变化。")[0].standing


def test_what_is_only_supposed_is_no_report() -> None:
    assert sources("如果对方说不行，就换一家。") == []
