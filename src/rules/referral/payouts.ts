// Accepted withdrawals, and the register of one month's: «Реестр выплат за месяц…».
import { ruDay, serialFromDay } from '../day.js';
import { amount, type Cell, dayKind, oneOf, text } from '../kinds.js';
import { add, toUnits, ZERO } from '../money.js';
import { type Action, Refusal } from '../programme.js';
import { type Books, keepBooks } from './books.js';
import { card } from './card.js';
import { type Month, monthOf, monthText, readMonth } from './months.js';
import type { Facts, WithdrawalRow } from './roster.js';
import type { settings } from './settings.js';
import { METHODS, type Tariff, TARIFFS, type tabs } from './tabs.js';
import { column, outputTab } from '../tabs.js';
import { count } from '../text.js';
import { rub } from './wording.js';

export interface AcceptedWithdrawal {
  readonly row: WithdrawalRow;
  readonly partner: string;
  /** The partner's tariff on that day. */
  readonly tariff: Tariff;
}

/** Accepted withdrawals by date, then row. */
export function acceptedWithdrawals(
  { rows }: Facts,
  { roster, withdrawals }: Books,
): readonly AcceptedWithdrawal[] {
  const accepted: AcceptedWithdrawal[] = [];
  rows.withdrawals.forEach((row, index) => {
    const verdict = withdrawals[index];
    const partner = roster.partners[roster.withdrawalPartner[index] ?? -1];
    if (verdict?.status === 'принят' && partner)
      accepted.push({ row, partner: partner.row.name, tariff: verdict.tariff });
  });
  // Rows come in order: what is of one day stays so.
  return accepted.sort((a, b) => a.row.date - b.row.date);
}

const registerTab = (name: string) =>
  outputTab(`Выплаты ${name}`, `Принятые заявки на вывод за ${name}.`, {
    date: column('Дата', dayKind, { sums: 'Итого', note: 'День заявки; «Итого» — сумма реестра.' }),
    partner: column('Партнёр', text, { width: 220, note: 'Кому выплата.' }),
    tariff: column('Тариф', oneOf(TARIFFS, 100), { note: 'Тариф партнёра в день заявки.' }),
    amount: column('Сумма', amount, { note: 'Сколько выплатить.' }),
    method: column('Способ', oneOf(METHODS), { note: 'Как вывести; пусто — не указан.' }),
    paid: column('Выплачено', dayKind, {
      note: 'День выплаты на вкладке «Выводы»; пусто — ещё не выплачено.',
    }),
  });

function registerRow({ row, partner: name, tariff }: AcceptedWithdrawal): readonly Cell[] {
  return [
    serialFromDay(row.date),
    name,
    tariff,
    toUnits(row.amount),
    row.method ?? '',
    row.paid === null ? '' : serialFromDay(row.paid),
  ];
}

/** The month of an argument; refuses anything else than `YYYY-MM`. */
export function monthArgument(argument: string | undefined): Month {
  const month = readMonth(argument ?? '');
  if (month === null) throw new Refusal('Впишите месяц в виде ГГГГ-ММ, например 2023-10.');
  return month;
}

export const payoutRegister: Action<typeof tabs, typeof settings> = {
  ...card.menu.payoutRegister,
  parameters: [{ name: 'месяц', prompt: 'За какой месяц? ГГГГ-ММ, например 2023-10.' }],
  confirm: null,
  run: (facts, _decision, [argument]) => {
    const month = monthArgument(argument);
    const accepted = acceptedWithdrawals(facts, keepBooks(facts)).filter(
      ({ row }) => monthOf(row.date) === month,
    );
    const name = monthText(month);
    if (accepted.length === 0)
      throw new Refusal(`За ${name} нет принятых заявок на вывод: реестр не создан.`);
    const total = accepted.reduce((sum, { row }) => add(sum, row.amount), ZERO);
    return {
      message: `Создана вкладка «${registerTab(name).title}»: ${count(accepted.length, 'заявка', 'заявки', 'заявок')} на ${rub(total)}.`,
      newTab: {
        tab: registerTab(name),
        rows: [...accepted.map(registerRow), ['Итого', '', '', toUnits(total), '', '']],
      },
      result: accepted.map((one) => ({
        Дата: ruDay(one.row.date),
        Партнёр: one.partner,
        Тариф: one.tariff,
        Сумма: toUnits(one.row.amount),
        Способ: one.row.method ?? '',
        Выплачено: one.row.paid === null ? '' : ruDay(one.row.paid),
      })),
    };
  },
};
