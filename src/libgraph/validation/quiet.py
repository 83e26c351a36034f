"""Keeps rdflib from logging what shapes report anyway: values that do not fit their datatype."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet() -> Iterator[None]:
    """Silence rdflib's remarks on terms, logged or warned, for a while."""
    logger = logging.getLogger("rdflib.term")
    before = logger.disabled
    logger.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="(Parsing|Serializing) weird")
            yield
    finally:
        logger.disabled = before
