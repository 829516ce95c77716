// The head office's digest on working days: what needs a decision, which requests are incomplete, what is due today,
// what is overdue. Kept short: a client that needs a decision is listed once, and lists are cut.
import { type Day, isoDay, ruDay } from '../day.js';
import { deadlineState } from '../deadlines.js';
import { type Letter, letter, opensInWindow } from '../letters.js';
import { bullets, days } from '../text.js';
import { type Instant, ruTime } from '../zone.js';
import { inOrder } from './claims.js';
import { answerDue, HEAD_OFFICE } from './deadlines.js';
import { letters } from './letters.js';
import type { TechnocomDeadline, TechnocomFacts } from './model.js';
import type { Registry, RegistryEntry } from './registry.js';

/** Maximum number of lines per section, before «и ещё …». */
const LONGEST = 12;

/** A row of the registry that needs a decision, by a day. */
interface Pending {
  readonly entry: RegistryEntry;
  readonly by: Day;
  readonly ask: string;
}

interface Agenda {
  readonly pending: readonly Pending[];
  /** Requests that keep no client until the partner completes them; the newest first, as some are given up. */
  readonly incomplete: readonly RegistryEntry[];
  readonly today: readonly TechnocomDeadline[];
  readonly overdue: readonly TechnocomDeadline[];
}

/** The digest of a working day, due at its 00:00; none when there is nothing to report. */
export function digestLetters(
  facts: TechnocomFacts,
  { entries }: Registry,
  deadlines: readonly TechnocomDeadline[],
): readonly Letter[] {
  const { today, calendar, zone, settings } = facts;
  if (!opensInWindow(facts, today) || !calendar.isWorking(today)) return [];
  const agenda = agendaOf(facts, entries, deadlines);
  // Not for incomplete requests alone: some are given up and stay so for ever.
  if (agenda.pending.length + agenda.today.length + agenda.overdue.length === 0) return [];
  return [
    letter(letters.digest, {
      object: 'сводка',
      to: settings.headOffice,
      date: isoDay(today),
      occasion: zone.at(today),
      values: () => ({
        Дата: ruDay(today),
        Итог: totals(agenda),
        Список: sections(agenda, facts).join('\n\n'),
        Контакт: settings.headOffice,
      }),
    }),
  ];
}

/** Groups what is open: decisions of the registry, deadlines of today, deadlines that have passed. */
function agendaOf(
  facts: TechnocomFacts,
  entries: readonly RegistryEntry[],
  deadlines: readonly TechnocomDeadline[],
): Agenda {
  const { settings, now, zone } = facts;
  const pending = entries.map((entry) => pendingOf(entry, facts)).filter((one) => one !== null);
  // A client that needs a decision is listed once, under decisions.
  const decided = new Set(pending.map(({ entry }) => entry.claim.row.row));
  const today: TechnocomDeadline[] = [];
  const overdue: TechnocomDeadline[] = [];
  const around = { now, today: facts.today, zone, warnDays: settings.warnDays };
  for (const deadline of deadlines) {
    const { state, source } = deadline;
    if (state !== 'open' || (source?.tab === 'registry' && decided.has(source.row))) continue;
    const standing = deadlineState(deadline, around).state;
    if (standing === 'просрочено') overdue.push(deadline);
    else if (standing === 'сегодня') today.push(deadline);
  }
  const incomplete = entries
    .filter(({ status }) => status === 'Запрос неполный')
    .sort((a, b) => inOrder(b.claim, a.claim));
  return { pending, incomplete, today, overdue };
}

function pendingOf(entry: RegistryEntry, facts: TechnocomFacts): Pending | null {
  const { claim, status, warned, displaced } = entry;
  const { reporting } = claim;
  if (displaced) {
    const { row, partner } = displaced.holder;
    const ask = `клиента держала строка ${claim.row.row}, теперь — строка ${row.row} (${partner.name}); решите, за кем он (п. 3.1)`;
    return { entry, by: displaced.on, ask };
  }
  if (status === 'На рассмотрении') {
    const by = answerDue(facts, claim);
    const ask = `ответить на запрос закрепления до ${ruDay(by)}${late(by, facts.today)} (п. 3.1)`;
    return { entry, by, ask };
  }
  if (status === 'Подлежит откреплению' && reporting) {
    const by = reporting.lastDay;
    const decision = warned ? 'открепить' : 'открепить или вынести предупреждение';
    return { entry, by, ask: `отчёта нет, время вышло ${ruDay(by)}; ${decision} (п. 3.3)` };
  }
  if (status === 'Предупреждение' && reporting && !warned) {
    const by = reporting.warnOn;
    return { entry, by, ask: `отчёта нет; предупреждение не отправлено, его срок — ${ruDay(by)} (п. 3.3)` };
  }
  return null;
}

/** «к решению 3, срок сегодня 1, просрочено 5» */
function totals({ pending, incomplete, today, overdue }: Agenda): string {
  return [
    ['к решению', pending.length],
    ['неполных запросов', incomplete.length],
    ['срок сегодня', today.length],
    ['просрочено', overdue.length],
  ]
    .filter(([, n]) => n !== 0)
    .map((total) => total.join(' '))
    .join(', ');
}

function sections({ pending, incomplete, today, overdue }: Agenda, facts: TechnocomFacts): readonly string[] {
  const decisions = [...pending].sort((a, b) => a.by - b.by).map(decisionLine);
  const byDue = (list: readonly TechnocomDeadline[]): readonly string[] =>
    [...list]
      .sort((a, b) => instantOf(a, facts) - instantOf(b, facts))
      .map((one) => deadlineLine(one, facts));
  const ours = ({ responsible }: TechnocomDeadline): boolean => responsible === HEAD_OFFICE;
  return [
    section('Нужно решение:', decisions),
    section('Неполные запросы, попросите дополнить (п. 3.1):', incomplete.map(incompleteLine)),
    section('Срок сегодня:', byDue(today)),
    section('Просрочено у нас:', byDue(overdue.filter(ours))),
    section('Просрочено у партнёров:', byDue(overdue.filter((deadline) => !ours(deadline)))),
  ].filter((text) => text !== '');
}

const section = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${title}\n${bullets(lines, LONGEST)}`;

const decisionLine = ({ entry: { claim }, ask }: Pending): string =>
  `${claim.row.client} (${claim.partner.name}): ${ask}`;

const incompleteLine = ({ claim: { row, partner, requestedOn, missing } }: RegistryEntry): string =>
  `${row.client} (${partner.name}), от ${ruDay(requestedOn)}: нет «${missing.join('», «')}»`;

/**
 * «Обращение 12, Альфа. Решение … — до 15.01.2026 10:00, опоздание 1 день»; the partner is named where the
 * partner is responsible.
 */
function deadlineLine({ due, object, what, responsible }: TechnocomDeadline, facts: TechnocomFacts): string {
  const day = 'at' in due ? facts.zone.dayOf(due.at) : due.day;
  const clock = 'at' in due ? ` ${ruTime(facts.zone.secondsOf(due.at))}` : '';
  const when = day === facts.today ? `сегодня${clock}` : `до ${ruDay(day)}${clock}${late(day, facts.today)}`;
  return `${object}. ${what} — ${when}${responsible === HEAD_OFFICE ? '' : ` (${responsible})`}`;
}

const late = (by: Day, today: Day): string => (by < today ? `, опоздание ${days(today - by)}` : '');
const instantOf = ({ due }: TechnocomDeadline, { zone }: TechnocomFacts): Instant =>
  'at' in due ? due.at : zone.at(due.day);
