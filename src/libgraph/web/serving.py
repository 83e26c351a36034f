"""Runs the application until it is stopped: requests under way are answered first."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from libgraph.errors import CannotRun
from libgraph.web.app import application
from libgraph.web.settings import Settings

_GRACE = 10


def serve(settings: Settings, host: str, port: int, say: Callable[[str], object]) -> None:
    """Serve a graph; `say` hears where, once it is there.

    Raises:
        CannotRun: the port is in use, or the address is none of this machine.
        BadFile, BadTables: the graph cannot be opened.
    """
    listening = _listen(host, port)
    app = application(settings)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False,
        timeout_graceful_shutdown=_GRACE, h11_max_incomplete_event_size=32_768,
    )  # fmt: skip
    shown = f"[{host}]" if ":" in host else host
    say(f"http://{shown}:{listening.getsockname()[1]}/")
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise CannotRun(
            f"{host}:{port} cannot be served ({error.strerror}): name another with --port"
        ) from None
    return listening
