// Sample rows for new users: a marathon on the regulation's own dates, with invented people and every case of
// the rules.
import { chance } from '../chance.js';
import { addDays, day, type Day, serialFromDay } from '../day.js';
import type { Cell } from '../kinds.js';
import type { Demo } from '../programme.js';
import type { MarathonTabs } from './model.js';

type SampleRows<K extends keyof Demo<MarathonTabs>['rows']> = NonNullable<Demo<MarathonTabs>['rows'][K]>;
type Sample<K extends keyof Demo<MarathonTabs>['rows']> = SampleRows<K>[number];

/** The morning of the final: the last tests closed a day ago, the draws are due. */
const NOW = '2023-11-03T10:00:00+03:00';
const PEOPLE = 44;

/** Serial of a day, or of a wall-clock time on that day. */
const cellOf = (d: Day, hours = 0, minutes = 0): number => serialFromDay(d) + (hours * 60 + minutes) / 1_440;

const pick = (list: readonly string[], index: number): string => list[index % list.length] ?? '';

const SURNAMES = [
  'Образцов',
  'Примеров',
  'Пробников',
  'Тестов',
  'Макетов',
  'Шаблонов',
  'Эскизов',
  'Черновиков',
];
const NAMES = ['Мир', 'Лад', 'Яр', 'Клён', 'Ветер', 'Свет'];
const COMPANIES = ['Ромашка-Пример', 'Лютик-Образец', 'Василёк-Тест', 'Клевер-Проба', 'Астра-Эскиз'];
const LOOKS = ['быстрый', 'тихий', 'рыжий', 'полярный', 'северный', 'хитрый', 'добрый', 'пиксельный'];
const ANIMALS = ['кот', 'ёж', 'лис', 'бобр', 'филин', 'енот'];
const DOMAINS = ['example.com', 'example.org', 'example.net'];
/** Nicknames that look like formulas or numbers are stored as plain text. */
const ODD_NICKNAMES: Readonly<Record<number, string>> = {
  7: '=ПРИМЕР()',
  11: '+7образец',
  19: 'AlphaSample',
};

const BLOCKS = [
  ['2023-09-21', 'PRO32 Getscreen', 'о продукте, кейсы, партнёрские условия'] as const,
  ['2023-09-28', 'PRO32 Getscreen', 'лицензирование, скидки, расчёты'] as const,
  ['2023-10-05', 'CleverControl', 'о продукте и целевой аудитории'] as const,
  ['2023-10-12', 'CleverControl', 'лицензирование, принципы и примеры'] as const,
  ['2023-10-19', 'Антивирус PRO32', 'о продукте, кейсы, преимущества'] as const,
  ['2023-10-26', 'Антивирус PRO32', 'лицензирование, принципы и примеры'] as const,
].map(([start, product, about]) => ({ start: day(start), product, topic: `${product}: ${about}` }));

const emailOf = (person: number): string =>
  `uchastnik${String(person + 1).padStart(2, '0')}@${pick(DOMAINS, person)}`;

function person(index: number): Sample<'registrations'> {
  return {
    nickname:
      ODD_NICKNAMES[index] ?? `${pick(LOOKS, index)}_${pick(ANIMALS, Math.floor(index / LOOKS.length))}`,
    name: `${pick(SURNAMES, index)} ${pick(NAMES, Math.floor(index / SURNAMES.length))}`,
    company: pick(COMPANIES, index),
    email: emailOf(index),
    phone: `+7 000 000-00-${String(index + 1).padStart(2, '0')}`,
    registered: cellOf(addDays(day('2023-09-04'), index % 32), 9 + (index % 9), (index * 7) % 60),
    onPortal: true,
  };
}

/** One refusal for each reason (two for registering out of time), then rows in error. */
const REFUSED: SampleRows<'registrations'> = [
  { ...person(44), registered: cellOf(day('2023-09-03'), 18) },
  { ...person(45), registered: cellOf(day('2023-10-06'), 9, 30) },
  { ...person(46), onPortal: false },
  { ...person(47), nickname: 'Быстрый_КОТ', email: emailOf(47), registered: cellOf(day('2023-10-02'), 15) },
  { ...person(3), nickname: 'второй_заход', registered: cellOf(day('2023-10-04'), 16, 20) },
  { ...person(40), nickname: 'раз,два,три', email: 'zapyataya@example.com' },
  { ...person(41), nickname: 'без_адреса', email: 'нет адреса' },
  { ...person(42), nickname: 'когда-то', email: 'kogda-to@example.com', registered: 'в начале сентября' },
];

