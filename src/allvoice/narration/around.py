"""What stands beside a token, and what its sentence is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

_LABORATORY = re.compile(
    r"\b(?:AN?C|ALC|WBC|RBC|Hgb|Hb|Hct|[Pp]lts?|[Pp]latelets|[Hh]emoglobin|[Hh]ematocrit|"
    r"[Cc]reatinine|[Pp]otassium|[Ss]odium|[Bb]ilirubin|[Nn]eutrophils|ALT|AST|BUN|LDH|"
    r"[Ll]ab(?:s|oratory)?|[Rr]esults?|[Rr]eference|[Ff]lag)\b"
)
_SCHEDULE = re.compile(
    r"\b(?:[Dd]oses?|[Dd]aily|[Dd]ays?|[Ww]eeks?|[Ww]eekly|[Cc]ycles?|[Gg]ive|[Tt]ake|[Hh]old|"
    r"[Ss]chedule|[Cc]linic|[Oo]nce|[Tt]wice|BID|TID|QID|QHS|mg|mL|tabs?|tablets?|a\.?m\.?|p\.?m\.?)\b"
)


class Context:
    """What a text is about. Each question is worked out where a rule asks it, and once."""

    def __init__(self, text: str = "") -> None:
        """Take the text: a sentence, or the whole row of a table."""
        self.text = text

    @cached_property
    def is_laboratory(self) -> bool:
        """Values of a laboratory are told: "WBC 3.2 (L)"."""
        return bool(_LABORATORY.search(self.text))

    @cached_property
    def is_schedule(self) -> bool:
        """It tells when something is given: "5 mg Mon-Wed-Fri"."""
        return bool(_SCHEDULE.search(self.text))


NO_CONTEXT = Context()


@dataclass(frozen=True, slots=True)
class Around:
    """The text beside a token, its signs in their normal form."""

    before: str = ""
    """The token before it."""
    after: str = ""
    """The text that comes next, or its beginning."""
    shouting: bool = False
    """The whole sentence is in capitals."""
    displayed: str = ""
    """The text that comes next as it is displayed; `after` is the same in its normal form."""
    earlier: str = ""
    """What stands before it in its sentence, as displayed; the end of it where it is long."""
    context: Context = NO_CONTEXT
    """What its sentence, or its row of a table, is about."""

    def beside(self, before: str = "", after: str = "") -> Around:
        """Return the same surroundings for a part of the token, with other neighbours."""
        return replace(self, before=before, after=after, displayed="")
