// The workbook's stamps: each write leaves one under an id that must be unused, so that no write takes effect
// twice or overwrites another run's.
import type { Request } from './ports.js';

/** Key of the spreadsheet's developer metadata: Google keeps its ids unique within the file and never shows it. */
const KEY = 'reglament.write';

/** A stamp as the API returns it. */
export interface Metadata {
  readonly metadataId?: number | undefined;
  readonly metadataKey?: string | undefined;
  readonly metadataValue?: string | undefined;
}

/** The stamps found in the workbook: the newest, and older ones that the next write deletes. */
export interface Stamps {
  readonly newest: number;
  readonly value: string;
  readonly older: readonly number[];
}

export function stampsOf(metadata: readonly Metadata[]): Stamps {
  const own = metadata
    .filter(({ metadataKey }) => metadataKey === KEY)
    .map(({ metadataId = 0, metadataValue = '' }) => ({ id: metadataId, value: metadataValue }))
    .sort((a, b) => b.id - a.id);
  const [newest, ...older] = own;
  return { newest: newest?.id ?? 0, value: newest?.value ?? '', older: older.map(({ id }) => id) };
}

/** The stamps after a write that found `standing` has left its own. */
export const stamped = (standing: Stamps, value: string): Stamps => ({
  newest: standing.newest + 1,
  value,
  older: [],
});

/**
 * Requests that precede those of a write. Another run's write is detected by its stamp, whatever it changed.
 * The newest stamp found is kept: if it were deleted, a second run that found the same one could use the id
 * again.
 */
export const stampRequests = (standing: Stamps, next: Stamps): Request[] => [
  ...standing.older.map((metadataId) => ({
    deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId } } },
  })),
  {
    createDeveloperMetadata: {
      developerMetadata: {
        metadataId: next.newest,
        metadataKey: KEY,
        metadataValue: next.value,
        location: { spreadsheet: true },
        visibility: 'DOCUMENT',
      },
    },
  },
];

/** Whether the API refused a write because its stamp's id is already in use. */
export const isTaken = (message: string): boolean => message.includes('createDeveloperMetadata');
