// What a partner may withdraw, and what prevents it (rule 7, «Как вывести деньги»).
import { type Day, happened, ruDay } from '../day.js';
import { type Money, ZERO } from '../money.js';
import { remark } from '../text.js';
import type { METHODS, Tariff } from './tabs.js';
import type { Terms } from './terms.js';
import { rub } from './wording.js';

type Method = (typeof METHODS)[number];

/** A partner's position at the end of a day. */
export interface Position {
  readonly day: Day;
  readonly tariff: Tariff;
  readonly balance: Money;
  /** Clients with at least one positive ledger line by that day. */
  readonly paying: number;
  /** Never later than today: a contract to be signed is none. */
  readonly contract: Day | null;
  /** «Прежние условия»: neither a contract nor a number of clients is required. */
  readonly legacy: boolean;
}

type Obstacle = 'balance' | 'contract' | 'clients';

const NONE: readonly Obstacle[] = [];

/** Which conditions of rule 7 are not met. */
function obstacles(at: Position, terms: Terms): readonly Obstacle[] {
  if (at.tariff === 'физлицо') return at.balance > 0 ? NONE : ['balance'];
  const found: Obstacle[] = [];
  if (at.balance < terms.minimum || at.balance <= 0) found.push('balance');
  if (!at.legacy && happened(at.contract, at.day) === null) found.push('contract');
  if (!at.legacy && at.paying < terms.payingClients) found.push('clients');
  return found.length === 0 ? NONE : found;
}

/** Either the whole balance or nothing (rule 7). */
export const availableOf = (at: Position, terms: Terms): Money =>
  obstacles(at, terms).length === 0 ? at.balance : ZERO;

function obstacleText(obstacle: Obstacle, at: Position, terms: Terms): string {
  switch (obstacle) {
    case 'balance':
      if (at.tariff === 'физлицо' || terms.minimum <= 0) return 'на балансе нет денег';
      return `на балансе ${rub(at.balance)}, нужно от ${rub(terms.minimum)}`;
    case 'contract':
      return at.contract === null ? 'не подписан договор' : `договор подписан только ${ruDay(at.contract)}`;
    case 'clients':
      return `клиентов с оплатой ${at.paying}, нужно ${terms.payingClients}`;
  }
}

/** «не подписан договор; клиентов с оплатой 1, нужно 2»; null when nothing prevents a withdrawal. */
export const missingText = (at: Position, terms: Terms): string | null =>
  remark(obstacles(at, terms).map((obstacle) => obstacleText(obstacle, at, terms)));

const REQUESTED = 'запрошено ';
/** The sum that a refusal names, as it names it; null for one that names none. */
export const refusedSum = (reason: string | null): string | null =>
  reason?.split(REQUESTED)[1]?.split(', доступно')[0] ?? null;

/** Why a withdrawal is refused; null when it is accepted. A blank method fits both tariffs (rule 6). */
export function refusalOf(asked: Money, method: Method | null, at: Position, terms: Terms): string | null {
  const reasons: string[] = [];
  const isNatural = at.tariff === 'физлицо';
  if (method !== null && isNatural !== (method === 'карта')) {
    const needed = isNatural ? 'нужна карта' : 'нужен аккаунт или расчётный счёт';
    reasons.push(`способ «${method}» не подходит тарифу «${at.tariff}»: ${needed}`);
  }
  const available = availableOf(at, terms);
  if (asked > available) {
    const missing = missingText(at, terms);
    const why = missing === null ? '' : ` (${missing})`;
    reasons.push(`${REQUESTED}${rub(asked)}, доступно ${rub(available)}${why}`);
  }
  return remark(reasons);
}
