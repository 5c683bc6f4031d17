"""The only place where kb uses the network: one question to arXiv or doi.org, with a time-out, a size and an end."""

import ipaddress
import os
import queue
import ssl
import threading
import time
from collections.abc import Callable
from http.client import HTTPException
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

# Other addresses are for tests, which have a server on this machine.
ARXIV = ("KB_ARXIV_API", "https://export.arxiv.org/api/query")
DOI = ("KB_DOI_RESOLVER", "https://doi.org/")
SECONDS = 10.0
BYTES_AT_MOST = 2_000_000
_REDIRECTS_AT_MOST = 5
_AGENT = "kb/0.1 (bibliography; one question at a time)"


class Unanswered(Exception):
    """There is no answer to use; the message says why and what to try."""


class NotFound(Unanswered):
    """The answer is that there is no such work."""


def address(place: tuple[str, str]) -> str:
    """Where a service is asked: its own address, or the one that its environment variable names."""
    variable, own = place
    return os.environ.get(variable) or own


def ask(url: str, accept: str, seconds: float = SECONDS) -> bytes:
    """What the address answers; raises Unanswered. No longer than `seconds` altogether, whatever the other side does,
    nor than it takes to find that there is no network: hence the thread, which nothing can hold up."""
    _check(url)
    answers: queue.Queue[bytes | Unanswered] = queue.Queue()
    threading.Thread(target=lambda: answers.put(_caught(url, accept, seconds)), daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        answer = _late(url, seconds)
    if isinstance(answer, Unanswered):
        raise answer
    return answer


def _check(url: str) -> None:
    """Only https, but for a server on this machine."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_this_machine(parts.hostname or "")):
        raise Unanswered(f"{_host(url)} would be asked by {parts.scheme or 'nothing'}, not by https; that is not done")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _caught(url: str, accept: str, seconds: float) -> bytes | Unanswered:
    try:
        return _answer(url, accept, seconds)
    except Unanswered as unanswered:
        return unanswered
    except HTTPError as error:
        return _refused(url, error)
    except TimeoutError:
        return _late(url, seconds)
    except (URLError, HTTPException, OSError, ValueError) as error:
        if isinstance(error, URLError) and isinstance(error.reason, TimeoutError):
            return _late(url, seconds)
        return _unreachable(url, error)


def _answer(url: str, accept: str, seconds: float) -> bytes:
    until = time.monotonic() + seconds
    request = Request(url, headers={"Accept": accept, "User-Agent": _AGENT})
    handlers: list[Any] = [_Redirects()]
    if _is_this_machine(urlsplit(url).hostname or ""):
        handlers.append(ProxyHandler({}))
    with build_opener(*handlers).open(request, timeout=seconds) as response:
        return _body(url, response, until, seconds)


def _body(url: str, response: IO[bytes], until: float, seconds: float) -> bytes:
    read: Callable[[int], bytes] = getattr(response, "read1", response.read)
    body = b""
    while chunk := read(65536):
        body += chunk
        if len(body) > BYTES_AT_MOST:
            raise Unanswered(f"{_host(url)} answered with more than {BYTES_AT_MOST} bytes, which is no record")
        if time.monotonic() > until:
            raise _late(url, seconds)
    return body


class _Redirects(HTTPRedirectHandler):
    """doi.org sends on to the agency that keeps the record: by https, and not round and round."""

    max_redirections = _REDIRECTS_AT_MOST

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Request | None:
        _check(newurl)
        if not newurl.startswith("https:") and req.full_url.startswith("https:"):
            raise Unanswered(f"{_host(req.full_url)} sends on to {_host(newurl)} without https; that is not done")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _refused(url: str, error: HTTPError) -> Unanswered:
    if error.code in (404, 410):
        return NotFound(f"{_host(url)} knows no such work")
    if error.code < 400:
        return Unanswered(f"{_host(url)} sends on and on, or to where no answer can be had (try again later)")
    if error.code == 429:
        return Unanswered(f"{_host(url)} refused: too many questions (try again in a minute)")
    if error.code >= 500:
        return Unanswered(f"{_host(url)} failed with status {error.code} (try again later)")
    return Unanswered(f"{_host(url)} refused with status {error.code}")


def _late(url: str, seconds: float) -> Unanswered:
    return Unanswered(f"{_host(url)} did not answer within {seconds:g} s (try again later, or add it from a file)")


def _unreachable(url: str, error: Exception) -> Unanswered:
    reason = getattr(error, "reason", error)
    if isinstance(reason, ssl.SSLError):
        return Unanswered(f"{_host(url)} could not prove who it is: {reason.reason or reason}")
    why = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return Unanswered(f"{_host(url)} cannot be reached: {why} (are you offline? a paper can be added from a file)")


def _host(url: str) -> str:
    return urlsplit(url).hostname or url
