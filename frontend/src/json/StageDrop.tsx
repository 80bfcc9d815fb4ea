import { type ReactNode, useState } from 'react'
import { useEditor, useFrame } from '../editor/context'
import { isEditable } from '../editor/store'
import { LARGEST } from '../graph/clipboard'
import { type ReadJourney, readJourney } from '../graph/readJourney'
import { FileDrop } from './FileDrop'
import { ImportDialogue } from './ImportDialogue'

interface Brought {
  file: string
  reading: ReadJourney
}

/** Over the drawing or the list: a journey's file is read and asked about. One that is too large is not read. */
export function StageDrop({ className, children }: { className?: string; children: ReactNode }) {
  const { kinds } = useFrame()
  const editable = useEditor(isEditable)
  const [brought, bring] = useState<Brought | null>(null)
  const read = async (file: File) => {
    const name = file.name.replace(/\.json$/i, '')
    const reading: ReadJourney =
      file.size > LARGEST ? { problem: { code: 'too_large' } } : readJourney(await file.text(), kinds, name)
    bring({ file: file.name, reading })
  }
  return (
    <>
      <FileDrop enabled={editable} className={className} region="stage" onFile={(file) => void read(file)}>
        {children}
      </FileDrop>
      {brought && <ImportDialogue {...brought} onClose={() => bring(null)} />}
    </>
  )
}
