// Explanations of the computed cells of input tabs: a row, the conditions that it meets or fails, the points
// it earns.
import { ruDay } from '../day.js';
import { formatMoney } from '../money.js';
import { type Reason, type ReasonLine, rowLine } from '../reasons.js';
import { days, formatNumber, innerQuotes, points } from '../text.js';
import { ruInstant } from '../zone.js';
import type { Assessment } from './assess.js';
import { blockTitle, CLAUSES, type MarathonFacts, type Participant, type Row } from './model.js';
import type { Part } from './scoring.js';
import type { Parameters } from './settings.js';
import { earnedBy } from './standings.js';
import { tabs } from './tabs.js';

const yesNo = (yes: boolean): string => (yes ? 'да' : 'нет');
const period = (from: Parameters['marathonFrom'], to: Parameters['marathonTo']): string =>
  `с ${ruDay(from)} по ${ruDay(to)}`;

/** Rule 1. */
export function explainRegistration({ facts, registrations }: Assessment, index: number): Reason | null {
  const row = facts.rows.registrations[index];
  const verdict = registrations.verdicts[index];
  if (!row || !verdict) return null;
  const { settings, zone } = facts;
  const { registrationFrom: from, registrationTo: to } = settings;
  const day = zone.dayOf(row.registered);
  const line = (text: string): ReasonLine => rowLine(tabs.registrations, row, text);
  /** Whether the holder's application came before this one. */
  const isEarlier = (holder: Participant): boolean =>
    holder.registered < row.registered || (holder.registered === row.registered && holder.row < row.row);
  const holderLine = (what: string, holder: Participant | undefined): ReasonLine =>
    holder && isEarlier(holder)
      ? rowLine(tabs.registrations, holder, `${what}: занят принятой заявкой`)
      : { text: `${what}: не занят` };
  return {
    rule: 'Участник — тот, чья заявка пришла в срок, кто есть на портале и чьи никнейм и адрес не заняты более ранней принятой заявкой. Причина отказа — первая из четырёх.',
    clause: CLAUSES.registration,
    lines: [
      line(
        `Заявка от ${ruInstant(zone, row.registered)}, срок ${period(from, to)}: ${day >= from && day <= to ? 'в срок' : 'вне срока'}`,
      ),
      line(`На портале: ${yesNo(row.onPortal)}`),
      holderLine(`Никнейм «${row.nickname}»`, registrations.holderOf(row.nickname)),
      holderLine('Email', registrations.byEmail.get(row.email)),
    ],
    sum: verdict.reason === null ? 'участник' : `отклонён: ${verdict.reason}`,
  };
}

/** Rule 4. */
export function explainBlock({ facts, blocks }: Assessment, index: number): Reason | null {
  const row = facts.rows.blocks[index];
  const block = row && blocks.byNumber.get(row.block);
  if (!block) return null;
  const { settings, zone } = facts;
  const start = ruInstant(zone, block.start);
  const closes = ruInstant(zone, block.closes);
  const clause = CLAUSES.training;
  if (row.testUntil !== null)
    return {
      rule: '«Тест до» задан в строке блока и действует вместо общего срока.',
      clause,
      lines: [rowLine(tabs.blocks, row, `Тест до ${closes}`)],
      sum: closes,
    };
  return {
    rule: `Тест открыт ${days(settings.testDays)} с начала блока, последний — ${days(settings.lastTestDays)}, и закрывается в то же время суток; в момент закрытия он уже закрыт.`,
    clause,
    lines: [
      rowLine(tabs.blocks, row, `Начало ${start}`),
      { text: block.last ? 'Это последний блок' : 'Это не последний блок' },
    ],
    sum: `${start} + ${days(block.last ? settings.lastTestDays : settings.testDays)} = ${closes}`,
  };
}

interface Telling<P extends Part> {
  readonly clause?: string;
  readonly rule: (settings: Parameters) => string;
  /** A row among those that make up a figure. */
  readonly row: (row: Row<P>) => string;
  /** What a row's points depend on; by default the row. */
  readonly lines?: (row: Row<P>, assessment: Assessment) => readonly ReasonLine[];
  /** «7 × 1 = », if the points of a row that counts are computed from it. */
  readonly product?: (row: Row<P>, settings: Parameters) => string;
}

