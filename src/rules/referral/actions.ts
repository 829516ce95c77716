// The menu actions: «Закрыть месяц…» freezes every line up to a month and seals them with a fingerprint (rule
// 8); «Реестр выплат за месяц…» lists one month's accepted withdrawals in a new tab.
import { happened, ruDay, serialFromDay } from '../day.js';
import { amount, oneOf, text } from '../kinds.js';
import { dayKind } from '../kinds-time.js';
import { toUnits } from '../money.js';
import { Refusal, type WritingAction } from '../programme.js';
import { column, outputTab } from '../tabs.js';
import { agree, count } from '../text.js';
import { acceptedWithdrawals, keepBooks } from './books.js';
import { card } from './card.js';
import { fingerprintOf } from './closings.js';
import { type Line, monthOfLine, sumOf } from './lines.js';
import type { ReferralFacts, ReferralProblem } from './model.js';
import { creditDay, type Month, monthOf, monthText, readMonth } from './months.js';
import type { settings } from './settings.js';
import { METHODS, TARIFFS, type tabs } from './tabs.js';
import { mattersToClosing, termsText } from './terms.js';
import { rub } from './wording.js';

/** The month given as an argument; refuses anything but `YYYY-MM`. */
function monthArgument(argument: string | undefined): Month {
  const month = readMonth(argument ?? '');
  if (month === null) throw new Refusal('Впишите месяц в виде ГГГГ-ММ, например 2023-10.');
  return month;
}

/**
 * Rows in error when a month is closed: they have earned nothing, but are not lost (rule 8). Those dated later belong
 * to open months.
 */
function faultyText(
  { rows, broken }: ReferralFacts,
  problems: readonly ReferralProblem[],
  month: Month,
): string {
  const faulty = (['partners', 'changes', 'clients', 'charges'] as const).flatMap((tab) => {
    const ruledOut = new Set(problems.filter((one) => one.tab === tab).map(({ row }) => row));
    return [...broken[tab], ...rows[tab].filter(({ row }) => ruledOut.has(row))].filter(
      (row) => !('date' in row) || row.date === null || monthOf(row.date) <= month,
    );
  });
  return faulty.length === 0
    ? ''
    : ` Не учтено из-за ошибок: ${count(faulty.length, 'строка', 'строки', 'строк')} («Ошибки»); когда их исправят, разница станет корректировкой в открытом месяце.`;
}

/** What «Закрыть месяц…» closes, also in words; throws `Refusal` when the month cannot be closed. */
function closable(
  facts: ReferralFacts,
  month: Month,
): { readonly lines: readonly Line[]; readonly previous: string; readonly words: string } {
  const name = monthText(month);
  if (creditDay(month) > facts.today)
    throw new Refusal(
      `Месяц ${name} ещё нельзя закрыть: начисление за него — ${ruDay(creditDay(month))}, закрыть можно с этого дня.`,
    );
  const wrong = facts.badSettings.filter(({ key }) => mattersToClosing(key)).map(({ row }) => row);
  if (wrong.length > 0)
    throw new Refusal(
      `На вкладке «Настройки» есть ошибки (${agree(wrong.length, 'строка', 'строки')} ${wrong.join(', ')}): месяц закрылся бы со значениями по умолчанию. Исправьте ошибки и повторите закрытие.`,
    );
  const { closings, closed, closingProblems, ledger, roster } = keepBooks(facts);
  if (closed !== null && month <= closed.newest)
    throw new Refusal(`Месяц ${name} уже закрыт: последний закрытый — ${monthText(closed.newest)}.`);
  if (closingProblems.length > 0)
    throw new Refusal(
      'Прежние закрытия не сходятся с отпечатками: выберите «Пересчитать», затем разберите строки об этом на вкладке «Ошибки».',
    );
  const lines = ledger.lines.filter(
    (line) => !line.closed && (line.basis === 'корректировка' || monthOfLine(line) <= month),
  );
  return {
    lines,
    previous: closings[closings.length - 1]?.fingerprint ?? '',
    words: `${count(lines.length, 'строка', 'строки', 'строк')} на ${rub(sumOf(lines))}.${faultyText(facts, roster.problems, month)}`,
  };
}

const closeMonth: WritingAction<typeof tabs, typeof settings> = {
  ...card.menu.closeMonth,
  parameters: [
    {
      name: 'месяц',
      prompt: 'Какой месяц закрыть? ГГГГ-ММ, например 2023-10. Закроются и все месяцы до него.',
    },
  ],
  confirm: {
    question: ([argument]) =>
      `Закрыть ${monthText(monthArgument(argument))} и все месяцы до него? Закрытые начисления больше не меняются: правки исходных данных станут корректировками.`,
    // A month that cannot be closed is refused before the question.
    caution: (facts, [argument]) => {
      const month = monthArgument(argument);
      const { lines, words } = closable(facts, month);
      const nothing =
        lines.length === 0
          ? ` Незакрытых начислений по ${monthText(month)} нет: всё, что внесут за эти месяцы позже, станет корректировками. Закрыть всё же?`
          : '';
      return ` Будет закрыто: ${words}${nothing}`;
    },
  },
  run: (facts, [argument]) => {
    const month = monthArgument(argument);
    const name = monthText(month);
    const { lines, previous, words } = closable(facts, month);
    const conditions = termsText(facts.settings, facts.zone);
    return {
      message: `Месяц ${name} закрыт: ${words}`,
      append: {
        closings: [
          {
            month: name,
            closed: facts.now,
            lines: lines.length,
            amount: sumOf(lines),
            fingerprint: fingerprintOf(previous, month, conditions, lines),
            terms: conditions,
          },
        ],
      },
    };
  },
};

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

const payoutRegister: WritingAction<typeof tabs, typeof settings> = {
  ...card.menu.payoutRegister,
  parameters: [{ name: 'месяц', prompt: 'За какой месяц? ГГГГ-ММ, например 2023-10.' }],
  confirm: null,
  run: (facts, [argument]) => {
    const month = monthArgument(argument);
    const accepted = acceptedWithdrawals(keepBooks(facts)).filter(({ row }) => monthOf(row.date) === month);
    const name = monthText(month);
    if (accepted.length === 0)
      throw new Refusal(`За ${name} нет принятых заявок на вывод: реестр не создан.`);
    const tab = registerTab(name);
    const sum = sumOf(accepted.map(({ row }) => row));
    const entries = accepted.map(({ row, partner, tariff }) => ({
      ...row,
      partner: partner.row.name,
      tariff,
      method: row.method ?? '',
      paid: happened(row.paid, facts.today),
    }));
    return {
      message: `Создана вкладка «${tab.title}»: ${count(accepted.length, 'заявка', 'заявки', 'заявок')} на ${rub(sum)}.`,
      newTab: {
        tab,
        rows: [
          ...entries.map(({ date, partner, tariff, amount: asked, method, paid }) => [
            serialFromDay(date),
            partner,
            tariff,
            toUnits(asked),
            method,
            paid === null ? '' : serialFromDay(paid),
          ]),
          ['Итого', '', '', toUnits(sum), '', ''],
        ],
      },
      result: entries.map(({ date, partner, tariff, amount: asked, method, paid }) => ({
        Дата: ruDay(date),
        Партнёр: partner,
        Тариф: tariff,
        Сумма: toUnits(asked),
        Способ: method,
        Выплачено: paid === null ? '' : ruDay(paid),
      })),
    };
  },
};

export const actions = [closeMonth, payoutRegister];
