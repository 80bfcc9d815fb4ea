import { type ReactNode, useState } from 'react'
import { useEditor, useFrame } from '../editor/context'
import { isEditable } from '../editor/store'
import type { ReadJourney } from '../graph/readJourney'
import { FileDrop } from './FileDrop'
import { ImportDialogue } from './ImportDialogue'
import { readFile } from './readFile'

interface Brought {
  file: string
  reading: ReadJourney
}

/** Over the drawing or the list: a journey's file is read and asked about. */
export function StageDrop({ className, children }: { className?: string; children: ReactNode }) {
  const { kinds } = useFrame()
  const editable = useEditor(isEditable)
  const [brought, bring] = useState<Brought | null>(null)
  const read = async (file: File) => bring({ file: file.name, reading: await readFile(file, kinds) })
  return (
    <>
      <FileDrop enabled={editable} className={className} region="stage" onFile={(file) => void read(file)}>
        {children}
      </FileDrop>
      {brought && <ImportDialogue {...brought} onClose={() => bring(null)} />}
    </>
  )
}
