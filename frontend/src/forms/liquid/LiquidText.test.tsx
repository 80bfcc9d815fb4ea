import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useLayoutEffect, useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import type { LiquidEditorProps } from './LiquidEditor'
import type { Cursor } from './PlainText'

let arrive = () => {}

/** CodeMirror wants a browser; here is what it is given. */
function Editor({ label, value, taken }: LiquidEditorProps & { taken: () => Cursor | null }) {
  const [cursor, take] = useState<Cursor | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the editor does
  useLayoutEffect(() => take(taken()), [])
  return <output aria-label={label}>{`${value} ${cursor?.from ?? '-'}`}</output>
}

vi.mock('./LiquidEditor', async () => {
  await new Promise<void>((resolve) => {
    arrive = resolve
  })
  return { default: Editor }
})

const { LiquidText } = await import('./LiquidText')

function Host() {
  const [value, setValue] = useState('')
  return (
    <LiquidText
      value={value}
      onChange={setValue}
      onBlur={() => {}}
      label="Subject"
      page={false}
      known={{ variables: [], filters: [] } as never}
      disabled={false}
      invalid={false}
      brokenLine={null}
      onReady={() => {}}
    />
  )
}

describe('a text with Liquid', () => {
  it('takes focus and letters before its editor is there, which goes on with them', async () => {
    const user = userEvent.setup()
    render(<Host />)
    await user.tab()
    expect(screen.getByRole('textbox', { name: 'Subject' })).toHaveFocus()
    await user.keyboard('Hello')
    arrive()
    expect(await screen.findByRole('status', { name: 'Subject' })).toHaveTextContent('Hello 5')
  })
})
