import { Alert, Anchor } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

/** The demo says that it is one, and at what speed it runs. */
export function DemoNote() {
  const { t } = useTranslation()
  return (
    <Alert color="indigo" icon={<IconInfoCircle size={18} aria-hidden />} title={t('home.demo.title')}>
      {t('home.demo.line')}{' '}
      <Anchor
        component={Link}
        to="/setup"
        size="sm"
        underline="always"
        c="var(--mantine-color-indigo-light-color)"
      >
        {t('home.demo.own')}
      </Anchor>
    </Alert>
  )
}
