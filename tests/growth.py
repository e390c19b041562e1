"""How the cost of a piece of work grows with its input: a law of the algorithm, whatever the machine does beside it."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time


def growth(work: Callable[[int], object], size: int, times: int) -> float:
    """Return how many times dearer ``work(size * times)`` is than ``work(size)``, in units of ``times``.

    Linear work gives about 1, quadratic work about ``times``. Own processor time, the best of three: neighbours on the
    machine do not count.
    """
    small = min(_cost(work, size) for _ in range(3))
    large = min(_cost(work, size * times) for _ in range(3))
    return large / small / times


def _cost(work: Callable[[int], object], size: int) -> float:
    start = process_time()
    work(size)
    return max(process_time() - start, 0.001)
