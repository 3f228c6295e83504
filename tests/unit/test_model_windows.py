"""Long inputs are cut into windows and put together again."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.suggest.model.windows import join, windows


@settings(deadline=None)
@given(length=st.integers(0, 2000), size=st.integers(3, 60), overlap=st.integers(0, 20))
def test_windows_cover_everything_in_order(length, size, overlap):
    overlap = min(overlap, size - 1)
    ranges = windows(length, size, overlap)
    assert ranges[0][0] == 0
    assert ranges[-1][1] == length
    assert all(0 <= end - start <= size for start, end in ranges)
    for (_, end), (start, _) in pairwise(ranges):
        assert start == end - overlap


@settings(deadline=None)
@given(length=st.integers(1, 300), size=st.integers(3, 60))
def test_joining_windows_of_one_sequence_gives_the_sequence(length, size):
    whole = np.arange(length, dtype=np.float32)[:, None]
    ranges = windows(length, size, size // 3)
    assert np.array_equal(join(length, ranges, [whole[a:b] for a, b in ranges]), whole)


def test_where_windows_overlap_the_one_with_more_context_wins():
    ranges = [(0, 10), (6, 16)]
    parts = [np.zeros((10, 1), np.float32), np.ones((10, 1), np.float32)]
    assert join(16, ranges, parts)[:, 0].tolist() == [0] * 8 + [1] * 8
