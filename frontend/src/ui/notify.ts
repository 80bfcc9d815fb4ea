/** The two notifications there are: it is done, or it failed and why. */
import { notifications } from '@mantine/notifications'
import { ApiError, messageOf } from '../api/errors'

export function notifyDone(message: string): void {
  notifications.show({ message, color: 'teal', withBorder: true })
}

/** One notification per sentence, however often it fails. */
export function notifyError(error: unknown): void {
  const message = messageOf(error)
  const problems = error instanceof ApiError ? error.problems.slice(0, 3) : []
  const lines = problems.map((problem) => problem.message).filter((line) => line !== message)
  notifications.show({
    id: `error:${message}`,
    title: lines.length > 0 ? message : undefined,
    message: lines.length > 0 ? lines.join(' ') : message,
    color: 'red',
    withBorder: true,
    autoClose: 10_000,
  })
}
