"""Write docs/vocabulary.md from the ontology: every term, in three languages.

python tools/vocabulary_page.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from libgraph.namespaces import LG  # noqa: E402
from libgraph.web.ontology import Term, terms  # noqa: E402

PAGE = ROOT / "docs" / "vocabulary.md"
LANGUAGES = {"en": "English", "ru": "Русский", "kk": "Қазақша"}
TITLES = {"classes": "Classes", "properties": "Properties", "schemes": "Lists of concepts"}
START = f"""# Vocabulary

<!-- Made from the ontology by `make tour`. -->

Every term, defined in English, Russian and Kazakh. `lg:` stands for
`{LG}`. *Under* says which term here is wider, *refines* which
term of a standard. The same is at `/ontology` in [the explorer](explorer.md), and in Turtle in
the folder `ontology/`; [the data model](model.md) explains how the terms belong together.
"""


def page() -> str:
    """The whole page."""
    found = terms()
    parts = [START]
    for kind, title in TITLES.items():
        if kind != "schemes":
            parts += [f"## {title}\n", *_sections(found[kind])]
    parts.append(f"## {TITLES['schemes']}\n")
    for scheme in found["schemes"]:
        parts += _sections([scheme])
        parts += ["\n".join(_rows(t for t in found["concepts"] if t.scheme == scheme.name)) + "\n"]
    loose = [term for term in found["concepts"] if not term.scheme]
    if loose:
        parts += ["## Other concepts\n", *_sections(loose)]
    return "\n".join(parts)


def _sections(found: Iterable[Term]) -> Iterator[str]:
    for term in found:
        lines = [f"### lg:{term.name}", ""]
        for code, language in LANGUAGES.items():
            label, said = term.labels.get(code), term.definitions.get(code)
            if label or said:
                lines.append(f"- {language}: **{label or '–'}**{f'. {said}' if said else ''}")
        yield "\n".join([*lines, *_ties(term), ""])


def _ties(term: Term) -> Iterator[str]:
    if term.above:
        yield "- Under: " + ", ".join(f"[lg:{name}](#lg{name.lower()})" for name in term.above)
    if term.standards:
        yield "- Refines: " + ", ".join(f"[{short}]({iri})" for short, iri in term.standards)
    if term.domain or term.range:
        ends = (" or ".join(one) or "anything" for one in (term.domain, term.range))
        yield "- From {} to {}".format(*(f"`{end}`" for end in ends))


def _rows(found: Iterable[Term]) -> Iterator[str]:
    yield "| term | English | Русский | Қазақша |\n|---|---|---|---|"
    for term in found:
        said = (_in_cell(term, code) for code in LANGUAGES)
        yield f"| `lg:{term.name}` | " + " | ".join(said) + " |"


def _in_cell(term: Term, code: str) -> str:
    label, said = term.labels.get(code, ""), term.definitions.get(code)
    return (f"**{label}**. {said}" if said else label).replace("|", r"\|")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="\n")
