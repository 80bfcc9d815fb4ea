import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// Django answers everything that is not the interface's own code.
const DJANGO = process.env.SOJOURN_BACKEND ?? 'http://127.0.0.1:8000'
const toDjango = Object.fromEntries(
  ['/api', '/accounts', '/admin', '/v1', '/static', '/u/', '/preferences'].map((path) => [
    path,
    { target: DJANGO, changeOrigin: false },
  ]),
)

export default defineConfig(({ command }) => ({
  base: command === 'build' ? '/static/frontend/' : '/',
  plugins: [react()],
  server: { port: 5173, proxy: { ...toDjango, '/ws': { target: DJANGO, ws: true } } },
  build: {
    outDir: '../static/frontend',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2023',
    // elkjs is one large file by nature; it loads only with the editor.
    chunkSizeWarningLimit: 1600,
    rolldownOptions: { input: 'src/main.tsx' },
  },
  test: {
    environment: 'jsdom',
    // One jsdom per worker, made once: twice as fast, each file still on its own.
    pool: 'vmThreads',
    setupFiles: ['./vitest.setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    testTimeout: 15000,
  },
}))
