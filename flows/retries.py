"""Which failures pass by themselves: a task is tried again for those, and for no other.

A defect, a wrong declaration or a full disk fails at once; trying again would only hide it.
"""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any

import httpx

from warehouse.errors import LakeUnavailableError

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State, TaskRun
    from prefect.tasks import Task

_PASSING = {
    errno.EAGAIN,
    errno.EBUSY,
    errno.EINTR,
    errno.EHOSTUNREACH,
    errno.ENETUNREACH,
    errno.ENETDOWN,
    errno.ESTALE,  # a network file system lost its handle
    errno.ETIMEDOUT,
}


def is_transient(error: BaseException) -> bool:
    """Whether trying again after a pause may help."""
    if isinstance(error, (TimeoutError, ConnectionError, httpx.TransportError, LakeUnavailableError)):
        return True
    return isinstance(error, OSError) and error.errno in _PASSING


def when_transient(_task: Task[..., Any], _task_run: TaskRun, state: State[Any]) -> bool:
    """Prefect's question before a retry: was this failure a passing one?"""
    try:
        state.result(raise_on_failure=True)
    except Exception as error:
        return is_transient(error)
    return False
