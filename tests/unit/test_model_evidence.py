"""A sentence's score takes in its strongest word."""

import numpy as np

from annotator.suggest.model.evidence import sentence_scores
from annotator.suggest.model.spans import word_scores


def test_the_strongest_word_is_added_to_the_labels_it_speaks_for():
    sentence = np.array([1.0, 2.0, 3.0, 4.0], dtype=np.float32)
    words = np.array([[-1, 5, 0.5, -2], [2, -3, 0.25, -1]], dtype=np.float32)
    assert sentence_scores(sentence, words).tolist() == [6.0, 2.5, 2.0, 4.0]
    assert sentence.tolist() == [1.0, 2.0, 3.0, 4.0]


def test_a_text_without_words_keeps_its_scores():
    sentence = np.zeros(4, dtype=np.float32)
    assert sentence_scores(sentence, np.zeros((0, 4), np.float32)).tolist() == [0.0] * 4


def test_a_word_has_the_mean_of_its_pieces():
    tokens = np.array([[1, 2], [3, 4], [5, 6]], dtype=np.float32)
    assert word_scores(tokens, [[0, 1], [2]]).tolist() == [[2.0, 3.0], [5.0, 6.0]]
