import { Anchor, Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { currentWorkspace } from '../../api/client'
import { useMay } from '../../api/hooks'
import { journeyApi, type StepPerson } from '../../editor/api'
import { useEditor, useFrame } from '../../editor/context'
import { shownDocument } from '../../editor/store'
import { portsAt } from '../../graph/ports'
import { useConfirm } from '../../ui/Confirm'
import { notifyDone } from '../../ui/notify'
import { RelativeTime } from '../../ui/RelativeTime'
import classes from './live.module.css'
import { personWords } from './personWords'
import { RunWay } from './RunWay'

interface PersonRowProps {
  row: StepPerson
  place: string
  /** The list is no longer true. */
  onChanged: () => void
}

export const nameOf = (row: StepPerson) => row.name || row.email || row.user_id || row.customer_id

/** One customer: who, why, since when, and the way that the run took. */
export function PersonRow({ row, place, onChanged }: PersonRowProps) {
  const { t } = useTranslation('live')
  const { kinds } = useFrame()
  const document = useEditor(shownDocument)
  const [open, setOpen] = useState(false)
  const port = portsAt(document, kinds, place).find(({ name }) => name === row.port)?.title
  return (
    <li className={classes.person}>
      <div className={classes.personHead}>
        <Anchor
          component={Link}
          to={`/w/${currentWorkspace()}/customers/${row.customer_id}`}
          c="inherit"
          fw={500}
          className={classes.personName}
        >
          {nameOf(row)}
        </Anchor>
        <span className={classes.personAt}>
          <RelativeTime at={row.at} />
        </span>
      </div>
      {nameOf(row) !== row.user_id && row.user_id && <div className={classes.personId}>{row.user_id}</div>}
      <div className={classes.personWhy}>{personWords(t, row, port, new Date())}</div>
      <Group gap={12} mt={4}>
        {row.run_id && (
          <button
            type="button"
            className={classes.textButton}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {t('person.way')}
          </button>
        )}
        {row.message_id && (
          <Anchor
            component={Link}
            size="xs"
            to={`/w/${currentWorkspace()}/messages?message=${encodeURIComponent(row.message_id)}`}
          >
            {t('person.message')}
          </Anchor>
        )}
        {row.what === 'standing' && row.run_id && (
          <EndRun run={row.run_id} name={nameOf(row)} onEnded={onChanged} />
        )}
      </Group>
      {open && row.run_id && <RunWay run={row.run_id} />}
    </li>
  )
}

function EndRun({ run, name, onEnded }: { run: string; name: string; onEnded: () => void }) {
  const { t } = useTranslation('live')
  const may = useMay()
  const { ask, dialogue } = useConfirm({
    title: t('person.endTitle', { name }),
    text: t('person.endLine'),
    act: t('person.endDo'),
    onConfirm: () => end.mutateAsync(),
  })
  const end = useMutation({
    mutationFn: () => journeyApi.endRun(run),
    onSuccess: () => {
      notifyDone(t('person.ended', { name }))
      onEnded()
    },
  })
  if (!may.edit) return null
  return (
    <>
      <button type="button" className={classes.textButton} data-bad onClick={ask}>
        {t('person.endRun')}
      </button>
      {dialogue}
    </>
  )
}
