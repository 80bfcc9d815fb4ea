import type { ELK, ElkNode } from 'elkjs/lib/elk-api'
import { say } from './say'

/** elkjs computes in a worker, so that the page goes on; it is loaded when the first tidy-up asks for it. */
async function start(): Promise<(graph: ElkNode) => Promise<ElkNode>> {
  if (import.meta.env.MODE === 'test') {
    const { default: Bundled } = await import('elkjs/lib/elk.bundled.js')
    const elk = new Bundled()
    return (graph) => elk.layout(graph)
  }
  const { default: Elk } = await import('elkjs/lib/elk-api.js')
  const { default: workerUrl } = await import('elkjs/lib/elk-worker.min.js?url')
  const worker = new Worker(workerUrl)
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', () => {
      running = undefined
      reject(new Error(say('problem.untidy')))
    })
  })
  // It is answered by whoever asks; nobody may have asked yet.
  broken.catch(() => undefined)
  const elk: ELK = new Elk({ workerFactory: () => worker })
  return (graph) => Promise.race([elk.layout(graph), broken])
}

let running: ReturnType<typeof start> | undefined

export async function place(graph: ElkNode): Promise<ElkNode> {
  running ??= start()
  return (await running)(graph)
}
