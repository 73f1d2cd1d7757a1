import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** As their packages name them; Edge is one, too. */
const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
]

/** Where they are when they are not on the path. */
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** The browser that prints: the one that the setting names, or else the first that this machine has. */
export function findChromium(named: string | undefined, path = process.env.PATH ?? ''): string | undefined {
  if (named) return isExecutable(named) ? named : undefined
  const ends = process.platform === 'win32' ? ['.exe'] : ['']
  const onPath = path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.flatMap((name) => ends.map((end) => join(folder, `${name}${end}`))))
  return [...onPath, ...(path === '' ? [] : places)].find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
