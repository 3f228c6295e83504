"""Sentences of Chinese news that assert nothing to check: lines of their own, wishes, judgements.

What a report says is judged without its source: an opinion stays one, whoever utters it. Two kinds
of evidence are weighed against each other, constructions that judge, wish or advise, and what only
a statement of fact has: numbers, dates, completed events, titles, bodies that act.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from annotator.suggest.rules.quotation import quoted_ranges
from annotator.suggest.rules.view import Attribution, Clause, View

Reason = tuple[float, str]
"""How surely, and why."""
_LONGEST_LINE = 48
_MARKS = "。．！？!?….:：;；,，、"
_TRAILING = " \t\u3000”’」』'\")）]】"
_MARGIN = 8
_LONGEST = 90
"""Characters after which a statement is hardly nothing but a judgement."""
_NO_OPINION = frozenset({"hearsay", "finding", "provision"})
"""The kinds of report that tell no opinion of their source."""
_SHORT = 30
"""Characters up to which one word that judges is enough, where nobody is named."""
_LONGEST_NOTICE = 60
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d[^\d]{0,60}\d")
_MANY = 2
"""Signs of fact that no judgement outweighs."""
_ADVISES = re.compile(
    r"提醒|建议|呼吁|敦促|促请|吁请|奉劝|劝|叮嘱|嘱咐|告诫|号召|倡议|寄语|提示|强调"
)
_COUNSEL = re.compile(
    r"(?:^|[,;:“\s])[^,;:。“]{0,14}?(?:应(?![邀对用急变届付诊声允约该是诉战试聘])|要(?![求闻])|须|务必|切勿|切忌|不要|不宜|请(?!求|愿|假)|别(?!人|的|处|墅)"
    r"|避免|注意|谨慎|审慎|小心|保持|保存|保留|换成|尽量|尽快|尽早|最好|不妨|千万|可(?:以)?(?:拨打|致电|向|咨询|申请)|及时|记得)"
)
_JUDGES = re.compile(
    # one thing set against another, comparisons, proverbs
    r"(?=[不与是没])(?:不是[^,。]{1,16},?(?:而|只|只不过|就|更)?是(?!否)|是[^,。]{1,14}(?:而)?不是|是[^,。]{1,12}的(?:问题|事情?|道理|机会|时候|地方|关键|根本|悲哀|遗憾|骄傲|耻辱|幸运)"
    r"|与其|不如|没有[^,。]{1,10},就(?:没有|不))"
    r"|[^,。]{0,3}(?=[像堪好如宛就形无犹跟])(?:就像|好像|如同|好比|犹如|形同|宛如|无异于|堪比|好似|跟[^,。]{1,8}一样|像[^,。]{1,14}(?:一样|似的|一般|那样|般))"
    # degree and a quality
    r"|(?=[,:“。一不也人从他令休会伤但何使信值初别加勇十又受只叫可命咱坦堪多够天太她好如它实家对尊就岂希归很得心必怀急总恭情感愿懂我才抱挺换放无明显更最有期未极根格桥梦毋比毕毫民永沉没注活深灵热特的相盼看真确祝称等简纯终老胜自致良蛮血让该说谁谢赤越输过这逊道那配难非高])"
    r"(?:(?:很|太|真|真是|好|更|最|十分|非常|特别|极其|极为|格外|相当|实在|未免|过于|多么?|何等|这么|那么|如此|确实|的确|简直|够|挺|蛮|有点|有些|越来越)(?:的)?"
    r"(?:可怕|荒唐|荒谬|离谱|冷血|珍贵|宝贵|重要|必要|合理|正确|错误|悲哀|悲惨|幸运|幸福|不幸|漂亮|美丽|美好|美妙|好看|难看|好吃|难吃|难喝|咸|淡|甜|贵|便宜|值得|精彩|无聊|有趣|讽刺|遗憾|欣慰|骄傲|自豪|感动|失望|愤怒|高兴"
    r"|开心|快乐|难过|伤心|心疼|心痛|痛心|惭愧|内疚|丢脸|可笑|可悲|可恨|可恶|可耻|可爱|可惜|可怜|无耻|虚伪|勇敢|善良|聪明|愚蠢|懒|蠢|傻|棒|妙|绝妙|糟糕|糟|差劲|恶心|迷人|动人|惊人|优秀|杰出|伟大|神奇|残酷|残忍|痛苦|孤独|寂寞|困难|艰难|不易|轻率|轻松|简单|明智|英明|公平|不公|公正|老实|自私|贪婪|天真|感激|感恩"
    r"|荣幸|惊讶|震惊|满意|不满|喜欢|喜爱|讨厌|害怕|担心|期待|希望|想念|怀念|奇怪|奇妙|独特|吸引|有吸引力|有意义|有意思|不可思议|令人)"
    r"|令人(?:难以置信|难以想象|震惊|失望|遗憾|振奋|感动|鼓舞|兴奋|担忧|不安|愤怒|愤慨|发指|心碎|心痛|难过|欣慰|印象深刻|惊叹|叹为观止|着迷|费解|惊讶|惊喜|敬佩|沮丧|厌恶|作呕|捧腹|陶醉)"
    r"|叫人(?:喜欢|佩服|心疼|失望|难过)|让人(?:心疼|心痛|失望|难过|感动|佩服|惊讶|不解|费解|着迷|寒心)"
    # verdicts
    r"|显而易见|毋庸置疑|毫无疑问|不言自明|说实话|老实说|坦白说|说白了|换句话说|越[^,。]{1,6},?[^,。]{0,4}越|没有一个(?:真正|人(?:敢|愿|会))|又到了|看不惯|看腻|有道理|没道理|很简单|得(?:好|妙|对|漂亮|精彩|太)(?=[,。!]|$)|(?:就|只|也)是(?:一份|一种|一个|一场|一次|这样)|急不得|等不起|输不起|伤不起|总有(?:人|些|极少数)|这才(?:是|叫)|赤裸裸|沉甸甸|活生生|血淋淋|(?:^|[,。])这(?:需要|有待|值得|应该)|比[^,。]{1,10}(?:还|更)|(?:^|[,。“])太[^,。]{1,3}了|感受到|如果[^,。]{2,20},那么?[^,。]{0,8}[也就]|(?:真正|最)的?(?:强者|赢家|受害者|意义|价值|幸福|自由)|(?:这|那|它)就是[^,。]{2,12}的(?:原因|方式|样子|魅力|力量)|无法(?:原谅|容忍|接受|想象)|不会原谅|不原谅|深以为然|深表(?:赞同|认同|遗憾)|可想而知|可见一斑|就算了|放心|难忘|心寒|逊于|胜过|值得|不值(?:得)?|配不上|不配|休矣|该醒|何必|何苦|岂(?!有此理$)|难道|无可厚非|情有可原|说到底|归根结底|毕竟|信不信由|谁要是|谁都|人人都|天下|注定|终将|必将|永远|从来(?:都|不|就是|没有一)|(?:一|总)是一场|才(?:是|刚刚开始)|也就那样|不过是|无非是|纯粹是|根本(?:就)?是|好一个|又是一|别再|好意思|自欺欺人|可以说是|称得上|不愧|堪称|未免"
    # feelings and wishes, of the speaker
    r"|(?:我|我们|咱们|自己)(?:也|都|就|很|真|只|一直|始终|从不|从没|永远|绝|并|其实|还是|当然|个人)*(?:不)?(?:希望|相信|觉得|认为|感到|感觉|想(?!起|到|出|像)|爱|恨|喜欢|讨厌|害怕|怕|担心|后悔|感谢|感激|期待|期盼|盼|盼望|愿|愿意|宁愿|支持|反对|信|知道该|明白|理解|欣赏|佩服|骄傲|自豪|必须|应该|需要|要坚|在乎|在意|原谅|怪|图|求|敢)"
    r"|(?:他|她)(?:不会|永远不会|绝不会?)?(?:原谅|尊重|支持|感到|希望|期待|盼望|愿意)|(?:^|[,。“:])(?:但愿|愿(?!意)|祝(?!贺|融|寿)|希望|期待|期盼|盼|祝福|感谢|谢谢|恭喜|加油|对不起|抱歉)"
    r"|道贺|致敬|受够|懂的都懂|会怀念|怀念|热爱|梦想|梦|灵魂|命运|尊严|良心|良知|勇气|初心|信念|使命|家园|明灯|希望之|一座桥|桥梁|高墙|人性|人心|人民要的|民心)"
)
_FACTS = re.compile(
    r"(?=[\d《第首一七万三上下两举九了五亿今位傍八公六关凌减几出判前包十千半去发受可启周四国增多始委宣导属已引当总成截批投抵拒据推撤收政数日明星昨显曾本机查正此死法派源百目研离签至获被规警议调起达近违造逮遭部随])"
    r"(?:\d|[两三四五六七八九十百千万亿几数多]+(?:名|位|个|人|家|次|起|件|项|年|月|日|天|周|小时|分钟|倍|成|元|所|艘|架|辆|份|张|座|国|条|篇|箱|道|口|块|笔|则|只|户|栋|瓶|款|批|枚|轮|场|声|万|层|米|公里|斤|岁)|[一半]半|百分之"
    r"|昨[天日晚夜]|今[天日晨早晚年]|明[天日年]|前[天日年]|去年|上[周月]|本[周月]|下[周月]|周[一二三四五六日末]|星期|日前|近日|当天|当日|当晚|凌晨|上午|下午|傍晚|此前|随后|目前|至今|截至"
    r"|《[^》]+》|第[一二三四五六七八九十\d]+[次名位届]|首[次个位批届]|(?<!太.)(?<!太..)(?<![忘为除极够算吹])了(?=[,。;”]|[\u4e00-\u9fff]{2,10}[,。;”])|已[经被于]?|曾(?!经历)|正在|被(?!人|动|告)|遭|宣布|公布|发布|逮捕|签署|发生|举行|死亡|受伤|起诉|调查|查处|发现|达成|出售|推出|启动|批准|判处|收购|成立|获得|增长|下降|上涨|下跌|减少|增加|违反|违法|拒绝|关闭|撤|抵达|离开|派出|投资|研究显示|显示|警方|法院|公司|政府|部门|机构|委员会|总统|总理|部长|议会|国会|位于|始于|源自|导致|造成|引发|属于|包括|规定|可能|据)"
)
_PLATITUDE = re.compile(
    r"需谨慎|有风险,|天网恢恢|疏而不漏|公道自在人心|时间会证明|让我们拭目以待|拭目以待|好戏|一路好走|一路走好|愿逝者安息|逝者安息|懂的都懂|信不信由|祝(?:他|她|你|您|我|大家|各位)|好运|祝福|不变质|没有终点|永不(?:止步|言弃)|未来可期|值得期待|任重道远|共勉|自负|仅供参考|不构成(?:任何)?(?:投资)?建议|后果自负|不信谣|不传谣"
)
_NOTICE = re.compile(
    r"^[\s“(【\[]*(?:请(?!求|愿|假|来|了|示)|敬请|记得|千万|务必|切勿|别(?!人|的|处|墅|称|名)|不妨|欢迎|快来|点击|扫码|关注|订阅|下载|加入|支持(?!者|率)|更多|看更多|阅读|相关(?:阅读|新闻|链接|报道):?|提示:|温馨提示|风险提示|免责声明|声明:|注:|备注|责任编辑|编辑:|来源:|图/|文/|图:)"
)
_IMPERATIVE = re.compile(
    r"(?:^|[,;:“”])[^,。]{0,8}(?:千万别|千万不要|不妨|记得|别再|(?<![申邀聘恳吁约延敦])请(?!求|愿|假|来|示|了|教|他|她|其|人|客|到|过|柬|辞|出)|别(?!人|的|处|墅|称|名|说|国|家)|应当?尽|必须(?!在|于|由|经)|务必|让我们)"
)


_ASKED = re.compile(r"“[^“”]*[?]”[^“”]{0,24}[。!]?$")
_ADVICE = re.compile(
    r"(?!不少|许多|很多|一些|多[个家名位]|各|有)[^,。“”]{0,16}?(?<![的被一])(?:(?:建议|奉劝|劝告|叮嘱)(?![的书案稿信])|我们?(?:在此|再次|强烈|郑重)?(?:呼吁|敦促|倡议|建议|恳请|吁请))"
)


def silent(view: View, reports: Mapping[int, Sequence[Attribution]]) -> dict[int, Reason]:
    """Return the sentences that assert nothing, each with how surely and why.

    Args:
        view: The text as the rules see it, in simplified characters.
        reports: The attributions by sentence that govern it.
    """
    lines = _lines(view)
    found: dict[int, Reason] = {}
    for clause in view.clauses:
        if clause.index in lines:
            found[clause.index] = (0.8, "a line of its own without an end mark: no statement")
        elif reason := _judged(view, clause, reports.get(clause.index, ())):
            found[clause.index] = reason
    return found


def _lines(view: View) -> set[int]:
    """The sentences that fill a line and end with no mark, unless most of the text does so.

    The folded view knows no lines any more, so the document's own text is looked at.
    """
    text, alone = view.document.text, set()
    for sentence in view.document.sentences:
        start, end = sentence.start, sentence.end
        bare = text[start:end].rstrip(_TRAILING)
        if not bare or len(bare) > _LONGEST_LINE or bare[-1] in _MARKS:
            continue
        behind = text[end : end + _MARGIN].lstrip(" \t\u3000")
        if not behind or behind[0] in "\r\n":
            alone.add(sentence.index)
    whole = len(view.document.sentences)
    return alone if len(alone) < whole and len(alone) * 3 <= whole * 2 else set()


def _judged(view: View, clause: Clause, reports: Sequence[Attribution]) -> Reason | None:
    """Tell why what a sentence says, or what its source says in it, asserts nothing."""
    text = view.folded.text
    whole = clause.text.strip()
    said = _content(view, clause, reports) if reports else whole
    if not said or len(said) > _LONGEST or any(one.kind in _NO_OPINION for one in reports):
        return None
    if _ASKED.match(whole):
        return 0.75, "a question asserts nothing"
    if not reports and (reason := _addressed(whole)):
        return reason
    if reports and _counsels(text, reports, said):
        return 0.65, "reported advice: it says what should be done, not what is"
    if _outweighs(view, clause, said, alone=not reports):
        return 0.6, "a judgement, wish or feeling, with no fact in it that could be checked"
    return None


def _addressed(whole: str) -> Reason | None:
    """Tell why a sentence that names nobody speaks to the reader, or beside the text."""
    if whole[:1] == "(" and whole.endswith(")"):
        return 0.7, "a remark in brackets that stands outside the text"
    if len(whole) <= _LONGEST_NOTICE and _NOTICE.match(whole):
        return 0.7, "speaks to the reader: a notice, a request or a credit"
    if _ADVICE.match(whole) and not _DIGIT.search(whole):
        return 0.6, "advice: it says what should be done, not what is"
    return None


def _outweighs(view: View, clause: Clause, said: str, *, alone: bool) -> bool:
    """Weigh what judges against what states a fact; ``alone`` where nobody is named for it."""
    if _NUMBER.search(said):
        return False
    facts = len(list(islice(_FACTS.finditer(said), _MANY)))
    if facts == _MANY:
        return False
    judging = len(_JUDGES.findall(said)) + 2 * bool(_PLATITUDE.search(said))
    judging += clause.text.rstrip().endswith(("!", "!”"))
    if alone:
        loaded = clause.longest_hits(view.folded, "loaded")
        judging += sum(h.rule.label == "loaded_word" and h.rule.confidence > 0.6 for h in loaded)
        judging += 2 * bool(_IMPERATIVE.search(said)) - (len(said) > _SHORT)
    return judging > 2 * facts or (not alone and judging == 2 * facts > 0)


def _counsels(text: str, reports: Sequence[Attribution], said: str) -> bool:
    """Tell whether a report advises: its verb does, and so does what it brings."""
    cues = [text[slice(*cue)] for report in reports for cue in report.cues]
    if not any(_ADVISES.search(cue) for cue in cues) or "《" in said:
        return False
    return any("建议" in cue for cue in cues) or bool(_COUNSEL.search(said))


def _content(view: View, clause: Clause, reports: Sequence[Attribution]) -> str:
    """What the sources of a sentence say: the quotation, or what stands beside source and cue."""
    text = view.folded.text
    quoted = quoted_ranges(view, clause.start, clause.end)
    long = [text[a:b] for a, b in quoted if b - a > 8]
    if sum(map(len, long)) * 2 > clause.end - clause.start:
        return "".join(long).strip()
    parts = [part for report in reports for part in (*report.cues, report.source) if part]
    low = min(start for start, _ in parts)
    high = max(end for _, end in parts)
    before, behind = text[clause.start : low], text[high : clause.end]
    return max(before, behind, key=len).strip(" ,:")
