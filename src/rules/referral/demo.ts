// Sample data: 25 invented partners, 120 clients, 30 months of charges; covers every case of the rules.
// Deterministic: seeded.
import { chance } from '../chance.js';
import { addDays, addMonths, day, type Day, later, serialFromDay } from '../day.js';
import type { Cell } from '../kinds.js';
import type { Demo } from '../programme.js';
import type { Tariff, tabs } from './tabs.js';

type Rows<K extends keyof typeof tabs> = Readonly<Partial<Record<keyof (typeof tabs)[K]['columns'], Cell>>>;

const FIRST_MONTH = day('2023-06-01');
const MONTHS = 30;
const NOW = '2025-12-01T08:05:00+03:00';
const CLIENTS = 120;

interface DemoPartner {
  readonly name: string;
  readonly tariff: Tariff;
  readonly registered: string;
  readonly contract?: string;
  readonly legacy?: true;
}

const PARTNERS: readonly DemoPartner[] = [
  { name: 'Мир Образцов', tariff: 'юрлицо', registered: '2023-05-15', contract: '2023-09-20' },
  { name: 'Ромашка-Пример', tariff: 'юрлицо', registered: '2023-05-22', contract: '2023-10-02' },
  { name: 'Вымпел-Макет', tariff: 'юрлицо', registered: '2023-06-05', contract: '2024-01-18' },
  { name: 'Студия Проба', tariff: 'юрлицо', registered: '2023-06-19' },
  { name: 'Эталон-Тест', tariff: 'юрлицо', registered: '2023-07-03', legacy: true },
  { name: 'Шаблон и Ко', tariff: 'юрлицо', registered: '2023-07-17', contract: '2023-12-11' },
  { name: 'Черновик Групп', tariff: 'юрлицо', registered: '2023-08-07', contract: '2024-02-05' },
  { name: 'Пробный Шар', tariff: 'юрлицо', registered: '2023-09-04', contract: '2024-04-22' },
  { name: 'Бюро Набросок', tariff: 'юрлицо', registered: '2023-10-16', contract: '2024-05-13' },
  { name: 'Макет-Сервис', tariff: 'юрлицо', registered: '2024-01-15', contract: '2024-09-09' },
  { name: 'Эскиз-Консалт', tariff: 'юрлицо', registered: '2024-03-11', contract: '2024-11-18' },
  { name: 'Модель Плюс', tariff: 'юрлицо', registered: '2024-06-03' },
  { name: 'Образец-Юг', tariff: 'юрлицо', registered: '2025-10-06' },
  { name: 'Примеров Пример', tariff: 'физлицо', registered: '2023-05-18' },
  { name: 'Образцова Анна', tariff: 'физлицо', registered: '2023-06-13' },
  { name: 'Тестов Тест', tariff: 'физлицо', registered: '2023-07-10' },
  { name: 'Макетова Майя', tariff: 'физлицо', registered: '2023-08-21' },
  { name: 'Пробников Олег', tariff: 'физлицо', registered: '2023-11-06' },
  { name: 'Шаблонова Ирина', tariff: 'физлицо', registered: '2024-02-12' },
  { name: 'Эскизов Пётр', tariff: 'физлицо', registered: '2024-04-15' },
  { name: 'Наброскина Вера', tariff: 'физлицо', registered: '2024-08-05' },
  { name: 'Черновиков Лев', tariff: 'физлицо', registered: '2025-01-20' },
  { name: 'Эталонова Нина', tariff: 'физлицо', registered: '2025-05-12' },
  { name: 'Пунктир', tariff: 'физлицо', registered: '2025-09-15' },
  { name: 'Завтра-Пример', tariff: 'юрлицо', registered: '2025-12-15' },
];

const codeOf = (index: number): string => `demo-${String(index + 1).padStart(2, '0')}`;
const serial = (iso: string): number => serialFromDay(day(iso));

function partners(): Rows<'partners'>[] {
  const rows: Rows<'partners'>[] = PARTNERS.map(({ name, tariff, registered, contract, legacy }, index) => ({
    name,
    tariff,
    registered: serial(registered),
    code: codeOf(index),
    email: `partner${index + 1}@example.com`,
    contract: contract === undefined ? '' : serial(contract),
    legacy: legacy === true,
  }));
  // A row to correct: the promo code is in use.
  rows.push({
    name: 'Повтор-Пример',
    tariff: 'юрлицо',
    registered: serial('2024-05-06'),
    code: 'demo-03',
    email: 'again@example.org',
  });
  return rows;
}

