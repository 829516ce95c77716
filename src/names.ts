// Names that opening a sheet needs before any other code has run.

/** The document property in which runs remember the sheet of each tab, by keys like `marathon/blocks`. */
export const TABS_PROPERTY = 'tabs';

/** The global functions of every workbook. */
export const SHARED_ENTRIES = [
  'recompute',
  'whatChanges',
  'explain',
  'deadlinesToday',
  'previewLetters',
  'send',
  'setup',
  'demo',
  'automate',
  'erasePerson',
  'selfTest',
  'help',
  'daily',
  'tick',
  'doGet',
  'programmeList',
] as const;
export type SharedEntry = (typeof SHARED_ENTRIES)[number];
