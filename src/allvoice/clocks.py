"""The clock of the listening: it never goes back, and goes on while the computer sleeps.

How long somebody was away is what counts for them, a closed lid included. `time.monotonic` stands
still meanwhile on Linux (`CLOCK_MONOTONIC`) and on macOS (`mach_absolute_time`); there the system
has another clock. On Windows it goes on.
"""

from __future__ import annotations

import sys
import time

if sys.platform == "linux":

    def seconds() -> float:
        """Return the seconds since some time before the program began."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)

elif sys.platform == "darwin":

    def seconds() -> float:
        """Return the seconds since some time before the program began."""
        # Apple: "will continue to increment while the system is asleep".
        return time.clock_gettime(time.CLOCK_MONOTONIC)

else:
    seconds = time.monotonic
