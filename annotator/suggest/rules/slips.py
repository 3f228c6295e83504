"""Slips of French that their form alone betrays: no list of words is needed to be sure of them.

Participles that agree where nothing stands to agree with ("ont laissés exploser"), "à" for "a" and
back, accents that French spelling rules out, missing spaces. What single words tell stands in the
lexicon ``integrity``. Every pattern starts with fixed characters, which the search finds fast; what
stands before them is looked at only then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_L = "a-zà-öø-ÿœ"
_BEFORE = 45
_SENTENCE = 110
"""Characters looked back at most: for what stands beside a slip, and for an object."""
_ADVERB = (
    r"(?:(?:pas|plus|jamais|déjà|aussi|ainsi|bien|donc|encore|enfin|même|souvent|toujours|"
    rf"[{_L}]{{3,}}ment) )?"
)
_HAVE = frozenset(
    ("a", "ont", "avait", "avaient", "aurait", "auraient", "ayant", "avoir", "n'a", "n'ont")
)
_BETWEEN = frozenset(
    ("pas", "plus", "jamais", "déjà", "aussi", "ainsi", "bien", "donc", "encore", "enfin", "même")
)
_NOUNS = frozenset(("idée", "idées", "année", "années", "priorité", "priorités", "alliés"))
_US = frozenset(
    (
        *("disparus", "apparus", "connus", "reconnus", "vus", "reçus", "perdus", "vendus"),
        *("rendus", "battus", "vécus", "tenus", "obtenus", "soutenus", "retenus", "maintenus"),
        *("voulus", "entendus", "attendus", "défendus", "répondus", "courus", "vaincus"),
        *("convaincus", "lus", "élus", "prévus", "déçus", "aperçus", "conçus", "perçus"),
    )
)
"""Participles in -us that are never invariable, as "inclus" is."""
_IR = (
    r"(?:défin|établ|fin|fourn|pér|sais|sub|réun|chois|rempl|trah|ag|réuss|accompl|adouc|affaibl|"
    r"agrand|applaud|approfond|arrond|assain|atterr|avert|blanch|bond|convert|démol|durc|éblou|"
    r"élarg|embell|enrich|envah|franch|garant|gross|guér|jaill|nourr|obé|part|pun|raccourc|"
    r"rafraîch|ralent|réfléch|régress|roug|sort|surg|vieill|vom|cueill|fu|about|bât|bann|"
    r"enfou|fléch|frém|gém|invest|mûr|rav|réjou|rôt|amort|alourd|anéant|englout|épaiss|fleur|"
    r"répart|assujett|dépér|raidi|raffermi)"
)
_GIVEN = (
    r"(?:déclaré|annoncé|réclamé|profité|demandé|affirmé|indiqué|obtenu|donné|remporté|reçu|"
    r"lancé|décidé|appelé|accepté|rejeté|refusé|quitté|trouvé|tué|expliqué|précisé|ajouté|"
    r"souligné|estimé|rappelé|présenté|proposé|publié|permis|gagné|fallu|voulu|rendu|dénoncé|"
    r"condamné|confirmé|rencontré|commencé|provoqué|entraîné|signé|adopté|voté|élu|nommé|"
    r"promis|répondu|choisi|réussi|subi|fini|touché|frappé|causé|montré|révélé|créé|ouvert|"
    r"fermé|perdu|eu|été|dû|pu)"
)
_TO = (
    r"(?:prévoir|recevoir|voir|être|faire|dire|prendre|rendre|mettre|venir|tenir|partir|sortir|"
    r"établir|réunir|devenir|obtenir|maintenir|soutenir|craindre|suivre|vivre|lire|écrire|"
    rf"[{_L}]{{2,}}[^iî\W]er)"
)
_PARTICIPLE = re.compile(r"é(?:e?s|e)(?![\w'’-])|us(?![\w'’-])")
_OBJECT = re.compile(
    r"\b(?:que|quels?|quelles?|combien|lesquel(?:le)?s|laquelle)\b|\bqu['’]"
    r"|(?:\b(?:les|la|le|nous|vous|me|te|se|en)|[lmts]['’])(?: (?:y|en|lui))? ?\Z",
    re.IGNORECASE,
)
"""What a participle with "avoir" may agree with, where it stands before."""
_WORD = re.compile(rf"(?<![\w'’-])(?:[dlnsj]['’]|qu['’])?[{_L}]*\Z")
_TRIPLES = tuple(letter * 3 for letter in "bcdgjklnpqtv")


def _rule(pattern: str, before: str = "") -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    return re.compile(pattern), re.compile(rf"(?:{before})\Z") if before else None


_RULES = (
    # "Elle succéde", "éléctorale", "éstime", "passionés", "ddepuis"
    _rule(r"é(?:[bcdfglmnprstv]|ch|cl|br|tr|gl|gr)es?(?![\w'’-])", rf"(?<![\w'’-])[{_L}]+"),
    _rule(rf"é(?:ct|x|ff|ll|mm|nn|pp|rr|tt)[{_L}]+", rf"(?<![\w-])[{_L}]*"),
    _rule(rf" (?P<slip>és[tcp][{_L}]+)"),
    _rule(r"ion(?:ée?s?|els?|elles?|aires?|ement)(?![\w'’-])", rf"(?<![\w'’-])[{_L}]+"),
    _rule(rf" (?P<slip>([bcdfghjkmnpqrstvz])\2[{_L}]{{3,}})"),
    # "François Boko à réclamé", "sont a prévoir"
    _rule(
        rf" (?P<slip>à) {_ADVERB}{_GIVEN}(?!\w)",
        rf"(?<!\w)(?:il|elle|on|qui|ils|elles|et|(?<!du )(?<!de )[A-ZÀ-Ý][{_L}]+)",
    ),
    _rule(
        rf" (?P<slip>a) {_TO}(?!\w)",
        r"(?<!\w)(?:est|sont|était|restent?|commence|continue|cherche|prêts?|prêtes?|également|"
        r"réussi|parvenue?s?|aid\w+|invit\w+|contraint\w*|forc\w+)",
    ),
    # "est définit", "ont périt"
    _rule(
        r"it(?![\w'’-])",
        rf"(?<!\w)(?:est|sont|était|étaient|a|ont|avait|avaient|été|avoir|être|ayant|\d{{4}}) "
        rf"{_ADVERB}(?:re|ré|dé|ac|as)?{_IR}",
    ),
    # agreement that two endings tell
    _rule(r"ions(?!\w)", rf"(?<![Nn]ous )(?<!\w)(?:une?|cette|ce|la) [{_L}]{{2,}}[ts]"),
    _rule(
        r"ion(?![\w-])",
        rf"(?<!\w)(?:des|ces|ses|leurs|nos|vos|plusieurs|quelques|certaines) [{_L}]{{2,}}[ts]",
    ),
    _rule(rf"nt été (?P<slip>[{_L}]{{2,}}ée?)(?![\w-])", r"(?<!\w)(?:o|avaie|auraie)"),
    _rule(rf"ommes (?P<slip>rendu|venu|parti|[{_L}]{{3,}}é)(?!\w)", r"(?<!\w)nous (?:nous )?s"),
    _rule(
        rf" a été (?P<slip>[{_L}]{{3,}}é)(?!\w)",
        rf"(?<!\w)(?:la|cette|une|sa) [{_L}]+(?:[ts]ion|ité|ence|ance)(?: d(?:e |['’])[\w-]+)?",
    ),
    _rule(r"(?P<slip>leurs) (?:a|ont|avait|avaient|donne|permet|fait)(?!\w)", r"(?<!\w)"),
    _rule(rf"même [{_L}]+s(?!\w)", r"(?<!\w)(?:ces|les|des) "),
    # spaces
    _rule(rf" 000 (?P<slip>de) (?!plus\b|moins\b|la\b|ce|ses\b|son\b|leurs?\b)[{_L}]{{3,}}s(?!\w)"),
    _rule(rf"\.[A-ZÀ-Ý][{_L}]+(?![\w./@])", rf"(?<![\w./@])[{_L}]{{2,}}"),
    _rule(r"»\w"),
    _rule(rf",[{_L}]{{2,}}", rf"(?<!\w)[{_L}]{{2,}}"),
    _rule(rf"  +[{_L}]", rf"[{_L},]"),
    _rule(r" , ", r"[^\W\d_]"),
)


def slips(text: str) -> Iterator[tuple[int, int]]:
    """Yield where slips stand in a French text."""
    yield from _participles(text)
    for pattern, before in _RULES:
        for found in pattern.finditer(text):
            start, end = found.span()
            if before is not None:
                ahead = before.search(text[max(0, start - _BEFORE) : start])
                if ahead is None:
                    continue
                start -= ahead.end() - ahead.start()
            yield found.span("slip") if "slip" in pattern.groupindex else (start, end)
    for letters in _TRIPLES:
        at = text.find(letters)
        while at >= 0:
            if text[at - 1 : at].isalpha():
                yield at, at + 3
            at = text.find(letters, at + 3)


def _participles(text: str) -> Iterator[tuple[int, int]]:
    """Find participles that agree behind "avoir" although no object stands before it."""
    for found in _PARTICIPLE.finditer(text):
        end = found.end()
        before = text[max(0, found.start() - _SENTENCE) : end].split(" ")
        word = before[-1]
        have = len(before) - 2
        if have > 0 and (before[have] in _BETWEEN or before[have].endswith("ment")):
            have -= 1
        if have < 1 or before[have].replace("’", "'") not in _HAVE or word in _NOUNS:
            continue
        if not word.isalpha() or not word.islower() or (word[-2] == "u" and word not in _US):
            continue
        ahead = " ".join(before[:have])
        sentence = re.split(r"[.;!?»«]", ahead)[-1]
        if not _OBJECT.search(sentence):
            yield end - len(word), end
