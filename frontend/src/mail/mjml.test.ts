import { describe, expect, it } from 'vitest'
import { readable, written } from './mjml'

describe('MJML for the visual editor', () => {
  it('closes tags that close themselves, whatever their attributes hold', () => {
    expect(readable('<mjml><mj-body><mj-image src="a>b.png" alt=\'/\' /></mj-body></mjml>')).toBe(
      '<mjml><mj-body><mj-image src="a>b.png" alt=\'/\'></mj-image></mj-body></mjml>',
    )
    expect(readable('<mj-spacer/>')).toBe('<mjml><mj-body><mj-spacer></mj-spacer></mj-body></mjml>')
  })

  it('writes Liquid as it was, and leaves the rest escaped', () => {
    const text =
      '<mj-text>{% if a &gt; 3 &amp;&amp; b %}1 &lt; 2{% endif %} {{ a | default: &quot;x&quot; }}</mj-text>'
    expect(written(text)).toBe(
      '<mj-text>{% if a > 3 && b %}1 &lt; 2{% endif %} {{ a | default: "x" }}</mj-text>',
    )
  })

  it('puts each frame on its own line', () => {
    const text =
      '<mjml><mj-body><mj-section><mj-column><mj-text>Hi</mj-text><mj-text>You</mj-text></mj-column></mj-section></mj-body></mjml>'
    expect(written(text).split('\n')).toEqual([
      '<mjml>',
      '  <mj-body>',
      '    <mj-section>',
      '      <mj-column>',
      '        <mj-text>Hi</mj-text>',
      '        <mj-text>You</mj-text>',
      '      </mj-column>',
      '    </mj-section>',
      '  </mj-body>',
      '</mjml>',
    ])
  })

  it('says the same when read and written again', () => {
    const once = written(
      readable('<mj-section><mj-column><mj-text>Hi {{ customer.name }}</mj-text></mj-column></mj-section>'),
    )
    expect(written(readable(once))).toBe(once)
  })
})
