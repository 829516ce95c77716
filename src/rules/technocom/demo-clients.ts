// The sample's registry: sixty made-up clients in every possible state, their reports, and a few rows in
// error. The rows written by hand show one state each on the day of the sample; the others are clients that
// report in time.
import { chance } from '../chance.js';
import { addDays, civil, day, type Day, dayFromCivil } from '../day.js';
import type { Cell } from '../kinds.js';
import { ago, DEMO_DAY, on, PARTNER_LIST, PARTNERS, pick, sampleInn, serialOf, time } from './demo-cells.js';
import type { tabs } from './tabs.js';

type RegistryCells = { readonly [C in keyof (typeof tabs.registry)['columns']]?: Cell };
type ReportCells = { readonly [C in keyof (typeof tabs.reports)['columns']]?: Cell };

const KINDS = ['Завод', 'Комбинат', 'Порт', 'Депо', 'Рудник', 'Холдинг'];
const NAMES = [
  'Образец',
  'Ромашка',
  'Вымысел',
  'Макет',
  'Чертёж',
  'Эскиз',
  'Набросок',
  'Шаблон',
  'Муляж',
  'Пробник',
];
const FIRST_NAMES = ['Мир', 'Вера', 'Лад', 'Зоря', 'Тихон', 'Майя'];
const LAST_NAMES = ['Образцов', 'Примерова', 'Демин', 'Вымыслова', 'Шаблонов', 'Макетова'];

/** Cells of client n: name, ИНН, contract and two contacts. */
function client(n: number): RegistryCells {
  const person = (shift: number): string =>
    `${pick(FIRST_NAMES, n + shift)} ${pick(LAST_NAMES, n * 5 + shift)}`;
  return {
    client: `${pick(KINDS, n)} «${pick(NAMES, Math.floor(n / KINDS.length))}-Пример»`,
    inn: sampleInn(n),
    contract: `ЛД-${100 + n}/${23 + (n % 3)}`,
    address: `г. Примерск, ул. Образцовая, ${n + 1}`,
    interest: pick(['учёт ремонтов', 'диспетчеризация', 'цифровой двойник', 'контроль энергии'], n),
    contact1: `${person(1)}, contact${n}@example.com`,
    contact2: `${person(2)}, +7 000 000-${String(10 + n)}-00`,
  };
}

/** A request made `askedAgo` days before the sample's day. */
const asked = (
  n: number,
  partner: string,
  askedAgo: number,
  cells: RegistryCells = {},
  clock = '10:15',
): RegistryCells => ({
  ...client(n),
  partner,
  requested: time(ago(askedAgo), clock),
  ...cells,
});
/** A hold whose last day is `left` days after the sample's day. */
const held = (n: number, partner: string, left: number, cells: RegistryCells = {}): RegistryCells =>
  asked(n, partner, 62 - left, { confirmed: ago(60 - left), ...cells });
/** A client fixed by a list dated twenty days after the confirmation. */
function fixed(n: number, partner: string, confirmed: string, cells: RegistryCells = {}): RegistryCells {
  const from = day(confirmed);
  return {
    ...client(n),
    partner,
    requested: time(serialOf(addDays(from, -2)), '09:40'),
    confirmed: serialOf(from),
    softwareListed: serialOf(addDays(from, 20)),
    ...cells,
  };
}

const { alpha, beta, gamma, delta, epsilon, zeta } = PARTNERS;

