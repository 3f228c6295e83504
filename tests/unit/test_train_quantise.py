"""The two number formats give back what they were given, as closely as they promise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from annotator.train.quantise import BLOCK, LEVELS, columns, restore, table

FLOATS = st.floats(-4, 4, width=32)


@given(weight=arrays(np.float32, (5, 3), elements=FLOATS))
def test_columns_are_restored_to_half_a_step(weight):
    codes, scales = columns(weight)
    assert np.abs(codes).max() <= LEVELS
    assert np.all(np.abs(codes * scales - weight) <= scales / 2 + 1e-6)


@given(weight=arrays(np.float32, (2, 2 * BLOCK), elements=FLOATS))
def test_a_table_is_restored_to_a_step(weight):
    codes, scales, _ = table(weight)
    step = np.repeat(np.abs(scales.astype(np.float32)), BLOCK, axis=1)
    assert np.all(np.abs(restore(codes, scales) - weight) <= step * 1.01 + 1e-4)


@given(
    codes=arrays(np.int8, (3, BLOCK), elements=st.integers(-8, 7)),
    scale=st.sampled_from([0.5, 0.125, 1.0]),
)
def test_what_came_in_the_format_is_restored_without_loss(codes, scale):
    codes[:, 0] = -8
    weight = codes.astype(np.float32) * np.float32(scale)
    assert np.array_equal(restore(*table(weight)[:2]), weight)


def test_a_width_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="cannot be cut into blocks"):
        table(np.zeros((2, BLOCK + 1), np.float32))
