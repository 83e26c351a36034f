"""A Spark session that leaves nothing behind: no process, no folder, no word on the terminal.

pyspark comes with ``libgraph[spark]``; Java and GraphFrames do not.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from libgraph.errors import CannotRun, MissingExtra, UsageError

_MASTERS = re.compile(r"local(\[.+\]|-cluster\[.+\])?|yarn|(spark|k8s|mesos)://.+")
_NO_GRAPHFRAMES = (
    "Spark has no GraphFrames: name it with --packages, as Maven coordinates that fit your Spark "
    "(docs/spark.md lists them) or as a jar"
)
_SECONDS = 5  # to wait for a master to answer


@contextmanager
def session(master: str, packages: str = "") -> Iterator[Any]:
    """A session (pyspark's SparkSession) with GraphFrames, stopped whatever happens.

    `packages` are Maven coordinates or the path of a jar. Spark's own messages go to a file that
    is removed with all else that it writes; where Spark fails, the error says its last word.

    Raises:
        UsageError: `master` is none that Spark knows.
        MissingExtra: pyspark is not installed.
        CannotRun: no Java, no GraphFrames, no such master, or Spark broke off.
    """
    _check(master, packages)
    with tempfile.TemporaryDirectory(prefix="libgraph-spark-") as folder, _own_signals():
        words = Path(folder) / "words"
        words.touch()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # GraphFrames uses what pyspark wants to drop
                spark = _started(_settings(master, packages, Path(folder)), words)
                _with_graphframes(spark)
                yield spark
        except Exception as error:
            raise _told(error, words) from None
        finally:
            _stop()


def is_local(master: str) -> bool:
    """Whether Spark runs on this machine alone, and so sees its files."""
    return master.startswith("local")


def _check(master: str, packages: str) -> None:
    """Raise what would otherwise come late, and in many lines."""
    if not _MASTERS.fullmatch(master):
        raise UsageError(
            f"{master!r} is no Spark master: write local[2], spark://HOST:7077, yarn or k8s://HOST"
        )
    if not find_spec("pyspark"):
        raise MissingExtra("analyses with Spark", "spark")
    java()
    if packages.endswith(".jar") and not Path(packages).is_file():
        raise CannotRun(f"there is no {packages}: name the jar of GraphFrames with --packages")
    if master.startswith("spark://") and not any(map(_answers, master[8:].split(","))):
        raise CannotRun(f"no Spark master answers at {master}: start it, or name another")


def java() -> str:
    """The Java that Spark runs on.

    Raises:
        CannotRun: there is none.
    """
    home = os.environ.get("JAVA_HOME")
    found = shutil.which(f"{home}/bin/java" if home else "java")
    if not found:
        where = f"in JAVA_HOME ({home})" if home else "on this machine"
        raise CannotRun(
            f"Spark needs Java, and there is none {where}: install Java 17, "
            "as with  apt-get install default-jre-headless"
        )
    return found


def _answers(address: str) -> bool:
    host, _, port = address.rpartition(":")
    with suppress(OSError, ValueError), socket.create_connection((host, int(port)), _SECONDS):
        return True
    return False


def _settings(master: str, packages: str, folder: Path) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "spark.master": master,
        "spark.app.name": "libgraph",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.adaptive.enabled": "false",  # GraphFrames' many short steps cost twice with it
        "spark.sql.warehouse.dir": (folder / "warehouse").as_uri(),
    }
    if is_local(master):
        settings |= {
            "spark.local.dir": str(folder),
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.sql.shuffle.partitions": "4",  # 200, the default, is for a cluster
            "spark.driver.extraJavaOptions": f"-XX:-UsePerfData -Djava.io.tmpdir={folder}",
        }
    if packages.endswith(".jar"):
        jar = str(Path(packages).resolve())
        settings |= {
            "spark.jars": jar,
            "spark.submit.pyFiles": jar,  # it carries the Python half too
            "spark.driver.extraClassPath": jar,
        }
    elif packages:
        settings["spark.jars.packages"] = packages
    return settings


def _started(settings: dict[str, Any], words: Path) -> Any:
    from pyspark.sql import SparkSession

    if SparkSession.getActiveSession():
        raise UsageError("a Spark session is open in this process: stop it first")
    builder = SparkSession.builder
    with _silent(words), _signals_later():
        return builder.config(map=settings).getOrCreate()


def _with_graphframes(spark: Any) -> None:
    loader = spark._jvm.Thread.currentThread().getContextClassLoader()
    try:
        loader.loadClass("org.graphframes.GraphFrame")
        import graphframes  # noqa: F401
    except Exception:
        raise CannotRun(_NO_GRAPHFRAMES) from None


def _stop() -> None:
    """End the session, and the Java process that pyspark would keep until Python ends."""
    from pyspark import SparkContext

    if SparkContext._active_spark_context:
        with suppress(Exception):  # it may be what broke
            SparkContext._active_spark_context.stop()
    gateway: Any = SparkContext._gateway
    SparkContext._gateway = SparkContext._jvm = None
    if gateway:
        with suppress(Exception):
            gateway.shutdown()
        gateway.proc.stdin.close()  # Spark's sign that Python is gone
        gateway.proc.wait()


@contextmanager
def _silent(words: Path) -> Iterator[None]:
    """What is started here writes to a file instead of the terminal, as long as it runs."""
    kept = [os.dup(1), os.dup(2)]
    sys.stdout.flush()
    with words.open("ab") as file:
        for number in (1, 2):
            os.dup2(file.fileno(), number)
    try:
        yield
    finally:
        for number, was in zip((1, 2), kept, strict=True):
            os.dup2(was, number)
            os.close(was)


@contextmanager
def _own_signals() -> Iterator[None]:
    """Being ended is an exit like any other; and pyspark, which takes Ctrl-C, gives it back."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    kept = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        for each, was in kept.items():
            signal.signal(each, was)


@contextmanager
def _signals_later() -> Iterator[None]:
    """Nobody could stop a Java that is still starting, so signals wait until it has."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    both = (signal.SIGINT, signal.SIGTERM)
    kept = {each: signal.signal(each, lambda number, _: came.append(number)) for each in both}
    try:
        yield
    finally:
        for each, was in kept.items():
            signal.signal(each, was)
        for number in came:
            signal.raise_signal(number)


def _told(error: Exception, words: Path) -> Exception:
    """Spark's error in one sentence: the error of Java, or Java's last word."""
    top = type(error).__module__.partition(".")[0]
    if top not in ("pyspark", "py4j"):
        return error
    java = getattr(error, "java_exception", None)
    said = java.toString() if java is not None else str(error)
    if "JAVA_GATEWAY_EXITED" in said:
        said = _last_word(words) or said
    first = said.strip().splitlines()[0].rpartition("Exception: ")[2]
    return CannotRun(f"Spark broke off ({first[:300]}): mend that, or take another --engine")


def _last_word(words: Path) -> str:
    lines = words.read_text("utf-8", "replace").splitlines()
    causes = [line for line in lines if re.search(r"(Exception|Error)\b", line)]
    return (causes or lines or [""])[-1 if not causes else 0]
