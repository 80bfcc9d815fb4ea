import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fileText } from './file'

it('writes a journey exactly as the command line does', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../tests/fixtures/journey-file.json'), 'utf8')
  expect(fileText(JSON.parse(text))).toBe(text)
})
