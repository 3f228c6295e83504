"""Find French sentences whose shape alone tells that they assert nothing to be checked.

Headings and labels without an end mark, datelines, times, exclamations, credits and lines without
a verb. What single words tell stands in the lexicon ``checkability``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from annotator.suggest.rules.view import Attribution, Clause, View
from rubric import Unit

_ENDS = tuple(".!?…:;,")
_CLOSERS = "\"”'’)]» "
_MONTH = r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_DATELINE = re.compile(
    rf"[-– ]*(?:[\w' -]{{2,30}}, )?(?:le )?(?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?"
    rf"\d{{1,2}}(?:er)? {_MONTH}(?: \d{{4}})?(?:,? [\w' -]{{2,30}}| ?\([^)]{{2,40}}\))?[ .:–-]*$"
)
_TIME = re.compile(r"\d{1,2} ?[.:h] ?\d{2}(?: \(?\w{2,4}\)?)?[ .:–-]*$")
_CLOCK = re.compile(r"\d{1,2} ?[h:] ?\d{2} ?[–—:-] ?")
_STAMP = re.compile(
    r"\W*(?:publi|post|modifi|actualis|édit|rédig|par |dépêche mise à jour|mis à jour|écrit par|"
    r"propos recueillis|note ?:|ndlr|source ?:|sources ?:|via ?:|photo ?:|crédits? ?:|légende ?:|"
    r"légende photo|traduit d)"
)
_CREDIT = re.compile(
    r"[(©](?:[\w' ]+ )?(?:photo|image|vidéo|illustration|archives?|infographie|capture)"
    r"[^)]{0,40}\)?\.?$|© ?[\w' ]+/"
)
_BARS = re.compile(r"[|›•·>].*[|›•·>]")
_TALK_OF_TEXT = re.compile(
    r"\W*(?:ceci est une? (?:traduction|communiqué|tribune|résumé|extrait)|note ?: traduit|"
    r"ce texte (?:peut|est|a été)|cet article (?:est|contient|a été|reprend|peut)|"
    r"les (?:propos|commentaires|opinions)\b.{0,40} n'engagent que|la typographie\b)"
)
_VERB = re.compile(
    r"\b(?:est|sont|a|ont|était|étaient|avait|avaient|fut|furent|sera|seront|serait|seraient|fait|"
    r"font|va|vont|peut|peuvent|doit|doivent|dit|disent|vient|veut|met|reste|restent|il|elle|on|"
    r"ils|elles|je|tu|ça|cela|qui|se|ne|y)\b|['-](?:est|a|ont|il|elle|on|t)\b|\b[nsjmc]'|"
    r"\w(?:ait|aient|èrent|era|eront|irent|urent|ons|ez|it|ut|and|end|ond|[^m\W]ent)\b"
)
_OPENS_FRAGMENT = re.compile(
    r"\W*(?:enfin|bref|tard|tôt|demain|hier|après|avant|pendant|depuis|jusqu|dès|sans|avec|pour|"
    r"contre|malgré|aux?|à|en|dans|sur|sous|chez|vers|de|d'|du|des|côté|même|rien|pas|non|oui|"
    r"encore|toujours|jamais|difficile|facile|impossible|dommage|résultat|conclusion|verdict|"
    r"preuve|reste|place|direction|objectif|une?|quelques|plus|moins|trop|mieux|pire|bon|bonne|"
    r"très|et|mais|ou|ni|puis|donc|d'abord|ensuite|quant|autant|surtout|question|tant|premi|"
    r"dernier|second)\b"
)
_CRIED = re.compile(r"! ?[”\"]")
_LONGEST_LABEL = 14
_LONGEST_QUOTED_CRY = 30
_LONGEST_CRY = 12
_LONGEST_LEAD_IN = 8
_LONGEST_FRAGMENT = 7


def silent(view: View, main: Mapping[int, Sequence[Attribution]]) -> dict[int, tuple[float, str]]:
    """Return the sentences that assert nothing, each with confidence and reason."""
    found: dict[int, tuple[float, str]] = {}
    ended = view.ended(_ENDS, _CLOSERS)
    for clause, has_end in zip(view.clauses, ended, strict=True):
        lower = view.folded.lower[clause.start : clause.end].strip()
        refusal = _shape(lower, clause, ended=has_end, spoken=clause.index in main)
        if refusal is None and not main.get(clause.index):
            refusal = _fragment(lower)
        if refusal:
            found[clause.index] = refusal
    return found


def _shape(lower: str, clause: Clause, *, ended: bool, spoken: bool) -> tuple[float, str] | None:
    words = lower.count(" ") + 1
    if words <= _LONGEST_LABEL and (_DATELINE.match(lower) or _TIME.match(lower)):
        return 0.95, "only a date, time or place"
    if _CREDIT.search(lower) or _BARS.search(lower):
        return 0.8, "a credit or furniture of a page"
    if _TALK_OF_TEXT.match(lower):
        return 0.75, "speaks of the text itself"
    if _CRIED.search(lower) and words <= _LONGEST_QUOTED_CRY and not any(map(str.isdigit, lower)):
        return 0.65, "an exclamation, even where it is quoted with its speaker"
    if ended or clause.unit is Unit.ITEM:
        return None
    if _STAMP.match(lower) or (words <= _LONGEST_LABEL and lower[-1:] not in '”"'):
        return 0.85, "a label or heading: no end mark"
    short = words <= _LONGEST_LABEL and not spoken and lower[:1] not in '“"'
    return (0.7, "a label or heading: no end mark") if short else None


def _fragment(lower: str) -> tuple[float, str] | None:
    """Judge a sentence in which nobody is named as saying it."""
    if timed := _CLOCK.match(lower):
        lower = lower[timed.end() :]
    words = lower.count(" ") + 1
    if lower.endswith(("!", "!”", "! ”", '!"')) and words <= _LONGEST_CRY:
        return 0.75, "an exclamation"
    if words == 1 and lower and not lower[0].isdigit():
        return 0.75, "a single word"
    if lower.endswith(":") and words <= _LONGEST_LEAD_IN:
        return 0.7, "only leads in what follows"
    bare = words <= _LONGEST_FRAGMENT and not any(char.isdigit() for char in lower)
    if bare and _OPENS_FRAGMENT.match(lower) and not _VERB.search(lower):
        return 0.65, "no verb, no statement"
    return None
