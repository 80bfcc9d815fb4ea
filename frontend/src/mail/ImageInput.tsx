import {
  Button,
  FileButton,
  Group,
  Input,
  Modal,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  UnstyledButton,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPhoto, IconUpload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../ui/ErrorState'
import { type Picture, useImages, useUpload } from './images'
import classes from './mail.module.css'

interface ImageInputProps {
  label: string
  help?: React.ReactNode
  error?: React.ReactNode
  disabled?: boolean
  value: string
  onChange: (address: string) => void
}

/** A picture: by its address, from those of the workspace, or uploaded now. */
export function ImageInput({ label, help, error, disabled, value, onChange }: ImageInputProps) {
  const { t } = useTranslation('mail')
  const [open, { open: show, close }] = useDisclosure(false)
  const pick = (picture: Picture) => {
    onChange(picture.url)
    close()
  }
  return (
    <Input.Wrapper label={label} description={help} error={error} labelElement="div">
      <Group gap={6} wrap="nowrap" mt={4}>
        <TextInput
          flex={1}
          aria-label={label}
          placeholder="https://"
          disabled={disabled}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={disabled}
          leftSection={<IconPhoto size={16} aria-hidden />}
          onClick={show}
        >
          {t('image.choose')}
        </Button>
      </Group>
      <Modal opened={open} onClose={close} title={t('image.title')} size="lg">
        {open && <Pictures onPick={pick} />}
      </Modal>
    </Input.Wrapper>
  )
}

export function Pictures({ onPick }: { onPick: (picture: Picture) => void }) {
  const { t } = useTranslation('mail')
  const images = useImages()
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {t('image.line')}
        </Text>
        <UploadButton onDone={onPick} />
      </Group>
      {images.error ? (
        <ErrorState error={images.error} what={t('image.title')} onRetry={images.reload} />
      ) : images.rows.length === 0 && !images.loading ? (
        <Text size="sm" c="dimmed">
          {t('image.none')}
        </Text>
      ) : (
        <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
          {images.rows.map((picture) => (
            <UnstyledButton
              key={picture.id}
              className={classes.pictureChoice}
              onClick={() => onPick(picture)}
            >
              <img src={picture.url} alt="" loading="lazy" />
              <span>{picture.name}</span>
            </UnstyledButton>
          ))}
        </SimpleGrid>
      )}
    </Stack>
  )
}

export function UploadButton({ onDone }: { onDone: (picture: Picture) => void }) {
  const { t } = useTranslation('mail')
  const upload = useUpload(onDone)
  return (
    <FileButton
      accept="image/png,image/jpeg,image/gif,image/webp"
      onChange={(file) => file && upload.mutate(file)}
    >
      {(props) => (
        <Button {...props} loading={upload.isPending} leftSection={<IconUpload size={16} aria-hidden />}>
          {t('image.upload')}
        </Button>
      )}
    </FileButton>
  )
}
