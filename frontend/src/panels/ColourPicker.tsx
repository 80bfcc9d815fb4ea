import { ColorSwatch, Group, Input } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { COLOURS, type Colour } from '../graph/document'
import classes from './panels.module.css'

interface ColourPickerProps {
  value: Colour
  onChange: (colour: Colour) => void
  disabled?: boolean
}

/** The six colours of groups and notes, each by its name. */
export function ColourPicker({ value, onChange, disabled = false }: ColourPickerProps) {
  const { t } = useTranslation('editor')
  return (
    <Input.Wrapper label={t('look.colour')} labelElement="div">
      <Group gap={8} mt={4}>
        {COLOURS.map((colour) => (
          <ColorSwatch
            key={colour}
            component="button"
            type="button"
            size={26}
            color={`var(--mantine-color-${colour === 'grey' ? 'gray' : colour}-4)`}
            className={classes.swatch}
            disabled={disabled}
            aria-label={t(`look.colours.${colour}`)}
            aria-pressed={colour === value}
            title={t(`look.colours.${colour}`)}
            onClick={() => onChange(colour)}
          >
            {colour === value && <IconCheck size={16} color="#1c1e23" aria-hidden />}
          </ColorSwatch>
        ))}
      </Group>
    </Input.Wrapper>
  )
}
