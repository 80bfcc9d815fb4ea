/** The one place where the product's look is decided: type, space, colour, the defaults of every part. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const indigo: MantineColorsTuple = [
  '#eef0ff',
  '#dfe3ff',
  '#c3c9fe',
  '#a1a9fb',
  '#8189f6',
  '#656cf0',
  '#4f52e0',
  '#4442c6',
  '#38379f',
  '#2c2c78',
]
const slate: MantineColorsTuple = [
  '#f4f6f8',
  '#e7ebf0',
  '#d0d7e0',
  '#b1bcca',
  '#8d9bad',
  '#6c7b90',
  '#546377',
  '#434f60',
  '#343d4b',
  '#252c37',
]
/** Neutral greys of the dark scheme: [0] text … [2] dimmed … [7] page … [9] deepest. */
const dark: MantineColorsTuple = [
  '#e6e7eb',
  '#c3c6ce',
  '#9da2ae',
  '#6f7480',
  '#3a3d46',
  '#2e3139',
  '#23252c',
  '#17181c',
  '#121316',
  '#0c0d0f',
]
const gray: MantineColorsTuple = [
  '#fafafb',
  '#f4f4f6',
  '#e8e9ec',
  '#dcdee2',
  '#c9ccd2',
  '#a9adb6',
  '#868b96',
  '#5c616c',
  '#3c4049',
  '#1c1e23',
]

/** Families of steps. Colour means this once and nothing else; a word or an icon always stands beside it. */
export const FAMILY_COLOR = {
  trigger: 'teal',
  flow: 'slate',
  message: 'blue',
  people: 'violet',
  end: 'gray',
} as const
export type Family = keyof typeof FAMILY_COLOR

/** States of a journey, and of what can go wrong. */
export const STATE_COLOR = {
  draft: 'gray',
  live: 'teal',
  paused: 'orange',
  failing: 'red',
  archived: 'gray',
} as const

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 6, dark: 5 },
  colors: { indigo, slate, dark, gray },
  white: '#ffffff',
  black: '#1c1e23',
  autoContrast: true,
  luminanceThreshold: 0.36,
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.35' },
      h2: { fontSize: '16px', lineHeight: '1.4' },
      h3: { fontSize: '14px', lineHeight: '1.45' },
      h4: { fontSize: '13px', lineHeight: '1.45' },
    },
  },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  shadows: {
    xs: '0 1px 2px rgb(16 18 27 / 6%)',
    sm: '0 2px 8px rgb(16 18 27 / 8%)',
    md: '0 6px 20px rgb(16 18 27 / 12%)',
    lg: '0 12px 32px rgb(16 18 27 / 16%)',
    xl: '0 20px 48px rgb(16 18 27 / 20%)',
  },
  components: {
    Button: { defaultProps: { size: 'sm' }, styles: { root: { fontWeight: 500 } } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'sm' } },
    NumberInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', comboboxProps: { shadow: 'md' } } },
    MultiSelect: { defaultProps: { size: 'sm', comboboxProps: { shadow: 'md' } } },
    Textarea: { defaultProps: { size: 'sm', autosize: true, minRows: 2 } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 100 } } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 100 } } },
    Tooltip: { defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: true } } },
    Modal: {
      defaultProps: { transitionProps: { duration: 150 }, overlayProps: { backgroundOpacity: 0.4 } },
      styles: { title: { fontWeight: 600, fontSize: '16px' } },
    },
    Drawer: {
      defaultProps: {
        position: 'right',
        transitionProps: { duration: 150 },
        overlayProps: { backgroundOpacity: 0.15 },
      },
      styles: { title: { fontWeight: 600, fontSize: '16px' } },
    },
    Badge: {
      defaultProps: { variant: 'light', radius: 'sm' },
      styles: { root: { textTransform: 'none', fontWeight: 500 } },
    },
    Skeleton: { defaultProps: { radius: 'sm' } },
  },
})

/** Colours that both schemes need under one name; written as --sj-*, used by every stylesheet. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--sj-rail-width': '224px',
    '--sj-family-trigger': 'var(--mantine-color-teal-6)',
    '--sj-family-flow': 'var(--mantine-color-slate-5)',
    '--sj-family-message': 'var(--mantine-color-blue-6)',
    '--sj-family-people': 'var(--mantine-color-violet-6)',
    '--sj-family-end': 'var(--mantine-color-gray-6)',
  },
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1c1e23',
    '--mantine-color-dimmed': '#5c616c',
    '--mantine-color-placeholder': '#757a85',
    '--sj-surface': '#ffffff',
    '--sj-rail': '#f7f7f9',
    '--sj-canvas': '#f5f6f8',
    '--sj-line': '#e5e6ea',
    '--sj-line-strong': '#d3d5db',
    '--sj-hover': '#f3f4f7',
    '--sj-selected': '#eef0ff',
    '--sj-accent': '#4f52e0',
    '--sj-accent-text': '#4442c6',
    '--sj-good': '#0b7a5f',
    '--sj-warn': '#9a5200',
    '--sj-bad': '#c0242c',
  },
  dark: {
    '--mantine-color-body': '#17181c',
    '--mantine-color-text': '#e6e7eb',
    '--mantine-color-dimmed': '#9da2ae',
    '--mantine-color-placeholder': '#868b98',
    '--sj-surface': '#1d1f24',
    '--sj-rail': '#121316',
    '--sj-canvas': '#131417',
    '--sj-line': '#2b2d34',
    '--sj-line-strong': '#3c3f48',
    '--sj-hover': '#22242a',
    '--sj-selected': '#26284a',
    '--sj-accent': '#8189f6',
    '--sj-accent-text': '#a1a9fb',
    '--sj-good': '#4cc9a4',
    '--sj-warn': '#f2b05e',
    '--sj-bad': '#ff8085',
  },
})
