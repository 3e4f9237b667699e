/** What stands around the pages, and what stands in their place. */
export const shell = {
  navigation: 'Main',
  overview: 'Overview',
  meters: 'Meters',
  anomalies: 'Anomalies',
  lineage: 'Lineage',
  assets: 'Assets',
  schedules: 'Schedules',
  runs: 'Runs',
  configuration: 'Configuration',
  skip: 'To the content',
  live: 'live',
  offline: 'offline',
  liveMeaning: 'Live: changes appear by themselves',
  offlineMeaning: 'Not connected: trying again',
  themes: { system: 'as the system', light: 'light', dark: 'dark' },
  theme: (name: string) => `Colours: ${name}`,
  changeTheme: (name: string) => `Colours: ${name}. Change`,
  languageIs: (name: string) => `Language: ${name}. Change`,
  looksAgain: (seconds: number) => `This page looks again every ${seconds} seconds.`,
  emptyTitle: 'Nothing declared yet',
  emptyText:
    'The state database is there, but no graph of assets has been recorded in it. “npx meterworks materialize” records and makes what the configuration declares; “npx meterworks demo” fills the demo house.',
  absentTitle: 'There is no state database',
  absentText: (folder: string) =>
    `These pages look for it in ${folder}. In a new house it is made by “npx meterworks materialize”, or by “npx meterworks demo” for the demo house. If there was one, it was moved or its disk is away: put it back, nothing else is needed.`,
  upgradingTitle: 'Upgrading',
  upgradingText: (found: number, known: number) =>
    `The state database has schema ${found}, these pages know ${known}. The service is upgrading it, or was upgraded and these pages were not; in that case start them anew.`,
  unreachableTitle: 'The state database cannot be read',
  brokenTitle: 'This page could not be made',
  brokenText: (digest: string | undefined) =>
    `The log of the UI says why${digest === undefined ? '' : ` (${digest})`}. Nothing was changed.`,
  tryAgain: 'Try again',
  notFoundTitle: 'There is nothing here',
  notFoundText: 'No asset, run or page has this address. It may have been renamed or pruned.',
  toOverview: 'To the overview',
};
