"""Makes `source_runs.txt` out of what the guide's facts come from: an article, and excerpts.

They are no part of the project. Of every eight words in a row that stand in them a short hash is
kept, enough to recognise them and not enough to read them:
`python -m tests.content.source_runs ARTICLE.txt EXCERPT.txt ...`.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

RUN_WORDS = 8
HASHES = Path(__file__).with_name("source_runs.txt")


def runs(text: str) -> list[str]:
    """Return every eight words in a row, in small letters and without signs."""
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return [" ".join(words[n : n + RUN_WORDS]) for n in range(len(words) - RUN_WORDS + 1)]


def hashed(run: str) -> str:
    """Return ten hex digits for a run of words."""
    return hashlib.sha256(run.encode()).hexdigest()[:10]


if __name__ == "__main__":
    texts = [Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]]
    found = sorted({hashed(run) for text in texts for run in runs(text)})
    HASHES.write_text("\n".join(found) + "\n", encoding="utf-8")
