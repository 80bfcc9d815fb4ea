import { UnstyledButton } from '@mantine/core'
import { IconPuzzle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { BLOCKS, partBlock } from './blocks'
import type { Brand } from './brand'
import { addBlock, type Editor } from './grapes'
import classes from './mail.module.css'

interface BlockListProps {
  editor: Editor
  brand: Brand
  parts: { slug: string; name: string }[]
}

/** Blocks to drag into the mail; a click or Enter puts one after what is selected. */
export function BlockList({ editor, brand, parts }: BlockListProps) {
  const { t } = useTranslation('mail')
  const words = (id: string) => t(`sample.${id}`)
  const entries = [
    ...BLOCKS.map(({ id, icon, inside, mjml }) => ({
      id,
      icon,
      inside,
      title: t(`block.${id}`),
      mjml: mjml(brand, words),
    })),
    ...parts.map(({ slug, name }) => ({
      id: `part:${slug}`,
      icon: IconPuzzle,
      inside: 'column' as const,
      title: name || slug,
      mjml: partBlock(slug),
    })),
  ]
  return (
    <div className={classes.blocks}>
      {entries.map(({ id, icon: Icon, inside, title, mjml }) => (
        <UnstyledButton
          key={id}
          className={classes.block}
          draggable
          onClick={() => addBlock(editor, mjml, inside)}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'copy'
            editor.Canvas.startDrag({ content: mjml })
          }}
          onDragEnd={() => editor.Canvas.endDrag()}
        >
          <Icon size={18} aria-hidden />
          <span>{title}</span>
        </UnstyledButton>
      ))}
    </div>
  )
}
