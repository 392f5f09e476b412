"""How long is waited for the program before a test fails.

Nothing is told of its speed by that: beside other work a program was held up for many seconds.
"""

from __future__ import annotations

LIMIT_S = 40.0
"""For one thing to happen."""
TEST_LIMIT_S = 240.0
"""For a whole test."""
