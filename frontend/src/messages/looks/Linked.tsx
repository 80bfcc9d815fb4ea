import { Fragment } from 'react'
import classes from './looks.module.css'

const ADDRESS = /(https?:\/\/[^\s<>"')\]]+)/

/** Text with its addresses drawn as links, which lead nowhere here. */
export function Linked({ text }: { text: string }) {
  return (
    <>
      {text.split(ADDRESS).map((piece, index) => {
        const key = `${index}:${piece}`
        return ADDRESS.test(piece) ? (
          <span key={key} className={classes.link}>
            {piece}
          </span>
        ) : (
          <Fragment key={key}>{piece}</Fragment>
        )
      })}
    </>
  )
}
