/** The workspace's pictures. */
import { useMutation } from '@tanstack/react-query'
import { api, formOf } from '../api/client'
import { useList, useReread } from '../api/hooks'

export interface Picture {
  id: string
  name: string
  url: string
  width: number
  height: number
  size: number
  created_at: string
}

export const useImages = () => useList<Picture>('/images')

export function useUpload(onDone: (picture: Picture) => void) {
  const reread = useReread()
  return useMutation({
    mutationFn: (file: File) => api.post<Picture>('/images', formOf(file)),
    onSuccess: async (picture) => {
      await reread('/images')
      onDone(picture)
    },
  })
}
