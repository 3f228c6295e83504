"""Words that carry a full stop without ending a sentence, and words that begin one.

All forms are lower case and without their last full stop. The lists hold what news text uses; a
word that is also an everyday word ("no", "art", "sat") stands only where its neighbour decides.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """What the full stop after a word means, in one language.

    Attributes:
        titles: Capitalised, always followed by a name ("Mr", "M", "Gen").
        inner: Always followed by more of the sentence ("e.g", "vs", "cf").
        numbered: Inside a sentence when a number follows ("No. 5", "Jan. 3", "p. 12").
        closing: Capitalised, ends the sentence only if a starter follows ("Inc", "Jr").
        timed: As ``closing``, but only a name of time keeps the sentence going ("p.m. Monday").
        starters: Words that, capitalised, begin a sentence far more often than a name.
        particles: Starters that are also parts of names ("J. Le Goff").
    """

    titles: frozenset[str]
    inner: frozenset[str]
    numbered: frozenset[str]
    closing: frozenset[str]
    timed: frozenset[str]
    starters: frozenset[str]
    particles: frozenset[str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TIMES = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december jan feb mar apr jun jul aug sep sept "
    "oct nov dec et est edt pt pst pdt ct cst cdt mt gmt utc bst cet eastern pacific central "
    "mountain local beijing london"
)

ENGLISH = Abbreviations(
    titles=_words(
        "mr mrs ms mx dr drs prof sen sens rep reps gov govs gen lt col sgt cpl capt cmdr cmdre "
        "adm maj brig pvt hon rev fr msgr mgr messrs supt det insp atty pres st sts mt ft amb asst "
        "assoc dept"
    ),
    inner=_words("vs v e.g i.e viz cf al a.k.a approx ca incl"),
    numbered=_words(
        "no nos p pp vol vols fig figs ch chap sec sect art arts para par pt eq ex ver rev ca c "
        "jan feb mar apr jun jul aug sep sept oct nov dec"
    ),
    closing=_words(
        "inc corp co cos ltd llc plc bros jr sr ph.d esq ave blvd rd mass calif conn fla ga ill "
        "ind kan ky md mich minn mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ariz "
        "ark colo del"
    ),
    timed=_words("a.m p.m"),
    starters=_words(
        "the a an he she it they we i you this that these those there his her their its our my "
        "in on at but and so if when while as for after before since however meanwhile although "
        "though because by with from to of not no yes what who why how where which both all many "
        "most some several other another still yet then now also earlier later despite during "
        "according under among officials police"
    ),
    particles=frozenset(),
)

FRENCH = Abbreviations(
    titles=_words(
        "m mm mme mmes mlle mlles dr drs pr prof mgr me st ste sts cdt col gal lt sgt capt maj mr "
        "mrs ms"
    ),
    inner=_words("p.ex p ex c.-à-d cf vs ibid op env apr av tél boul bd resp approx"),
    numbered=_words(
        "n no nos art arts al p pp vol vols chap fig figs ch par réf t tit janv févr fév mars "
        "avr juil sept oct nov déc"
    ),
    closing=_words("inc corp co ltd cie jr sr ph.d"),
    timed=_words("a.m p.m"),
    starters=_words(
        "le la les l' l’ il elle ils elles on nous vous je j' j’ tu ce cet cette ces c' c’ ça cela "
        "un une des du de d' d’ au aux son sa ses leur leurs notre nos mon ma mes mais et ou or "
        "donc car si s' s’ en dans à sur sous selon après avant pour par avec sans depuis pendant "
        "cependant pourtant ainsi alors aussi puis ensuite enfin toutefois certains certaines "
        "plusieurs quelques beaucoup tous toutes tout chaque aucun aucune qui que qu' qu’ quand "
        "comme lors lorsque malgré face entre vers chez dès ne n' n’ y"
    ),
    particles=_words("le la les l' l’ de du des d' d’"),
)

BY_LANGUAGE = {"en": ENGLISH, "fr": FRENCH, "zh": ENGLISH}
