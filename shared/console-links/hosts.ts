/** Match patterns of the three consoles, all partitions: what the content script and the manifest ask for. */
export const consoleMatches = [
  'https://console.aws.amazon.com/*',
  'https://*.console.aws.amazon.com/*',
  'https://console.amazonaws-us-gov.com/*',
  'https://*.console.amazonaws-us-gov.com/*',
  'https://console.amazonaws.cn/*',
  'https://*.console.amazonaws.cn/*',
  'https://*.console.amazonaws-eusc.eu/*',
  'https://portal.azure.com/*',
  'https://*.portal.azure.com/*',
  'https://portal.azure.us/*',
  'https://*.portal.azure.us/*',
  'https://portal.azure.cn/*',
  'https://*.portal.azure.cn/*',
  'https://*.hosting.portal.azure.net/*',
  'https://*.reactblade.portal.azure.net/*',
  'https://console.cloud.google.com/*',
]
