"""A small guide whose sentences no ear takes for one another."""

from __future__ import annotations

TITLE = "Small guide"
FEVER = "Fever is an emergency."
CALL = (
    "Call the team at once, by day and by night, and tell them which medicines were given, "
    "how warm the child is, and when it began."
)
ICE = "Ice helps."
MOUTH = "Mouth care"
RINSE = "Rinse the mouth with salt water four times a day."
BRUSH = "A soft brush is kinder to sore gums than a hard one."
NEVER = "Never stop a medicine on your own."

TEXT = f"""\
# {TITLE}

{FEVER} {CALL} {ICE}

## {MOUTH}

{RINSE} {BRUSH}

{NEVER}
"""


def said(sentence: str) -> str:
    """Return what sounds like a sentence of the guide when it is said alone: a title ends too."""
    return sentence if sentence.endswith(".") else f"{sentence}."
