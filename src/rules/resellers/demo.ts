// Sample data for new users: thirty invented partners over six quarters, with every case of the rules and a
// few invalid rows.
import { chance } from '../chance.js';
import { addDays, day, type Day, serialFromDay } from '../day.js';
import type { Demo } from '../programme.js';
import { applications, badResellers, cell, redemptions, type Rows, specialPurchases } from './demo-cases.js';
import { LEVELS } from './levels.js';
import { quarterEnd, quarterOf } from './quarters.js';
import type { tabs } from './tabs.js';

/** A Monday thirty days before the end of the year: renewals, the digest and a decision are due that day. */
const NOW = '2025-12-01T09:00:00+05:00';
const TODAY = day('2025-12-01');

/**
 * A partner in short form. Letters in `has`: P план, S специалист, T техперсонал, J решения, W SWS, A AWS, E
 * инженер.
 */
interface Sample {
  readonly name: string;
  readonly registered: string;
  /** Index into LEVELS. */
  readonly claims: number;
  readonly has: string;
  readonly renewedTo?: number;
  readonly agreed?: boolean;
  /** Usual purchase in thousands; 0 for none. */
  readonly buys: number;
}

const SAMPLES: readonly Sample[] = [
  {
    name: 'ТОО «Ромашка-Пример»',
    registered: '2024-07-03',
    claims: 1,
    has: 'PS',
    renewedTo: 2025,
    agreed: true,
    buys: 420,
  },
  {
    name: 'ТОО «Мир Образцов»',
    registered: '2024-07-08',
    claims: 2,
    has: 'PSTWAE',
    renewedTo: 2025,
    agreed: true,
    buys: 900,
  },
  {
    name: 'АО «Тестовые Сети»',
    registered: '2024-07-10',
    claims: 3,
    has: 'PJWAE',
    renewedTo: 2026,
    agreed: true,
    buys: 1300,
  },
  {
    name: 'ТОО «Учебный Склад»',
    registered: '2024-07-15',
    claims: 0,
    has: '',
    renewedTo: 2025,
    agreed: true,
    buys: 110,
  },
  {
    name: 'ТОО «Условный Интегратор»',
    registered: '2024-07-22',
    claims: 3,
    has: 'PS',
    renewedTo: 2025,
    agreed: true,
    buys: 760,
  },
  {
    name: 'ИП Вымышлен',
    registered: '2024-08-01',
    claims: 1,
    has: 'P',
    renewedTo: 2025,
    agreed: true,
    buys: 90,
  },
  {
    name: 'ТОО «Степь-Демо»',
    registered: '2024-08-05',
    claims: 2,
    has: 'PSWA',
    renewedTo: 2025,
    agreed: true,
    buys: 530,
  },
  {
    name: 'ТОО «Алма-Образец»',
    registered: '2024-08-12',
    claims: 2,
    has: 'ST',
    renewedTo: 2025,
    agreed: true,
    buys: 310,
  },
  { name: 'ТОО «Пробный Камень»', registered: '2024-08-19', claims: 1, has: 'PSWAE', buys: 260 },
  {
    name: 'ТОО «Макет Сервис»',
    registered: '2024-09-02',
    claims: 1,
    has: 'PSWAE',
    renewedTo: 2025,
    agreed: true,
    buys: 480,
  },
  {
    name: 'ТОО «Шаблон Плюс»',
    registered: '2024-09-09',
    claims: 3,
    has: '',
    renewedTo: 2025,
    agreed: true,
    buys: 150,
  },
  {
    name: 'ТОО «Эскиз Трейд»',
    registered: '2024-09-16',
    claims: 0,
    has: 'PS',
    renewedTo: 2025,
    agreed: true,
    buys: 240,
  },
  {
    name: 'ТОО «Модельный Ряд»',
    registered: '2024-09-23',
    claims: 1,
    has: 'PST',
    renewedTo: 2025,
    agreed: true,
    buys: 610,
  },
  {
    name: 'ТОО «Черновик Групп»',
    registered: '2024-10-01',
    claims: 2,
    has: 'PST',
    renewedTo: 2025,
    buys: 350,
  },
  { name: 'ТОО «Проба Пера»', registered: '2024-10-14', claims: 0, has: '', buys: 70 },
  {
    name: 'ТОО «Наброс»',
    registered: '2024-10-21',
    claims: 1,
    has: 'PS',
    renewedTo: 2026,
    agreed: true,
    buys: 500,
  },
  {
    name: 'ТОО «Прототип Азия»',
    registered: '2024-11-04',
    claims: 2,
    has: 'PSTWAE',
    renewedTo: 2025,
    agreed: true,
    buys: 820,
  },
  {
    name: 'ТОО «Ровно Порог»',
    registered: '2024-11-11',
    claims: 1,
    has: 'PS',
    renewedTo: 2025,
    agreed: true,
    buys: 0,
  },
  {
    name: 'ТОО «Возвратный Товар»',
    registered: '2024-12-02',
    claims: 1,
    has: 'PS',
    renewedTo: 2025,
    agreed: true,
    buys: 0,
  },
  { name: 'ТОО «Эталон Демо»', registered: '2025-01-13', claims: 3, has: 'PJWA', buys: 1100 },
  { name: 'ТОО «Копия Верна»', registered: '2025-01-20', claims: 0, has: '', buys: 130 },
  { name: 'ТОО «Пилот Проект»', registered: '2025-02-03', claims: 1, has: 'PS', buys: 370 },
  {
    name: 'ТОО «Витрина Тест»',
    registered: '2025-02-17',
    claims: 2,
    has: 'PSTWAE',
    renewedTo: 2026,
    agreed: true,
    buys: 950,
  },
  { name: 'ТОО «Фантом Ком»', registered: '2025-03-11', claims: 0, has: 'S', buys: 60 },
  { name: 'ТОО «Аналог-Пример»', registered: '2025-04-07', claims: 1, has: 'PS', buys: 290 },
  { name: 'ТОО «Песочница»', registered: '2025-05-19', claims: 0, has: 'PJ', buys: 200 },
  { name: 'ТОО «Репетиция»', registered: '2025-07-01', claims: 2, has: 'PST', buys: 640 },
  { name: 'ТОО «Полигон-Образец»', registered: '2025-09-08', claims: 1, has: 'PSE', buys: 330 },
  { name: 'ТОО «Новичок-Пример»', registered: '2025-11-24', claims: 0, has: '', buys: 0 },
  { name: 'ТОО «Завтрашний День»', registered: '2026-01-12', claims: 1, has: 'PS', buys: 0 },
];

