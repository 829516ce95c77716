// Explanations of the computed cells of input tabs: a row, the conditions that it meets or fails, the points
// it earns.
import { ruDay } from '../day.js';
import { formatMoney } from '../money.js';
import { type Reason, type ReasonLine, rowLine } from '../reasons.js';
import { days, formatNumber, innerQuotes, points } from '../text.js';
import { ruInstant } from '../zone.js';
import type { Assessment } from './assess.js';
import { type Award, blockTitle, CLAUSES, type Participant } from './model.js';
import { tabs } from './tabs.js';

const yesNo = (yes: boolean): string => (yes ? 'да' : 'нет');
/** «3», or «0: не новая». */
const earned = ({ points, note }: Award): string =>
  `${formatNumber(points ?? 0)}${note === null ? '' : `: ${note}`}`;

/** Rule 1. */
export function explainRegistration({ facts, registrations }: Assessment, index: number): Reason | null {
  const row = facts.rows.registrations[index];
  const verdict = registrations.verdicts[index];
  if (!row || !verdict) return null;
  const { settings, zone } = facts;
  const day = zone.dayOf(row.registered);
  const inTime = day >= settings.registrationFrom && day <= settings.registrationTo;
  const period = `с ${ruDay(settings.registrationFrom)} по ${ruDay(settings.registrationTo)}`;
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
      rowLine(
        tabs.registrations,
        row,
        `Заявка от ${ruInstant(zone, row.registered)}, срок ${period}: ${inTime ? 'в срок' : 'вне срока'}`,
      ),
      rowLine(tabs.registrations, row, `На портале: ${yesNo(row.onPortal)}`),
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
  if (!row || !block) return null;
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
  const length = block.last ? settings.lastTestDays : settings.testDays;
  return {
    rule: `Тест открыт ${days(settings.testDays)} с начала блока, последний — ${days(settings.lastTestDays)}, и закрывается в то же время суток; в момент закрытия он уже закрыт.`,
    clause,
    lines: [
      rowLine(tabs.blocks, row, `Начало ${start}`),
      { text: block.last ? 'Это последний блок' : 'Это не последний блок' },
    ],
    sum: `${start} + ${days(length)} = ${closes}`,
  };
}

/** Rule 3. */
export function explainAttendance({ facts, attendance }: Assessment, index: number): Reason | null {
  const row = facts.rows.attendance[index];
  const award = attendance.awards[index];
  if (!row || !award) return null;
  return {
    rule: `За каждый блок, посещённый онлайн, участник получает ${points(facts.settings.attendancePoints)} один раз; запись баллов не даёт.`,
    clause: CLAUSES.rating,
    lines: [rowLine(tabs.attendance, row, `Блок ${row.block}, ${row.format ?? 'онлайн'}`)],
    sum: earned(award),
  };
}

/** Rule 5. */
export function explainQuiz({ facts, blocks, quiz }: Assessment, index: number): Reason | null {
  const row = facts.rows.quiz[index];
  const award = quiz.awards[index];
  const block = row && blocks.byNumber.get(row.block);
  if (!row || !award || !block) return null;
  const { settings, zone } = facts;
  const finished = ruInstant(zone, row.finished);
  return {
    rule: `Засчитывается одна попытка, самая ранняя; она даёт ${points(settings.answerPoints)} за верный ответ, если завершена, пока тест открыт.`,
    clause: `${CLAUSES.training}, ${CLAUSES.rating}`,
    lines: [
      rowLine(tabs.quiz, row, `Попытка завершена ${finished}, верных ответов ${row.correct}`),
      rowLine(
        tabs.blocks,
        block,
        `${blockTitle(block)}: тест открыт с ${ruInstant(zone, block.start)} до ${ruInstant(zone, block.closes)}`,
      ),
    ],
    sum: award.credited
      ? `${row.correct} × ${formatNumber(settings.answerPoints)} = ${formatNumber(award.points ?? 0)}`
      : earned(award),
  };
}

/** Rule 6. */
export function explainTask({ facts, tasks }: Assessment, index: number): Reason | null {
  const row = facts.rows.tasks[index];
  const award = tasks.awards[index];
  if (!row || !award) return null;
  return {
    rule: `За каждое принятое задание участник получает ${points(facts.settings.taskPoints)} один раз: по верхней принятой строке.`,
    clause: CLAUSES.rating,
    lines: [
      rowLine(
        tabs.tasks,
        row,
        `«${innerQuotes(row.task)}», ${row.kind ?? 'творческое'}, принято: ${yesNo(row.accepted)}`,
      ),
    ],
    sum: earned(award),
  };
}

/** Rule 7. */
export function explainSale({ facts, sales }: Assessment, index: number): Reason | null {
  const row = facts.rows.sales[index];
  const award = sales.awards[index];
  if (!row || !award) return null;
  const { settings, today } = facts;
  const line = (text: string): ReasonLine => rowLine(tabs.sales, row, text);
  const period = `с ${ruDay(settings.marathonFrom)} по ${ruDay(settings.marathonTo)}`;
  const ahead = row.date > today ? `; сегодня ${ruDay(today)}, эта дата ещё не наступила` : '';
  return {
    rule: `Новая подтверждённая продажа от ${formatMoney(settings.minSale)} руб. в период марафона даёт ${points(settings.salePoints)}; число продаж не ограничено.`,
    clause: CLAUSES.rating,
    lines: [
      line(`Вид: ${row.kind}`),
      line(`Сумма РРЦ: ${formatMoney(row.amount)} руб., нужно не меньше ${formatMoney(settings.minSale)}`),
      line(`Дата: ${ruDay(row.date)}, период ${period}${ahead}`),
      line(`Подтверждена: ${yesNo(row.confirmed)}`),
    ],
    sum: earned(award),
  };
}
