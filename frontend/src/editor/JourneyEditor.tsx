export interface JourneyEditorProps {
  journeyId: string
}

export default function JourneyEditor({ journeyId }: JourneyEditorProps) {
  return <p>{journeyId}</p>
}
