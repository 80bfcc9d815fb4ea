"""The words of the pages for customers, in each language of the product."""

from typing import NamedTuple


class Texts(NamedTuple):
    """`{topic}` and `{shop}` stand for names."""

    unsubscribe: str
    ask_topic: str
    ask_all: str
    stop_topic: str
    stop_all: str
    done: str
    done_topic: str
    done_all: str
    preferences: str
    explain: str
    by_email: str
    topics: str
    blocked: str
    save: str
    saved: str
    closed: str
    closed_why: str


TEXTS = {
    "en": Texts(
        unsubscribe="Unsubscribe",
        ask_topic="Stop getting “{topic}” from {shop} by email?",
        ask_all="Stop getting news and offers from {shop} by email?",
        stop_topic="Stop “{topic}”",
        stop_all="Stop all news and offers",
        done="Done",
        done_topic="You will not get “{topic}” from {shop} by email any more.",
        done_all="You will not get news and offers from {shop} by email any more.",
        preferences="What you get from us",
        explain="Choose what {shop} may send you. Messages about your orders still come.",
        by_email="News and offers by email",
        topics="Topics",
        blocked="All email is stopped on request. Write to {shop} to change this.",
        save="Save",
        saved="Saved.",
        closed="This link does not work",
        closed_why="It is incomplete or was changed. Open it again from the email.",
    ),
    "ru": Texts(
        unsubscribe="Отписаться",
        ask_topic="Больше не получать «{topic}» от {shop} по почте?",
        ask_all="Больше не получать новости и предложения от {shop} по почте?",
        stop_topic="Отписаться от «{topic}»",
        stop_all="Отписаться от всех новостей и предложений",
        done="Готово",
        done_topic="Вы больше не будете получать «{topic}» от {shop} по почте.",
        done_all="Вы больше не будете получать новости и предложения от {shop} по почте.",
        preferences="Что вы от нас получаете",
        explain="Выберите, что {shop} может вам присылать. Письма о ваших заказах приходят всегда.",
        by_email="Новости и предложения по почте",
        topics="Темы",
        blocked="Все письма отключены по запросу. Чтобы изменить это, напишите в {shop}.",
        save="Сохранить",
        saved="Сохранено.",
        closed="Эта ссылка не работает",
        closed_why="Она неполная или изменена. Откройте её ещё раз из письма.",
    ),
    "pl": Texts(
        unsubscribe="Wypisz się",
        ask_topic="Nie chcesz już dostawać „{topic}” od {shop} pocztą e-mail?",
        ask_all="Nie chcesz już dostawać nowości i ofert od {shop} pocztą e-mail?",
        stop_topic="Wypisz z „{topic}”",
        stop_all="Wypisz ze wszystkich nowości i ofert",
        done="Gotowe",
        done_topic="Nie będziesz już dostawać „{topic}” od {shop} pocztą e-mail.",
        done_all="Nie będziesz już dostawać nowości i ofert od {shop} pocztą e-mail.",
        preferences="Co od nas dostajesz",
        explain="Wybierz, co {shop} może Ci wysyłać. Wiadomości o zamówieniach przychodzą zawsze.",
        by_email="Nowości i oferty pocztą e-mail",
        topics="Tematy",
        blocked="Cała poczta jest wyłączona na prośbę. Aby to zmienić, napisz do {shop}.",
        save="Zapisz",
        saved="Zapisano.",
        closed="Ten link nie działa",
        closed_why="Jest niepełny albo zmieniony. Otwórz go jeszcze raz z wiadomości.",
    ),
    "zh-hans": Texts(
        unsubscribe="退订",
        ask_topic="不再通过电子邮件接收 {shop} 的“{topic}”？",
        ask_all="不再通过电子邮件接收 {shop} 的新闻和优惠？",
        stop_topic="退订“{topic}”",
        stop_all="退订全部新闻和优惠",
        done="已完成",
        done_topic="您将不再通过电子邮件收到 {shop} 的“{topic}”。",
        done_all="您将不再通过电子邮件收到 {shop} 的新闻和优惠。",
        preferences="您接收的内容",
        explain="请选择 {shop} 可以发送给您的内容。有关您订单的邮件仍会发送。",
        by_email="通过电子邮件接收新闻和优惠",
        topics="主题",
        blocked="应请求已停止所有邮件。如需更改，请联系 {shop}。",
        save="保存",
        saved="已保存。",
        closed="此链接无效",
        closed_why="链接不完整或已被更改。请从邮件中重新打开。",
    ),
}


def texts_in(language: str) -> Texts:
    """The texts of a language; English when there are none."""
    return TEXTS.get(language, TEXTS["en"])
