"""What axe-core finds wrong with a page, by the rules of WCAG 2.2 A and AA."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
GRADIO: dict[str, str] = {}
"""Rules that Gradio's own elements break and we cannot mend, with the reason."""


def violations(page: Page) -> list[str]:
    """Return what is wrong, a line for each element."""
    page.mouse.move(0, 0)
    # Colours that fade in; what spins for ever is no reason to wait.
    page.wait_for_function(
        """() => document.getAnimations().every(shown => shown.playState !== 'running'
            || shown.effect.getComputedTiming().iterations === Infinity)"""
    )
    found: list[dict[str, Any]] = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{rule['id']}: {node['target'][0]}: {node['html'][:120]} {node['failureSummary'][:300]}"
        for rule in found
        if rule["id"] not in GRADIO
        for node in rule["nodes"]
    ]
