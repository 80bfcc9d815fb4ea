import { Anchor } from '@mantine/core'
import { Fragment } from 'react'
import classes from './channels.module.css'

const ADDRESS = /(https?:\/\/[^\s)<>"]+[^\s)<>".,;:])/

function Linked({ text }: { text: string }) {
  return (
    <>
      {text.split(ADDRESS).map((piece, index) => {
        const key = `${index}:${piece}`
        return /^https?:\/\//.test(piece) ? (
          <Anchor key={key} href={piece} target="_blank" rel="noreferrer" size="sm" underline="always">
            {piece}
          </Anchor>
        ) : (
          <Fragment key={key}>{piece}</Fragment>
        )
      })}
    </>
  )
}

const STEP = /^\s*(?:\d+\.|[-*])\s+/

/** What to do at the provider's: paragraphs, and numbered steps as a list. */
export function Guide({ text }: { text: string }) {
  return (
    <div className={classes.guide}>
      {text
        .split(/\n\s*\n/)
        .filter((part) => part.trim())
        .map((part) =>
          STEP.test(part) ? (
            <ol key={part}>
              {part
                .split(/\n(?=\s*(?:\d+\.|[-*])\s)/)
                .map((step) => step.replace(STEP, '').replaceAll(/\s+/g, ' ').trim())
                .map((step) => (
                  <li key={step}>
                    <Linked text={step} />
                  </li>
                ))}
            </ol>
          ) : (
            <p key={part}>
              <Linked text={part.replaceAll(/\s+/g, ' ').trim()} />
            </p>
          ),
        )}
    </div>
  )
}
