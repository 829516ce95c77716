// What the marathon's jobs hand to each other: participants, blocks, awards. Rules 1…8 of the spec fill them.
import type { Decision, Facts, Problem } from '../programme.js';
import type { RowOf } from '../tabs.js';
import { count, formatNumber } from '../text.js';
import type { Instant } from '../zone.js';
import type { settings } from './settings.js';
import type { tabs } from './tabs.js';

export type MarathonTabs = typeof tabs;
export type MarathonFacts = Facts<MarathonTabs, typeof settings>;
export type MarathonDecision = Decision<MarathonTabs>;
export type MarathonProblem = Problem<MarathonTabs>;
/** The values of «Настройки» in force. */
export type Parameters = MarathonFacts['settings'];
/** One good row of a tab. */
export type Row<K extends keyof MarathonTabs> = RowOf<MarathonTabs[K]>;

/** An accepted registration. */
export interface Participant {
  /** Position among the participants, from 0. */
  readonly index: number;
  readonly nickname: string;
  readonly name: string;
  readonly email: string;
  /** Its row of «Регистрации». */
  readonly row: number;
}

/** A block of training with its test window [start, closes). */
export interface Block {
  /** Position among the good blocks, from 0, in the order of the sheet. */
  readonly index: number;
  readonly number: number;
  readonly topic: string;
  readonly product: string;
  readonly start: Instant;
  readonly closes: Instant;
  /** Whether the short window of the last block applies. */
  readonly last: boolean;
  readonly recording: string;
  readonly test: string;
  /** Its row of «Блоки». */
  readonly row: number;
}

/** What one row earned: its computed cells, and to whom they go. */
export interface Award {
  /** Null in a row in error. */
  readonly points: number | null;
  readonly note: string | null;
  /** Null in a row in error: it earns nothing for anyone. */
  readonly participant: Participant | null;
  /** Whether the row is one that counts (also when the point value is 0). */
  readonly credited: boolean;
}

/** The headings of the regulation under which staff find a rule. */
export const CLAUSES = {
  nominations: '«Описание», номинации',
  registration: '«Правила регистрации на марафон»',
  training: '«Правила прохождения обучения»',
  rating: '«Расчет рейтинга»',
  results: '«Подведение итогов»',
} as const;

/** «Блок 1. PRO32 Getscreen»: a block as deadlines and letters name it. */
export const blockTitle = (block: Pick<Block, 'number' | 'topic'>): string =>
  `Блок ${block.number}. ${block.topic}`;

/** «3 балла», «2,5 балла»: points as letters and explanations count them. */
export const points = (n: number): string =>
  Number.isInteger(n) ? count(n, 'балл', 'балла', 'баллов') : `${formatNumber(n)} балла`;

/** Only such a link is shown as one: «Запись» and «Тест» hold whatever staff typed. */
export const isWebLink = (text: string): boolean => /^https?:\/\/\S+$/i.test(text);
