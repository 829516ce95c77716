// «Закрыть месяц…»: freezes every line up to a month and seals them with a fingerprint (rule 8).
import { ruDay } from '../day.js';
import { type Action, Refusal } from '../programme.js';
import { count } from '../text.js';
import { keepBooks } from './books.js';
import { card } from './card.js';
import { fingerprintOf } from './closings.js';
import { monthOfLine, sumOf } from './lines.js';
import { creditDay, monthText } from './months.js';
import { monthArgument } from './payouts.js';
import type { settings } from './settings.js';
import type { tabs } from './tabs.js';
import { termsOf, termsText } from './terms.js';
import { rub } from './wording.js';

export const closeMonth: Action<typeof tabs, typeof settings> = {
  ...card.menu.closeMonth,
  parameters: [
    {
      name: 'месяц',
      prompt: 'Какой месяц закрыть? ГГГГ-ММ, например 2023-10. Закроются и все месяцы до него.',
    },
  ],
  confirm: ([argument]) =>
    `Закрыть ${monthText(monthArgument(argument))} и все месяцы до него? Закрытые начисления больше не меняются: правки исходных данных станут корректировками.`,
  run: (facts, _decision, [argument]) => {
    const month = monthArgument(argument);
    const name = monthText(month);
    if (creditDay(month) > facts.today)
      throw new Refusal(`Месяц ${name} ещё нельзя закрыть: за него начислят ${ruDay(creditDay(month))}.`);
    const { closings, closed, closingProblems, ledger } = keepBooks(facts);
    if (closed !== null && month <= closed.newest)
      throw new Refusal(`Месяц ${name} уже закрыт: последний закрытый — ${monthText(closed.newest)}.`);
    if (closingProblems.length > 0)
      throw new Refusal(
        'Прежние закрытия не сходятся с отпечатками: сначала разберите строки об этом на вкладке «Ошибки».',
      );
    const lines = ledger.lines.filter(
      (line) => !line.closed && (line.basis === 'корректировка' || monthOfLine(line) <= month),
    );
    const conditions = termsText(termsOf(facts.settings), facts.zone);
    const amount = sumOf(lines);
    const previous = closings[closings.length - 1]?.fingerprint ?? '';
    return {
      message: `Месяц ${name} закрыт: ${count(lines.length, 'строка', 'строки', 'строк')} на ${rub(amount)}.`,
      append: {
        closings: [
          {
            month: name,
            closed: facts.now,
            lines: lines.length,
            amount,
            fingerprint: fingerprintOf(previous, month, conditions, lines),
            terms: conditions,
          },
        ],
      },
    };
  },
};