/** Rows written by hand, one or two per state; each comment names the state on the day of the sample. */
const BY_HAND: readonly RegistryCells[] = [
  asked(0, alpha, 3, { contact2: '' }), // Запрос неполный
  asked(1, beta, 1, { address: '', interest: '' }), // Запрос неполный
  asked(2, gamma, 7), // На рассмотрении, the answer is late
  asked(3, delta, 3, { contact2: 'Пример Контактов, +7 000 000-13' }), // На рассмотрении, the answer is due today; a short phone
  asked(4, epsilon, 0, {}, '11:30'), // На рассмотрении, of today
  asked(5, alpha, 20, { rejected: ago(18) }), // Отклонён
  asked(6, zeta, 2, { rejected: ago(0) }), // Отклонён today
  held(7, alpha, 1), // Предварительно закреплён, one day left
  held(8, beta, 3),
  held(9, gamma, 7),
  held(10, delta, 14),
  held(11, epsilon, 0), // … its last day
  held(12, zeta, 60), // … confirmed today
  held(13, beta, 20, { licencesBought: ago(5) }), // … licences bought
  held(14, alpha, -12, { extensionAgreed: ago(15), extendBy: 20 }), // … extended by 20 days
  held(15, gamma, -5, { extensionAgreed: ago(10) }), // … extended by a month
  held(16, delta, -1), // Срок истёк yesterday
  held(17, epsilon, -40), // Срок истёк
  held(18, zeta, -9, { extensionAgreed: ago(4), extendBy: 30 }), // Срок истёк: the extension came too late
  held(19, alpha, -30, { softwareListed: ago(20) }), // Срок истёк: the list came too late
  held(20, beta, -2, { licencesBought: ago(30) }), // Закреплён by licences
  fixed(21, gamma, '2024-03-11'), // Закреплён, «отчёт просрочен»
  fixed(22, delta, '2024-05-20'),
  fixed(23, epsilon, '2025-02-10'),
  fixed(24, alpha, '2024-02-05', { warned: on('2026-01-12') }), // Предупреждение, given late
  fixed(25, beta, '2024-04-15'), // Подлежит откреплению, no warning was sent
  fixed(26, gamma, '2024-06-03', { warned: on('2025-01-20') }), // Подлежит откреплению
  fixed(27, delta, '2024-10-02', { detached: ago(0) }), // Откреплён today
  fixed(28, epsilon, '2023-11-07', { detached: on('2025-02-03') }), // Откреплён a year ago
  asked(7, epsilon, 0, {}, '09:20'), // Отклонён: занят, of today
  asked(21, beta, 40), // Отклонён: занят
  asked(8, beta, 4, { contract: ' лд-108 / 25 ' }), // Повтор: the contract is written differently
  asked(28, zeta, 100, { confirmed: ago(30) }), // the detached client, now held by another partner
  asked(9, beta, 5, { contract: 'ГК-2026/01' }), // another contract of one client: no discount (п. 3.4)
  // Rows in error.
  asked(57, alpha, 9, { inn: '0010000001' }),
  asked(58, 'Омега-Забытый', 9),
  asked(59, beta, 30, { confirmed: ago(28), extendBy: 0, extensionAgreed: ago(10) }),
];

const FIRST_GENERATED = 29;
const LAST_GENERATED = 56;

/** The rest: clients fixed over the years that report in time. */
function generated(): readonly RegistryCells[] {
  const roll = chance(4);
  const rows: RegistryCells[] = [];
  for (let n = FIRST_GENERATED; n <= LAST_GENERATED; n += 1) {
    const confirmed = addDays(day('2023-06-05'), roll(800));
    rows.push({
      ...client(n),
      partner: pick(PARTNER_LIST, n),
      requested: time(
        serialOf(addDays(confirmed, -1 - roll(4))),
        pick(['09:10', '11:45', '14:20', '16:05'], roll(4)),
      ),
      confirmed: serialOf(confirmed),
      ...(roll(4) === 0
        ? { licencesBought: serialOf(addDays(confirmed, 10 + roll(50))) }
        : { softwareListed: serialOf(addDays(confirmed, 5 + roll(55))) }),
    });
  }
  return rows;
}

const reportOf = (row: RegistryCells, year: number, date: Cell): ReportCells => ({
  date,
  inn: row.inn ?? '',
  contract: row.contract ?? '',
  partner: row.partner ?? '',
  year,
  content: `Поставки ${year} года выполнены, на ${year + 1} год запланировано развёртывание второй очереди.`,
});

/** Reports for every due date of a row between the end of its hold and the day of the sample. */
function reportsInTime(row: RegistryCells, roll: (n: number) => number): readonly ReportCells[] {
  const reports: ReportCells[] = [];
  const until = addDays(dayOfSerial(row.confirmed), 60);
  for (let year = civil(until).year; ; year += 1) {
    const due = dayFromCivil(year, 1, 15);
    if (due === null || due >= DEMO_DAY) return reports;
    if (due > until) reports.push(reportOf(row, year - 1, serialOf(addDays(due, -1 - roll(30)))));
  }
}

const dayOfSerial = (serial: Cell | undefined): Day => addDays(DEMO_DAY, Number(serial) - ago(0));

export function demoClients(): {
  readonly registry: readonly RegistryCells[];
  readonly reports: readonly ReportCells[];
} {
  const roll = chance(15);
  const rest = generated();
  const byHand = (n: number): RegistryCells => pick(BY_HAND, n);
  return {
    registry: [...BY_HAND, ...rest],
    reports: [
      ...rest.flatMap((row) => reportsInTime(row, roll)),
      // The overdue clients reported a year earlier; the detached one never did.
      reportOf(byHand(21), 2024, on('2025-01-10')),
      reportOf(byHand(22), 2024, on('2025-01-13')),
      // Not counted: a year too early, another partner's client, a second report for one year, an unknown
      // client.
      reportOf(byHand(23), 2024, on('2025-12-20')),
      { ...reportOf(byHand(22), 2025, on('2026-01-14')), partner: zeta },
      reportOf(byHand(21), 2024, on('2025-01-14')),
      { ...reportOf(byHand(22), 2025, on('2026-01-15')), contract: 'ЛД-000/00' },
      // Dated in the future.
      reportOf(byHand(23), 2025, ago(-4)),
    ],
  };
}
