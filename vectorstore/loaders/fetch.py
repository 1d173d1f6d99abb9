"""A web address in, the bytes it answers with out.

What this module does not know: what the bytes mean. Any host may be asked where the address is
typed by the user of the command line; where anybody can type it, only hosts of the open internet
are. Robots rules are theirs to respect.
"""

import ipaddress
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vectorstore.errors import UnreadableArticle

if TYPE_CHECKING:
    import httpx

MAX_BYTES = 10_000_000
"""The largest page that is fetched."""

TIMEOUT = 20.0
"""Seconds to wait for a connection or the next bytes."""

MAX_SECONDS = 60.0
"""Seconds for a whole page, against servers that send one byte at a time."""

MAX_REDIRECTS = 5
"""How often an address may point to another one."""


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered with."""

    data: bytes

    content_type: str
    """Lower case, without parameters; empty when the server did not say."""

    charset: str | None


def fetch(url: str, timeout: float = TIMEOUT, *, public: bool = False) -> Response:
    """Return what `url` answers with; raise UnreadableArticle with a clear reason.

    With `public` no host of this machine or its network is asked, redirects included.
    """
    import httpx

    client = httpx.Client(
        timeout=timeout,
        follow_redirects=True,
        max_redirects=MAX_REDIRECTS,
        headers={"user-agent": "citewire", "accept": "text/html, */*;q=0.5"},
        event_hooks={"request": [_refuse_inside] if public else []},
    )
    try:
        with client, client.stream("GET", url) as response:
            if response.is_error:
                status = f"{response.status_code} {response.reason_phrase}".strip()
                raise UnreadableArticle(f"cannot be fetched: the server answered {status}")
            return _received(response)
    except httpx.TimeoutException as error:
        raise UnreadableArticle(f"did not answer within {timeout:g} seconds") from error
    except httpx.TooManyRedirects as error:
        raise UnreadableArticle(f"redirects more than {MAX_REDIRECTS} times") from error
    except (httpx.UnsupportedProtocol, httpx.InvalidURL, ValueError) as error:
        raise UnreadableArticle("is or leads to an address that is not http or https") from error
    except httpx.ConnectError as error:
        raise UnreadableArticle("cannot be reached: check the address and the network") from error
    except httpx.HTTPError as error:
        raise UnreadableArticle(f"cannot be fetched: {type(error).__name__}") from error


def _refuse_inside(request: "httpx.Request") -> None:
    """Refuse what lies inside: a page must not make this machine ask its neighbours for anybody."""
    host = request.url.host
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)}
    except OSError:
        return  # not known here; the connection tells, or a proxy knows it
    # An address with a zone ("fe80::1%eth0") is of one network only.
    if any("%" in ip or not ipaddress.ip_address(ip).is_global for ip in found):
        raise UnreadableArticle(
            "leads to this machine or its own network, which pages may not ask: save the page and"
            " upload the file"
        )


def _received(response: "httpx.Response") -> Response:
    data = bytearray()
    deadline = time.monotonic() + MAX_SECONDS
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > MAX_BYTES:
            raise UnreadableArticle(f"is larger than {MAX_BYTES // 1_000_000} MB")
        if time.monotonic() > deadline:
            raise UnreadableArticle(f"was not complete after {MAX_SECONDS:g} seconds")
    content_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
    return Response(bytes(data), content_type, response.charset_encoding)
