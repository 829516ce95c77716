// Types of build.mjs, which Node runs as it stands.
export interface Written {
  readonly output: string;
  readonly bytes: number;
}
export function withEntryPoints(iife: string, names: readonly string[]): string;
export function bundleCode(entry: string): Promise<string>;
export function bundleTool(entry: string): Promise<string>;
export function buildAll(root?: string): Promise<readonly Written[]>;
