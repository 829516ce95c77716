// Types of build.mjs, which Node runs as it stands.
export interface Written {
  readonly output: string;
  readonly bytes: number;
}
/** A programme's `Demo`, as plain JSON. */
export interface Sample {
  readonly now: string;
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, string | number | boolean>>[]>>;
  readonly settings?: Readonly<Record<string, string | number | boolean>>;
}
export function withEntryPoints(iife: string, names: readonly string[]): string;
export function bundleCode(entry: string): Promise<string>;
export function collectSamples(root?: string): Promise<Readonly<Record<string, Sample>>>;
export function bundleTool(entry: string, target?: string): Promise<string>;
export function buildAll(root?: string): Promise<readonly Written[]>;
