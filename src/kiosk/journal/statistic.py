"""The figures that need more than counting: how sure a share is, and whether a question tells people apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95

_Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, and between which bounds the true share lies with 95% confidence."""

    count: int
    of: int
    share: float
    low: float
    high: float


def share(count: int, of: int) -> Share | None:
    """A share with its interval after Wilson (1927), which holds for few visits and for shares near 0 and 1 too.

    None where there was nothing to count.
    """
    if not of:
        return None
    part, spread = count / of, _Z * _Z / of
    middle = (part + spread / 2) / (1 + spread)
    half = sqrt(part * (1 - part) * spread + spread * spread / 4) / (1 + spread)
    # Rounding errors must not take a bound past the share itself.
    return Share(count, of, part, max(0.0, min(part, middle - half)), min(1.0, max(part, middle + half)))


def point_biserial(n: int, total: int, squares: int, right: int, total_right: int) -> float | None:
    """The correlation of a question (right or not) with the score in all other questions, from their sums.

    Args:
        n: How many visits.
        total: The sum of their scores.
        squares: The sum of the squares of their scores.
        right: How many of them had the question right.
        total_right: The sum of the scores of those.

    Returns:
        -1 to 1; None where everybody answered the same or has the same score.
    """
    spread = (n * squares - total * total) * right * (n - right)
    return (n * total_right - right * total) / sqrt(spread) if spread > 0 else None


def median(counts: Mapping[int, int]) -> float | None:
    """The median of numbers, from how often each occurs; None where there are none."""
    of = sum(counts.values())
    if not of:
        return None
    return (_at((of - 1) // 2, counts) + _at(of // 2, counts)) / 2


def _at(place: int, counts: Mapping[int, int]) -> int:
    """The number at this place of all of them in order."""
    passed = 0
    for number in sorted(counts):
        passed += counts[number]
        if passed > place:
            return number
    raise IndexError(place)
