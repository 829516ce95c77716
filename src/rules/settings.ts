// Declarations of a programme's parameters: the rows of «Настройки», each with its default, meaning and clause.
import { COUNTRIES, type Country } from './holidays.js';
import { Fault, integer, type Kind, notNegative, number, oneOf, text } from './kinds.js';
import { formatNumber } from './text.js';
import { type Zone, zoneNamed } from './zone.js';

export interface Setting<T = unknown, D extends T | null = T | null> {
  /** The parameter's exact name in «Настройки». */
  readonly header: string;
  readonly kind: Kind<T>;
  readonly default: D;
  /** For staff: its meaning and the clause of the regulation it comes from. */
  readonly note: string;
  check?(value: T): Fault | null;
}

/** Declares a parameter. With a null default it has no value unless staff fill it in. */
export function setting<T>(header: string, kind: Kind<T>, fallback: null, note: string): Setting<T, null>;
export function setting<T>(
  header: string,
  kind: Kind<T>,
  fallback: NoInfer<T>,
  note: string,
  check?: (value: T) => Fault | null,
): Setting<T, T & {}>;
export function setting<T>(
  header: string,
  kind: Kind<T>,
  fallback: T | null,
  note: string,
  check?: (value: T) => Fault | null,
): Setting<T> {
  const within = COUNTS.includes(kind) ? (value: T) => check?.(value) ?? possible(value) : check;
  return { header, kind, default: fallback, note, ...(within ? { check: within } : {}) };
}

const COUNTS: readonly unknown[] = [integer, number];
/**
 * No regulation has longer periods: such a period would exceed the calendar, and walking its months would
 * take hours.
 */
const FURTHEST = 100_000;
/** Names the exceeded limit alone: the parameter's own check may allow less on the other side. */
function possible(value: unknown): Fault | null {
  if (typeof value !== 'number' || Math.abs(value) <= FURTHEST) return null;
  const limit = `${value < 0 ? 'меньше' : 'больше'} ${formatNumber(Math.sign(value) * FURTHEST)}`;
  return new Fault(`число ${limit}`, `Впишите число не ${limit}.`);
}

export type Settings = Readonly<Record<string, Setting>>;

type SettingValue<S> = S extends {
  readonly kind: { read(...args: never): infer V };
  readonly default: infer D;
}
  ? null extends D
    ? Exclude<V, Fault> | null
    : Exclude<V, Fault>
  : never;

/** The values in force by parameter key. */
export type SettingsOf<S extends Settings> = { readonly [K in keyof S]: SettingValue<S[K]> };

/** Every parameter at its default. */
export const defaultsOf = <S extends Settings>(settings: S): SettingsOf<S> =>
  Object.fromEntries(Object.entries(settings).map(([key, one]) => [key, one.default])) as SettingsOf<S>;

export const zoneKind: Kind<Zone> = {
  type: 'text',
  format: text.format,
  width: text.width,
  read: (raw) =>
    zoneNamed(String(raw).trim()) ??
    new Fault('такого часового пояса нет', 'Впишите название из базы IANA, например Europe/Moscow.'),
  write: (zone) => zone.name,
  hint: 'Название часового пояса, например Europe/Moscow.',
};

export const LETTER_MODES = ['черновик', 'авто'] as const;

function zoneOrThrow(name: string): Zone {
  const zone = zoneNamed(name);
  if (!zone) throw new RangeError(`no such time zone: ${name}`);
  return zone;
}

/** The four parameters of every programme; spread into its declaration in the order of the spec. */
export const commonSettings = (defaults: { zone: string; country: Country }) => ({
  zone: setting(
    'Часовой пояс',
    zoneKind,
    zoneOrThrow(defaults.zone),
    'В каком часовом поясе указаны даты и время в таблице. После изменения снова выберите «Автоматически каждый день».',
  ),
  country: setting(
    'Страна',
    oneOf(COUNTRIES),
    defaults.country,
    'Чей производственный календарь действует (вкладка «Календарь»).',
  ),
  warnDays: setting(
    'Предупреждать за, дней',
    integer,
    3,
    'За сколько дней до срока он получает состояние «скоро».',
    notNegative,
  ),
  letterMode: setting(
    'Режим писем',
    oneOf(LETTER_MODES),
    'черновик',
    'черновик — письма ждут, пока вы не выберете «Отправить письма»; авто — уходят сами, если включено «Автоматически каждый день».',
  ),
});
export type CommonSettings = ReturnType<typeof commonSettings>;