function blocks(): SampleRows<'blocks'> {
  const rows = BLOCKS.map(({ topic, product, start }, index): Sample<'blocks'> => {
    const number = index + 1;
    return {
      block: number,
      topic,
      product,
      start: cellOf(start, 11),
      // Staff have put off the closing of block 3's test by a day.
      testUntil: number === 3 ? cellOf(day('2023-10-20'), 11) : '',
      recording: `https://example.com/marathon/zapis-${number}`,
      test: `https://example.com/marathon/test-${number}`,
    };
  });
  return [
    ...rows,
    { block: 6, topic: 'Повтор шестого блока', product: '', start: cellOf(day('2023-10-27'), 11) },
  ];
}

/** The first three attended every webinar: a tie for «Эксперт в тайм-менеджменте». */
function attendance(random: (n: number) => number): SampleRows<'attendance'> {
  const rows: Sample<'attendance'>[] = [];
  BLOCKS.forEach((_, index) => {
    for (let who = 0; who < PEOPLE; who += 1) {
      const roll = who < 3 ? 0 : random(10);
      // The fourth always misses the first webinar, the fifth the second, and so on: nobody else attends all
      // six.
      if (roll > 6 || (who >= 3 && who % BLOCKS.length === index)) continue;
      rows.push({
        block: index + 1,
        email: emailOf(who),
        format: roll === 6 ? 'запись' : pick(['онлайн', ''], roll),
      });
    }
  });
  return [
    ...rows,
    { block: 1, email: emailOf(0), format: 'онлайн' },
    { block: 2, email: emailOf(1), format: '' },
    { block: 1, email: 'gost@example.com', format: 'онлайн' },
    { block: 9, email: emailOf(5), format: 'онлайн' },
    { block: 2, email: emailOf(6), format: 'по телефону' },
  ];
}

/** The fourth and fifth answer everything correctly: a tie for «Эксперт по продукту». */
function quiz(random: (n: number) => number): SampleRows<'quiz'> {
  const rows: Sample<'quiz'>[] = [];
  BLOCKS.forEach(({ start }, index) => {
    for (let who = 0; who < PEOPLE; who += 1) {
      const isBest = who === 3 || who === 4;
      // The last three take one test each, at the wrong time: see below.
      if (who >= PEOPLE - 3 || (!isBest && random(10) > 6)) continue;
      const finished = cellOf(addDays(start, 1 + random(5)), 9 + random(9), random(60));
      rows.push({ block: index + 1, email: emailOf(who), finished, correct: isBest ? 8 : 2 + random(6) });
    }
  });
  const first: Sample<'quiz'> = {
    block: 1,
    email: emailOf(4),
    finished: cellOf(day('2023-09-30'), 12),
    correct: 3,
  };
  return [
    ...rows,
    // A second attempt; before opening; at the closing instant; after closing.
    first,
    { block: 6, email: 'uchastnik50@example.org', finished: cellOf(day('2023-10-27'), 12), correct: 8 },
    { block: 2, email: emailOf(43), finished: cellOf(day('2023-09-28'), 10, 59), correct: 8 },
    { block: 5, email: emailOf(42), finished: cellOf(day('2023-11-02'), 11), correct: 8 },
    { block: 1, email: emailOf(41), finished: cellOf(day('2023-10-05'), 14, 10), correct: 7 },
    // Rows in error: a rejected registrant, too many answers, half an answer, an unreadable date, an unknown
    // block.
    { block: 6, email: emailOf(45), finished: cellOf(day('2023-10-27'), 12), correct: 8 },
    { block: 1, email: emailOf(9), finished: cellOf(day('2023-09-29'), 13), correct: 9 },
    { block: 2, email: emailOf(9), finished: cellOf(day('2023-10-01'), 13), correct: '7,5' },
    { block: 2, email: emailOf(10), finished: '31.02.2023', correct: 6 },
    { block: 7, email: emailOf(10), finished: cellOf(day('2023-10-27'), 13), correct: 6 },
  ];
}

const TASKS: readonly { readonly task: string; readonly product: string; readonly kind: Cell }[] = [
  { task: 'Слоган для удалённого доступа', product: 'PRO32 Getscreen', kind: 'творческое' },
  { task: 'Мем про рабочее время', product: 'CleverControl', kind: '' },
  { task: 'Антивирус в трёх стикерах', product: 'Антивирус PRO32', kind: 'творческое' },
  { task: 'Сценарий звонка клиенту', product: 'PRO32 Getscreen', kind: 'дополнительное' },
  { task: 'Сравнение лицензий', product: 'Антивирус PRO32', kind: 'дополнительное' },
];

