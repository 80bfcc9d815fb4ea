import { Button, FileButton, Text } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGet } from '../../api/hooks'
import type { Catalogue } from '../../graph/catalogue'
import { kindsOf } from '../../graph/catalogue'
import { LARGEST, readClipboard, type Unreadable } from '../../graph/clipboard'
import { useCreate } from './useCreate'

interface Brought {
  name: string
  document: object
}

/** A journey that was exported: its document, and a name where it has none. */
async function readFile(file: File, catalogue: Catalogue): Promise<Brought | { problem: Unreadable }> {
  if (file.size > LARGEST) return { problem: { code: 'too_large' } }
  const text = await file.text()
  const read = readClipboard(text, kindsOf(catalogue))
  if ('problem' in read) return read
  const { sojourn: _sign, ...document } = JSON.parse(text) as Record<string, unknown>
  const name = typeof document.name === 'string' ? document.name.trim() : ''
  return { name: name || file.name.replace(/\.json$/i, ''), document }
}

/** A new draft from a file; what is no journey is said in words, and nothing is made. */
export function ImportButton() {
  const { t } = useTranslation('journeys')
  const create = useCreate()
  const catalogue = useGet<Catalogue>('/catalogue').data
  const [problem, setProblem] = useState<Unreadable | null>(null)
  const take = async (file: File | null) => {
    if (!file || !catalogue) return
    const found = await readFile(file, catalogue)
    setProblem('problem' in found ? found.problem : null)
    if (!('problem' in found)) create.mutate(found)
  }
  const kinds = problem?.code === 'unknown_kinds' ? problem.kinds.join(', ') : ''
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
      {problem && (
        <Text size="sm" c="var(--sj-bad)" mt={4} role="alert">
          {t(`import.${problem.code}`, { kinds })}
        </Text>
      )}
    </div>
  )
}
