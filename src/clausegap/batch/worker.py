"""The inside of a worker process: one engine, and one document after the other."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

from clausegap._collection import make_seldom, pass_over_all
from clausegap.batch.plan import Job, Plan, Reviews
from clausegap.batch.task import Result, out_of_memory, perform
from clausegap.processes import Allowance, end_with_parent, settle


@dataclass(frozen=True, slots=True)
class Answer:
    """A result, and whether the worker that made it should be replaced."""

    result: Result
    is_worn: bool


def serve(connection: Connection, plan: Plan, engine: Reviews | None, inherited: Sequence[Connection]) -> None:
    """Answers each job until the other end hangs up; the first answer is None and says that the engine is built.

    Args:
        connection: To the parent.
        plan: Settings of the batch.
        engine: That of the parent, in a process that was forked; None builds one.
        inherited: The parent's ends of the lines to all workers. A forked process has them too, and must close
            them: else no worker would notice that the parent has died.
    """
    settle()
    end_with_parent()
    for end in inherited:
        end.close()
    if engine is None:
        # Of use before numpy is imported only. Two workers on two processors need no further threads.
        os.environ["OPENBLAS_NUM_THREADS"] = "1"
        engine = plan.factory(plan.spec)
    # Rules and vocabulary stay: searches for cycles need not walk them, nor copy the parent's pages.
    pass_over_all()
    make_seldom()
    allowance = Allowance(plan.memory)
    with suppress(EOFError, OSError):  # the other end is gone, in peace or by force
        connection.send(None)
        while True:
            job: Job = connection.recv()
            allowance.renew()
            result = perform(job, engine, plan.reading)
            try:
                connection.send(Answer(result, result.is_out_of_memory or allowance.is_worn))
            except MemoryError:  # while the result was put into bytes
                connection.send(Answer(out_of_memory(job), is_worn=True))
