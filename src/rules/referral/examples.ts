// The worked examples of «Как вывести деньги», replayed through the real rules by «Самопроверка».
import { compileCalendar } from '../calendar.js';
import { addDays, day, type Day, ruDay } from '../day.js';
import { exampleFacts } from '../examples.js';
import { formatMoney, money } from '../money.js';
import type { WorkedExample } from '../programme.js';
import { decide } from './decide.js';
import type { Facts } from './model.js';
import { settings } from './settings.js';
import { tabs, type Tariff } from './tabs.js';

/** «Первого Клиента — 15 сентября, второго — 30 сентября. Первый оплатил 10 октября, второй — 3 ноября.» */
interface Case {
  readonly tariff: Tariff;
  readonly contract: Day | null;
  readonly withdrawn: Day | null;
  readonly today: Day;
}

function caseFacts({ tariff, contract, withdrawn, today }: Case): Facts {
  const client = { code: '62b0', trained: true, trainedFrom: null, email: null };
  const charge = {
    kind: 'абонентская плата',
    amount: money(20_000),
    confirmed: true,
    was: { used: null },
  } as const;
  return exampleFacts(
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
          contract,
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
        withdrawn === null
          ? []
          : [
              {
                row: 2,
                date: withdrawn,
                partner: 'Партнёр',
                amount: money(3000),
                method: 'карта',
                paid: null,
                was: { status: null },
              },
            ],
    },
    settings.zone.default.at(today),
    compileCalendar([]),
  );
}

/** The first day up to New Year on which something is available, or «нет». */
function availableFrom(tariff: Tariff, contract: Day | null): string {
  const since = decide(caseFacts({ tariff, contract, withdrawn: null, today: day('2023-12-31') })).outputs
    .balances[0]?.since;
  return since ? ruDay(since) : 'нет';
}

const CLAUSE = '«Как вывести деньги»';

export const examples: readonly WorkedExample[] = [
  {
    title: 'Юрлицо: оплаты 10 октября и 3 ноября начислены 1 ноября и 1 декабря',
    clause: CLAUSE,
    run: () => ({
      expected: '01.11.2023, 01.12.2023',
      actual: decide(
        caseFacts({ tariff: 'юрлицо', contract: null, withdrawn: null, today: day('2023-12-01') }),
      )
        .outputs.ledger.map(({ date }) => (date === null ? '' : ruDay(date)))
        .join(', '),
    }),
  },
  {
    title: 'Юрлицо: вывести за обоих клиентов можно с 1 декабря, когда договор подписан',
    clause: CLAUSE,
    run: () => ({ expected: '01.12.2023', actual: availableFrom('юрлицо', day('2023-11-20')) }),
  },
  {
    title: 'Юрлицо: договор подписан 5 декабря — вывести можно с 5 декабря; не подписан — нельзя',
    clause: CLAUSE,
    run: () => ({
      expected: '05.12.2023, нет',
      actual: `${availableFrom('юрлицо', day('2023-12-05'))}, ${availableFrom('юрлицо', null)}`,
    }),
  },
  {
    title: 'Физлицо: первый клиент оплатил 10 октября — 3000 рублей 1 ноября, вывод с того же дня',
    clause: CLAUSE,
    run: () => {
      const line = decide(
        caseFacts({ tariff: 'физлицо', contract: null, withdrawn: null, today: day('2023-11-01') }),
      ).outputs.ledger[0];
      const credit =
        line?.date && line.amount !== null ? `${ruDay(line.date)}: ${formatMoney(line.amount)}` : 'нет';
      return {
        expected: `01.11.2023: ${formatMoney(money(3000))}, 01.11.2023`,
        actual: `${credit}, ${availableFrom('физлицо', null)}`,
      };
    },
  },
  {
    title: 'Физлицо: заявка 1 ноября — деньги не позднее чем через 12 дней',
    clause: CLAUSE,
    run: () => {
      const today = day('2023-11-01');
      const due = decide(
        caseFacts({ tariff: 'физлицо', contract: null, withdrawn: today, today }),
      ).deadlines.find(({ source }) => source?.tab === 'withdrawals')?.due;
      return {
        expected: ruDay(addDays(today, 12)),
        actual: due && 'day' in due ? ruDay(due.day) : 'нет',
      };
    },
  },
];
