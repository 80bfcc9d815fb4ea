import { useTranslation } from 'react-i18next'
import { isRouteErrorResponse, useRouteError } from 'react-router'
import { ErrorState } from '../ui/ErrorState'
import { PageBody } from '../ui/PageHeader'
import { NotFound } from './NotFound'

export function PageError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <PageBody wide={false}>
      <ErrorState error={error} onRetry={onRetry} />
    </PageBody>
  )
}

/** What the router shows when a page throws: never a blank window. */
export function RouteError() {
  const error = useRouteError()
  const { t } = useTranslation()
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />
  console.error(error)
  return (
    <PageBody wide={false}>
      <ErrorState error={new Error(t('error.page'))} onRetry={() => window.location.reload()} />
    </PageBody>
  )
}
