// A referral programme with `size` clients: ten clients per partner, a year of charges each (24),
// withdrawals, changes of tariff. Charges are in no order, as in an export from billing; some are refunds,
// some unconfirmed, some of unknown clients.
import type { Cell } from '../../src/rules/kinds.js';
import { type Data, serialOf, typedDay } from '../data.js';
import { seeded } from '../random.js';

const MONTHS = 12;
const CLIENTS_A_PARTNER = 10;
const YEAR_AGO = serialOf('2023-03-01');
const TODAY = serialOf('2024-03-15');

export function referralData(size: number): Data {
  const random = seeded(size + 1);
  const partnerCount = Math.max(2, Math.ceil(size / CLIENTS_A_PARTNER));

  const partners = Array.from({ length: partnerCount }, (_, partner): Cell[] => [
    random.chance(0.002) ? 'Партнёр 0' : `Партнёр ${partner}`,
    random.chance(0.7) ? 'юрлицо' : 'физлицо',
    serialOf('2022-01-10') + random.int(400),
    `PROMO${partner}`,
    random.chance(0.003) ? 'без почты' : `partner${partner}@example.com`,
    random.chance(0.8) ? serialOf('2023-02-01') + random.int(300) : '',
    random.chance(0.05),
  ]);
  const changes: Cell[][] = [];
  for (let partner = 0; partner < partnerCount; partner += 1)
    if (random.chance(0.05))
      changes.push([
        serialOf('2023-05-01') + random.int(280),
        `Партнёр ${partner}`,
        random.pick(['юрлицо', 'физлицо']),
      ]);

  const clients: Cell[][] = [];
  const charges: Cell[][] = [];
  for (let client = 0; client < size; client += 1) {
    const partner = random.int(partnerCount);
    const registered = YEAR_AGO - random.int(500);
    const name = `ООО Клиент-${client}`;
    clients.push([
      name,
      random.chance(0.003) ? 'НЕТТАКОГО' : random.chance(0.03) ? `promo${partner}` : `PROMO${partner}`,
      random.chance(0.01) ? typedDay(registered) : registered,
      random.chance(0.9),
      random.chance(0.1) ? YEAR_AGO + random.int(100) : '',
      random.chance(0.005) ? `partner${partner}@example.com` : '',
    ]);
    for (let month = 0; month < MONTHS; month += 1)
      for (const kind of ['абонентская плата', random.chance(0.8) ? 'телефония' : 'обзвон роботом']) {
        const day = YEAR_AGO + month * 31 + random.int(28);
        const sum = (100 + random.int(90_000)) / 100;
        charges.push([
          random.chance(0.01) ? typedDay(day) : day,
          random.chance(0.003) ? `ООО Никто-${client}` : random.chance(0.02) ? name.toLowerCase() : name,
          kind,
          random.chance(0.005) ? 'много' : random.chance(0.02) ? -sum : sum,
          random.chance(0.95),
        ]);
      }
  }

  const withdrawals: Cell[][] = [];
  for (let partner = 0; partner < partnerCount * 2; partner += 1) {
    const day = serialOf('2023-09-01') + random.int(200);
    withdrawals.push([
      day,
      random.chance(0.005) ? 'Партнёр Икс' : `Партнёр ${partner % partnerCount}`,
      random.chance(0.005) ? 0 : 100 + random.int(400) * 10,
      random.pick(['', 'аккаунт', 'карта', 'расчётный счёт']),
      random.chance(0.3) && day + 5 <= TODAY ? day + 5 : '',
    ]);
  }

  return {
    now: '2024-03-15T12:00:00+03:00',
    tables: {
      partners: {
        columns: ['name', 'tariff', 'registered', 'code', 'email', 'contract', 'legacy'],
        rows: partners,
      },
      changes: { columns: ['date', 'partner', 'tariff'], rows: changes },
      clients: {
        columns: ['name', 'code', 'registered', 'trained', 'trainedFrom', 'email'],
        rows: random.shuffle(clients),
      },
      charges: { columns: ['date', 'client', 'kind', 'amount', 'confirmed'], rows: random.shuffle(charges) },
      withdrawals: {
        columns: ['date', 'partner', 'amount', 'method', 'paid'],
        rows: random.shuffle(withdrawals),
      },
    },
  };
}
