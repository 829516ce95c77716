// The marathon's parameters with the defaults of the regulation (seed 000), in the order of the spec.
import { day, ruDay } from '../day.js';
import { amount, email, integer, notNegative, number, positive } from '../kinds.js';
import { dayKind } from '../kinds-time.js';
import { money } from '../money.js';
import { settingProblem, type SettingProblem } from '../programme.js';
import { commonSettings, setting, type SettingsOf } from '../settings.js';

const common = commonSettings({ zone: 'Europe/Moscow', country: 'РФ' });

/** The value of something that earns points. */
const worth = (header: string, points: number, what: string) =>
  setting(header, number, points, `За ${what} («Расчет рейтинга»).`, notNegative);

export const settings = {
  zone: common.zone,
  country: common.country,
  registrationFrom: setting(
    'Регистрация с',
    dayKind,
    day('2023-09-04'),
    'Первый день регистрации («Правила регистрации на марафон»).',
  ),
  registrationTo: setting(
    'Регистрация по',
    dayKind,
    day('2023-10-05'),
    'Последний день регистрации, включительно («Правила регистрации на марафон»).',
  ),
  marathonFrom: setting('Марафон с', dayKind, day('2023-09-21'), 'Первый день марафона («Срок проведения»).'),
  marathonTo: setting(
    'Марафон по',
    dayKind,
    day('2023-11-03'),
    'Последний день марафона, включительно; в этот день финал («Срок проведения», «Подведение итогов»).',
  ),
  testDays: setting(
    'Окно теста, дней',
    integer,
    14,
    'Сколько дней после начала блока открыт его тест («Правила прохождения обучения»).',
    positive,
  ),
  lastTestDays: setting(
    'Окно последнего теста, дней',
    integer,
    7,
    'То же для последнего блока («Правила прохождения обучения»).',
    positive,
  ),
  questions: setting(
    'Вопросов в тесте',
    integer,
    8,
    'Больше верных ответов в одном тесте быть не может («Правила прохождения обучения»).',
    positive,
  ),
  attendancePoints: worth('Балл за посещение', 1, 'каждый блок, посещённый онлайн'),
  answerPoints: worth('Балл за верный ответ', 1, 'каждый верный ответ в тесте'),
  taskPoints: worth('Балл за задание', 3, 'каждое принятое задание'),
  salePoints: worth('Балл за продажу', 3, 'каждую засчитанную продажу'),
  minSale: setting(
    'Минимальная сумма продажи',
    amount,
    money(10_000),
    'В РРЦ, руб.: меньшие продажи не засчитываются («Расчет рейтинга»).',
    notNegative,
  ),
  warnDays: common.warnDays,
  lastBlock: setting(
    'Последний блок',
    integer,
    null,
    'Номер блока с коротким окном теста. Пусто — самый поздний по началу.',
  ),
  letterMode: common.letterMode,
  organiser: setting(
    'Организатор',
    email,
    'partner@pro32.com',
    'Кому сообщают о сделках и кому уходит ежедневная сводка («Расчет рейтинга»).',
  ),
};

/** The values in force from «Настройки». */
export type Parameters = SettingsOf<typeof settings>;

/** First and last day, both included. */
const PERIODS = [
  ['registrationFrom', 'registrationTo'],
  ['marathonFrom', 'marathonTo'],
] as const;

/** The parameters in force: a period that would end before it begins is replaced by the default one. */
export function soundPeriods(typed: Parameters): {
  readonly settings: Parameters;
  readonly problems: readonly SettingProblem[];
} {
  let sound = typed;
  const problems: SettingProblem[] = [];
  for (const [from, to] of PERIODS) {
    if (typed[from] <= typed[to]) continue;
    const [first, last] = [settings[from], settings[to]];
    sound = { ...sound, [from]: first.default, [to]: last.default };
    // Staff have filled in at least one of the two.
    const problem = settingProblem(typed[to] === last.default ? from : to, {
      what: `«${last.header}» раньше, чем «${first.header}»: действует период с ${ruDay(first.default)} по ${ruDay(last.default)}`,
      how: `Исправьте «${first.header}» и «${last.header}» на вкладке «Настройки».`,
    });
    problems.push(problem);
  }
  return { settings: sound, problems };
}
