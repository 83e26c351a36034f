"""httpx, which speaks with servers; where it is not installed, one sentence that says so."""

from libgraph.errors import MissingExtra

try:
    import httpx
except ImportError:
    raise MissingExtra("addresses of servers", "remote") from None

__all__ = ["httpx"]
