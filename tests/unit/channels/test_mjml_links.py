"""Mails made of blocks keep their Liquid."""

from channels_app.content.mjml import html_from_mjml


def test_liquid_in_the_link_of_a_text_stays_as_it_is_written() -> None:
    link = '<a href="{{ unsubscribe_url }}">No more</a>'
    start = "<mjml><mj-body><mj-section><mj-column><mj-text>"
    end = "</mj-text></mj-column></mj-section></mj-body></mjml>"
    assert link in html_from_mjml(start + link + end)
