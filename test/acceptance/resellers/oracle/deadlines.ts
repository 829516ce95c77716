// «Сроки» of the resellers: ends of memberships, the end of the quarter, answers to applications.
// The time to answer is counted in working days of Kazakhstan.
import { dayOf, workingDaysAfter, yearOf } from '../../calendar.js';
import { likeHeader } from '../../cells.js';
import { type Deadline, lastDayOf, quarterOf, type Register, type Run, type Undecided } from './terms.js';
import { isWorking } from './working.js';

export function deadlinesOf(
  { settings, today, memory }: Run,
  { companies, suspended }: Register,
  undecided: readonly Undecided[],
): readonly Deadline[] {
  const deadlines: Deadline[] = [];
  const deadline = (tab: string | null, row: number | null, due: number, closed = ''): void => {
    const left = due - today;
    let state = 'впереди';
    if (closed !== '') state = closed;
    else if (left < 0) state = 'просрочено';
    else if (left === 0) state = 'сегодня';
    else if (left <= settings.warnDays) state = 'скоро';
    deadlines.push({ tab, row, due, left, state });
  };
  for (const one of companies)
    for (let year = yearOf(one.from); year <= yearOf(one.until); year += 1)
      deadline('Реселлеры', one.row, dayOf(year, 12, 31), year < yearOf(one.until) ? 'выполнено' : '');
  // While a row is in error, the line that remembers its level stays.
  for (const { row, name, until } of suspended)
    if (memory.levels.has(likeHeader(name))) deadline('Реселлеры', row, until, 'снят');
  deadline(null, null, lastDayOf(quarterOf(today)));
  for (const { row, on, isLifted } of undecided)
    deadline(
      'Заявки на уровень',
      row,
      workingDaysAfter(on, settings.answerDays, isWorking),
      isLifted ? 'снят' : '',
    );
  return deadlines;
}
