import { IconPhotoOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fields } from '../../api/types'
import { imageOf } from '../content'
import classes from './looks.module.css'

/** The picture of a message; one that cannot be loaded says so in its place. */
export function Picture({ body }: { body: Fields }) {
  const { t } = useTranslation('messages')
  const address = imageOf(body)
  const [broken, setBroken] = useState('')
  if (!address) return null
  if (broken === address) {
    return (
      <div className={classes.noPicture}>
        <IconPhotoOff size={18} aria-hidden /> {t('noPicture')}
      </div>
    )
  }
  return (
    <img
      src={address}
      alt={t('picture')}
      className={classes.picture}
      referrerPolicy="no-referrer"
      onError={() => setBroken(address)}
    />
  )
}
