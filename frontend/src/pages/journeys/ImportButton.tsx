import { Button, FileButton, Text } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGet } from '../../api/hooks'
import { type Catalogue, kindsOf } from '../../graph/catalogue'
import type { NoJourney } from '../../graph/readJourney'
import { readFile } from '../../json/readFile'
import { useReasons } from '../../json/useReasons'
import { useCreate } from './useCreate'

/** A new draft from a file; what is no journey is said in words, and nothing is made. */
export function ImportButton() {
  const { t } = useTranslation('journeys')
  const create = useCreate()
  const reasons = useReasons()
  const catalogue = useGet<Catalogue>('/catalogue').data
  const [failed, setFailed] = useState<{ file: string; problem: NoJourney } | null>(null)
  const take = async (file: File | null) => {
    if (!file || !catalogue) return
    const read = await readFile(file, kindsOf(catalogue))
    setFailed('problem' in read ? { file: file.name, problem: read.problem } : null)
    if ('document' in read) create.mutate({ name: read.document.name, document: read.document })
  }
  return (
    <div>
      <FileButton onChange={(file) => void take(file)} accept="application/json,.json">
        {(props) => (
          <Button
            {...props}
            variant="default"
            disabled={!catalogue}
            loading={create.isPending}
            leftSection={<IconFileImport size={16} aria-hidden />}
          >
            {t('import.do')}
          </Button>
        )}
      </FileButton>
      {failed && (
        <Text size="sm" c="var(--sj-bad)" mt={4} role="alert">
          {t('outline:import.not', { file: failed.file })}. {reasons(failed.problem)}
        </Text>
      )}
    </div>
  )
}
