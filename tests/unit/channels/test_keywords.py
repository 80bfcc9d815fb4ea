"""Words that stop, start and ask for help: the whole message, in every language."""

import pytest

from channels_app.callbacks.keywords import recognized


@pytest.mark.parametrize(
    ("text", "keyword"),
    [
        ("STOP", "stop"), (" Stop. ", "stop"), ("stop!!!", "stop"), ("Stop all", "stop"),
        ("СТОП", "stop"), ("отписаться", "stop"), ("Wypisz mnie", "stop"), ("stój", "stop"),
        ("stoj", "stop"), ("退订", "stop"), ("退订。", "stop"), ("ARRÊT", "stop"),
        ("opt-out", "stop"),
        ("START", "start"), ("Подписаться", "start"), ("订阅", "start"), ("zapisz", "start"),
        ("JOIN", "start"), ("help", "help"), ("Помощь?", "help"), ("帮助", "help"),
        ("INFO", "help"), ("pomoc", "help"),
    ],
)  # fmt: skip
def test_a_keyword_is_recognized(text: str, keyword: str) -> None:
    assert recognized(text) == keyword


@pytest.mark.parametrize(
    "text",
    ["please stop by", "bus stop", "nonstop", "don't stop", "yes", "да", "all", "in", "mnie", "",
     "стоп-кран", "stop " * 30, "?!"],
)  # fmt: skip
def test_any_other_message_is_none(text: str) -> None:
    assert recognized(text) is None
