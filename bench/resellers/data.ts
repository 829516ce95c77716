// A reseller programme with `size` companies: twenty purchases each since the registration, some of them
// returns, some outside the membership. Up to three redemptions and two applications for a level per company;
// purchases are in no order, as in an export from an accounting system.
import type { Cell } from '../../src/rules/kinds.js';
import { type Data, serialOf, typedDay } from '../data.js';
import { seeded } from '../random.js';

const PURCHASES = 20;
const FIRST = serialOf('2022-01-10');
const TODAY = serialOf('2024-05-20');
const LEVELS = [
  'Primary Reseller',
  'Professional Reseller',
  'Corporate Reseller',
  'Solution Provider',
] as const;

export function resellersData(size: number): Data {
  const random = seeded(size + 3);
  const nameOf = (company: number): string => `ТОО Компания-${company}`;
  /** The company's name as the other tabs spell it: sometimes differently, sometimes an unknown company. */
  const spelled = (company: number): string => {
    const name = nameOf(company);
    if (random.chance(0.003)) return `ТОО Никто-${company}`;
    return random.chance(0.02) ? name.toUpperCase() : name;
  };

  const resellers: Cell[][] = [];
  const purchases: Cell[][] = [];
  const redemptions: Cell[][] = [];
  const applications: Cell[][] = [];
  for (let company = 0; company < size; company += 1) {
    const registered = FIRST + random.int(700);
    const isRenewed = random.chance(0.75);
    resellers.push([
      random.chance(0.002) ? nameOf(0) : nameOf(company),
      String(100_000_000_000 + company),
      random.chance(0.003) ? 'без почты' : `company${company}@example.com`,
      random.chance(0.01) ? typedDay(registered) : registered,
      random.pick(LEVELS),
      ...[0.8, 0.7, 0.5, 0.5, 0.6, 0.6, 0.6].map((share) => random.chance(share)),
      random.chance(0.003) ? 2019 : isRenewed ? random.pick([2024, 2024, 2024, 2025]) : '',
      isRenewed && random.chance(0.95),
    ]);
    // Every fifth company buys enough to exceed the threshold within a year.
    const usual = random.chance(0.2) ? 900_000 : 150_000;
    for (let purchase = 0; purchase < PURCHASES; purchase += 1) {
      const day = registered - 10 + random.int(TODAY + 20 - registered);
      const sum = (usual * 10 + random.int(usual * 100)) / 100;
      purchases.push([
        random.chance(0.01) ? typedDay(day) : day,
        spelled(company),
        random.chance(0.003) ? 'сто тысяч' : random.chance(0.03) ? -sum : sum,
        `Накладная ${company}-${purchase}`,
      ]);
    }
    for (let redemption = random.int(4); redemption > 0; redemption -= 1)
      redemptions.push([
        random.chance(0.01) ? TODAY + 5 : TODAY - random.int(300),
        spelled(company),
        random.chance(0.01) ? 0 : 1_000 + random.int(80) * 100,
        random.chance(0.005) ? '' : 'Маркетинговые материалы',
      ]);
    // Applications are made on Mondays, so two may be on the same day.
    for (let application = random.int(3); application > 0; application -= 1) {
      const day = TODAY - random.int(30) * 7;
      const decision = random.pick(['одобрено', 'одобрено', 'отклонено', '']);
      applications.push([
        day,
        spelled(company),
        random.chance(0.005) ? 'Золотой' : random.pick(LEVELS),
        decision,
        decision !== '' && random.chance(0.8) ? day + random.int(3) : '',
        decision === 'отклонено' ? 'Нет специалиста' : '',
      ]);
    }
  }

  return {
    now: '2024-05-20T12:00:00+05:00',
    tables: {
      resellers: {
        columns: [
          'company',
          'bin',
          'email',
          'registered',
          'claimedLevel',
          'salesPlan',
          'salesSpecialist',
          'technicians',
          'jointSolutions',
          'sws',
          'aws',
          'engineer',
          'renewedTo',
          'agreed',
        ],
        rows: resellers,
      },
      purchases: { columns: ['date', 'company', 'sum', 'document'], rows: random.shuffle(purchases) },
      redemptions: { columns: ['date', 'company', 'points', 'reason'], rows: random.shuffle(redemptions) },
      applications: {
        columns: ['date', 'company', 'level', 'decision', 'decided', 'refusal'],
        rows: random.shuffle(applications),
      },
    },
  };
}
