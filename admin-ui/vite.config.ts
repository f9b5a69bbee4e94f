import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, runnerImport } from 'vite';

const api = process.env.API_URL ?? 'http://localhost:8080';

/** `virtual:texts/zh`, `virtual:texts/en`: texts stand side by side in the sources, and a page loads those of its language alone. */
function textsByLanguage(): Plugin {
  const prefix = 'virtual:texts/';
  return {
    name: 'texts-by-language',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const { module, dependencies } = await runnerImport<typeof import('./src/i18n/messages.ts')>(
        path.join(import.meta.dirname, 'src/i18n/messages.ts'),
        { configFile: false },
      );
      for (const file of dependencies) this.addWatchFile(path.resolve(file));
      return `export default ${JSON.stringify(module.messages[id.endsWith('en') ? 'en' : 'zh'])}`;
    },
  };
}

/** Pages are served by the API under a strict CSP: no inline script, no data: assets, no eval. */
export default defineConfig({
  plugins: [react(), textsByLanguage()],
  resolve: { alias: { 'markdown-to-jsx/react': path.join(import.meta.dirname, 'src/form/Markdown.tsx') } },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': { target: api, changeOrigin: false } } },
});
