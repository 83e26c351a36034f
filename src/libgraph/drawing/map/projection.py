"""Equal Earth (Šavrič, Patterson, Jenny 2018): the world on paper, areas as large as they are.

The map is cut at 169° west, in the Bering Strait, so that no country is torn.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

MIDDLE = 11.0
"""The longitude in the middle of the map; it is cut half a turn away."""
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2


def equal_earth(lon: float, lat: float) -> tuple[float, float]:
    """Where degrees east (of the middle of the map) and north come to lie, for a globe of radius 1.

    >>> [round(value, 6) for value in equal_earth(180, 0)]
    [2.70663, 0.0]
    """
    theta = asin(_M * sin(radians(lat)))
    square = theta * theta
    sixth = square**3
    slope = 9 * _A4 * square * sixth + 7 * _A3 * sixth + 3 * _A2 * square + _A1
    x = radians(lon) * cos(theta) / (_M * slope)
    return x, theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))


def turned(lon: float) -> float:
    """A longitude as it lies on the map: at most half a turn east or west of its middle."""
    return (lon - MIDDLE + 180) % 360 - 180
