"""Burt's constraint over sparse matrices: igraph counts it otherwise where ties have weights."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from libgraph.network.weighted import Pairs, Values

_ROWS = 256  # bodies at a time: the partners of partners of all at once would fill the memory


def constraint(size: int, pairs: Pairs) -> Values:
    """The constraint of each; None without partners."""
    shares = _shares(size, pairs)
    tied = shares.astype(bool)
    found: Values = []
    for begin in range(0, size, _ROWS):
        own = shares[begin : begin + _ROWS]
        invested = own + (own @ shares).multiply(tied[begin : begin + _ROWS])
        found += invested.multiply(invested).sum(axis=1).tolist()
    partners = np.diff(shares.indptr)
    return [value if count else None for value, count in zip(found, partners, strict=True)]


def _shares(size: int, pairs: Pairs) -> sparse.csr_array:
    """Which share of its ties each has with each partner."""
    starts, ends = np.asarray(pairs.starts, dtype=np.int64), np.asarray(pairs.ends, dtype=np.int64)
    weights = np.asarray(pairs.weights, dtype=float)
    places = np.concatenate((starts, ends)), np.concatenate((ends, starts))
    both = sparse.coo_array((np.concatenate((weights, weights)), places), shape=(size, size))
    matrix = both.tocsr()
    strengths = matrix.sum(axis=1)
    matrix.data /= np.repeat(strengths, np.diff(matrix.indptr))
    return matrix