const told = <P extends Part>(
  part: P,
  { clause = CLAUSES.rating, rule, row: shown, lines, product }: Telling<P>,
) => ({
  clause,
  rule,
  row: (rows: MarathonFacts['rows'], index: number): string => {
    const row = rows[part][index];
    return row ? shown(row) : '';
  },
  /** Explains a row's points. */
  explain: (assessment: Assessment, index: number): Reason | null => {
    const { rows, settings } = assessment.facts;
    const row = rows[part][index];
    const award = assessment[part].awards[index];
    if (!row || !award) return null;
    const earned = formatNumber(earnedBy(award));
    return {
      rule: rule(settings),
      clause,
      lines: lines?.(row, assessment) ?? [rowLine(tabs[part], row, shown(row))],
      sum: award.note === null ? `${product?.(row, settings) ?? ''}${earned}` : `${earned} — ${award.note}`,
    };
  },
});

/** Rules 3 and 5…8: what is told of each tab's points, in its rows and in «Рейтинг». */
export const PART_TEXTS = {
  attendance: told('attendance', {
    rule: ({ attendancePoints }) =>
      `За каждый блок, посещённый онлайн, участник получает ${points(attendancePoints)} один раз; запись баллов не даёт.`,
    row: ({ block, format }) => `Блок ${block}, ${format ?? 'онлайн'}`,
  }),
  quiz: told('quiz', {
    clause: `${CLAUSES.training}, ${CLAUSES.rating}`,
    rule: ({ answerPoints }) =>
      `Засчитывается одна попытка, самая ранняя; она даёт ${points(answerPoints)} за верный ответ, если завершена, пока тест открыт.`,
    row: ({ block, correct }) => `Блок ${block}, верных ответов ${correct}`,
    lines: (row, { facts: { zone }, blocks }) => {
      const attempt = `Попытка завершена ${ruInstant(zone, row.finished)}, верных ответов ${row.correct}`;
      const block = blocks.byNumber.get(row.block);
      if (!block) return [];
      const open = `с ${ruInstant(zone, block.start)} до ${ruInstant(zone, block.closes)}`;
      return [
        rowLine(tabs.quiz, row, attempt),
        rowLine(tabs.blocks, block, `${blockTitle(block)}: тест открыт ${open}`),
      ];
    },
    product: ({ correct }, { answerPoints }) => `${correct} × ${formatNumber(answerPoints)} = `,
  }),
  tasks: told('tasks', {
    rule: ({ taskPoints }) =>
      `За каждое принятое задание участник получает ${points(taskPoints)} один раз: по верхней принятой строке.`,
    row: ({ task }) => `«${innerQuotes(task)}»`,
    lines: (row) => [
      rowLine(
        tabs.tasks,
        row,
        `«${innerQuotes(row.task)}», ${row.kind ?? 'творческое'}, принято: ${yesNo(row.accepted)}`,
      ),
    ],
  }),
  sales: told('sales', {
    rule: ({ minSale, salePoints }) =>
      `Новая подтверждённая продажа от ${formatMoney(minSale)} руб. в период марафона даёт ${points(salePoints)}; число продаж не ограничено.`,
    row: ({ product }) => product,
    lines: (row, { facts: { settings, today } }) =>
      [
        `Вид: ${row.kind}`,
        `Сумма РРЦ: ${formatMoney(row.amount)} руб., нужно не меньше ${formatMoney(settings.minSale)}`,
        `Дата: ${ruDay(row.date)}, период ${period(settings.marathonFrom, settings.marathonTo)}${row.date > today ? `; сегодня ${ruDay(today)}, эта дата ещё не наступила` : ''}`,
        `Подтверждена: ${yesNo(row.confirmed)}`,
      ].map((text) => rowLine(tabs.sales, row, text)),
  }),
  extra: told('extra', {
    rule: () => 'Организатор вправе начислить дополнительные баллы самым активным.',
    row: ({ why }) => why,
  }),
};
