"""A sentence's scores: what its first token says, and what its strongest word says."""

import numpy as np
import numpy.typing as npt

from annotator.suggest.model.labels import EVIDENCE, SENTENCE_LABELS, TOKEN_LABELS

Floats = npt.NDArray[np.float32]


def sentence_scores(sentence: Floats, words: Floats) -> Floats:
    """Add to each sentence logit the highest word logit of the token labels that speak for it.

    Two readings of one sentence, summed as log-odds: a word can be plain where the whole is not.

    Args:
        sentence: Logits of the sentence labels, shape (4,).
        words: Logits of the words, shape (words, 4).

    Returns:
        Shape (4,); labels without token labels, and texts without words, keep their logit.
    """
    scores = sentence.copy()
    if len(words):
        for label, names in EVIDENCE.items():
            columns = [TOKEN_LABELS.index(name) for name in names]
            scores[SENTENCE_LABELS.index(label)] += words[:, columns].max()
    return scores
