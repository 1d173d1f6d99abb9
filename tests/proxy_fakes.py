"""Servers of other people, for the tests of hosting: a reverse proxy, and a page with a frame."""

import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

HOP_BY_HOP = {"connection", "content-length", "host", "keep-alive", "transfer-encoding"}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def reverse_proxy(target: str, path: str) -> Starlette:
    """Passes what is asked for under `path` on to `target`, without `path`, as nginx would."""
    client = httpx.AsyncClient(timeout=60)

    async def forward(request: Request) -> Response:
        headers = {k: v for k, v in request.headers.items() if k not in HOP_BY_HOP}
        headers |= {"x-forwarded-host": request.headers["host"], "x-forwarded-proto": "http"}
        url = f"{target}{request.path_params['rest']}?{request.url.query}"
        asked = client.build_request(
            request.method, url, headers=headers, content=await request.body()
        )
        found = await client.send(asked, stream=True)
        kept = {k: v for k, v in found.headers.items() if k not in HOP_BY_HOP}
        return StreamingResponse(
            _chunks(found), found.status_code, kept, background=BackgroundTask(found.aclose)
        )

    methods = ["GET", "HEAD", "POST"]
    return Starlette(routes=[Route(f"{path}/{{rest:path}}", forward, methods=methods)])


async def _chunks(found: httpx.Response) -> AsyncIterator[bytes]:
    async for chunk in found.aiter_raw():
        yield chunk


def framing_page(address: str) -> Starlette:
    """Somebody's page with `address` in a frame."""

    async def page(_: Request) -> Response:
        return HTMLResponse(f'<iframe src="{address}" width="1000" height="700"></iframe>')

    return Starlette(routes=[Route("/", page)])


@contextmanager
def running(app: Starlette) -> Iterator[str]:
    """Serve `app` on a port of its own, and return its address."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=5)
