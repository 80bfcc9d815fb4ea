"""The words by which people stop, start and ask for help, in the languages that shops write in.

Only a message that is nothing else counts: "stop" stops, "please stop by the shop" does not. Case,
punctuation and accents that people leave out do not matter. The English ones are those that
American carriers ask for (CTIA, "Messaging Principles and Best Practices"), but for YES: it answers
many a question, and consent is not given by the way.
"""

import unicodedata
from typing import Literal

Keyword = Literal["stop", "start", "help"]

STOP = """
    stop stopall stop all unsubscribe cancel end quit opt out optout revoke remove
    стоп отписаться отписка отпишись отменить отмена
    stój wypisz wypisz mnie anuluj rezygnuję rezygnuje koniec
    退订 停止 取消 取消订阅 退訂 td 解除 停止する 配信停止 수신거부
    stopp abmelden abbestellen beenden arrêt arreter arrêter desabonner désabonner annuler
    parar cancelar baja alto sair pare disiscriviti annulla basta
    стоп відписатися відписка скасувати
    dur iptal ret توقف إلغاء
"""
START = """
    start unstop subscribe join resume opt in optin
    старт подписаться подписка
    zapisz zapisz mnie subskrybuj
    订阅 开始 訂閱 開始 登録
    abonnieren anmelden démarrer demarrer abonner
    suscribir alta iniciar inscrever iscrivi
    підписатися підписка
    başla ابدأ اشتراك
"""
HELP = """
    help info
    помощь справка инфо
    pomoc informacja
    帮助 幫助 ヘルプ 도움말
    hilfe aide ayuda ajuda aiuto довідка допомога yardım مساعدة
"""
_LONGEST = 40


def folded(text: str) -> str:
    """Without case, punctuation, accents and needless spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def recognized(text: str) -> Keyword | None:
    """What the whole message asks for; None for every other message."""
    return _WORDS.get(folded(text)) if len(text) <= _LONGEST else None


PHRASES = frozenset({
    "stop all", "opt out", "opt in", "wypisz mnie", "zapisz mnie",
})  # fmt: skip
"""Keywords of two words; each of theirs that is no keyword by itself is taken out below."""
_PARTS = frozenset({"all", "opt", "out", "in", "mnie"})


def _table() -> dict[str, Keyword]:
    words: dict[str, Keyword] = {}
    lists: tuple[tuple[str, Keyword], ...] = ((START, "start"), (HELP, "help"), (STOP, "stop"))
    for text, keyword in lists:
        found = {folded(word) for word in text.split()} - _PARTS
        found |= {phrase for phrase in PHRASES if phrase in text}
        words |= dict.fromkeys(found, keyword)
    return words


_WORDS = _table()
