// The programmes of a bundle, in the bundle's own order.
import { createHost, newWorkbook } from './host.js';

export interface ProgrammeInfo {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** Output tabs with the kinds of their columns by header. */
  readonly outputs: readonly OutputInfo[];
}

export interface OutputInfo {
  readonly title: string;
  readonly kinds: Readonly<Record<string, string>>;
}

export const programmesOf = (bundle: string): readonly ProgrammeInfo[] =>
  createHost({ bundle, workbook: newWorkbook() }).call('programmeList') as readonly ProgrammeInfo[];
