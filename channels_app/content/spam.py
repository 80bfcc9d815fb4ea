"""Words and ways of writing that filters of junk mail count against a message.

A short list on purpose: filters learn from what people report, not from words alone. What stands
here is typical of fraud and of shouting, not of a shop's offers.
"""

import re

WORDS: dict[str, tuple[str, ...]] = {
    "en": (
        "100% free", "act now", "cash bonus", "click here", "double your income", "earn money",
        "free money", "guaranteed winner", "make money fast", "no obligation", "risk free",
        "risk-free", "this is not spam", "work from home", "you have been selected", "you won",
    ),
    "ru": (
        "100% бесплатно", "быстрый заработок", "вы выиграли", "без риска", "это не спам",
        "заработок в интернете", "легкие деньги", "лёгкие деньги", "нажмите здесь", "кликни",
        "срочно действуйте", "удвойте доход",
    ),
    "pl": (
        "100% za darmo", "bez ryzyka", "kliknij tutaj", "łatwe pieniądze", "pracuj w domu",
        "szybki zarobek", "to nie jest spam", "wygrałeś", "wygrałaś", "zarabiaj szybko",
    ),
    "zh": ("免费赚钱", "点击这里", "恭喜中奖", "轻松赚钱", "无风险", "在家赚钱", "这不是垃圾邮件"),
}  # fmt: skip

_SPACED = {
    language: re.compile(
        "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words)
        if language != "zh"
        else "|".join(map(re.escape, words))
    )
    for language, words in WORDS.items()
}
_NOT_TEXT = re.compile(r"<[^>]*>|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_LETTERS = re.compile(r"[^\W\d_]")


def found_in(text: str) -> list[str]:
    """The words of the list that stand in the text, each once."""
    plain = " ".join(_NOT_TEXT.sub(" ", text).lower().split())
    found = [match.group() for each in _SPACED.values() for match in each.finditer(plain)]
    return list(dict.fromkeys(found))


def shouts(subject: str) -> bool:
    """More than one exclamation mark, or capitals only."""
    plain = _NOT_TEXT.sub("", subject)
    letters = "".join(_LETTERS.findall(plain))
    return plain.count("!") + plain.count("！") > 1 or (
        len(letters) >= 8 and letters == letters.upper() != letters.lower()
    )
