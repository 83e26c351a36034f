"""Runs the application until it is stopped: requests under way are answered first."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable
from ipaddress import ip_address

import uvicorn
from starlette.applications import Starlette

from libgraph.errors import CannotRun
from libgraph.web.app import application
from libgraph.web.patient import Patient
from libgraph.web.safety import LARGEST_HEAD
from libgraph.web.settings import Settings

_GRACE = 10
_WAITING = 128
_CONNECTIONS = 1000


def serve(settings: Settings, host: str, port: int, say: Callable[[str], object]) -> None:
    """Serve a graph; `say` hears where, and who can reach it, once it is there.

    Raises:
        CannotRun: the port is in use, or the address is none of this machine.
        BadFile, BadTables: the graph cannot be opened.
    """
    with _listen(host, port) as listening:
        app = application(settings)
        listening.listen(_WAITING)  # who comes from now on waits for the start
        shown = f"[{host}]" if ":" in host else host
        say(f"http://{shown}:{listening.getsockname()[1]}/")
        if not loopback(host):
            say("anyone who can reach this machine can read and ask the graph, not change it")
        _stop_quietly()
        uvicorn.Server(_config(app)).run(sockets=[listening])


def _config(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, http=Patient,
        timeout_graceful_shutdown=_GRACE, h11_max_incomplete_event_size=LARGEST_HEAD,
        limit_concurrency=_CONNECTIONS,
    )  # fmt: skip


def loopback(host: str) -> bool:
    """Whether only this machine can reach the address.

    >>> loopback("127.0.0.1"), loopback("::1"), loopback("localhost"), loopback("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends small answers at once only on what says that it is TCP
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise CannotRun(
            f"{host}:{port} cannot be served ({error.strerror}): name another with --port"
        ) from None
    return listening


def _stop_quietly() -> None:
    """The server raises again, once it is down, the signal that stopped it: all is done then."""
    if threading.current_thread() is threading.main_thread():
        for wanted in (signal.SIGINT, signal.SIGTERM):
            signal.signal(wanted, lambda *_: None)
