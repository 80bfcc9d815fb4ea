import {
  ActionIcon,
  Button,
  Group,
  Modal,
  SegmentedControl,
  Tabs,
  Tooltip,
  VisuallyHidden,
} from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LiquidValue } from '../forms/liquid/LiquidValue'
import { BlockList } from './BlockList'
import type { Brand } from './brand'
import { load, typeOf } from './grapes'
import classes from './mail.module.css'
import { Properties } from './Properties'
import { Structure } from './Structure'
import { useGrapes } from './useGrapes'

export interface VisualEditorProps {
  title: string
  value: string
  onChange: (mjml: string) => void
  onClose: () => void
  brand: Brand
  parts: { slug: string; name: string }[]
  /** The mail as a customer gets it, made by the server. */
  preview?: ReactNode
}

const VIEWS = ['design', 'source', 'preview'] as const
type View = (typeof VIEWS)[number]

/** A mail made of blocks: what there is on the left, the mail in the middle, what is selected on the right. */
export default function VisualEditor(props: VisualEditorProps) {
  return (
    <Modal
      opened
      fullScreen
      onClose={props.onClose}
      closeOnEscape={false}
      title={props.title}
      classNames={{ content: classes.content, body: classes.body }}
    >
      <Desk {...props} />
    </Modal>
  )
}

/** Apart, for the drawing needs its box, and a dialogue's content comes a moment after the dialogue. */
function Desk({ value, onChange, onClose, brand, parts, preview }: VisualEditorProps) {
  const { t } = useTranslation('mail')
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<View>('design')
  const [device, setDevice] = useState<'desktop' | 'phone'>('desktop')
  const grapes = useGrapes(box, value, onChange)
  const editor = grapes?.editor
  const wrote = useRef<string | null>(null)
  const look = (next: View) => {
    if (view === 'source' && wrote.current !== null && editor) load(editor, wrote.current)
    wrote.current = null
    setView(next)
  }
  const colours = [brand.colour, brand.button_text, brand.background, brand.text_colour]
  return (
    <>
      <div className={classes.bar}>
        <Group gap={2} style={{ visibility: view === 'design' ? undefined : 'hidden' }}>
          <Step
            icon={IconArrowBackUp}
            label={t('undo')}
            off={!grapes?.canUndo}
            onClick={() => editor?.UndoManager.undo()}
          />
          <Step
            icon={IconArrowForwardUp}
            label={t('redo')}
            off={!grapes?.canRedo}
            onClick={() => editor?.UndoManager.redo()}
          />
        </Group>
        <SegmentedControl
          size="xs"
          aria-label={t('view')}
          data={VIEWS.filter((name) => name !== 'preview' || preview).map((name) => ({
            value: name,
            label: t(`views.${name}`),
          }))}
          value={view}
          onChange={(next) => look(next as View)}
        />
        <Group gap="xs">
          {view === 'design' && (
            <SegmentedControl
              size="xs"
              aria-label={t('device')}
              value={device}
              onChange={(next) => {
                setDevice(next as typeof device)
                editor?.setDevice(next)
              }}
              data={[
                { value: 'desktop', label: <Sign icon={IconDeviceDesktop} name={t('desktop')} /> },
                { value: 'phone', label: <Sign icon={IconDeviceMobile} name={t('phone')} /> },
              ]}
            />
          )}
          <Button size="xs" onClick={onClose}>
            {t('done')}
          </Button>
        </Group>
      </div>
      <div className={classes.sides} data-hidden={view !== 'design' || undefined}>
        <div className={classes.left}>
          {grapes && (
            <Tabs defaultValue="blocks" keepMounted={false}>
              <Tabs.List>
                <Tabs.Tab value="blocks">{t('blocks')}</Tabs.Tab>
                <Tabs.Tab value="structure">{t('structure')}</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="blocks">
                <BlockList editor={grapes.editor} brand={brand} parts={parts} />
              </Tabs.Panel>
              <Tabs.Panel value="structure">
                <Structure editor={grapes.editor} selected={grapes.selected} />
              </Tabs.Panel>
            </Tabs>
          )}
        </div>
        <div className={classes.drawing} ref={box} />
        <aside className={classes.right} aria-label={t('selected')}>
          {grapes && (
            <Properties
              key={grapes.selected ? `${grapes.selected.getId()}:${typeOf(grapes.selected)}` : ''}
              editor={grapes.editor}
              selected={grapes.selected}
              colours={colours}
            />
          )}
        </aside>
      </div>
      {view === 'source' && (
        <div className={classes.source}>
          <p className={classes.hint}>{t('sourceLine')}</p>
          <LiquidValue
            page
            value={value}
            label={t('views.source')}
            onChange={(text) => {
              wrote.current = text
              onChange(text)
            }}
          />
        </div>
      )}
      {view === 'preview' && <div className={classes.preview}>{preview}</div>}
    </>
  )
}

interface StepProps {
  icon: typeof IconArrowBackUp
  label: string
  off: boolean
  onClick: () => void
}

function Step({ icon: Icon, label, off, onClick }: StepProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={off} onClick={onClick}>
        <Icon size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

function Sign({ icon: Icon, name }: { icon: typeof IconDeviceDesktop; name: string }) {
  return (
    <span title={name} className={classes.sign}>
      <Icon size={15} aria-hidden />
      <VisuallyHidden>{name}</VisuallyHidden>
    </span>
  )
}
