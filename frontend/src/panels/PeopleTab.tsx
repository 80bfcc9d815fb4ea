import { Button, Stack } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../editor/context'
import { PeopleList } from './live/PeopleList'

/** The customers who stand at this step now, and the way to the others. */
export function PeopleTab({ step }: { step: string }) {
  const { t } = useTranslation('live')
  const showPeople = useEditor((state) => state.showPeople)
  return (
    <Stack gap="sm">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconUsers size={14} aria-hidden />}
        onClick={() => showPeople({ place: step, what: 'passed', port: null })}
      >
        {t('people.others')}
      </Button>
      <PeopleList place={step} what="standing" port={null} />
    </Stack>
  )
}
