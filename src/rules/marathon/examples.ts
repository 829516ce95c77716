// The worked examples of the regulation, replayed by «Самопроверка» through the functions that decide real
// rows.
import { compileCalendar } from '../calendar.js';
import { day } from '../day.js';
import { exampleFacts } from '../examples.js';
import { money } from '../money.js';
import { example, type WorkedExample } from '../programme.js';
import { HOUR_SECONDS, type Instant, ruInstant } from '../zone.js';
import { assess, type Assessment } from './assess.js';
import { drawWinner } from './draws.js';
import { type Award, CLAUSES, type MarathonFacts, type Row } from './model.js';
import { settings } from './settings.js';
import { tabs } from './tabs.js';

const zone = settings.zone.default;
const moment = (iso: string, hours: number, minutes = 0): Instant =>
  zone.at(day(iso), hours * HOUR_SECONDS + minutes * 60);
/** What becomes of these rows when the marathon is over. */
const assessed = (rows: Partial<MarathonFacts['rows']>): Assessment =>
  assess(exampleFacts({ tabs, settings }, rows, moment('2023-11-04', 0), compileCalendar([])));

const EMAIL = 'obrazets@example.com';
const application = (registered: Instant): Row<'registrations'> => ({
  row: 2,
  nickname: 'образец',
  name: 'Мир Образцов',
  company: 'Ромашка-Пример',
  email: EMAIL,
  phone: null,
  registered,
  onPortal: true,
});

/** One participant, and the six Thursdays at 11:00. */
const MARATHON = {
  registrations: [application(moment('2023-09-05', 10))],
  blocks: ['2023-09-21', '2023-09-28', '2023-10-05', '2023-10-12', '2023-10-19', '2023-10-26'].map(
    (iso, index): Row<'blocks'> => ({
      row: index + 2,
      block: index + 1,
      topic: `Блок ${index + 1}`,
      product: null,
      start: moment(iso, 11),
      testUntil: null,
      recording: null,
      test: null,
    }),
  ),
};

const attempt = (finished: Instant, correct: number): Row<'quiz'> => ({
  row: 2,
  block: 1,
  email: EMAIL,
  finished,
  correct,
});
const sale = (units: number, kind: Row<'sales'>['kind'] = 'новая', iso = '2023-10-10'): Row<'sales'> => ({
  row: 2,
  date: day(iso),
  email: EMAIL,
  product: 'PRO32 Getscreen',
  client: null,
  kind,
  amount: money(units),
  confirmed: true,
});
const quizPoints = (...attempts: readonly Row<'quiz'>[]): string =>
  pointsOf(assessed({ ...MARATHON, quiz: attempts }).quiz.awards);
const pointsOf = (awards: readonly Award[]): string => awards.map(({ points }) => points).join(', ');

export const examples: readonly WorkedExample[] = [
  example(
    'Тесты шести блоков закрываются через две недели, последний — 2 ноября в 11:00',
    CLAUSES.training,
    '05.10.2023 11:00, 12.10.2023 11:00, 19.10.2023 11:00, 26.10.2023 11:00, 02.11.2023 11:00, 02.11.2023 11:00',
    () =>
      assessed(MARATHON)
        .blocks.list.map(({ closes }) => ruInstant(zone, closes))
        .join(', '),
  ),
  example(
    'Регистрация открыта с 4 сентября по 5 октября, оба дня целиком',
    CLAUSES.registration,
    'отклонён, участник, участник, отклонён',
    () =>
      [
        moment('2023-09-03', 23, 59),
        moment('2023-09-04', 0),
        moment('2023-10-05', 23, 59),
        moment('2023-10-06', 0),
      ]
        .map((at) => assessed({ registrations: [application(at)] }).registrations.verdicts[0]?.status)
        .join(', '),
  ),
  example(
    'Посещение — 1 балл, 8 верных ответов — 8 баллов, задание — 3 балла, продажа — 3 балла',
    CLAUSES.rating,
    '1, 8, 3, 3',
    () => {
      const { attendance, quiz, tasks, sales } = assessed({
        ...MARATHON,
        attendance: [{ row: 2, block: 1, email: EMAIL, format: null }],
        quiz: [attempt(moment('2023-09-22', 12), 8)],
        tasks: [
          { row: 2, task: 'Слоган', product: null, kind: null, email: EMAIL, date: null, accepted: true },
        ],
        sales: [sale(10_000)],
      });
      return pointsOf([attendance, quiz, tasks, sales].flatMap(({ awards }) => awards));
    },
  ),
  example('Попытка в тесте одна: вторая, даже лучшая, баллов не даёт', CLAUSES.training, '5, 0', () =>
    quizPoints(attempt(moment('2023-09-22', 12), 5), attempt(moment('2023-09-23', 12), 8)),
  ),
  example(
    'Тест закрыт ровно в момент закрытия: 5 октября в 10:59 ещё можно, в 11:00 уже нет',
    CLAUSES.training,
    '8; 0',
    () =>
      [moment('2023-10-05', 10, 59), moment('2023-10-05', 11)]
        .map((finished) => quizPoints(attempt(finished, 8)))
        .join('; '),
  ),
  example(
    'Засчитываются новые продажи от 10 000 руб. в период марафона; продления, дозакупки и upgrade — нет',
    CLAUSES.rating,
    'засчитана, сумма меньше минимума, не новая, не новая, не новая, засчитана, засчитана, вне периода, вне периода',
    () => {
      const sales = [
        sale(10_000),
        sale(9_999.99),
        sale(50_000, 'продление'),
        sale(50_000, 'дозакупка'),
        sale(50_000, 'upgrade'),
        sale(50_000, 'новая', '2023-09-21'),
        sale(50_000, 'новая', '2023-11-03'),
        sale(50_000, 'новая', '2023-09-20'),
        sale(50_000, 'новая', '2023-11-04'),
      ];
      return assessed({ ...MARATHON, sales })
        .sales.awards.map(({ note }) => note ?? 'засчитана')
        .join(', ');
    },
  ),
  example(
    'При равенстве победителя определяет розыгрыш, который можно повторить вручную',
    CLAUSES.nominations,
    'c92a4cf9bc28b266f194d783d13bc952603f6417aace99162b74ee21abf9faab: Якорь',
    () => {
      const { hash, winner } = drawWinner('3 ноября', 'Акула бизнеса', ['Лимон', 'Молния', 'Якорь']);
      return `${hash}: ${winner}`;
    },
  ),
];