const changes: readonly Rows<'changes'>[] = [
  { date: serial('2024-07-10'), partner: 'Черновик Групп', tariff: 'физлицо' },
  { date: serial('2024-11-01'), partner: 'Макетова Майя', tariff: 'юрлицо' },
  { date: serial('2025-02-03'), partner: 'Пробный Шар', tariff: 'физлицо' },
  { date: serial('2025-06-16'), partner: 'Пробный Шар', tariff: 'юрлицо' },
  // Ignored: this tariff is already in force.
  { date: serial('2024-03-01'), partner: 'Мир Образцов', tariff: 'юрлицо' },
  // Two on one day: the lower row counts.
  { date: serial('2025-03-17'), partner: 'Тестов Тест', tariff: 'юрлицо' },
  { date: serial('2025-03-17'), partner: 'Тестов Тест', tariff: 'физлицо' },
  // A row to correct: before the partner's registration.
  { date: serial('2024-01-09'), partner: 'Модель Плюс', tariff: 'физлицо' },
];

interface DemoClient {
  readonly name: string;
  readonly code: string;
  readonly registered: Day;
  readonly trained: boolean;
  readonly trainedFrom: Day | null;
  readonly email: string;
}

const special = (
  name: string,
  partner: number,
  registered: string,
  more: Partial<DemoClient> = {},
): DemoClient => ({
  name,
  code: codeOf(partner),
  registered: day(registered),
  trained: true,
  trainedFrom: null,
  email: '',
  ...more,
});

/** Clients that each illustrate a rule; the others are random. */
const SPECIAL: readonly DemoClient[] = [
  special('Самозван-Пример', 0, '2023-07-04', { email: 'partner1@example.com' }),
  special('Ранний-Пример', 9, '2023-12-20'),
  special('Необучен-Пример', 1, '2023-08-15', { trained: false }),
  special('Учёба-Пример', 2, '2023-10-09', { trainedFrom: day('2024-02-15') }),
  special('Рубеж-Пример', 0, '2023-12-31'),
  special('Скоро-Пример', 4, '2023-12-18'),
  special('Истёк-Пример', 1, '2023-06-01'),
  special('Почин-Пример', 12, '2025-10-20'),
];

const FIRMS = ['Ателье', 'Склад', 'Клиника', 'Школа', 'Кафе', 'Завод', 'Магазин', 'Агентство'] as const;

function drawClients(draw: (n: number) => number): readonly DemoClient[] {
  const clients = [...SPECIAL];
  const to = day('2025-10-15');
  // No random clients for the partner of «Почин-Пример», who has just started, or for the one who has not
  // started yet.
  const owners = PARTNERS.map((partner, index) => ({ ...partner, index })).filter(
    ({ index }) => index !== 12 && index !== 24,
  );
  while (clients.length < CLIENTS) {
    const number = clients.length + 1;
    const owner = owners[draw(owners.length)];
    if (!owner) continue;
    const start = later(addDays(day(owner.registered), 3), FIRST_MONTH);
    const registered = addDays(start, draw(Math.max(to - start, 1)));
    clients.push({
      name: `${FIRMS[draw(FIRMS.length)] ?? ''} «Пример-${String(number).padStart(3, '0')}»`,
      code: codeOf(owner.index),
      registered,
      trained: draw(12) > 0,
      trainedFrom: draw(9) === 0 ? addDays(registered, 10 + draw(40)) : null,
      email: draw(3) === 0 ? '' : `client${number}@example.net`,
    });
  }
  return clients;
}

const clientRow = (client: DemoClient): Rows<'clients'> => ({
  ...client,
  registered: serialFromDay(client.registered),
  trainedFrom: client.trainedFrom === null ? '' : serialFromDay(client.trainedFrom),
});

/**
 * Charges that each illustrate a rule: a refund that makes a month negative, the first charge of a first
 * client.
 */
const specialCharges: readonly Rows<'charges'>[] = [
  fee('2025-09-10', 'Скоро-Пример', 1500),
  fee('2025-10-06', 'Скоро-Пример', -1500),
  fee('2025-11-10', 'Почин-Пример', 6000),
];

function fee(date: string, client: string, amount: number): Rows<'charges'> {
  return { date: serial(date), client, kind: 'абонентская плата', amount, confirmed: true };
}

