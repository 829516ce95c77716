// What has been altered about closed months, as problems for staff (rule 8).
import { groupBy } from '../collections.js';
import { formatMoney } from '../money.js';
import { count } from '../text.js';
import { type Closing, closedWith, logProblem, RETURN } from './closings.js';
import { beyond, cellsOf, type Line, sumOf } from './lines.js';
import { monthText } from './months.js';
import type { ReferralProblem } from './model.js';

/** The lines of one closing that are used. */
export interface Used {
  readonly lines: readonly Line[];
  /**
   * `restored`: unlike the marked ones of the sheet, they match the fingerprint; `amended`: the marked ones do, but the
   * rest of the row does not; `unlike`: nothing does.
   */
  readonly state: 'sound' | 'restored' | 'amended' | 'unlike';
  /** The conditions that act in place of the recorded ones. */
  readonly acting?: string;
}

export interface Checked extends Used {
  readonly closing: Closing;
  /** Those that are marked closed in the sheet. */
  readonly marked: readonly Line[];
}

/** Whether the lines differ in a single cell. */
function isOneEdit(one: Line, other: Line): boolean {
  const cells = cellsOf(other);
  return cellsOf(one).filter((cell, at) => cell !== cells[at]).length === 1;
}

const RESTORE =
  'Закрытые строки не правят: исправляйте исходные данные, разница станет корректировкой. Прежние строки есть в истории версий файла.';

/**
 * What has been altered. An edited month, day or «Основание» takes a line out of its closing: the edit is
 * reported there, and not again where the line has turned up. A closed line that belongs to no closing, though one
 * whose lines are confirmed covers its month, is one too many for it. `unrecorded`: the others that belong to none.
 */
export function alterations(
  checked: readonly Checked[],
  strays: readonly Line[],
): { readonly unrecorded: readonly Line[]; readonly problems: readonly ReferralProblem[] } {
  const missed = checked.flatMap(({ state, lines, marked }) =>
    state === 'restored' ? beyond(lines, marked) : [],
  );
  const isUnknown = (line: Line): boolean => !missed.some((one) => isOneEdit(one, line));
  const isConfirmed = ({ state }: Checked): boolean => state === 'sound' || state === 'restored';
  const unknown = groupBy(strays.filter(isUnknown), (line) => {
    const covering = checked.find(({ closing }) => closedWith(line) <= closing.month);
    return covering && isConfirmed(covering) ? covering : null;
  });
  const problems: ReferralProblem[] = [];
  const unrecorded = unknown.get(null) ?? [];
  const months = new Set(unrecorded.map((line) => monthText(closedWith(line))));
  if (months.size > 0)
    problems.push(
      logProblem(
        null,
        `на вкладке «Начисления» есть закрытые строки за ${[...months].sort().join(', ')}, а записи об этом закрытии нет`,
        `Верните удалённую строку вкладки «Закрытые месяцы» из истории версий файла. Чтобы снова открыть месяц, очистите у его строк «Закрыто».`,
      ),
    );
  for (const one of checked) {
    const { state, lines, marked } = one;
    if (unknown.has(one)) problems.push(alteration({ ...one, state: 'restored' }));
    else if (
      state === 'restored'
        ? beyond(lines, marked).length > 0 || beyond(marked, lines).some(isUnknown)
        : state !== 'sound'
    )
      problems.push(alteration(one));
  }
  return { unrecorded, problems };
}

function alteration({ state, lines, acting, closing }: Checked): ReferralProblem {
  const { row, lines: many, amount } = closing;
  const sum = sumOf(lines);
  const month = monthText(closing.month);
  const name = `закрытые строки за ${month}`;
  if (state === 'restored')
    return {
      ...logProblem(
        row,
        `${name} были изменены или стёрты; восстановлены прежние, отпечаток сходится`,
        RESTORE,
      ),
      mended: true,
    };
  if (state === 'amended')
    return logProblem(
      row,
      `строка закрытия за ${month} изменена; считается по прежней`,
      RETURN,
      acting !== closing.conditions ? 'terms' : many !== lines.length ? 'lines' : 'amount',
    );
  const why =
    many === lines.length && amount === sum
      ? 'изменены сами строки, «Условия» или «Отпечаток»'
      : `${count(lines.length, 'строка', 'строки', 'строк')} на ${formatMoney(sum)}, при закрытии — ${many} на ${formatMoney(amount)}`;
  const how = acting === undefined ? '' : '; считается по нынешним «Настройкам»';
  return logProblem(row, `${name} не сходятся с отпечатком: ${why}${how}`, RESTORE);
}
