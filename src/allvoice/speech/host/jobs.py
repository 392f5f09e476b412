"""What is to be rendered, the most urgent first."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from allvoice.playback.player import QueuedUtterance
from allvoice.speech.render import Clause


@dataclass(slots=True, eq=False)
class Job:
    """An utterance whose clauses are rendered one after the other."""

    utterance: QueuedUtterance | None
    """Takes the clips; None for what is only prepared."""
    clauses: deque[Clause]
    """Those still to be rendered, at least one until it is done."""


class JobQueue:
    """Three queues: an announcement, the reading, and what is rendered ahead of being asked for.

    One thread adds, another takes. A job stays where it is while it is worked on.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._announcement: deque[Job] = deque()
        self._reading: deque[Job] = deque()
        self._prepared: deque[Job] = deque()
        self._generation = 0
        self.is_closed = False
        """Nothing more is to be rendered."""

    # The thread that adds.

    def is_outdated(self, generation: int) -> bool:
        """Return whether what carries this generation is no longer wanted."""
        return generation < self._generation

    @property
    def has_reading(self) -> bool:
        """Whether something of the reading waits to be rendered."""
        return bool(self._reading)

    def add(self, job: Job, *, is_announcement: bool) -> None:
        """Add an utterance; an announcement takes the place of the one before."""
        with self._changed:
            if is_announcement:
                self._announcement.clear()
            (self._announcement if is_announcement else self._reading).append(job)
            self._changed.notify_all()

    def prepare(self, jobs: Iterable[Job]) -> None:
        """Let these be rendered when there is nothing better to do, instead of those before."""
        with self._changed:
            self._prepared = deque(jobs)
            self._changed.notify_all()

    def cancel_announcement(self) -> None:
        """Forget the announcement."""
        with self._changed:
            self._announcement.clear()

    def flush(self, generation: int) -> None:
        """Forget all that was asked for; what is prepared stays."""
        with self._changed:
            self._generation = generation
            self._reading.clear()
            self._announcement.clear()

    def close(self) -> None:
        """Give out nothing more."""
        with self._changed:
            self.is_closed = True
            self._changed.notify_all()

    # The thread that takes.

    def next(self, *, wait: bool) -> Job | None:
        """Return the job to go on with; None when closed.

        Args:
            wait: until there is one; else what is only prepared is left, and None may mean that
                nothing is asked for.
        """
        with self._changed:
            while not self.is_closed:
                if urgent := self._announcement or self._reading:
                    return urgent[0]
                if not wait:
                    return None
                if self._prepared:
                    return self._prepared[0]
                self._changed.wait()
        return None

    def done(self, job: Job) -> None:
        """Remove a job, wherever it is by now."""
        with self._changed:
            for jobs in (self._announcement, self._reading, self._prepared):
                if jobs and jobs[0] is job:
                    jobs.popleft()

    def is_unwanted(self, job: Job) -> bool:
        """Return whether to stop working on a job: it was flushed, or was only prepared."""
        if job.utterance is None:
            return self.is_wanted_elsewhere
        return self.is_outdated(job.utterance.generation) or self.is_closed

    @property
    def is_wanted_elsewhere(self) -> bool:
        """Whether somebody waits for something else than what is rendered ahead."""
        return bool(self._announcement or self._reading) or self.is_closed
