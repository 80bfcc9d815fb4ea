import { Alert, Modal, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGet } from '../api/hooks'
import { type Catalogue, kindsOf } from '../graph/catalogue'
import type { NoJourney } from '../graph/readJourney'
import { useCreate } from '../pages/journeys/useCreate'
import { FileDrop } from './FileDrop'
import { readFile } from './readFile'
import { useReasons } from './useReasons'

/** The list of journeys: a file that is let go over it becomes a new draft. */
export function ListDrop({ enabled, children }: { enabled: boolean; children: ReactNode }) {
  const { t } = useTranslation('outline')
  const catalogue = useGet<Catalogue>('/catalogue', {}, { enabled }).data
  const create = useCreate()
  const reasons = useReasons()
  const [failed, setFailed] = useState<{ file: string; problem: NoJourney } | null>(null)
  const take = async (file: File) => {
    if (!catalogue) return
    const read = await readFile(file, kindsOf(catalogue))
    if ('problem' in read) setFailed({ file: file.name, problem: read.problem })
    else create.mutate({ name: read.document.name, document: read.document })
  }
  return (
    <FileDrop enabled={enabled && catalogue !== undefined} onFile={(file) => void take(file)}>
      {children}
      {failed && (
        <Modal opened onClose={() => setFailed(null)} title={t('import.not', { file: failed.file })}>
          <Alert color="red" variant="light" role="alert">
            {reasons(failed.problem)}
          </Alert>
          <Text size="sm" mt="sm">
            {t('import.kept')}
          </Text>
        </Modal>
      )}
    </FileDrop>
  )
}