const resellerRow = (sample: Sample, index: number): Rows['resellers'][number] => ({
  company: sample.name,
  bin: String(240_740_000_100 + index * 137),
  email: `partner${index + 1}@example.com`,
  registered: cell(sample.registered),
  claimedLevel: LEVELS[sample.claims] ?? '',
  salesPlan: sample.has.includes('P'),
  salesSpecialist: sample.has.includes('S'),
  technicians: sample.has.includes('T'),
  jointSolutions: sample.has.includes('J'),
  sws: sample.has.includes('W'),
  aws: sample.has.includes('A'),
  engineer: sample.has.includes('E'),
  renewedTo: sample.renewedTo ?? '',
  agreed: sample.agreed ?? false,
});

const FIRST_QUARTER = quarterOf(day('2024-07-01'));
const LAST_QUARTER = quarterOf(TODAY);

interface Purchase {
  readonly date: Day;
  readonly company: string;
  readonly sum: number;
  readonly document: string;
}

/** One to three purchases a quarter for each partner that buys, from its registration to today. */
function regularPurchases(): readonly Purchase[] {
  const draw = chance(2_025);
  const purchases: Purchase[] = [];
  for (const { name, registered, buys } of SAMPLES) {
    if (buys === 0) continue;
    for (let quarter = FIRST_QUARTER; quarter <= LAST_QUARTER; quarter += 1) {
      const start = addDays(quarterEnd(quarter - 1), 1);
      const times = 1 + draw(3);
      for (let time = 0; time < times; time += 1) {
        const date = addDays(start, draw(90));
        const sum = Math.round(buys * (0.5 + draw(1_000) / 1_000)) * 1_000 + draw(100) / 4;
        if (date >= day(registered) && date <= TODAY)
          purchases.push({ date, company: name, sum, document: `Накладная ${1_000 + purchases.length}` });
      }
    }
  }
  return purchases.sort((a, b) => a.date - b.date);
}

export function demo(): Demo<typeof tabs> {
  const purchases = regularPurchases().map((one) => ({ ...one, date: serialFromDay(one.date) }));
  return {
    now: NOW,
    rows: {
      resellers: [...SAMPLES.map(resellerRow), ...badResellers],
      purchases: [...purchases, ...specialPurchases],
      redemptions,
      applications,
    },
    settings: { Менеджер: 'manager@example.com' },
  };
}
