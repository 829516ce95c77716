// Types of what TypeScript imports from build.mjs, which Node runs as it stands.
/** A programme's `Demo`, as plain JSON. */
export interface Sample {
  readonly now: string;
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, string | number | boolean>>[]>>;
  readonly settings?: Readonly<Record<string, string | number | boolean>>;
  readonly actions?: Readonly<Record<string, readonly string[]>>;
}
export function withEntryPoints(iife: string, names: readonly string[]): string;
export function built(): Promise<{
  readonly code: string;
  readonly running: string;
  /** By the programme's id. */
  readonly samples: Readonly<Record<string, Sample>>;
}>;
