"""The connection to the hub: whether it may be used, how patient it is, what its failures mean."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import threading
import time
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from photoorg.encoders.hub_cache import lifted_ban
from photoorg.errors import DiskFull, ModelUnavailable, PhotoOrgError
from photoorg.sentences import Sentence, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Answer = TypeVar("Answer")

# A request is made so often until it gets an answer that is not a passing failure, waiting longer each time.
TRIES = 4
_FIRST_WAIT_S = 1.0
_WAITING_STEP_S = 0.1
_PASSING_STATUSES = frozenset({408, 429, 500, 502, 503, 504})
# Names of classes, since the client's HTTP library depends on the version of huggingface_hub.
_PASSING_ERRORS = ("TimeoutException", "ReadError", "WriteError", "RemoteProtocolError")

_going_online = threading.Lock()


@contextlib.contextmanager
def online(subject: str) -> Iterator[None]:
    """Lifts the ban of ``forbid_network`` for this block; loading uses local paths only in the meantime.

    Args:
        subject: what is fetched, for sentences about failures.

    Raises:
        ModelUnavailable: offline mode is set, or the block failed at the hub, the connection or a file.
        DiskFull: no space is left.
    """
    from huggingface_hub import constants

    if os.environ.get("HF_HUB_OFFLINE", "0").upper() in ("1", "TRUE", "YES", "ON"):
        raise ModelUnavailable(Sentence("HF_HUB_OFFLINE is set, so nothing is downloaded."))
    # The client would tell the hub what else is installed here.
    constants.HF_HUB_DISABLE_TELEMETRY = True
    with _going_online:
        try:
            with lifted_ban():
                yield
        except PhotoOrgError:
            raise
        except _failures() as error:
            if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise DiskFull(
                    Sentence("No space is left for {subject}; what has arrived is kept.", subject=subject)
                ) from error
            raise ModelUnavailable(_sentence(subject, error)) from error


def timeout_s() -> float:
    """How long the hub may be silent; ``HF_HUB_DOWNLOAD_TIMEOUT`` sets it, as for the hub's own client."""
    from huggingface_hub import constants

    return float(constants.HF_HUB_DOWNLOAD_TIMEOUT)


def patiently(request: Callable[[], Answer], check: Callable[[], None]) -> Answer:
    """The answer to ``request``, made again after passing failures, at most ``TRIES`` times.

    Args:
        request: raises what the hub's client raises.
        check: called often while waiting; what it raises ends the waiting.
    """
    for tries in range(1, TRIES):
        try:
            return request()
        except _transport_errors() as error:
            if not is_passing(error):
                raise
        wait_after(tries, check)
    return request()


def wait_after(tries: int, check: Callable[[], None]) -> None:
    """Waits before one more try: one second after the first failure, then twice as long each time."""
    until = time.monotonic() + _FIRST_WAIT_S * 2.0 ** (tries - 1)
    while (left := until - time.monotonic()) > 0:
        check()
        time.sleep(min(left, _WAITING_STEP_S))


def is_passing(error: Exception) -> bool:
    """Whether the same request may succeed a moment later."""
    return _status(error) in _PASSING_STATUSES or _is(error, *_PASSING_ERRORS)


def _failures() -> tuple[type[Exception], ...]:
    return (OSError, *_transport_errors())


def _transport_errors() -> tuple[type[Exception], ...]:
    from huggingface_hub.errors import HfHubHTTPError

    errors = [kind for kind in HfHubHTTPError.__mro__ if kind.__name__ == "HTTPError"]
    # An endpoint that is no address is of a tree of its own.
    libraries = [sys.modules[kind.__module__.partition(".")[0]] for kind in errors]
    return (*errors, *(library.InvalidURL for library in libraries if hasattr(library, "InvalidURL")))


def _sentence(subject: str, error: Exception) -> str:
    from huggingface_hub.errors import EntryNotFoundError, GatedRepoError, RepositoryNotFoundError

    hub = Sentence("The hub {host}", host=hub_host())
    if isinstance(error, GatedRepoError):
        return Sentence(
            "{subject} needs its terms accepted on its page on the hub, and then ‘hf auth login’.",
            subject=subject,
        )
    if isinstance(error, RepositoryNotFoundError):
        return Sentence("The hub has no public model for {subject}.", subject=subject)
    if isinstance(error, EntryNotFoundError):
        return Sentence("The hub does not hold all files of {subject}.", subject=subject)
    if (status := _status(error)) is not None:
        return Sentence(
            "{hub} answered with error {status}, so {subject} could not be downloaded; try again later.",
            hub=hub,
            status=status,
            subject=subject,
        )
    if _is(error, "TimeoutException"):
        return Sentence(
            "{hub} did not answer in {tries} tries of {seconds:.0f} s each, so {subject} could not be "
            "downloaded; try again later, or give it more seconds: HF_HUB_DOWNLOAD_TIMEOUT=60",
            hub=hub,
            tries=TRIES,
            seconds=timeout_s(),
            subject=subject,
        )
    if _is(error, "ProxyError"):
        return Sentence(
            "{subject} could not be downloaded: the proxy refused or cannot be reached.", subject=subject
        )
    if _is(error, "ConnectError"):
        if "CERTIFICATE" in str(error).upper():
            return Sentence(
                "{hub} has a certificate that this machine does not trust, so nothing was downloaded.",
                hub=hub,
            )
        return Sentence(
            "{hub} cannot be reached, so {subject} could not be downloaded; is this machine online?",
            hub=hub,
            subject=subject,
        )
    if _is(error, "HTTPError") and not _is(error, "UnsupportedProtocol"):
        return Sentence(
            "The connection to the hub broke off; the next download of {subject} goes on from there.",
            subject=subject,
        )
    if isinstance(error, OSError):
        where = Sentence(" ({filename})", filename=error.filename) if error.filename else ""
        return Sentence(
            "{subject} could not be stored: {reason}{where}.",
            subject=subject,
            reason=reason_of(error),
            where=where,
        )
    return Sentence(
        "HF_ENDPOINT (‘{host}’) is no address of a hub, so {subject} could not be downloaded.",
        host=hub_host(),
        subject=subject,
    )


def hub_host() -> str:
    """The hub that would be asked; ``HF_ENDPOINT`` chooses it."""
    from huggingface_hub import constants

    try:
        return urlsplit(constants.ENDPOINT).netloc or constants.ENDPOINT
    except ValueError:
        return str(constants.ENDPOINT)


def _status(error: Exception) -> int | None:
    status = getattr(getattr(error, "response", None), "status_code", None)
    return status if isinstance(status, int) else None


def _is(error: Exception, *names: str) -> bool:
    return any(kind.__name__ in names for kind in type(error).__mro__)
