// A second, independent implementation of the resellers' spec: slow, plain loops over typed cells, nothing
// from src/rules.
// One file per chapter in oracle/; this file combines them.
import { DAY } from '../calendar.js';
import { sheetOf, type Tables } from '../cells.js';
import { applicationsOf, askedOf, lacks, levels, registerOf, takesPart } from './oracle/companies.js';
import { deadlinesOf } from './oracle/deadlines.js';
import { lettersOf } from './oracle/letters.js';
import { accountsOf, earns, purchases, redemptions, sumUpTo, thresholdOf } from './oracle/points.js';
import type { Answer, Run, Settings } from './oracle/terms.js';

export function oracle(
  tables: Tables,
  settings: Settings,
  when: Pick<Run, 'now' | 'ahead' | 'memory'>,
): Answer {
  const sheet = sheetOf(tables);
  const run: Run = { ...when, sheet, settings, today: Math.floor(when.now / DAY) };
  const register = registerOf(run);
  const { companies } = register;
  const { applications, undecided } = applicationsOf(run, register);
  levels(run, register, applications);
  purchases(run, register);
  const accounts = accountsOf(run, register);
  redemptions(run, register);
  for (const one of companies) {
    let points = 0;
    for (const credit of one.credits) points += credit.points;
    let available = points;
    for (const used of one.used) available -= used.points;
    const missing = lacks(one, askedOf(one, applications, run.today));
    sheet.put('Реселлеры', one.row, {
      Уровень: one.level,
      'Сервисный статус': one.service,
      'Чего не хватает': missing.length === 0 ? null : missing.join(', '),
      'Действует до': one.until,
      Участие: takesPart(one, run.today),
      Баллы: points / 100,
      'Доступно баллов': available / 100,
      'До порога': earns(one, settings)
        ? Math.max(0, thresholdOf(settings) - sumUpTo(one, run.today, settings)) / 100
        : 0,
    });
  }

  const listed = companies
    .filter((one) => one.level !== 'Primary Reseller' && takesPart(one, run.today) === 'действует')
    .map((one) => [one.name, one.level, one.service, one.until]);

  return {
    computed: sheet.computed,
    errors: sheet.errors,
    accounts,
    partners: listed,
    servicePartners: listed.filter(([, , service]) => service !== null),
    deadlines: deadlinesOf(run, register, undecided),
    letters: lettersOf(run, register, applications, undecided),
  };
}
