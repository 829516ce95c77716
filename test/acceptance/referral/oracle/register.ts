// The five input tabs of «Рефералы»: which rows can be read, and which partner and client they belong to.
// A row in error counts for nobody; names and codes are compared like headers.
import type { Cells, RawRow } from '../../cells.js';
import { BAD, blank, dayOf, emailOf, flagOf, fold, good, moneyOf, tidy, wordOf } from './cells.js';
import type { Change, Charge, Client, Partner, Register, Tables, Withdrawal } from './terms.js';

const TARIFFS = ['юрлицо', 'физлицо'];

export function registerOf(tables: Tables): Register {
  const errors: string[] = [];
  const each = (tab: string, rows: readonly RawRow[], work: (row: Cells, at: number) => boolean) => {
    rows.forEach((row, index) => {
      if (!row || Object.values(row).every((cell) => blank(cell) || cell === false)) return;
      if (!work(row, index + 2)) errors.push(`${tab}/${index + 2}`);
    });
  };

  const partners: Partner[] = [];
  const names = new Set<string>();
  const codes = new Set<string>();
  each('Партнёры', tables.partners, (row, at) => {
    const tariff = wordOf(row['Тариф'], TARIFFS);
    const registered = dayOf(row['Дата регистрации']);
    const email = emailOf(row.Email);
    const contract = dayOf(row['Договор подписан']);
    const legacy = flagOf(row['Прежние условия']);
    const name = tidy(String(row['Партнёр'] ?? ''));
    const code = tidy(String(row['Промокод'] ?? ''));
    const twice = names.has(fold(name)) || codes.has(fold(code));
    if (name) names.add(fold(name));
    if (code) codes.add(fold(code));
    if (!name || !code || twice || !good(tariff) || !good(registered) || !good(email)) return false;
    if (contract === BAD || legacy === BAD) return false;
    partners.push({ row: at, name, tariff, registered, code: fold(code), email, contract, legacy });
    return true;
  });

  const changes: Change[] = [];
  each('Смена тарифа', tables.changes, (row) => {
    const date = dayOf(row['Дата']);
    const tariff = wordOf(row['Новый тариф'], TARIFFS);
    const partner = partners.find(({ name }) => fold(name) === fold(row['Партнёр']));
    if (!good(date) || !good(tariff) || !partner || date < partner.registered) return false;
    changes.push({ date, partner, tariff });
    return true;
  });
  const clients: Client[] = [];
  const clientNames = new Set<string>();
  each('Клиенты', tables.clients, (row, at) => {
    const name = tidy(String(row['Клиент'] ?? ''));
    const registered = dayOf(row['Дата регистрации']);
    const trained = flagOf(row['Обучен']);
    const trainedFrom = dayOf(row['Обучен с']);
    const email = emailOf(row.Email);
    const twice = clientNames.has(fold(name));
    if (name) clientNames.add(fold(name));
    const partner = partners.find(({ code }) => code === fold(row['Промокод']));
    if (!name || twice || blank(row['Промокод']) || !partner || !good(registered) || trained === BAD)
      return false;
    if (trainedFrom === BAD || email === BAD) return false;
    clients.push({ row: at, name, partner, registered, trained, trainedFrom, self: email === partner.email });
    return true;
  });

  const charges: Charge[] = [];
  each('Списания', tables.charges, (row, at) => {
    const date = dayOf(row['Дата']);
    const kind = wordOf(row['Вид'], ['абонентская плата', 'телефония', 'обзвон роботом']);
    const sum = moneyOf(row['Сумма']);
    const confirmed = flagOf(row['Подтверждено']);
    const client = clients.find(({ name }) => fold(name) === fold(row['Клиент']));
    if (!good(date) || !good(kind) || !good(sum) || confirmed === BAD || !client) return false;
    charges.push({ row: at, date, client, kind, sum, confirmed });
    return true;
  });

  const withdrawals: Withdrawal[] = [];
  each('Выводы', tables.withdrawals, (row, at) => {
    const date = dayOf(row['Дата']);
    const sum = moneyOf(row['Сумма']);
    const way = wordOf(row['Способ'], ['аккаунт', 'расчётный счёт', 'карта']);
    const paid = dayOf(row['Выплачено']);
    const partner = partners.find(({ name }) => fold(name) === fold(row['Партнёр']));
    if (!good(date) || !good(sum) || sum <= 0 || way === BAD || paid === BAD || !partner) return false;
    withdrawals.push({ row: at, date, partner, sum, way, paid });
    return true;
  });
  return { partners, changes, clients, charges, withdrawals, errors };
}
