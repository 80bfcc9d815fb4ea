/** The first event in three languages; each runs as it stands. */

export const SNIPPETS = ['curl', 'javascript', 'python'] as const
export type Snippet = (typeof SNIPPETS)[number]

const curl = (host: string, key: string) => `curl ${host}/v1/track \\
  -u ${key}: \\
  -H 'Content-Type: application/json' \\
  -d '{
    "userId": "customer-1",
    "event": "sign_up",
    "properties": {"plan": "free"}
  }'`

const javascript = (host: string, key: string) => `await fetch("${host}/v1/track", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({
    writeKey: "${key}",
    userId: "customer-1",
    event: "sign_up",
    properties: { plan: "free" },
  }),
});`

const python = (host: string, key: string) => `# pip install segment-analytics-python
import segment.analytics as analytics

analytics.write_key = "${key}"
analytics.host = "${host}"

analytics.track("customer-1", "sign_up", {"plan": "free"})
analytics.flush()`

export function snippet(which: Snippet, host: string, key: string): string {
  return { curl, javascript, python }[which](host, key)
}
