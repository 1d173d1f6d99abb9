"""How a figure is written: three decimals, its interval, and a dash where there is none.

What this module does not know: what the figure is of.
"""

from eval.metrics import Estimate

NONE = "–"
"""Stands where there is no figure."""


def number(value: float | None) -> str:
    """Return a figure, or a dash where there is none.

    >>> number(0.5), number(None)
    ('0.500', '–')
    """
    return NONE if value is None else f"{value:.3f}"


def interval(estimate: Estimate) -> str:
    """Return the ends of the interval, or a dash."""
    if estimate.low is None or estimate.high is None:
        return NONE
    return f"{estimate.low:.3f}–{estimate.high:.3f}"


def figures(estimate: Estimate | None) -> tuple[str, str, str]:
    """Return value, interval and number of questions.

    >>> figures(Estimate(mean=0.5, low=0.25, high=0.75, count=8))
    ('0.500', '0.250–0.750', '8')
    """
    if estimate is None:
        return NONE, NONE, "0"
    return number(estimate.mean), interval(estimate), str(estimate.count)


def in_line(estimate: Estimate | None) -> str:
    """Return value and interval as they stand in a sentence.

    >>> in_line(Estimate(mean=0.5, low=0.25, high=0.75, count=8))
    '0.500 (0.250 to 0.750)'
    """
    if estimate is None or estimate.low is None or estimate.high is None:
        return number(estimate.mean if estimate else None)
    return f"{estimate.mean:.3f} ({estimate.low:.3f} to {estimate.high:.3f})"


def seconds(value: float | None) -> str:
    """Return seconds with their unit, or a dash.

    >>> seconds(1.5)
    '1.50 s'
    """
    return NONE if value is None else f"{value:.2f} s"


def signed(value: float) -> str:
    """Return a number with its sign; what rounds to nothing has none.

    >>> signed(-0.0512), signed(0.25), signed(-0.0001)
    ('−0.051', '+0.250', '0.000')
    """
    rounded = round(value, 3)
    return f"{rounded:+.3f}".replace("-", "−") if rounded else "0.000"
