// The worked examples of the instruction, replayed by «Самопроверка» through the functions that decide real rows.
import { day, ruDay } from '../day.js';
import { formatMoney, ZERO } from '../money.js';
import { example, type WorkedExample } from '../programme.js';
import { HOUR, ruInstant } from '../zone.js';
import { forecast, registrationsNeeded } from './attendance.js';
import { CLAUSES } from './model.js';
import { remindersOf } from './schedule.js';
import { type Sample, sampleFacts } from './sample.js';
import { assess, type Dossier } from './season.js';
import { settings } from './settings.js';
import { capitalisedPronouns, compileChecker } from './texts.js';
import { vendorPositioning } from './vendor.js';

function dossierOf(sample: Sample): Dossier {
  const dossier = assess(sampleFacts(sample)).dossiers[0];
  if (!dossier) throw new Error('the sample has no webinar');
  return dossier;
}

const outcome = (sample: Sample): string => {
  const { points, bonuses } = dossierOf(sample).verdict;
  return `${points} и ${formatMoney(bonuses ?? ZERO)}`;
};
const LIMIT = formatMoney(settings.bonusLimit.default);
const BUSY: Sample = { listeners: 25, spent: 90_000 };

export const examples: readonly WorkedExample[] = [
  example(
    '25 слушателей — 100 баллов и до 80 000 бонусов, 24 слушателя — ничего',
    `${CLAUSES.budget}, таблица`,
    `100 и ${LIMIT}; 0 и 0`,
    () => `${outcome(BUSY)}; ${outcome({ ...BUSY, listeners: 24 })}`,
  ),
  example('Изменение программы — минус 20 баллов', CLAUSES.penalties, `80 и ${LIMIT}`, () =>
    outcome({ ...BUSY, violations: [{ kind: 'изменение программы', quantity: null }] }),
  ),
  example('Каждое запрещённое размещение — минус 20 баллов, также из нуля', CLAUSES.placing, '-40 и 0', () =>
    outcome({ violations: [{ kind: 'размещение', quantity: 2 }] }),
  ),
  example(
    'Отказ — без баллов и бонусов, запрет на год',
    CLAUSES.penalties,
    'отказ, 0, запрет до 11.03.2025, позже недели',
    () => {
      const { verdict } = dossierOf({ ...BUSY, webinar: { refusal: day('2024-03-11') } });
      return `${verdict.state}, ${verdict.points}, запрет до ${ruDay(verdict.refusal?.banUntil ?? day('1970-01-01'))}, ${verdict.refusal?.isLate ? 'позже недели' : 'вовремя'}`;
    },
  ),
  example(
    'Программа позже срока более чем на 2 дня — исключение',
    CLAUSES.penalties,
    '02.03.2024 — отчётность, 03.03.2024 — исключён',
    () =>
      ['2024-03-02', '2024-03-03']
        .map(day)
        .map(
          (submitted) =>
            `${ruDay(submitted)} — ${dossierOf({ webinar: { programmeSubmitted: submitted } }).verdict.state}`,
        )
        .join(', '),
  ),
  example(
    'Фактическая смета позже 5 рабочих дней — без бонусов',
    `${CLAUSES.reporting}; ${CLAUSES.penalties}`,
    `100 и ${LIMIT}; 100 и 0`,
    () =>
      ['2024-03-26', '2024-03-27']
        .map((iso) => outcome({ ...BUSY, webinar: { actualBudget: day(iso) } }))
        .join('; '),
  ),
  example(
    'Сроки отчётности после вебинара 14 марта 2024 года: Наурыз и перенос сдвигают их',
    CLAUSES.reporting,
    'Количественный отчёт 15.03.2024, Фактическая смета 26.03.2024, Рассылка после 19.03.2024',
    () =>
      dossierOf({})
        .terms.filter(({ rule }) => ['countReport', 'actualBudget', 'mailing'].includes(rule.key))
        .map((term) => `${term.rule.what} ${ruDay(term.due)}`)
        .join(', '),
  ),
  example(
    'Явка 30–40 %: из 84 регистраций придут 25–33; для 25 слушателей нужны 84 регистрации',
    CLAUSES.retention,
    '25–33, 84',
    () => {
      const { settings: parameters } = sampleFacts({});
      return `${forecast(84, parameters)}, ${registrationsNeeded(parameters)}`;
    },
  ),
  example(
    'Напоминания: за 14 и 7 дней, за день, в день вебинара и за 15 минут',
    CLAUSES.retention,
    '29.02.2024 10:00, 07.03.2024 10:00, 13.03.2024 10:00, 14.03.2024 10:00, 14.03.2024 10:45',
    () => {
      const facts = sampleFacts({});
      const { one } = dossierOf({});
      return remindersOf(facts, one, facts.zone.at(day('2024-02-25')))
        .map((reminder) => reminder.moment)
        .sort((a, b) => a - b)
        .map((moment) => ruInstant(facts.zone, moment))
        .join(', ');
    },
  ),
  example(
    '«вебинар от „1С-Битрикс“» запрещён, «при поддержке „1С-Битрикс“» — можно',
    CLAUSES.placing,
    '1, 0',
    () =>
      ['Вебинар от «1С-Битрикс»', 'Вебинар проходит при поддержке «1С-Битрикс»']
        .map((text) => vendorPositioning(text).length)
        .join(', '),
  ),
  example(
    '«вы» и «ваш» в середине предложения — со строчной буквы',
    `${CLAUSES.landing}, п. 8`,
    'Вас, Вашей; ',
    () =>
      ['Приглашаем Вас и коллег из Вашей компании.', 'Вы узнаете главное. Ваши вопросы важны.']
        .map((text) => capitalisedPronouns(text).join(', '))
        .join('; '),
  ),
  example('Конкуренты находятся в любом падеже', `${CLAUSES.basics}, п. 11`, 'Тильды, Wix', () =>
    compileChecker(['Тильда', 'Wix']).competitors('Переезжаем с Тильды и Wix').join(', '),
  ),
  example(
    'Часовой пояс Алматы: с 1 марта 2024 года UTC+5, до того UTC+6',
    `${CLAUSES.retention}: время писем`,
    '6, 5',
    () => {
      const { zone } = sampleFacts({});
      const offset = (iso: string): number => 24 - ((zone.at(day(iso)) / HOUR) % 24);
      return `${offset('2024-02-29')}, ${offset('2024-03-02')}`;
    },
  ),
];
