"""What a batch asks of whatever runs its tasks: processes of this machine, or others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from clausegap.batch.content import Content
from clausegap.batch.plan import Job, Plan, Reviews
from clausegap.batch.task import Result


@dataclass(frozen=True, slots=True)
class Task:
    """A job in its batch.

    Attributes:
        index: Its place, from 0.
        job: The document.
        content: What it holds, or None if that cannot be read.
    """

    index: int
    job: Job
    content: Content | None = None


class Scheduler(Protocol):
    """Runs tasks somewhere. Each that is submitted is collected exactly once, unless the scheduler is closed."""

    @property
    def workers(self) -> int:
        """How many of them are kept at work."""
        ...

    @property
    def room(self) -> int:
        """How many more tasks it can begin at once."""
        ...

    @property
    def is_busy(self) -> bool:
        """Whether a task is under way."""
        ...

    def submit(self, task: Task) -> None:
        """Begins a task; only while there is room."""
        ...

    def collect(self, seconds: float) -> list[tuple[Task, Result]]:
        """Waits until some task is done, at most that long, and returns those that are."""
        ...

    def close(self) -> None:
        """Ends all at once; what is not finished is lost."""
        ...


StartScheduler = Callable[[Plan, Reviews], Scheduler]
