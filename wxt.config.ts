import { defineConfig } from 'wxt'
import { consoleMatches } from './shared/console-links/hosts.ts'

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public', // relative to the root, not to srcDir
  modulesDir: 'extension/modules',
  manifestVersion: 3,
  imports: false,
  webExt: { disabled: true },
  zip: { zipSources: false },
  manifest: ({ browser, mode }) => ({
    name: 'Plumbline',
    description: 'Shows what is out of plumb on the AWS, Azure and GCP console page where you can straighten it.',
    permissions: ['storage', 'alarms', ...(browser === 'firefox' ? [] : ['sidePanel'])],
    // Nothing can press the browser's own permission prompt in a demo or a test: there, loopback is allowed already.
    host_permissions: mode === 'demo' ? [...consoleMatches, 'http://127.0.0.1/*'] : consoleMatches,
    // The worker's own origin is asked for when the extension is paired with it.
    optional_host_permissions: ['http://*/*', 'https://*/*'],
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'plumbline@plumbline.dev',
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '120' }),
  }),
})
