"""How Chinese news reports what others say, think and find."""

from __future__ import annotations

from annotator.suggest.rules.chinese.attribution import attributions
from annotator.suggest.rules.chinese.classify import classify_range
from annotator.suggest.rules.chinese.damage import glued_pinyin

__all__ = ["attributions", "classify_range", "glued_pinyin"]
