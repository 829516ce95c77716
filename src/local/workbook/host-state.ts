// What Google stores beside the cells and .xlsx has no place for: properties, triggers, protection, metadata.
// Stored in the file as custom document properties, so that the workbook carries its own state.

export interface StoredTrigger {
  readonly id: string;
  readonly handler: string;
  /** `everyMinutes`, `everyDays`, `atHour`, `inTimezone` with their values, as requested. */
  readonly schedule: Readonly<Record<string, string | number>>;
}

export interface StoredRange {
  readonly sheetId: number;
  readonly startRowIndex?: number | undefined;
  readonly endRowIndex?: number | undefined;
  readonly startColumnIndex?: number | undefined;
  readonly endColumnIndex?: number | undefined;
}

export interface StoredProtection {
  readonly protectedRangeId: number;
  readonly range: StoredRange;
  readonly description?: string;
  readonly warningOnly?: boolean;
}

export interface StoredMetadata {
  readonly metadataId: number;
  readonly metadataKey: string;
  readonly metadataValue?: string;
  readonly visibility: string;
  /** null: of the whole spreadsheet. */
  readonly sheetId: number | null;
}

/** `script`: the host's own memory, which no service shows. */
type PropertyScope = 'document' | 'script';

export interface HostState {
  /** The highest id that a sheet has had: no other sheet gets it, also when that one has been deleted. */
  readonly lastSheetId: number;
  readonly properties: Readonly<Record<PropertyScope, Readonly<Record<string, string>>>>;
  readonly triggers: readonly StoredTrigger[];
  readonly protections: readonly StoredProtection[];
  readonly metadata: readonly StoredMetadata[];
}

const EMPTY_HOST_STATE: HostState = {
  lastSheetId: 0,
  properties: { document: {}, script: {} },
  triggers: [],
  protections: [],
  metadata: [],
};

/** '' when there is nothing to store; the sheets' ids matter only to what is stored beside them. */
export function encodeHostState(state: HostState): string {
  const changed = Object.entries(state).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(EMPTY_HOST_STATE[key as keyof HostState]),
  );
  return changed.every(([key]) => key === 'lastSheetId') ? '' : JSON.stringify(Object.fromEntries(changed));
}

/** A state damaged by another program is dropped; set-up creates it again. */
export function decodeHostState(text: string): HostState {
  if (text === '') return EMPTY_HOST_STATE;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return EMPTY_HOST_STATE;
    return { ...EMPTY_HOST_STATE, ...parsed };
  } catch {
    return EMPTY_HOST_STATE;
  }
}
