"""Logistic regression with an offset and a ridge, by Newton's method, on few examples."""

from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
STEPS: Final = 25
TINY: Final = 1e-6


def fit(inputs: Floats, offset: Floats, truths: Floats, weights: Floats, ridge: Floats) -> Floats:
    """Return the coefficients that the ridge draws to zero.

    Hastie, Tibshirani and Friedman (2009), section 4.4; steps that overshoot are halved.

    Args:
        inputs: Shape (examples, inputs).
        offset: Log-odds that are given, shape (examples,).
        truths: 0 or 1, or between, shape (examples,).
        weights: How much each example counts, shape (examples,).
        ridge: How strongly each coefficient is drawn to zero, shape (inputs,).
    """

    def cost(at: Floats) -> float:
        scores = offset + inputs @ at
        return float(weights @ losses(scores, truths) + ridge @ at**2 / 2)

    solution = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        chances = logistic(offset + inputs @ solution)
        gradient = inputs.T @ (weights * (chances - truths)) + ridge * solution
        curvature = weights * chances * (1 - chances)
        hessian = (inputs * curvature[:, None]).T @ inputs + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        while cost(solution - step) > cost(solution) and np.abs(step).max() > TINY:
            step = step / 2
        solution = solution - step
        if np.abs(step).max() <= TINY:
            break
    return solution


def losses(scores: Floats, truths: Floats) -> Floats:
    """Return the log loss of each example; ``scores`` are log-odds."""
    found: Floats = np.logaddexp(0, scores) - truths * scores
    return found


def logistic(scores: Floats) -> Floats:
    """Return probabilities from log-odds."""
    chances: Floats = 1 / (1 + np.exp(-np.clip(scores, -50, 50)))
    return chances
