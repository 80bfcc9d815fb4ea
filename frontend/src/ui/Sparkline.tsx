import { useTranslation } from 'react-i18next'
import { count } from './numbers'
import classes from './ui.module.css'

interface SparklineProps {
  values: number[]
  /** What is counted: "entered". */
  label: string
  /** The whole in words, where the values are not of hours. */
  words?: string
  width?: number
  height?: number
}

/** The last hours as a line, with the same in words for those who do not see it. */
export function Sparkline({ values, label, words: given, width = 96, height = 24 }: SparklineProps) {
  const { t } = useTranslation()
  const total = values.reduce((sum, value) => sum + value, 0)
  const most = Math.max(...values, 0)
  const words =
    given ?? t('sparkline', { label, total: count(total), most: count(most), hours: values.length })
  if (values.length < 2 || total === 0) {
    return (
      <svg className={classes.spark} width={width} height={height} role="img" aria-label={words}>
        <line x1={1} x2={width - 1} y1={height - 2} y2={height - 2} className={classes.sparkFlat} />
      </svg>
    )
  }
  const x = (index: number) => 1 + (index * (width - 2)) / (values.length - 1)
  const y = (value: number) => height - 2 - (value / most) * (height - 4)
  const line = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ')
  return (
    <svg className={classes.spark} width={width} height={height} role="img" aria-label={words}>
      <title>{words}</title>
      <polygon points={`1,${height - 1} ${line} ${width - 1},${height - 1}`} className={classes.sparkArea} />
      <polyline points={line} className={classes.sparkLine} />
    </svg>
  )
}
