// Types of the webinars' oracle: parameters, webinars, violations, and its result.
// Days are serials, instants are wall-clock minutes in Almaty, money is in tenge with two decimals.
import type { Cells, RawCell, Sheet } from '../../cells.js';
import type { Letter } from '../../support.js';

export interface Settings {
  readonly credit: number;
  readonly share: number;
  readonly limit: number;
}
export const SEED: Settings = { credit: 25, share: 100, limit: 80_000 };
/** Texts of announcements and pages whose findings are known in advance. */
export interface Known {
  readonly placement: boolean;
  readonly clean: boolean;
}

/** One run at `now` over `sheet`. */
export interface Run {
  readonly sheet: Sheet;
  readonly settings: Settings;
  readonly now: number;
  readonly today: number;
}
/** What earlier runs left: the letters already created, by occasion. */
export interface Memory {
  readonly made: Set<string>;
}
export const noMemory = (): Memory => ({ made: new Set() });
/**
 * Queues a letter due from `occasion` on, unless it was created before (`once`), is too late, or `until` has
 * passed.
 */
export type Queue = (code: string, to: string, occasion: number, once: string, until?: number) => void;

export interface Webinar {
  readonly row: number;
  readonly code: string;
  readonly partner: string;
  readonly mail: string;
  readonly coordinator: string;
  readonly start: number;
  readonly end: number;
  readonly recording: boolean;
  readonly dates: Readonly<Record<string, number | null>>;
}
export interface Violation {
  readonly webinar: Webinar;
  readonly kind: string;
  readonly on: number;
  readonly channel: string;
  readonly count: number;
}
export interface Season {
  readonly webinars: readonly Webinar[];
  readonly webinarOf: (cell: RawCell | undefined) => Webinar | undefined;
  /** Violations whose date has come. */
  readonly violations: readonly Violation[];
  readonly refused: ReadonlySet<Webinar>;
}
/** An accepted registration. */
export interface Listener {
  readonly row: number;
  readonly webinar: Webinar;
  readonly mail: string;
  readonly at: number;
}
export interface Audience {
  readonly accepted: readonly Listener[];
  /** Distinct addresses that attended, registered or not. */
  readonly cameTo: (webinar: Webinar) => readonly string[];
}
export interface Announcement {
  readonly row: number;
  readonly webinar: Webinar;
  readonly channel: string;
  readonly cost: number;
  /** A placement violation. */
  readonly hit: boolean;
}
export interface BudgetLine {
  readonly row: number;
  readonly webinar: Webinar;
  readonly paid: number;
}

/** The reports of an ended webinar, in the order of their columns. */
export const REPORTS = [
  'Количественный отчёт',
  'Фактическая смета',
  'Фотографии',
  'Список регистраций',
  'Бухгалтерские документы',
  'Скриншоты анонсов',
  'Рассылка после',
  'Лиды в CRM',
] as const;

export interface Deadline {
  readonly object: string;
  readonly what: string;
  readonly due: number;
  readonly left: number;
  readonly state: string;
}
export interface Answer {
  /** Computed cells by `Вкладка/строка`. */
  readonly computed: ReadonlyMap<string, Cells>;
  readonly errors: readonly string[];
  /** «Баллы и бонусы». */
  readonly standing: readonly (readonly RawCell[])[];
  readonly deadlines: readonly Deadline[];
  readonly letters: readonly Letter[];
}

/** To a hundredth. */
export const round = (value: number): number => Math.round(value * 100) / 100;