/** A client's charges: a monthly fee, occasional calls and robots, a refund, an unconfirmed charge. */
function drawCharges(client: DemoClient, draw: (n: number) => number): readonly Rows<'charges'>[] {
  const rows: Rows<'charges'>[] = [];
  const monthly = 900 + draw(40) * 150;
  const leaves = draw(6) === 0 ? 4 + draw(10) : MONTHS;
  let paid = 0;
  for (let month = 0; month < MONTHS && paid < leaves; month += 1) {
    const first = addMonths(FIRST_MONTH, month);
    if (addMonths(first, 1) <= client.registered) continue;
    const date = addDays(first, draw(28));
    if (date < client.registered || draw(14) === 0) continue;
    paid += 1;
    const put = (offset: number, kind: string, amount: number, confirmed: boolean): void => {
      rows.push({ date: serialFromDay(addDays(date, offset)), client: client.name, kind, amount, confirmed });
    };
    put(0, 'абонентская плата', monthly + draw(100) / 100, draw(40) > 0);
    if (draw(3) === 0) put(draw(3), 'телефония', 120 + draw(2400) / 4, true);
    if (draw(8) === 0) put(draw(3), 'обзвон роботом', 300 + draw(900), true);
    if (draw(45) === 0) put(30 + draw(10), 'абонентская плата', -monthly, true);
  }
  return rows;
}

type Asked = Rows<'withdrawals'>;
const asked = (date: string, partner: string, amount: Cell, method: string, paid = ''): Asked => ({
  date: serial(date),
  partner,
  amount,
  method,
  paid: paid === '' ? '' : serial(paid),
});

const withdrawals: readonly Asked[] = [
  // Accepted and paid; one takes the whole balance.
  asked('2024-07-08', 'Примеров Пример', 3000, 'карта', '2024-07-16'),
  asked('2024-09-03', 'Мир Образцов', 4000, 'расчётный счёт', '2024-09-11'),
  asked('2024-06-03', 'Ромашка-Пример', '4 500,50', 'аккаунт', '2024-06-04'),
  asked('2024-10-02', 'Образцова Анна', 3000, 'карта', '2024-10-10'),
  asked('2025-02-04', 'Эталон-Тест', 2500, '', '2025-02-06'),
  asked('2025-08-04', 'Вымпел-Макет', 6000, 'расчётный счёт', '2025-08-12'),
  asked('2025-10-06', 'Пробников Олег', 3000, 'карта', '2025-10-14'),
  // Refused: no contract, too much, the wrong method; one of today.
  asked('2024-09-03', 'Студия Проба', 3000, 'аккаунт'),
  asked('2025-04-02', 'Мир Образцов', 900_000, 'расчётный счёт'),
  asked('2025-05-06', 'Ромашка-Пример', 2500, 'карта'),
  asked('2025-12-01', 'Студия Проба', '3 000', 'расчётный счёт'),
  // Accepted, not paid yet: overdue, due today, due soon.
  asked('2025-11-05', 'Тестов Тест', 3000, 'карта'),
  asked('2025-11-19', 'Эскизов Пётр', 3000, 'карта'),
  asked('2025-11-20', 'Примеров Пример', 3000, 'карта'),
  asked('2025-11-21', 'Шаблонова Ирина', 3000, 'карта'),
  asked('2025-11-24', 'Мир Образцов', '5 000,00 руб.', 'расчётный счёт', '2025-11-27'),
  asked('2025-11-25', 'Шаблон и Ко', 2000, 'аккаунт'),
  // Its day has not come.
  asked('2025-12-10', 'Мир Образцов', 2000, 'аккаунт'),
  // A row to correct: such a sum cannot be withdrawn.
  asked('2025-11-26', 'Образцова Анна', -500, 'карта'),
];

export function demo(): Demo<typeof tabs> {
  const draw = chance(20_231_014);
  const clients = drawClients(draw);
  const explicit = new Set(specialCharges.map(({ client }) => client));
  const charges = clients.flatMap((client) => (explicit.has(client.name) ? [] : drawCharges(client, draw)));
  charges.push(...specialCharges);
  charges.sort((a, b) => Number(a.date) - Number(b.date));
  // Rows to correct: an unknown client, a sum finer than a kopeck. And a charge whose day has not come.
  charges.push(
    fee('2025-11-12', 'Никто-Пример', 1500),
    fee('2025-11-13', 'Рубеж-Пример', 10.005),
    fee('2025-12-20', 'Рубеж-Пример', 1500),
  );
  return {
    now: NOW,
    settings: { Менеджер: 'manager@example.com' },
    actions: { closeMonth: ['2025-10'], payoutRegister: ['2025-11'] },
    rows: {
      partners: partners(),
      changes,
      // The last one is to be corrected: no partner has that promo code.
      clients: [
        ...clients.map(clientRow),
        { name: 'Потерян-Пример', code: 'demo-99', registered: serial('2025-03-03'), trained: true },
      ],
      charges,
      withdrawals,
    },
  };
}
