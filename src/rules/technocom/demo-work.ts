// The sample's daily work: a hundred and fifty tickets over two years, hours of the head office, licences,
// training. Tickets written by hand show one state each at the moment of the sample; the older ones are all
// solved.
import { chance } from '../chance.js';
import { addDays, day } from '../day.js';
import type { Cell } from '../kinds.js';
import { ago, on, PARTNER_LIST, PARTNERS, pick, sampleInn, serialOf, time } from './demo-cells.js';
import type { tabs } from './tabs.js';

type Cells<T extends keyof typeof tabs> = { readonly [C in keyof (typeof tabs)[T]['columns']]?: Cell };
type TicketCells = Cells<'tickets'>;

const FULL: TicketCells = {
  selfCheck: true,
  contract: 'ЛД-107/24 от 12.02.2024',
  software: 'Диспетчер-Пример',
  component: 'Отчёты',
  platform: 'СУБД-Образец 15.4',
  steps: 'Открыли отчёт за сутки, нажали «Сформировать», система не отвечает.',
  screenshots: true,
  logs: true,
};

const { alpha, beta, gamma, delta, epsilon, zeta } = PARTNERS;
const fault = (priority: string, cells: TicketCells): TicketCells => ({
  ...FULL,
  type: 'Неисправность',
  priority,
  ...cells,
});
const consult = (cells: TicketCells): TicketCells => ({ ...FULL, type: 'Консультация', ...cells });

/** Tickets of the last days, one or two per state; the moment of the sample is Friday 14:00. */
const BY_HAND: readonly TicketCells[] = [
  fault('Высокий', {
    partner: alpha,
    created: time(ago(2), '09:30'),
    asked: time(ago(2), '15:00'),
    logs: false,
  }), // ждём данных
  consult({ partner: beta, created: time(ago(3), '16:00'), asked: time(ago(1), '10:00'), contract: '' }), // ждём данных
  fault('Нормальный', { partner: gamma, created: time(ago(0), '10:05'), steps: '', screenshots: false }), // ждём уточнения
  consult({ partner: delta, created: time(ago(1), '12:20') }), // ждём уточнения
  fault('Нормальный', { partner: epsilon, created: time(ago(7), '09:00'), answered: time(ago(4), '10:00') }), // в работе
  fault('Низкий', { partner: alpha, created: time(ago(8), '11:00') }), // в работе, до релиза
  fault('Срочный', { partner: beta, created: time(ago(1), '13:00'), answered: time(ago(1), '14:30') }), // скоро
  fault('Высокий', { partner: gamma, created: time(ago(3), '10:00'), answered: time(ago(2), '11:00') }), // скоро
  fault('Срочный', { partner: delta, created: time(ago(2), '08:50'), answered: time(ago(2), '10:00') }), // просрочено
  consult({ partner: zeta, created: time(ago(20), '15:00') }), // просрочено
  fault('Высокий', {
    partner: epsilon,
    created: time(ago(5), '09:00'),
    answered: time(ago(4), '09:00'),
    demo: true,
  }), // без срока
  { ...FULL, type: 'Разработка', partner: beta, created: time(ago(10), '14:00') }, // без срока
  fault('Срочный', {
    partner: zeta,
    created: time(ago(2), '12:00'),
    answered: time(ago(2), '12:30'),
    solved: time(ago(1), '09:15'),
  }), // решено в срок
  fault('Срочный', {
    partner: alpha,
    created: time(ago(4), '09:00'),
    answered: time(ago(4), '10:00'),
    solved: time(ago(2), '16:00'),
  }), // решено с опозданием
  // Rows in error: a fault without a priority, an unknown partner.
  { ...FULL, type: 'Неисправность', partner: alpha, created: time(ago(1), '10:00') },
  fault('Высокий', { partner: 'Омега-Забытый', created: time(ago(1), '11:00') }),
];

const TICKETS = 150;

/** Solved tickets of the previous two years, most of them in time. */
function older(count: number): readonly TicketCells[] {
  const roll = chance(21);
  const rows: TicketCells[] = [];
  for (let n = 0; n < count; n += 1) {
    const created = time(
      serialOf(addDays(day('2024-01-16'), Math.floor((n * 705) / count))),
      `${9 + roll(8)}:${10 + roll(50)}`,
    );
    const type = pick(
      ['Неисправность', 'Неисправность', 'Неисправность', 'Консультация', 'Разработка'],
      roll(5),
    );
    const priority =
      type === 'Неисправность'
        ? pick(['Срочный', 'Высокий', 'Нормальный', 'Нормальный', 'Низкий'], roll(5))
        : '';
    const waits = roll(3);
    const answered = created + (waits === 0 ? 0.1 : 1 + roll(20) / 10);
    const needs = { Срочный: 1, Высокий: 3, Нормальный: 16, Низкий: 40 }[priority] ?? 6;
    rows.push({
      ...FULL,
      type,
      priority,
      partner: pick(PARTNER_LIST, roll(6)),
      created,
      ...(waits === 2 ? {} : { answered }),
      ...(waits === 1 ? { asked: created + 0.3 } : {}),
      ...(roll(6) === 0 ? { logs: false } : {}),
      demo: roll(12) === 0,
      solved: Math.min(answered + 2 + needs * (0.3 + roll(130) / 100), time(ago(0), '08:00')),
    });
  }
  return rows;
}

