"""What makes a page unsound: something serious that axe finds, or that sticks out at the side."""

from playwright.sync_api import Page

from config import kept

AXE = kept.ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOUND = """rules => axe.run(document, {runOnly: rules}).then(
    result => result.violations.filter(each => /serious|critical/.test(each.impact))
        .map(each => [each.id, each.nodes[0].html.slice(0, 200)]))"""
WIDE = """() => [document.documentElement, document.querySelector('main')].some(
    element => element && element.scrollWidth > element.clientWidth)"""


def settled(page: Page) -> None:
    """The page has what it asked for: a heading, and no skeleton."""
    page.wait_for_selector("h1", state="attached")
    page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")


def problems(page: Page) -> list[tuple[str, str]]:
    settled(page)
    page.evaluate(AXE.read_text())
    found = [(name, html) for name, html in page.evaluate(FOUND, RULES)]
    return found + ([("sticks out", page.url)] if page.evaluate(WIDE) else [])
