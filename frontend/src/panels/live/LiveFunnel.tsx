import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../../editor/context'
import { shownDocument } from '../../editor/store'
import { mainWay } from '../../graph/flows'
import { placeName } from '../../graph/placeName'
import { percent } from '../figures'
import classes from './live.module.css'

/** The way that most take, and how many are left of those who came in. */
export function LiveFunnel() {
  const { t } = useTranslation('live')
  const { kinds, store } = useFrame()
  const document = useEditor(shownDocument)
  const steps = useEditor((state) => state.counters?.steps) ?? {}
  const way = mainWay(document, steps)
  const first = way[0]?.entered ?? 0
  if (first === 0) return <p className={classes.nothing}>{t('funnel.none')}</p>
  return (
    <table className={classes.funnel} aria-label={t('funnel.title')}>
      <thead>
        <tr>
          <th scope="col">{t('table.place')}</th>
          <th scope="col">{t('funnel.bar')}</th>
          <th scope="col">{t('number.entered')}</th>
          <th scope="col">{t('table.share')}</th>
          <th scope="col">{t('funnel.lost')}</th>
        </tr>
      </thead>
      <tbody>
        {way.map((point) => (
          <tr key={point.id}>
            <td>
              <button
                type="button"
                className={classes.placeLink}
                onClick={() => store.getState().reveal(point.id)}
              >
                {placeName(document, kinds, point.id)}
              </button>
            </td>
            <td>
              <div className={classes.funnelTrack}>
                <div
                  className={classes.funnelBar}
                  style={{ width: `${Math.min(100, point.share * 100)}%` }}
                />
              </div>
            </td>
            <td className="num">{point.entered.toLocaleString()}</td>
            <td className="num">{percent(point.entered, first)}</td>
            <td className="num">{point.lost > 0 ? `−${point.lost.toLocaleString()}` : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
