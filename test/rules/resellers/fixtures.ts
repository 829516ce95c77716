// Rows of the reseller programme as staff type them, and helpers to read the results.
import { resellers } from '../../../src/rules/resellers/index.js';
import { day, type Outcome, play, type Scene, type Typed } from '../harness.js';

export const PARTNER = 'ТОО «Ромашка-Пример»';
/** The partner in keys of letters. */
export const KEY = 'тоо «ромашка-пример»';

/** A partner registered on 10.02.2024 as Primary, with nothing ticked, unless `over` says otherwise. */
export const partner = (over: Typed = {}): Typed => ({
  Компания: PARTNER,
  Email: 'partner@example.com',
  'Дата регистрации': day('2024-02-10'),
  'Заявленный уровень': 'Primary Reseller',
  ...over,
});
/**
 * Ticked columns of «Реселлеры», one letter each: П план, С специалист, Т техперсонал, Р решения, W SWS, A
 * AWS, И инженер.
 */
export const ticks = (letters: string): Typed => ({
  'План продаж': letters.includes('П'),
  'Специалист по продажам': letters.includes('С'),
  Техперсонал: letters.includes('Т'),
  'Совместные решения': letters.includes('Р'),
  SWS: letters.includes('W'),
  AWS: letters.includes('A'),
  Инженер: letters.includes('И'),
});
export const renewed = (year: number, agreed = true): Typed => ({
  'Продлено по год': year,
  Согласовано: agreed,
});
export const bought = (date: string, sum: number | string, company = PARTNER): Typed => ({
  Дата: day(date),
  Компания: company,
  Сумма: sum,
});
export const spent = (date: string, points: number | string, company = PARTNER): Typed => ({
  Дата: day(date),
  Компания: company,
  Баллы: points,
  'За что': 'скидка',
});
export const applied = (date: string, level: string, over: Typed = {}, company = PARTNER): Typed => ({
  Дата: day(date),
  Компания: company,
  Уровень: level,
  ...over,
});

export interface Tabs {
  readonly partners?: readonly Typed[];
  readonly purchases?: readonly Typed[];
  readonly redemptions?: readonly Typed[];
  readonly applications?: readonly Typed[];
}

/**
 * Runs the rules with one default partner unless others are given. `now` is ISO with offset, or a day (09:00
 * in Almaty, UTC+5).
 */
export function decideAt(now: string, tabs: Tabs, more: Omit<Scene, 'now' | 'tabs'> = {}): Outcome {
  return play(resellers, {
    ...more,
    now: now.includes('T') ? now : `${now}T09:00:00+05:00`,
    tabs: {
      Реселлеры: tabs.partners ?? [partner()],
      Закупки: tabs.purchases ?? [],
      'Списания баллов': tabs.redemptions ?? [],
      'Заявки на уровень': tabs.applications ?? [],
    },
  });
}

/** Computed cells of a row; rows count from 0. */
export const cellsOf = (outcome: Outcome, tab: string, index = 0): Outcome['computed'][string][number] =>
  outcome.computed[tab]?.[index] ?? {};
/** Lines of «Накопление», without the company. */
export const accruals = (outcome: Outcome): readonly (readonly unknown[])[] =>
  (outcome.outputs['Накопление'] ?? []).map((row) => Object.values(row).slice(1));
