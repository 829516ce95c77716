// A second, independent implementation of the spec of «Рефералы»: slow, day by day, nothing from src/rules.
// One file per chapter in oracle/; this file combines them.
import { monthsLater } from '../calendar.js';
import { balancesOf } from './oracle/balances.js';
import { ledgerOf } from './oracle/ledger.js';
import { deadlinesOf, mailsOf } from './oracle/notices.js';
import { registerOf } from './oracle/register.js';
import { tariffsOf } from './oracle/tariffs.js';
import type { Answer, Settings, Tables } from './oracle/terms.js';

export function oracle(tables: Tables, set: Settings, today: number): Answer {
  const register = registerOf(tables);
  const { partners, clients, charges, withdrawals } = register;
  const tariffs = tariffsOf(register.changes, today);
  const { lines: credits, used, coming } = ledgerOf(register, set, tariffs, today);
  const { lines, balances, status, accepted, blocked } = balancesOf(register, set, tariffs, credits, today);

  return {
    errors: register.errors,
    partnerCells: new Map(
      partners.map((partner) => [
        partner.row,
        {
          status: partner.registered > today ? 'ещё не начал' : 'активен',
          blocked: blocked.has(partner),
        },
      ]),
    ),
    clientCells: new Map(
      clients.map((client) => [
        client.row,
        {
          partner: client.partner.name,
          until: monthsLater(client.registered, set.term),
          charged: charges.reduce(
            (sum, one) => sum + (one.client === client && one.confirmed && one.date <= today ? one.sum : 0),
            0,
          ),
        },
      ]),
    ),
    chargeCells: new Map(charges.map(({ row }) => [row, used.get(row) ?? null])),
    withdrawalCells: new Map(withdrawals.map(({ row }) => [row, status.get(row) ?? null])),
    ledger: lines,
    balances,
    deadlines: deadlinesOf(register, set, tariffs, coming, accepted, today),
    mails: mailsOf(register, lines, balances, today),
  };
}
