import { defineConfig } from 'wxt'
import { viewChunk } from './extension/view-chunks.ts'
import { consoleMatches } from './shared/console-links/hosts.ts'

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public', // relative to the root, not to srcDir
  modulesDir: 'extension/modules',
  manifestVersion: 3,
  imports: false,
  webExt: { disabled: true },
  zip: { zipSources: false },
  hooks: {
    'vite:build:extendConfig': (entrypoints, { build }) => {
      // Content scripts are built one by one, into one file each.
      const output = build?.rollupOptions?.output
      if (entrypoints.length > 1 && output && !Array.isArray(output))
        output.codeSplitting = {
          groups: [{ name: viewChunk, debugName: 'views', includeDependenciesRecursively: false }],
        }
    },
  },
  manifest: ({ browser, mode }) => ({
    name: 'Plumbline',
    description: 'Shows what is out of plumb on the AWS, Azure and GCP console page where you can straighten it.',
    permissions: ['storage', 'alarms', ...(browser === 'firefox' ? [] : ['sidePanel'])],
    // Nothing can press the browser's own permission prompt in a demo or a test: there, loopback is allowed already.
    host_permissions: mode === 'demo' ? [...consoleMatches, 'http://127.0.0.1/*'] : consoleMatches,
    // The worker's own origin is asked for when the extension is paired with it.
    optional_host_permissions: ['http://*/*', 'https://*/*'],
    action: { default_title: 'Plumbline' },
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
      : { minimum_chrome_version: '120', key }),
  }),
})

/** Half of a key pair whose other half was thrown away: it keeps the extension's id the same wherever it is loaded from. */
const key =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA02wIDOCCSg7OevOEMqzQvXYNSe4pOTefBh+UYHVwBvIYyXv0f8ySuf9HfZnuVB2yIBibbz+K2S+/rXRuNsEdQofEtOpy7bXIPvyAmxHL/O2XsEnOWZZAG7VhBUh9WwjcBTBUxK7V58K/AWEAgB2fxzbtQ16mDwHzI4Aif6dAMjijLr6PVQfpJnL9/gkBXM4wmyRLf3Z6+dAvFvzigeSFAPACw2LPcpIwHnHJtYATiNH+qmLeyrcCl6QWtLvNHc2GZA0LyooI2yKDpX872nVlyMlF/IH6VU09OO39Rmj48Al4N4D0bM1WRkR43n5JLLchlO1TU2azx7JpKIuj9Oms1QIDAQAB'
