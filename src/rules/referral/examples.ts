// The worked examples of «Как вывести деньги», replayed through the real rules by «Самопроверка».
import { compileCalendar } from '../calendar.js';
import { day, ruDay } from '../day.js';
import { exampleFacts } from '../examples.js';
import { formatMoney, money } from '../money.js';
import { example, type WorkedExample } from '../programme.js';
import { decide } from './decide.js';
import type { ReferralFacts } from './model.js';
import { settings } from './settings.js';
import { tabs, type Tariff } from './tabs.js';
import { CLAUSES } from './wording.js';

/** «Первого Клиента — 15 сентября, второго — 30 сентября. Первый оплатил 10 октября, второй — 3 ноября.» */
interface Case {
  readonly tariff: Tariff;
  readonly contract?: string | undefined;
  readonly withdrawn?: string;
  readonly today: string;
}

function decided({ tariff, contract, withdrawn, today }: Case) {
  const client = { code: '62b0', trained: true, trainedFrom: null, email: null };
  const charge = {
    kind: 'абонентская плата',
    amount: money(20_000),
    confirmed: true,
    was: { used: null },
  } as const;
  const facts: ReferralFacts = exampleFacts(
    { tabs, settings },
    {
      partners: [
        {
          row: 2,
          name: 'Партнёр',
          tariff,
          registered: day('2023-09-01'),
          code: '62b0',
          email: 'partner@example.com',
          contract: contract === undefined ? null : day(contract),
          legacy: false,
        },
      ],
      clients: [
        { row: 2, name: 'Первый', registered: day('2023-09-15'), ...client },
        { row: 3, name: 'Второй', registered: day('2023-09-30'), ...client },
      ],
      charges: [
        { row: 2, date: day('2023-10-10'), client: 'Первый', ...charge },
        { row: 3, date: day('2023-11-03'), client: 'Второй', ...charge },
      ],
      withdrawals:
        withdrawn === undefined
          ? []
          : [
              {
                row: 2,
                date: day(withdrawn),
                partner: 'Партнёр',
                amount: money(3000),
                method: 'карта',
                paid: null,
                was: { status: null, reason: null },
              },
            ],
    },
    settings.zone.default.at(day(today)),
    compileCalendar([]),
  );
  return decide(facts);
}

/** The first day up to New Year on which something is available, or «нет». */
function availableFrom(tariff: Tariff, contract?: string): string {
  const [balance] = decided({ tariff, contract, today: '2023-12-31' }).outputs.balances;
  return balance?.since ? ruDay(balance.since) : 'нет';
}

const { payouts } = CLAUSES;

export const examples: readonly WorkedExample[] = [
  example(
    'Юрлицо: оплаты 10 октября и 3 ноября начислены 1 ноября и 1 декабря',
    payouts,
    '01.11.2023, 01.12.2023',
    () =>
      decided({ tariff: 'юрлицо', today: '2023-12-01' })
        .outputs.ledger.map(({ date }) => (date === null ? '' : ruDay(date)))
        .join(', '),
  ),
  example(
    'Юрлицо: вывести за обоих клиентов можно с 1 декабря, когда договор подписан',
    payouts,
    '01.12.2023',
    () => availableFrom('юрлицо', '2023-11-20'),
  ),
  example(
    'Юрлицо: договор подписан 5 декабря — вывести можно с 5 декабря; не подписан — нельзя',
    payouts,
    '05.12.2023, нет',
    () => `${availableFrom('юрлицо', '2023-12-05')}, ${availableFrom('юрлицо')}`,
  ),
  example(
    'Физлицо: первый клиент оплатил 10 октября — 3000 рублей 1 ноября, вывод с того же дня',
    payouts,
    `01.11.2023: ${formatMoney(money(3000))}, 01.11.2023`,
    () => {
      const line = decided({ tariff: 'физлицо', today: '2023-11-01' }).outputs.ledger[0];
      const credit =
        line?.date && line.amount !== null ? `${ruDay(line.date)}: ${formatMoney(line.amount)}` : 'нет';
      return `${credit}, ${availableFrom('физлицо')}`;
    },
  ),
  example('Физлицо: заявка 1 ноября — деньги не позднее чем через 12 дней', payouts, '13.11.2023', () => {
    const today = '2023-11-01';
    const due = decided({ tariff: 'физлицо', withdrawn: today, today }).deadlines.find(
      ({ source }) => source?.tab === 'withdrawals',
    )?.due;
    return due && 'day' in due ? ruDay(due.day) : 'нет';
  }),
];
