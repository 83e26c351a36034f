"""The process that `site_helpers` starts: it is told a job and then places, by pickles on stdin."""

from __future__ import annotations

import os
import pickle
import sys
from typing import IO

from libgraph.web.site_pages import Writer


def main(told: IO[bytes], answers: IO[bytes]) -> None:
    """Write what is asked for until nobody asks any more."""
    writer = None
    job = pickle.load(told)
    while True:
        try:
            places = pickle.load(told)
        except EOFError:
            return
        try:
            writer = writer or Writer(job)
            answer: object = [writer.write(place) for place in places]
        except Exception as error:
            answer = error
        pickle.dump(answer, answers)
        answers.flush()


if __name__ == "__main__":
    own = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print is no answer
    main(sys.stdin.buffer, own)
