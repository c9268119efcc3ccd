import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds the server whose API the page talks to. */
const server = process.env['JOBLOGS_URL'] ?? 'http://127.0.0.1:8000';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    target: 'es2022',
    assetsDir: 'assets',
    // Everything is a file of its own: the page's policy allows neither inline scripts nor data: addresses in styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What every page uses is one file; each page has one of its own beside it.
        codeSplitting: {
          groups: [{ name: 'common', test: /[\\/]src[\\/](api|state|components)[\\/][^\\/]+$|[\\/]node_modules[\\/]@?preact/ }],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': { target: server, ws: true }, '/metrics': server, '/health': server, '/docs': server, '/openapi': server },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
  },
});
