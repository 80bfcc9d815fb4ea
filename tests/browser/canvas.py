"""The editor's canvas as a hand finds it: cards, ports, edges, the inspector."""

import re

from playwright.sync_api import FloatRect, Locator, Page, expect


class Editor:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.drawing = page.locator(".react-flow")
        self.edges = page.locator(".react-flow__edge")
        self.inspector = page.get_by_role("complementary", name="Settings of the selection")

    def card(self, step: str) -> Locator:
        return self.page.locator(f'.react-flow__node[data-id="{step}"]')

    def number(self, step: str, metric: str) -> Locator:
        return self.card(step).locator(f'[data-metric="{metric}"]')

    def setting(self, name: str) -> Locator:
        """A field of the inspector that completes what is written."""
        return self.inspector.get_by_role("combobox", name=name, exact=True)

    def port(self, step: str, port: str) -> Locator:
        return self.page.locator(f'.source[data-nodeid="{step}"][data-handleid="{port}"]')

    def drop(self, entry: str, x: float, y: float) -> None:
        """Drag from the palette to a place on the canvas."""
        button = self.page.get_by_role("button", name=entry, exact=True)
        button.drag_to(self.drawing, target_position={"x": x, "y": y})

    def connect(self, source: str, port: str, target: str) -> None:
        edges = self.edges.count()
        card = _where(self.page.locator(f'.target[data-nodeid="{target}"]'))
        self._draw(source, port, *_middle(card))
        expect(self.edges).to_have_count(edges + 1)

    def draw_on(self, source: str, port: str, entry: str) -> None:
        """Let an edge go over nothing, and choose what shall stand there."""
        x, y = _middle(_where(self.port(source, port)))
        self._draw(source, port, x, y + 60)
        menu = self.page.locator('input[aria-label="Find a step"]:focus')
        menu.fill(entry)
        menu.press("Enter")

    def _draw(self, source: str, port: str, x: float, y: float) -> None:
        mouse = self.page.mouse
        mouse.move(*_middle(_where(self.port(source, port))))
        mouse.down()
        mouse.move(x, y, steps=8)
        mouse.up()

    def tidy(self) -> None:
        """Everything in order and in view, and at rest: the order comes from a worker, and the
        cards glide."""
        self.page.get_by_role("button", name="Tidy up", exact=True).click()
        self.page.wait_for_timeout(700)
        before = ""
        while (now := self._drawn()) != before:
            before = now
            self.page.wait_for_timeout(250)

    def _drawn(self) -> str:
        """Where everything stands on the screen."""
        cards = self.page.locator(".react-flow__viewport, .react-flow__node").all()
        return " ".join(card.get_attribute("style") or "" for card in cards)

    def saved(self) -> None:
        expect(self.page.get_by_text("Saved", exact=True)).to_be_visible()

    def publish(self) -> None:
        self.page.get_by_role("button", name="Publish").click()
        dialogue = self.page.get_by_role("dialog", name="Publish this draft")
        dialogue.get_by_role("button", name="Publish").click()
        expect(self.page.get_by_text(re.compile(r"^Version \d+ is live"))).to_be_visible()


def _where(shown: Locator) -> FloatRect:
    box = shown.bounding_box()
    assert box is not None
    return box


def _middle(box: FloatRect) -> tuple[float, float]:
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
