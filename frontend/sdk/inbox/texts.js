// The widget's words. Plural forms by Intl.PluralRules.
const TEXTS = {
  en: {
    title: 'Inbox',
    unread: { one: '# unread message', other: '# unread messages' },
    none: 'No messages yet',
    noneMore: 'What we have for you will appear here.',
    remove: 'Remove',
    close: 'Close',
    offline: 'Waiting for the connection…',
    isNew: 'New',
  },
  ru: {
    title: 'Входящие',
    unread: {
      one: '# непрочитанное сообщение',
      few: '# непрочитанных сообщения',
      many: '# непрочитанных сообщений',
      other: '# непрочитанных сообщения',
    },
    none: 'Сообщений пока нет',
    noneMore: 'Здесь появится то, что мы для вас приготовили.',
    remove: 'Убрать',
    close: 'Закрыть',
    offline: 'Ждём соединения…',
    isNew: 'Новое',
  },
  pl: {
    title: 'Wiadomości',
    unread: {
      one: '# nieprzeczytana wiadomość',
      few: '# nieprzeczytane wiadomości',
      many: '# nieprzeczytanych wiadomości',
      other: '# nieprzeczytanej wiadomości',
    },
    none: 'Nie ma jeszcze wiadomości',
    noneMore: 'Tutaj pojawi się to, co dla Ciebie mamy.',
    remove: 'Usuń',
    close: 'Zamknij',
    offline: 'Czekamy na połączenie…',
    isNew: 'Nowa',
  },
  zh: {
    title: '收件箱',
    unread: { other: '# 条未读消息' },
    none: '暂无消息',
    noneMore: '给您的消息会显示在这里。',
    remove: '移除',
    close: '关闭',
    offline: '正在等待连接…',
    isNew: '新',
  },
}

export function textsIn(language) {
  const found = TEXTS[language.slice(0, 2).toLowerCase()] ? language.slice(0, 2).toLowerCase() : 'en'
  const texts = TEXTS[found]
  const rules = new Intl.PluralRules(found)
  const unread = (count) => (texts.unread[rules.select(count)] ?? texts.unread.other).replace('#', count)
  return { ...texts, language: found, unread }
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

export function ago(at, language, now = Date.now()) {
  const seconds = (now - new Date(at).getTime()) / 1000
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
  for (const [unit, length] of UNITS) {
    if (seconds >= length) return format.format(-Math.floor(seconds / length), unit)
  }
  return format.format(0, 'minute')
}
