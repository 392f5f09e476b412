"""Rules for the numbers of notes and charts that mean more than their signs say."""

from __future__ import annotations

from allvoice.narration import degrees, glued, ions, lengths_of_time

GLUED = glued.RULES
"""Those that are asked about parts of words too: "ALT>3xULN"."""
RULES = (*ions.RULES, *degrees.RULES, *lengths_of_time.RULES)
"""The other rules, in the order in which they are asked."""
