"""What scripts and notebooks call: questions, profiles, measures and pictures in one line each.

>>> import libgraph
>>> graph = libgraph.open_graph()
>>> libgraph.ask(graph, "members", of="ifla").columns[:2]
('organization', 'organizationLabel')
>>> libgraph.show(graph, "nlrk").entity.label
'National Library of the Republic of Kazakhstan'

A date is EDTF: ``2009``, ``2009-05-12``, ``2009/2012``. Results show themselves in a notebook.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from libgraph.dates import Span
from libgraph.errors import UnknownName, UsageError
from libgraph.graph import Graph
from libgraph.graph.labels import LANGUAGES

if TYPE_CHECKING:
    from libgraph.network import Table
    from libgraph.query.answer import Answer
    from libgraph.query.entities import Entity
    from libgraph.query.profile import Profile


def ask(
    graph: Graph,
    question: str,
    *,
    as_of: str | None = None,
    certain: bool = False,
    lang: str = "en",
    **values: str,
) -> Answer:
    """The answer to a named question; ``libgraph queries`` lists them.

    `values` are the question's parameters. With `as_of` only what holds, or possibly holds,
    at some time in it, and a column ``holds``; with `certain` only what certainly does.

    Raises:
        UnknownName: there is no such question.
        UsageError: an unknown parameter, entity or language, or `certain` without a time.
        BadDate: `as_of` is no date.
    """
    from libgraph.query import catalog, run

    found = catalog.question(question)
    _check_language(lang)
    span = _span(as_of, certain=certain)
    return run.ask(graph, found, values, span=span, certain=certain, lang=lang)


def show(
    graph: Graph,
    entity: str,
    *,
    as_of: str | None = None,
    certain: bool = False,
    lang: str = "en",
) -> Profile:
    """Everything about one thing: by its address, its slug, or any spelling of its name.

    Raises:
        UnknownName: nothing is called so; the message lists the nearest.
        AmbiguousName: several things are; the message lists them.
        UsageError: `certain` without a time.
        BadDate: `as_of` is no date.
    """
    from libgraph.query.profile import profile

    _check_language(lang)
    span = _span(as_of, certain=certain)
    return profile(graph, _entity(graph, entity, lang), lang, span, certain=certain)


def analyze(
    graph: Graph,
    analysis: str = "summary",
    *,
    layers: Sequence[str] = (),
    as_of: str | None = None,
    certain: bool = False,
    by: str = "shared",
    top: int | None = None,
    lang: str = "en",
    engine: str = "auto",
) -> Table:
    """A measure of the network: summary, centrality, communities, brokers or components.

    `layers` are kinds of ties (none: all); `by` is the measure of centrality; `top` keeps the
    first rows; `engine` is networkx, igraph, or auto: igraph for large networks, if installed.

    Raises:
        UnknownName: there is no such analysis, layer or measure.
        UsageError: `certain` without a time; an engine that is not installed.
        BadDate: `as_of` is no date.
    """
    from libgraph import network

    if analysis not in network.ANALYSES:
        known = ", ".join(network.ANALYSES)
        raise UnknownName(f"no analysis is called {analysis!r}: write one of {known}")
    _check_language(lang)
    found = network.network(graph, layers, _span(as_of, certain=certain), lang)
    found = found.certain() if certain else found
    if analysis == "centrality":
        table = network.centrality(found, by, engine=engine)
    else:
        table = getattr(network, analysis)(found, engine=engine)
    return replace(table, rows=table.rows[:top])


@dataclass(frozen=True)
class Picture:
    """A picture that shows itself in a notebook, and can be saved in every form it has."""

    title: str
    caption: str
    _make: Callable[[], str] = field(repr=False)
    _write: Callable[[Path], object] = field(repr=False)

    @cached_property
    def svg(self) -> str:
        """The still picture.

        Raises:
            MissingExtra: what draws is not there.
        """
        return self._make()

    def save(self, path: str | Path) -> None:
        """Write it: .html a page to explore, .svg, .png and .pdf a picture to print.

        Raises:
            UsageError: no such form.
            MissingExtra: what draws is not there.
            BadFile: the place cannot be written.
        """
        self._write(Path(path))

    def _repr_svg_(self) -> str:
        return self.svg


def draw(
    graph: Graph,
    what: str = "network",
    *,
    around: str | None = None,
    as_of: str | None = None,
    certain: bool = False,
    lang: str = "en",
    **more: Any,
) -> Picture:
    """A picture: ``network`` (things and ties), ``map`` (who covers which country), ``matrix``
    (who ties with whom) or ``timeline`` (what held and happened when).

    `more` are the options of ``libgraph draw WHAT``: for a network depth, kinds, layers,
    color_by, size_by; for a map layers; for a matrix layers and top; for a timeline kinds.

    Raises:
        UnknownName: there is no such picture, or no such layer.
        UsageError: nothing is left to draw, an unknown option or language, or `certain` without
            a time.
        BadDate: `as_of` is no date.
    """
    if what not in _PICTURES:
        raise UnknownName(f"no picture is called {what!r}: write {' or '.join(_PICTURES)}")
    _check_language(lang)
    for name in more:
        if name not in _MORE[what]:
            raise UsageError(f"a {what} has no {name!r}: it takes {', '.join(_MORE[what])}")
    asked = {
        "around": _entity(graph, around, lang) if around else None,
        "span": _span(as_of, certain=certain),
        "as_of": as_of or "",
        "certain": certain,
        "lang": lang,
    }
    return _PICTURES[what](graph, {**asked, **more})


def _network(graph: Graph, asked: dict[str, Any]) -> Picture:
    from libgraph.drawing.network import draw
    from libgraph.drawing.part import readable
    from libgraph.drawing.picture import Wanted, picture
    from libgraph.drawing.svg import svg

    scene = picture(graph, Wanted(**asked))
    if not scene.nodes:
        raise UsageError("nothing to draw: no thing is left; ask for more, or filter less")
    return Picture(
        scene.title, scene.caption, lambda: svg(readable(scene)), lambda path: draw(scene, path)
    )


def _matrix(graph: Graph, asked: dict[str, Any]) -> Picture:
    from libgraph.drawing.matrix import draw, still
    from libgraph.drawing.matrix_choice import matrix

    found = matrix(graph, **asked)
    return Picture(found.title, found.caption, lambda: still(found), lambda path: draw(found, path))


def _map(graph: Graph, asked: dict[str, Any]) -> Picture:
    from libgraph.drawing.figure import plain
    from libgraph.drawing.map.drawn import draw
    from libgraph.drawing.map.survey import survey
    from libgraph.drawing.map.svg import svg
    from libgraph.drawing.map.tips import Tips
    from libgraph.history.within import today

    if asked.pop("around"):
        raise UsageError("a map is of the whole world: leave out  around")
    span, time = asked.pop("span") or today(), asked.pop("as_of")
    certain = asked["certain"]
    atlas = survey(graph, span, time=time or span.first.isoformat(), **asked)
    tips = Tips(atlas)
    return Picture(
        tips.title(),
        f"{tips.counts()} {tips.more(certain)}",
        lambda: plain(svg(atlas, certain=certain)),
        lambda path: draw(atlas, path, first=span.first.year, certain=certain),
    )


def _timeline(graph: Graph, asked: dict[str, Any]) -> Picture:
    from libgraph.drawing.figure import plain
    from libgraph.drawing.timeline.page import draw
    from libgraph.drawing.timeline.reading import chart
    from libgraph.drawing.timeline.svg import svg

    found = chart(graph, entity=asked.pop("around"), **asked)
    return Picture(
        found.title, found.caption, lambda: plain(svg(found)), lambda path: draw(found, path)
    )


_MORE = {
    "network": ("depth", "kinds", "layers", "color_by", "size_by"),
    "map": ("layers",),
    "matrix": ("layers", "top"),
    "timeline": ("kinds",),
}
_PICTURES: dict[str, Callable[[Graph, dict[str, Any]], Picture]] = {
    "network": _network,
    "map": _map,
    "matrix": _matrix,
    "timeline": _timeline,
}


def _check_language(lang: str) -> None:
    if lang not in LANGUAGES:
        raise UsageError(f"there are no words in {lang!r}: write one of {', '.join(LANGUAGES)}")


def _entity(graph: Graph, words: str, lang: str) -> Entity:
    from libgraph.query.entities import resolve

    return resolve(graph, words, lang)


def _span(as_of: str | None, *, certain: bool) -> Span | None:
    if as_of is None and certain:
        raise UsageError("certain is about a time: say which, as in  as_of='2020', certain=True")
    return Span.parse(as_of) if as_of is not None else None
