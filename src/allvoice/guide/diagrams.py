"""Drawings made of words: their code is shown and named, and not read aloud. Pure."""

from __future__ import annotations

import re

_LANGUAGES_NAMES = (
    "actdiag blockdiag bytefield chart d2 ditaa dot echarts erd excalidraw flow flowchart "
    "geojson gnuplot graphviz markmap mermaid nomnoml nwdiag pikchr plantuml puml seqdiag "
    "sequence smiles structurizr svgbob tikz topojson uml vega vega-lite vegalite wavedrom"
)
_LANGUAGES = frozenset(_LANGUAGES_NAMES.split())
_DRAWINGS = {
    "architecture": "An architecture diagram",
    "block": "A block diagram",
    "classdiagram": "A class diagram",
    "erdiagram": "An entity diagram",
    "flowchart": "A flowchart",
    "gantt": "A Gantt chart",
    "gitgraph": "A graph of versions",
    "graph": "A flowchart",
    "journey": "A journey",
    "kanban": "A board of cards",
    "mindmap": "A mind map",
    "pie": "A pie chart",
    "quadrantchart": "A chart of four fields",
    "radar": "A radar chart",
    "sankey": "A flow chart of amounts",
    "sequencediagram": "A sequence diagram",
    "statediagram": "A state diagram",
    "timeline": "A timeline",
    "xychart": "A chart",
}
"""What Mermaid draws, by the word it begins with."""
_INFO = re.compile(r"[{.\s]*([\w-]+)")
_FIRST = re.compile(r"(?:\s|%%[^\n]*\n|---\n(?:(?!---)[^\n]*\n){0,40}---)*([A-Za-z]+)([^\n]*)")


def is_named(info: str) -> bool:
    """Return whether the words behind a fence name a language that draws: "mermaid"."""
    found = _INFO.match(info)
    return bool(found) and found[1].lower() in _LANGUAGES  # type: ignore[index]


def named(code: str) -> str:
    """Return what some code draws, as it begins a sentence: "A flowchart"."""
    found = _FIRST.match(code)
    # A brace behind it makes it Graphviz, where "graph" is any drawing.
    if found is None or "{" in found[2]:
        return "A diagram"
    return _DRAWINGS.get(found[1].lower(), "A diagram")


def said(code: str, *, goes_on: bool = False) -> str:
    """Return what is heard in place of the code."""
    return "The same goes on." if goes_on else f"{named(code)}, not read aloud."


def listed(code: str) -> str:
    """Return how it is listed among what is not read: "a flowchart"."""
    words = named(code)
    return words[0].lower() + words[1:]
