import { Panel, useReactFlow, useStoreApi } from '@xyflow/react'
import { type PointerEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Box, boundsOf } from '../graph/arrange'
import { CARD_WIDTH } from '../graph/layout'
import type { Family } from '../ui/theme'
import classes from './canvas.module.css'
import type { CardNode } from './toFlow'

const WIDTH = 200
const HEIGHT = 140
const EDGE = 10
const LEAST = 9

/** The whole journey in small, by the colours of its families; a press or a drag on it moves the drawing. */
export function MiniMap({ nodes }: { nodes: CardNode[] }) {
  const { t } = useTranslation('editor')
  const flow = useReactFlow()
  const api = useStoreApi()
  const canvas = useRef<HTMLCanvasElement>(null)
  const window_ = useRef<HTMLDivElement>(null)
  const shown = useRef({ x: 0, y: 0, scale: 1 })

  useEffect(() => {
    const element = canvas.current
    if (element) shown.current = draw(element, nodes)
    const follow = () => {
      const { transform, width, height } = api.getState()
      const style = window_.current?.style
      if (!style) return
      const [left, top, zoom] = transform
      const { x, y, scale } = shown.current
      // Of a very large journey the window shows so little that it would not be seen.
      const [across, down] = [width, height].map((size) => (size / zoom) * scale) as [number, number]
      const [wide, high] = [Math.max(across, LEAST), Math.max(down, LEAST)]
      const at = { x: (-left / zoom - x) * scale, y: (-top / zoom - y) * scale }
      style.transform = `translate(${at.x - (wide - across) / 2}px, ${at.y - (high - down) / 2}px)`
      style.width = `${wide}px`
      style.height = `${high}px`
    }
    follow()
    return api.subscribe(follow)
  }, [nodes, api])

  const goTo = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons !== 1) return
    const box = event.currentTarget.getBoundingClientRect()
    const { x, y, scale } = shown.current
    const at = { x: (event.clientX - box.left) / scale + x, y: (event.clientY - box.top) / scale + y }
    void flow.setCenter(at.x, at.y, { zoom: flow.getZoom() })
  }
  return (
    <Panel position="bottom-left" className={classes.minimap} data-covers>
      <div
        className={classes.minimapArea}
        role="img"
        aria-label={t('canvas.minimap')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          goTo(event)
        }}
        onPointerMove={goTo}
      >
        <canvas ref={canvas} width={WIDTH * 2} height={HEIGHT * 2} style={{ width: WIDTH, height: HEIGHT }} />
        <div ref={window_} className={classes.minimapWindow} />
      </div>
    </Panel>
  )
}

function draw(element: HTMLCanvasElement, nodes: CardNode[]) {
  const boxes = nodes.map((node): Box & { family: Family; selected: boolean } => ({
    ...node.position,
    width: CARD_WIDTH,
    height: node.data.face.height,
    family: node.data.family,
    selected: node.selected ?? false,
  }))
  const whole = boundsOf(boxes) ?? { x: 0, y: 0, width: 1, height: 1 }
  const scale = Math.min((WIDTH - 2 * EDGE) / whole.width, (HEIGHT - 2 * EDGE) / whole.height, 0.1)
  const x = whole.x - (WIDTH / scale - whole.width) / 2
  const y = whole.y - (HEIGHT / scale - whole.height) / 2
  const pen = element.getContext('2d')
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const families = new Map(boxes.map(({ family }) => [family, colour(`--sj-family-${family}`)]))
  const accent = colour('--sj-accent')
  pen?.clearRect(0, 0, element.width, element.height)
  for (const box of boxes) {
    if (!pen) break
    pen.fillStyle = box.selected ? accent : (families.get(box.family) ?? accent)
    pen.fillRect(
      (box.x - x) * scale * 2,
      (box.y - y) * scale * 2,
      Math.max(3, box.width * scale * 2),
      Math.max(3, box.height * scale * 2),
    )
  }
  return { x, y, scale }
}
