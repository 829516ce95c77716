// The workbook's stamps: each write leaves one under an id that must be free, so that no write takes effect twice or over another run's.
import type { Request } from './ports.js';

/** Developer metadata of the spreadsheet: Google keeps its ids unique within the file and shows it to nobody. */
const KEY = 'reglament.write';

/** A stamp as the API gives it. */
export interface Metadata {
  readonly metadataId?: number | undefined;
  readonly metadataKey?: string | undefined;
  readonly metadataValue?: string | undefined;
}

/** The stamps that stand in the workbook: the newest, and older ones that the next write clears away. */
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

/** The stamps as they will be when a write that saw `standing` has left its own. */
export const stamped = (standing: Stamps, value: string): Stamps => ({
  newest: standing.newest + 1,
  value,
  older: [],
});

/**
 * What a write puts before its requests: another run's write is told by its stamp, not by what it made. The newest stamp that it saw stays: were it cleared away, a second run that saw the same
 * could take the id again.
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

/** Whether the API refused a write because its stamp's id is taken. */
export const isTaken = (message: string): boolean => message.includes('createDeveloperMetadata');
