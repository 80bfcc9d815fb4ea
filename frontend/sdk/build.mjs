// Builds what shops put on their pages into static/sdk: three scripts that need nothing else.
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const SCRIPTS = { sojourn: 'sojourn.js', worker: 'worker.js', inbox: 'inbox/inbox.js' }

for (const [name, path] of Object.entries(SCRIPTS)) {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: here('../../static/sdk'),
      emptyOutDir: name === 'sojourn',
      target: 'es2022',
      minify: true,
      lib: { entry: here(path), formats: ['iife'], name: 'sojournScript', fileName: () => `${name}.js` },
    },
  })
}
