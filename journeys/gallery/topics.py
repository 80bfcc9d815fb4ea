"""Names of the topics that the ready-made journeys use, for workspaces that lack them."""

TOPICS: dict[str, dict[str, str]] = {
    "appointments": {
        "en": "Appointments", "ru": "Записи на приём", "pl": "Wizyty", "zh-hans": "预约"},
    "articles": {
        "en": "New articles", "ru": "Новые статьи", "pl": "Nowe artykuły", "zh-hans": "新文章"},
    "browse": {
        "en": "What you looked at", "ru": "Что вы смотрели",
        "pl": "Oglądane produkty", "zh-hans": "您浏览过的商品"},
    "cart": {
        "en": "Cart reminders", "ru": "Напоминания о корзине",
        "pl": "Przypomnienia o koszyku", "zh-hans": "购物车提醒"},
    "events": {
        "en": "Events", "ru": "Мероприятия", "pl": "Wydarzenia", "zh-hans": "活动"},
    "greetings": {
        "en": "Greetings", "ru": "Поздравления", "pl": "Życzenia", "zh-hans": "问候"},
    "news": {
        "en": "News", "ru": "Новости", "pl": "Nowości", "zh-hans": "新闻"},
    "orders": {
        "en": "Orders", "ru": "Заказы", "pl": "Zamówienia", "zh-hans": "订单"},
    "reminders": {
        "en": "Reminders", "ru": "Напоминания", "pl": "Przypomnienia", "zh-hans": "提醒"},
    "subscription": {
        "en": "Subscription", "ru": "Подписка", "pl": "Subskrypcja", "zh-hans": "订阅"},
    "surveys": {
        "en": "Surveys", "ru": "Опросы", "pl": "Ankiety", "zh-hans": "调查"},
    "tips": {
        "en": "Tips", "ru": "Советы", "pl": "Porady", "zh-hans": "使用技巧"},
    "welcome": {
        "en": "First steps", "ru": "Первые шаги", "pl": "Pierwsze kroki", "zh-hans": "入门"},
    "win_back": {
        "en": "Offers to return", "ru": "Предложения вернуться",
        "pl": "Zaproszenia do powrotu", "zh-hans": "回归优惠"},
}  # fmt: skip
