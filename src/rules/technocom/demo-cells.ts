// Values for the sample rows: serial dates, made-up ИНН, partners' names. Independent of the clock and of
// chance: the sample is always the same.
import { checkINN } from 'ru-validation-codes';
import { addDays, day, type Day, serialFromDay } from '../day.js';
import type { Cell } from '../kinds.js';

/** The day of the sample: the day after the reports were due. */
export const DEMO_DAY = day('2026-01-16');
export const DEMO_NOW = '2026-01-16T14:00:00+05:00';

/** A date cell: `on('2025-03-01')`. */
export const on = (iso: string): number => serialFromDay(day(iso));
/** A date cell `n` days before the day of the sample. */
export const ago = (n: number): number => serialFromDay(addDays(DEMO_DAY, -n));
/** A date-time cell: a date cell and `10:30`. */
export function time(serial: number, clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':');
  return serial + (Number(hours) * 60 + Number(minutes)) / 1_440;
}
export const serialOf = (date: Day): number => serialFromDay(date);

export const pick = <T>(list: readonly T[], index: number): T => {
  const one = list[index % list.length];
  if (one === undefined) throw new RangeError('an empty list');
  return one;
};

/** The n-th made-up ИНН. Region 00 does not exist, so it belongs to nobody; its check digit is valid. */
export function sampleInn(n: number): string {
  const stem = `00${String(1_000_000 + n * 7_919)}`;
  for (let digit = 0; digit < 10; digit += 1) if (checkINN(`${stem}${digit}`)) return `${stem}${digit}`;
  throw new RangeError(`no check digit for ${stem}`);
}

export const PARTNERS = {
  alpha: 'Альфа-Образец',
  beta: 'Бета-Пример',
  gamma: 'Гамма-Демо',
  delta: 'Дельта-Вымысел',
  epsilon: 'Эпсилон-Тест',
  zeta: 'Дзета-Макет',
} as const;
export const PARTNER_LIST: readonly string[] = Object.values(PARTNERS);

export const REPRESENTATIVES: readonly Readonly<Record<'partner' | 'role' | 'email' | 'agreement', Cell>>[] =
  [
    {
      partner: PARTNERS.alpha,
      role: 'авторизованный',
      email: 'alpha@example.com',
      agreement: on('2023-02-01'),
    },
    { partner: PARTNERS.beta, role: 'официальный', email: 'beta@example.org', agreement: on('2023-03-15') },
    { partner: PARTNERS.gamma, role: 'золотой', email: 'gamma@example.net', agreement: on('2023-01-20') },
    {
      partner: PARTNERS.delta,
      role: 'авторизованный',
      email: 'delta@example.com',
      agreement: on('2023-06-01'),
    },
    {
      partner: PARTNERS.epsilon,
      role: 'официальный',
      email: 'epsilon@example.org',
      agreement: on('2024-02-10'),
    },
    { partner: PARTNERS.zeta, role: 'авторизованный', email: 'zeta@example.net', agreement: '' },
    // A row in error: the address has no domain. Rows of this partner still count.
    { partner: 'Эта-Черновик', role: 'авторизованный', email: 'eta@example', agreement: '' },
  ];
