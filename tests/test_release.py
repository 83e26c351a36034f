"""What goes out with a release: manual pages, versions, licences, and the list of parts."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from conftest import Said
from libgraph.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent
TOOLS = ROOT / "tools"
ROW = re.compile(r"^\| ([\w.-]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


@pytest.fixture(scope="module", autouse=True)
def tools() -> None:
    """The tools can be imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(TOOLS))
        yield


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder share/ as it travels in the wheel."""
    folder = tmp_path_factory.mktemp("share")
    # not even its own packages: what is built in an empty environment has click alone
    code = (
        "import sys, runpy\n"
        f"sys.argv = ['manual.py', {str(folder)!r}]\n"
        f"runpy.run_path({str(TOOLS / 'manual.py')!r}, run_name='__main__')\n"
        "heavy = {'pyoxigraph', 'rdflib', 'networkx', 'rich', 'packaging'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return folder


def test_every_command_has_a_manual_page(share: Path) -> None:
    pages = {path.name for path in (share / "man" / "man1").iterdir()}
    assert pages >= {"libgraph.1", "libgraph-draw-map.1", "libgraph-import-ror.1"}
    assert pages >= {f"libgraph-{command}.1" for command in COMMANDS}
    text = (share / "man" / "man1" / "libgraph-query.1").read_text("utf-8")
    for part in ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "SEE ALSO"):
        assert f"\n.SH {part}\n" in text
    assert "libgraph query tenures \\-p organization=nlrk\n" in text
    assert text.count("\\fB\\-\\-as\\-of DATE\\fR") == 1


@pytest.mark.skipif(not shutil.which("groff"), reason="there is no groff")
def test_the_manual_pages_are_shown_without_a_warning(share: Path) -> None:
    pages = sorted(map(str, (share / "man" / "man1").iterdir()))
    asked = ["groff", "-man", "-Kutf8", "-Tutf8", "-ww", "-rLL=80n", *pages]
    shown = subprocess.run(asked, check=True, capture_output=True, text=True)
    assert shown.stderr == ""
    assert "libgraph-query - Ask a named question, or any SPARQL" in shown.stdout


def test_shells_find_their_completions(share: Path) -> None:
    assert "_libgraph_completion" in (share / "bash-completion/completions/libgraph").read_text()
    assert (share / "zsh/site-functions/_libgraph").read_text().startswith("#compdef libgraph\n")
    assert "complete " in (share / "fish/vendor_completions.d/libgraph.fish").read_text()


def test_the_version_names_every_engine(libgraph: Callable[..., Said]) -> None:
    said = libgraph("--version")
    assert said.code == 0
    versions = dict(line.split(" ", 1) for line in said.out.splitlines())
    assert versions["libgraph"] == metadata.version("libgraph")
    for engine in ("pyoxigraph", "rdflib", "networkx", "pyshacl", "igraph", "vl-convert-python"):
        assert versions[engine] == metadata.version(engine)


def test_the_page_of_licences_names_what_the_project_asks_for() -> None:
    import licences

    page = {
        name: comes_with for name, _, _, comes_with in ROW.findall(licences.PAGE.read_text("utf-8"))
    }
    for group, requirements in licences.asked().items():
        for one in requirements:
            named = page[canonicalize_name(one.name)].split(", ")
            assert named == [licences.ALWAYS] or group in named, f"run make licences: {one.name}"
    direct = {canonicalize_name(one.name) for each in licences.asked().values() for one in each}
    stated = {
        name for name, _, by, _ in ROW.findall(licences.PAGE.read_text("utf-8")) if "libgraph" in by
    }
    assert stated == direct, "run make licences"


def test_the_licences_are_those_that_the_packages_state() -> None:
    import licences

    rows = ROW.findall(licences.PAGE.read_text("utf-8"))
    here = {canonicalize_name(one.name) for one in metadata.distributions()}
    assert len(rows) > 35
    for name, licence, _, _ in rows:
        if name in here:
            assert licence == licences.licence(name), f"run make licences: {name}"


def test_no_gpl_comes_with_what_most_people_install() -> None:
    import licences

    strong = [one for one in licences.packages() if licences.is_strong(one.licence)]
    assert [one.name for one in strong] == ["igraph"]
    assert not {licences.ALWAYS, "all"} & {group for one in strong for group in one.comes_with}
    assert not [one for one in licences.packages() if one.licence == "unknown"]


def test_the_list_of_parts_has_all_of_them_and_is_cyclonedx(tmp_path: Path) -> None:
    import sbom

    venv.create(tmp_path)
    (site,) = tmp_path.glob("lib/python*/site-packages")
    about = Path(str(metadata.distribution("pyoxigraph").locate_file("")))
    (described,) = about.glob("pyoxigraph-*.dist-info")
    shutil.copytree(described, site / described.name)
    # held against the schema there
    told = json.loads(sbom.of_environment(str(tmp_path / "bin" / "python")))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert told["metadata"]["component"]["name"] == "libgraph"
    parts = {part["name"].lower(): part for part in told["components"]}
    assert parts["pyoxigraph"]["version"] == metadata.version("pyoxigraph")
    assert parts["sigma"]["purl"].startswith("pkg:npm/sigma@")
    assert "world-atlas" in parts
    told["components"][0]["type"] = "book"
    with pytest.raises(ValueError, match="is not CycloneDX"):
        sbom.checked(told)
