// Names of the global functions of every workbook, available without running any of their code.
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
