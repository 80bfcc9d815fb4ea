import TemplatePage from './TemplatePage'

/** A shared part: written as a template is. */
export default function PartPage() {
  return <TemplatePage shelf="parts" />
}