/** All creative tasks of the first two are accepted: a tie for «Креативные продажи». */
function tasks(random: (n: number) => number): SampleRows<'tasks'> {
  const rows: Sample<'tasks'>[] = [];
  TASKS.forEach((task, index) => {
    const creative = task.kind !== 'дополнительное';
    for (let who = 0; who < PEOPLE; who += 1) {
      const isBest = who < 2 && creative;
      // The others do not manage the third task.
      if (!isBest && (random(10) > 2 || index === 2)) continue;
      const date = cellOf(addDays(day('2023-10-01'), random(28)));
      rows.push({ ...task, email: emailOf(who), date, accepted: isBest || random(5) > 0 });
    }
  });
  const again: Cell = 'СЛОГАН  для удаленного доступа';
  return [
    ...rows,
    { ...TASKS[0], task: again, email: emailOf(0), date: cellOf(day('2023-10-30')), accepted: true },
    { ...TASKS[1], email: 'neizvestno@example.com', date: cellOf(day('2023-10-15')), accepted: true },
    { ...TASKS[1], email: emailOf(12), date: cellOf(day('2023-10-15')), accepted: 'наверное' },
  ];
}

/** The sixth sells most: the only best result of «Акула бизнеса». */
function sales(random: (n: number) => number): SampleRows<'sales'> {
  const products = BLOCKS.map(({ product }) => product);
  const sale = (who: number, iso: string, amount: Cell, more: Sample<'sales'> = {}): Sample<'sales'> => ({
    date: cellOf(day(iso)),
    email: emailOf(who),
    product: pick(products, who),
    client: `Клиент-Пример ${who + 1}`,
    kind: 'новая',
    amount,
    confirmed: true,
    ...more,
  });
  const ordinary = Array.from({ length: 24 }, (_, index) =>
    sale(8 + index, `2023-10-${String(1 + random(28)).padStart(2, '0')}`, 10_000 + random(40) * 2_500),
  );
  const best = ['2023-09-21', '2023-10-03', '2023-10-17', '2023-10-31'].map((iso) => sale(5, iso, 64_000));
  return [
    ...ordinary,
    ...best,
    sale(20, '2023-10-12', '10 000 руб.'),
    sale(21, '2023-10-12', '9 999,99'),
    sale(22, '2023-10-13', 45_000, { kind: 'продление' }),
    sale(23, '2023-10-13', 45_000, { kind: 'дозакупка' }),
    sale(24, '2023-10-14', 45_000, { kind: 'upgrade' }),
    sale(25, '2023-09-20', 45_000),
    sale(26, '2023-11-04', 45_000),
    sale(27, '2023-11-02', 45_000, { confirmed: false }),
    sale(28, '2023-11-03', 30_000, { confirmed: '' }),
    sale(29, '2023-10-16', 'договорная'),
    sale(30, '2023-10-16', 45_000, { kind: 'аренда' }),
    sale(31, '2023-10-16', 45_000, { email: 'chuzhoy@example.com' }),
  ];
}

const EXTRA: SampleRows<'extra'> = [
  { email: emailOf(2), points: 5, why: 'Самый активный в Телеграм-канале', date: cellOf(day('2023-10-10')) },
  { email: emailOf(13), points: 2, why: 'Лучший вопрос на вебинаре', date: cellOf(day('2023-10-12')) },
  { email: emailOf(14), points: 2, why: 'Лучший вопрос на вебинаре', date: cellOf(day('2023-10-19')) },
  { email: emailOf(15), points: 1.5, why: 'Помощь новичкам', date: '' },
  {
    email: emailOf(16),
    points: -2,
    why: 'Исправление: баллы начислены дважды',
    date: cellOf(day('2023-10-27')),
  },
  { email: emailOf(17), points: 'пять', why: 'Активность', date: '' },
  { email: 'mimo@example.com', points: 3, why: 'Активность', date: '' },
];

export function demo(): Demo<MarathonTabs> {
  const random = chance(2023);
  return {
    now: NOW,
    rows: {
      registrations: [...Array.from({ length: PEOPLE }, (_, index) => person(index)), ...REFUSED],
      blocks: blocks(),
      attendance: attendance(random),
      quiz: quiz(random),
      tasks: tasks(random),
      sales: sales(random),
      extra: EXTRA,
    },
    actions: { draw: ['семь-сорок'] },
  };
}
