// Types shared by the marathon's modules: participants, blocks, awards. Rules 1…8 of the spec fill them.
import type { Decision, Facts, Problem } from '../programme.js';
import type { RowOf } from '../tabs.js';
import type { Instant } from '../zone.js';
import type { settings } from './settings.js';
import type { tabs } from './tabs.js';

export type MarathonTabs = typeof tabs;
export type MarathonFacts = Facts<MarathonTabs, typeof settings>;
export type MarathonDecision = Decision<MarathonTabs>;
export type MarathonProblem = Problem<MarathonTabs>;
/** One good row of a tab. */
export type Row<K extends keyof MarathonTabs> = RowOf<MarathonTabs[K]>;

/** An accepted registration. */
export interface Participant {
  /** 0-based position among the participants. */
  readonly index: number;
  readonly nickname: string;
  readonly name: string;
  readonly email: string;
  readonly registered: Instant;
  /** Row number in «Регистрации». */
  readonly row: number;
}

/** A training block with its test window [start, closes). */
export interface Block {
  /** 0-based position among the good blocks, in the order of the sheet. */
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
  /** Row number in «Блоки». */
  readonly row: number;
}

/** What one row earned: its computed cells, and the participant credited. */
export interface Award {
  /** Null in a row in error. */
  readonly points: number | null;
  /** Why a row earns nothing; null for one that counts, even if it is worth 0. */
  readonly note: string | null;
  /** Null for a row in error, which earns nothing. */
  readonly participant: Participant | null;
}

/** The headings of the regulation under which staff find a rule. */
export const CLAUSES = {
  nominations: '«Описание», номинации',
  registration: '«Правила регистрации на марафон»',
  training: '«Правила прохождения обучения»',
  rating: '«Расчет рейтинга»',
  results: '«Подведение итогов»',
} as const;

/** «Блок 1. PRO32 Getscreen»: a block's name in deadlines and letters. */
export const blockTitle = (block: Pick<Block, 'number' | 'topic'>): string =>
  `Блок ${block.number}. ${block.topic}`;

/**
 * The link in «Запись» or «Тест», which may hold any text («будет позже»); null if it is none. An address copied
 * without its «https://» is a link too.
 */
export function webLink(typed: string): string | null {
  if (/^https?:\/\/\S+$/i.test(typed)) return typed;
  return /^([\p{L}\d-]+\.)+([a-z]{2,}|рф)(:\d+)?([/?#]\S*)?$/iu.test(typed) ? `https://${typed}` : null;
}

/** What a letter says of the test's place: its link, or a text with one («https://… пароль 7»). */
export const testPlace = ({ test }: Pick<Block, 'test'>): string | null =>
  webLink(test) ?? (/https?:\/\/\S/i.test(test) ? test : null);
