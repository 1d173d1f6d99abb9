"""The browser is told to load nothing from outside, whatever a page may come to contain.

A second lock behind the escaping: even a mistake there could not send anything elsewhere.
What this module does not know: what is on the pages. Scripts stay allowed inline and `eval`
stays allowed because Gradio's own page needs both.
"""

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "form-action 'self'",
        "object-src 'none'",
    )
)


class OnlyFromHere:
    """Adds the policy to every response; events that stream pass through untouched."""

    def __init__(self, app: ASGIApp, embed_in: Sequence[str] = ()) -> None:
        """Wrap `app`; besides itself only the sites `embed_in` may show it in a frame."""
        self._app = app
        self._policy = " ".join((f"{POLICY}; frame-ancestors 'self'", *embed_in))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as `app` does, with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = self._policy
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
            await send(message)

        await self._app(scope, receive, with_headers)