export function demoTickets(): readonly TicketCells[] {
  const rows = [...older(TICKETS - BY_HAND.length), ...BY_HAND];
  return rows.map((row, n) => ({ number: `SD-${1_001 + n}`, inn: sampleInn(n % 57), ...row }));
}

const hours = (
  partner: string,
  requested: number,
  estimate: number,
  cells: Cells<'hours'> = {},
): Cells<'hours'> => ({
  requested: time(requested, '10:00'),
  partner,
  company: 'Завод «Образец-Пример»',
  tasks: 'Настроить обмен с учётной системой, обучить дежурных.',
  estimate,
  ...cells,
});
const done = (on: number, actual: Cell = ''): Cells<'hours'> => ({
  assigned: time(on - 9, '12:00'),
  worked: on,
  actual,
});

export const DEMO_HOURS: readonly Cells<'hours'>[] = [
  hours(alpha, on('2025-02-10'), 30, done(on('2025-02-20'), 28)),
  hours(alpha, on('2025-05-12'), 40, done(on('2025-05-22'), 44)),
  hours(alpha, on('2025-09-08'), 16, done(on('2025-09-18'), 16.5)), // over the 80 hours
  hours(beta, on('2025-03-03'), 90, done(on('2025-03-13'), 96)),
  hours(beta, on('2025-10-06'), 70, done(on('2025-10-16'), 61)),
  hours(gamma, on('2025-12-22'), 24, done(on('2026-01-14'), 20)), // counts in 2026
  hours(delta, on('2026-01-12'), 85, { assigned: time(on('2026-01-13'), '12:00'), worked: on('2026-01-15') }), // over the limit by the estimate
  hours(epsilon, ago(1), 8), // waits for an answer
  hours(zeta, ago(8), 12), // the answer is late
  hours(zeta, ago(4), 6, { assigned: time(ago(3), '09:30'), worked: ago(-10) }), // planned
  hours(beta, ago(3), -4), // a row in error
];

const licence = (
  number: number,
  partner: string,
  requested: number,
  cells: Cells<'licences'> = {},
): Cells<'licences'> => ({
  number: `Л-${number}`,
  partner,
  customer: pick(['Порт «Вымысел-Пример»', 'Депо «Макет-Пример»', 'Рудник «Чертёж-Пример»'], number),
  requested,
  ...cells,
});

export const DEMO_LICENCES: readonly Cells<'licences'>[] = [
  licence(41, alpha, on('2025-09-01'), {
    drafted: on('2025-09-05'),
    scanned: on('2025-09-10'),
    paid: on('2025-09-15'),
    actSent: on('2025-10-02'),
    originalsSent: on('2025-10-07'),
    originalsBack: on('2025-10-13'),
  }), // завершено
  licence(42, beta, ago(3)), // Проект и счёт
  licence(43, gamma, ago(11)), // Проект и счёт, overdue since today
  licence(44, delta, ago(20), { drafted: ago(6) }), // Сканы
  licence(45, epsilon, ago(30), { drafted: ago(24), scanned: ago(4) }), // Оплата
  licence(46, zeta, ago(40), { drafted: ago(36), scanned: ago(31), payBy: ago(-12) }), // Оплата by the contract's date
  licence(47, alpha, ago(70), { drafted: ago(66), scanned: ago(60), paid: ago(29) }), // Акт
  licence(48, beta, ago(80), { drafted: ago(75), scanned: ago(70), paid: ago(40), actSent: ago(6) }), // Оригиналы, due tomorrow
  licence(49, gamma, ago(90), {
    drafted: ago(85),
    scanned: ago(80),
    paid: ago(60),
    actSent: ago(40),
    originalsSent: ago(20),
  }), // Возврат, overdue
  licence(50, delta, ago(15), { drafted: ago(20) }), // a row in error: sent before it was asked for
];

const course = (partner: string, employee: string, passed: readonly string[]): Cells<'training'> => {
  const [company = '', products = '', sales = '', headOffice = '', attestation = ''] = passed.map((iso) =>
    iso === '' ? '' : on(iso),
  );
  return { partner, employee, company, products, sales, headOffice, attestation };
};

export const DEMO_TRAINING: readonly Cells<'training'>[] = [
  course(alpha, 'Мир Образцов', ['2023-03-01', '2023-03-03', '2023-03-06', '2023-03-10', '2023-03-15']),
  course(alpha, 'Вера Примерова', ['2025-11-10', '2025-11-12', '', '', '']),
  course(beta, 'Лад Демин', ['2023-04-03', '2023-04-05', '2023-04-07', '2023-04-10', '2023-04-14']),
  course(gamma, 'Зоря Вымыслова', ['2023-02-06', '2023-02-08', '2023-02-10', '2023-02-13', '2023-02-20']),
  course(delta, 'Тихон Шаблонов', ['2023-06-12', '2023-06-14', '2023-06-16', '2023-06-19', '']),
  course(epsilon, 'Майя Макетова', ['2024-02-12', '2024-02-14', '2024-02-16', '2024-02-19', '2052-02-22']), // mistyped
];
