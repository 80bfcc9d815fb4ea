import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../../editor/context'
import { portsAt } from '../../graph/ports'
import { takenPort } from '../../graph/walk'
import classes from './test.module.css'

/** The ways out of a step as buttons: the one taken is pressed, another one is walked at once. */
export function WhatIf({ step }: { step: string }) {
  const { t } = useTranslation('versions')
  const { kinds } = useFrame()
  const document = useEditor((state) => state.document)
  const taken = useEditor((state) => state.walk && takenPort(state.walk, step))
  const pickPort = useEditor((state) => state.pickPort)
  return (
    <fieldset className={classes.whatIf}>
      <legend className={classes.whatIfTitle}>{t('whatIf.title')}</legend>
      {portsAt(document, kinds, step).map((port) => (
        <button
          key={port.name}
          type="button"
          className={classes.way}
          aria-pressed={taken === port.name}
          onClick={() => pickPort(step, port.name, kinds)}
        >
          {port.title || t('whatIf.on')}
        </button>
      ))}
    </fieldset>
  )
}
