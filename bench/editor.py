"""The editor with a journey of 500 steps in a real Chromium, and the weight of the interface.

Frames are counted by requestAnimationFrame while the drawing is dragged and zoomed for three
seconds each, once near and once far; the slower counts.
"""

import gzip
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench import documents
from bench.house import ROOT, Shop

BUILT = ROOT / "static" / "frontend"
SECONDS = 3
KEYS = 20


def editor(port: int, shop: Shop) -> dict[str, Any]:
    journey = shop.draft("large", documents.large())
    address = f"/w/{shop.workspace.slug}/journeys/{journey}"
    return drawn(f"http://127.0.0.1:{port}", shop.signed_in(), address) | weight()


def drawn(site: str, session: str, address: str) -> dict[str, Any]:
    """What the journey at this address costs to open, to move and to change."""
    with _page(site, session) as page:
        page.goto(address)
        _drawn(page)
        found = {"editor_open_s": min(_open(page, address) for _ in range(3))}
        found |= _frames(page)
        found["keystroke_ms"] = _keystroke(page)
        found["tidy_ms"] = _tidy(page)
    return found


@contextmanager
def _page(address: str, session: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=_chromium(), args=arguments)
        context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        yield context.new_page()
        browser.close()


def _chromium() -> str:
    named = os.environ.get("SOJOURN_CHROMIUM")
    finder = str(ROOT / ".ci" / "chromium")
    return (
        named or subprocess.run([finder], check=True, capture_output=True, text=True).stdout.strip()
    )


DRAWN = "() => document.querySelectorAll('.react-flow__node').length > 3"
PAINTED = """() => new Promise(done =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"""


def _drawn(page: Page) -> float:
    """Milliseconds from the navigation until cards are on the screen."""
    page.wait_for_function(DRAWN, polling="raf")
    return float(page.evaluate(PAINTED))


def _open(page: Page, address: str) -> float:
    """From the address to the first cards, with the interface in the browser's cache."""
    page.goto(address, wait_until="commit")
    return _drawn(page) / 1000


# Every frame gets its input, as from a hand; what cannot be drawn in time lowers the count.
FRAMES = """
async ([seconds, zooms]) => {
  const pane = document.querySelector('.react-flow__pane')
  const box = pane.getBoundingClientRect()
  const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2]
  const mouse = (type, clientX, clientY) =>
    (type === 'mousedown' ? pane : window).dispatchEvent(
      new MouseEvent(type, {bubbles: true, clientX, clientY, button: 0, buttons: 1, view: window}))
  const frame = () => new Promise(requestAnimationFrame)
  if (!zooms) mouse('mousedown', cx, cy)
  await frame()
  const start = performance.now()
  let frames = 0
  let worst = 0
  let last = start
  while (performance.now() - start < seconds * 1000) {
    const turn = (performance.now() - start) / 1000
    if (zooms)
      pane.dispatchEvent(new WheelEvent('wheel', {
        bubbles: true, cancelable: true, clientX: cx, clientY: cy, view: window,
        deltaY: Math.floor(turn / 0.75) % 2 ? -14 : 14}))
    else mouse('mousemove', cx + 400 * Math.sin(turn * 3), cy + 300 * Math.sin(turn * 4))
    await frame()
    const now = performance.now()
    worst = Math.max(worst, now - last)
    last = now
    frames += 1
  }
  if (!zooms) mouse('mouseup', cx, cy)
  return [frames / ((performance.now() - start) / 1000), worst]
}
"""


def _frames(page: Page) -> dict[str, float]:
    """Frames a second while panning and zooming, near (as it opens) and far (all of it)."""
    found: dict[str, list[float]] = {"pan_fps": [], "zoom_fps": []}
    for far in (False, True):
        if far:
            page.keyboard.press("Shift+Digit1")
        for name, zooms in (("pan_fps", False), ("zoom_fps", True)):
            page.wait_for_timeout(700)
            rate, _worst = page.evaluate(FRAMES, [SECONDS, zooms])
            found[name].append(rate)
    return {name: min(rates) for name, rates in found.items()} | {
        f"{name}_{where}": rate
        for name, rates in found.items()
        for where, rate in zip(("near", "far"), rates, strict=True)
    }


# From the key to the frame that shows it, without the time that the frame itself waits for.
KEYSTROKE = """
async (keys) => {
  const field = document.activeElement
  const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set
  const times = []
  for (let n = 0; n < keys; n++) {
    await new Promise(resolve => setTimeout(resolve, 120))
    await new Promise(requestAnimationFrame)
    const start = performance.now()
    set.call(field, field.value + 'abcdefghij'[n % 10])
    field.dispatchEvent(new Event('input', {bubbles: true}))
    await new Promise(resolve => requestAnimationFrame(() => {
      const after = new MessageChannel()
      after.port1.onmessage = () => resolve()
      after.port2.postMessage(null)
    }))
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)
}
"""


def _keystroke(page: Page) -> float:
    """What 9 of 10 keystrokes in the name of a step take until they are painted."""
    page.keyboard.press("Shift+Digit1")
    page.wait_for_timeout(500)
    page.keyboard.press("ArrowDown")
    page.get_by_role("complementary", name="Settings of the selection").get_by_label(
        "Name", exact=True
    ).focus()
    times = page.evaluate(KEYSTROKE, KEYS)
    return float(times[int(len(times) * 0.9)])


TIDY = """
async () => {
  const places = () => JSON.stringify(
    [...document.querySelectorAll('.react-flow__node')].map(card => card.style.transform))
  const before = places()
  const start = performance.now()
  window.dispatchEvent(
    new KeyboardEvent('keydown', {key: 'T', code: 'KeyT', shiftKey: true, bubbles: true}))
  while (performance.now() - start < 20000 && places() === before)
    await new Promise(requestAnimationFrame)
  return performance.now() - start
}
"""


def _tidy(page: Page) -> float:
    """From the key to the first card in another place; the second time, with elkjs loaded."""
    page.locator(".react-flow__pane").click(position={"x": 5, "y": 5})
    page.evaluate(TIDY)
    page.wait_for_timeout(500)
    page.keyboard.press("Control+z")
    page.wait_for_timeout(700)
    return float(page.evaluate(TIDY))


def weight() -> dict[str, float]:
    """What the first page loads, and the editor besides, in KiB after gzip."""
    manifest = json.loads((BUILT / "manifest.json").read_text())
    first = _closure(manifest, "src/main.tsx")
    apart = _closure(manifest, "src/editor/JourneyEditor.tsx") - first
    return {
        "first_load_kib_gzip": _gzipped(first),
        "editor_kib_gzip": _gzipped(apart),
    }


def _closure(manifest: dict[str, Any], start: str) -> set[str]:
    """The files that this one cannot start without."""
    seen: set[str] = set()
    files: set[str] = set()
    ahead = [start]
    while ahead:
        name = ahead.pop()
        if name in seen:
            continue
        seen.add(name)
        chunk = manifest[name]
        files |= {chunk["file"], *chunk.get("css", [])}
        ahead += chunk.get("imports", [])
    return files


def _gzipped(files: set[str]) -> float:
    return sum(len(gzip.compress(Path(BUILT / file).read_bytes())) for file in files) / 1024
