/** How pages read: one answer, a list that loads more, and who is asking. */
import {
  keepPreviousData,
  type QueryKey,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useParams } from 'react-router'
import { api, currentWorkspace } from './client'
import type { Me, Page, Workspace } from './types'

type Query = Record<string, string | number | boolean | null | undefined>

/** Every key begins with the workspace: nothing of one workspace is ever shown in another. */
export function keyOf(path: string, query: Query = {}): QueryKey {
  return [currentWorkspace(), path, query]
}

/** A page that is being left is drawn once more when the address is another already: it asks for nothing. */
const inWorkspace = () => currentWorkspace() !== null

export function useGet<T>(
  path: string,
  query: Query = {},
  options: { every?: number; enabled?: boolean } = {},
) {
  return useQuery({
    queryKey: keyOf(path, query),
    queryFn: ({ signal }) => api.get<T>(path, query, signal),
    refetchInterval: options.every,
    enabled: inWorkspace() && options.enabled,
  })
}

export interface ListQuery<T> {
  rows: T[]
  loading: boolean
  error: unknown
  hasMore: boolean
  loadingMore: boolean
  loadMore: () => void
  reload: () => void
}

const PAGE_SIZE = 50

/** A list by cursor; a plain array is taken as its only page. */
export function useList<T>(path: string, query: Query = {}, options: { every?: number } = {}): ListQuery<T> {
  const found = useInfiniteQuery({
    queryKey: [...keyOf(path, query), 'list'],
    queryFn: async ({ pageParam, signal }): Promise<Page<T>> => {
      const answer = await api.get<Page<T> | T[]>(
        path,
        { ...query, cursor: pageParam, limit: PAGE_SIZE },
        signal,
      )
      return Array.isArray(answer) ? { results: answer, next: null } : answer
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    refetchInterval: options.every,
    enabled: inWorkspace(),
  })
  return {
    rows: found.data?.pages.flatMap((page) => page.results) ?? [],
    loading: found.isPending,
    error: found.data ? null : found.error,
    hasMore: found.hasNextPage,
    loadingMore: found.isFetchingNextPage,
    loadMore: () => void found.fetchNextPage(),
    reload: () => void found.refetch(),
  }
}

/** After a write: everything that was read from this path, with whatever query, is read again. */
export function useReread() {
  const client = useQueryClient()
  return (...paths: string[]) =>
    Promise.all(
      paths.map((path) =>
        client.invalidateQueries({
          predicate: ({ queryKey }) =>
            queryKey[0] === currentWorkspace() && String(queryKey[1]).startsWith(path),
        }),
      ),
    )
}

export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => api.get<Me>('/me', {}, signal),
    staleTime: 60_000,
  })
}

/** The workspace that the address names, as far as this person belongs to it. */
export function useWorkspace(): Workspace | undefined {
  const { slug } = useParams()
  return useMe().data?.workspaces.find((workspace) => workspace.slug === slug)
}

/** What this person may do here; the server decides, this only spares a refusal. */
export function useMay() {
  const role = useWorkspace()?.role
  return { edit: role === 'owner' || role === 'editor', own: role === 'owner' }
}
