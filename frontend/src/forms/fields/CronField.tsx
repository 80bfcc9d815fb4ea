import { Group, Input, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeEvery, EVERY, type Every, readCron, type Schedule, writeCron } from '../../graph/cron'
import { type FieldProps, textOf, useInput, useSiblings } from '../field'
import classes from '../forms.module.css'
import { NextTimes } from '../NextTimes'
import { TimeInput } from './TimeInput'
import { WeekdaysInput } from './WeekdaysField'

const DAYS = [...Array.from({ length: 31 }, (_, index) => String(index + 1)), 'last']

/** Every day, week or month at a time, or a cron expression; with the next five times. */
export function CronField(props: FieldProps) {
  const { t } = useTranslation('forms')
  const { label, withAsterisk, error, disabled, onBlur } = useInput(props)
  const { zone } = useSiblings()
  const cron = textOf(props.value)
  const read = readCron(cron)
  // Who chose to write the expression keeps doing so, also when it could be told in words.
  const [custom, setCustom] = useState(read.every === 'custom' && cron !== '')
  const schedule: Schedule = custom ? { every: 'custom', cron } : read
  const put = (next: Schedule) => props.onChange(writeCron(next) || (props.nullable ? null : ''))
  const choose = (every: Every) => {
    setCustom(every === 'custom')
    put(changeEvery(read, every))
  }
  const shown = cron === '' && !custom ? null : schedule.every
  return (
    <Input.Wrapper {...{ label, withAsterisk, error }} labelElement="div" onBlur={onBlur}>
      <Stack gap={8}>
        <Group gap={8} wrap="nowrap">
          <Select
            flex={1}
            data={EVERY.map((name) => ({ value: name, label: t(`cron.every.${name}`) }))}
            value={shown}
            placeholder={t('cron.choose')}
            allowDeselect={false}
            disabled={disabled}
            aria-label={label}
            onChange={(next) => choose(next as Every)}
          />
          {schedule.every !== 'custom' && shown && (
            <TimeInput
              w={92}
              value={schedule.at}
              disabled={disabled}
              aria-label={t('cron.at')}
              onChange={(at) => at !== null && at !== '24:00' && put({ ...schedule, at })}
            />
          )}
        </Group>
        {schedule.every === 'week' && (
          <WeekdaysInput
            value={schedule.weekdays}
            label={t('window.days')}
            disabled={disabled}
            onChange={(weekdays) => weekdays.length > 0 && put({ ...schedule, weekdays })}
          />
        )}
        {schedule.every === 'month' && (
          <Select
            data={DAYS.map((day) => ({
              value: day,
              label: day === 'last' ? t('cron.last') : t('cron.day', { day }),
            }))}
            value={String(schedule.day)}
            allowDeselect={false}
            disabled={disabled}
            aria-label={t('cron.dayOfMonth')}
            onChange={(day) => put({ ...schedule, day: day === 'last' ? 'last' : Number(day) })}
          />
        )}
        {schedule.every === 'month' && typeof schedule.day === 'number' && schedule.day > 28 && (
          <p className={classes.needed}>{t('cron.shortMonths', { day: schedule.day })}</p>
        )}
        {schedule.every === 'custom' && custom && (
          <TextInput
            description={t('cron.help')}
            placeholder="0 9 * * 1"
            classNames={{ input: classes.source }}
            value={cron}
            error={Boolean(error)}
            disabled={disabled}
            aria-label={t('cron.expression')}
            onChange={(event) => props.onChange(event.currentTarget.value || (props.nullable ? null : ''))}
          />
        )}
        {cron && !error && <NextTimes asked={{ cron }} each={zone === 'customer'} title={t('times.next')} />}
      </Stack>
    </Input.Wrapper>
  )
}
