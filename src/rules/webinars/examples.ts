// The worked examples of the instruction, replayed by «Самопроверка» through the functions that decide real rows.
import { day, ruDay } from '../day.js';
import { formatMoney } from '../money.js';
import type { WorkedExample } from '../programme.js';
import { HOUR, ruInstant } from '../zone.js';
import { forecast, registrationsNeeded } from './attendance.js';
import { CLAUSES } from './model.js';
import { remindersOf } from './schedule.js';
import { type Sample, sampleFacts } from './sample.js';
import { assess, type Dossier } from './season.js';
import { settings } from './settings.js';
import { capitalisedPronouns, compileChecker, vendorPositioning } from './texts.js';

function dossierOf(sample: Sample): Dossier {
  const dossier = assess(sampleFacts(sample)).dossiers[0];
  if (!dossier) throw new Error('the sample has no webinar');
  return dossier;
}

const outcome = (sample: Sample): string => {
  const { verdict } = dossierOf(sample);
  return `${verdict.points} и ${formatMoney(verdict.bonuses ?? verdict.compensation)}`;
};
const LIMIT = formatMoney(settings.bonusLimit.default);
const BUSY: Sample = { listeners: 25, spent: 90_000 };

export const examples: readonly WorkedExample[] = [
  {
    title: '25 слушателей — 100 баллов и до 80 000 бонусов, 24 слушателя — ничего',
    clause: `${CLAUSES.budget}, таблица`,
    run: () => ({
      expected: `100 и ${LIMIT}; 0 и 0`,
      actual: `${outcome(BUSY)}; ${outcome({ ...BUSY, listeners: 24 })}`,
    }),
  },
  {
    title: 'Изменение программы — минус 20 баллов',
    clause: CLAUSES.penalties,
    run: () => ({
      expected: `80 и ${LIMIT}`,
      actual: outcome({ ...BUSY, violations: [{ kind: 'изменение программы', quantity: null }] }),
    }),
  },
  {
    title: 'Каждое запрещённое размещение — минус 20 баллов, также из нуля',
    clause: `${CLAUSES.announcing}, «Запрещается»`,
    run: () => ({
      expected: '-40 и 0',
      actual: outcome({ violations: [{ kind: 'размещение', quantity: 2 }] }),
    }),
  },
  {
    title: 'Отказ — без баллов и бонусов, запрет на год',
    clause: CLAUSES.penalties,
    run: () => {
      const { verdict } = dossierOf({ ...BUSY, webinar: { refusal: day('2024-03-11') } });
      return {
        expected: 'отказ, 0, запрет до 11.03.2025, позже недели',
        actual: `${verdict.state}, ${verdict.points}, запрет до ${ruDay(verdict.refusal?.banUntil ?? day('1970-01-01'))}, ${verdict.refusal?.late ? 'позже недели' : 'вовремя'}`,
      };
    },
  },
  {
    title: 'Программа позже срока более чем на 2 дня — исключение',
    clause: CLAUSES.penalties,
    run: () => ({
      expected: '02.03.2024 — отчётность, 03.03.2024 — исключён',
      actual: ['2024-03-02', '2024-03-03']
        .map(day)
        .map(
          (submitted) =>
            `${ruDay(submitted)} — ${dossierOf({ webinar: { programmeSubmitted: submitted } }).verdict.state}`,
        )
        .join(', '),
    }),
  },
  {
    title: 'Фактическая смета позже 5 рабочих дней — без бонусов',
    clause: `${CLAUSES.reporting}; ${CLAUSES.penalties}`,
    run: () => ({
      expected: `100 и ${LIMIT}; 100 и 0`,
      actual: ['2024-03-26', '2024-03-27']
        .map((iso) => outcome({ ...BUSY, webinar: { actualBudget: day(iso) } }))
        .join('; '),
    }),
  },
  {
    title: 'Сроки отчётности после вебинара 14 марта 2024 года: Наурыз и перенос сдвигают их',
    clause: CLAUSES.reporting,
    run: () => ({
      expected: 'Количественный отчёт 15.03.2024, Фактическая смета 26.03.2024, Рассылка после 19.03.2024',
      actual: dossierOf({})
        .terms.filter(({ rule }) => ['countReport', 'actualBudget', 'mailing'].includes(rule.key))
        .map((term) => `${term.rule.what} ${ruDay(term.due)}`)
        .join(', '),
    }),
  },
  {
    title: 'Явка 30–40 %: из 84 регистраций придут 25–33; 25 слушателям нужно 84 регистрации',
    clause: CLAUSES.retention,
    run: () => {
      const { settings: parameters } = sampleFacts({});
      return {
        expected: '25–33, 84',
        actual: `${forecast(84, parameters)}, ${registrationsNeeded(parameters)}`,
      };
    },
  },
  {
    title: 'Напоминания: за 14 и 7 дней, за день, в день вебинара и за 15 минут',
    clause: CLAUSES.retention,
    run: () => {
      const facts = sampleFacts({});
      const { one } = dossierOf({});
      const from = facts.zone.at(day('2024-02-25'));
      return {
        expected: '29.02.2024 10:00, 07.03.2024 10:00, 13.03.2024 10:00, 14.03.2024 10:00, 14.03.2024 10:45',
        actual: remindersOf(facts, one, from)
          .map((reminder) => reminder.moment)
          .sort((a, b) => a - b)
          .map((moment) => ruInstant(facts.zone, moment))
          .join(', '),
      };
    },
  },
  {
    title: '«вебинар от „1С-Битрикс“» запрещён, «при поддержке „1С-Битрикс“» — можно',
    clause: `${CLAUSES.announcing}, «Запрещается»`,
    run: () => ({
      expected: '1, 0',
      actual: ['Вебинар от «1С-Битрикс»', 'Вебинар проходит при поддержке «1С-Битрикс»']
        .map((text) => vendorPositioning(text).length)
        .join(', '),
    }),
  },
  {
    title: '«вы» и «ваш» в середине предложения — со строчной буквы',
    clause: `${CLAUSES.landing}, п. 8`,
    run: () => ({
      expected: 'Вас, Вашей; ',
      actual: ['Приглашаем Вас и коллег из Вашей компании.', 'Вы узнаете главное. Ваши вопросы важны.']
        .map((text) => capitalisedPronouns(text).join(', '))
        .join('; '),
    }),
  },
  {
    title: 'Конкуренты находятся в любом падеже',
    clause: `${CLAUSES.basics}, п. 11`,
    run: () => ({
      expected: 'Тильды, Wix',
      actual: compileChecker(['Тильда', 'Wix']).competitors('Переезжаем с Тильды и Wix').join(', '),
    }),
  },
  {
    title: 'Часовой пояс Алматы: с 1 марта 2024 года UTC+5, до того UTC+6',
    clause: `${CLAUSES.retention}: время писем`,
    run: () => {
      const { zone } = sampleFacts({});
      const offset = (iso: string): number => 24 - ((zone.at(day(iso)) / HOUR) % 24);
      return { expected: '6, 5', actual: `${offset('2024-02-29')}, ${offset('2024-03-02')}` };
    },
  },
];
