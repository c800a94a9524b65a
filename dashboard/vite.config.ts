import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// The service in development: `cargo run -- serve --demo` beside `npm run dev`.
const service = process.env.CHANCERY_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [svelte()],
  build: {
    target: 'es2023',
    // No data: addresses: the content security policy allows files of the service alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/v1': service, '/docs': service, '/openapi.json': service } },
});
