// Names of the global functions that every workbook has: known without running any of them.
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
