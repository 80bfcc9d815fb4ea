import { Navigate } from 'react-router'
import { useMe } from '../api/hooks'
import { PageSkeleton } from '../ui/PageSkeleton'
import { startOf } from './lastWorkspace'
import { PageError } from './PageError'

/** Where one lands: the workspace of last time, or the form for the first. */
export function Start() {
  const me = useMe()
  if (me.error && !me.data) return <PageError error={me.error} onRetry={() => void me.refetch()} />
  if (!me.data) return <PageSkeleton />
  const slug = startOf(me.data.workspaces.map((workspace) => workspace.slug))
  return <Navigate to={slug ? `/w/${slug}/home` : '/setup'} replace />
}
