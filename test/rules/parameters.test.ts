// A parameter's value is only in «Настройки»: whatever people are told follows it, and no text repeats its
// default.
import { describe, expect, test } from '@jest/globals';
import { demo as marathonDemo } from '../../src/rules/marathon/demo.js';
import { marathon } from '../../src/rules/marathon/index.js';
import type { Demo, Programme } from '../../src/rules/programme.js';
import { demo as referralDemo } from '../../src/rules/referral/demo.js';
import { referral } from '../../src/rules/referral/index.js';
import { demo as resellersDemo } from '../../src/rules/resellers/demo.js';
import { resellers } from '../../src/rules/resellers/index.js';
import { demo as technocomDemo } from '../../src/rules/technocom/demo.js';
import { technocom } from '../../src/rules/technocom/index.js';
import { demo as webinarsDemo } from '../../src/rules/webinars/demo.js';
import { webinars } from '../../src/rules/webinars/index.js';
import type { Cell } from '../../src/rules/kinds.js';
import { type Outcome, plain, play, sampleTabs } from './harness.js';

/** The fixed texts of the tabs and templates. */
const declaredTexts = ({ tabs, letters }: Programme): readonly string[] => [
  ...Object.values(tabs).flatMap(({ about, columns }) => [
    about,
    ...Object.values(columns).map(({ options }) => options.note ?? ''),
  ]),
  ...Object.values(letters).flatMap(({ subject, body }) => [subject, body]),
];

const ROWS = 60;
/**
 * Texts made from the rows: computed words, deadlines, letters, and every explanation of the first rows of
 * each tab.
 */
function toldTexts({ tabs }: Programme, outcome: Outcome): readonly string[] {
  const reasons = Object.values(tabs).flatMap(({ title, columns }) =>
    (outcome.computed[title] ?? outcome.outputs[title] ?? []).slice(0, ROWS).flatMap((_, index) =>
      Object.values(columns).flatMap(({ header }) => {
        const reason = outcome.explain(title, index + 2, header);
        return reason ? [reason.rule, reason.sum ?? '', ...reason.lines.map(({ text }) => text)] : [];
      }),
    ),
  );
  const cells = [...Object.values(outcome.computed), ...Object.values(outcome.outputs)]
    .flat()
    .flatMap((row) => Object.values(row).filter((cell) => typeof cell === 'string'));
  return [
    ...reasons,
    ...cells,
    ...outcome.deadlines.flatMap(({ what, note }) => [what, note]),
    ...outcome.letters.map(({ text }) => text),
  ];
}

interface Case {
  readonly programme: Programme;
  readonly sample: Pick<Demo, 'now' | 'rows' | 'settings'>;
  /** Every parameter that a text might repeat, with a value different from its default. */
  readonly settings: Readonly<Record<string, Cell>>;
  /** The defaults as a text would give them. */
  readonly never: readonly RegExp[];
  /** The values in force as the texts must give them. */
  readonly told: readonly string[];
}

const CASES: Readonly<Record<string, Case>> = {
  marathon: {
    programme: marathon,
    sample: marathonDemo(),
    settings: {
      'Регистрация с': '03.09.2023',
      'Регистрация по': '06.10.2023',
      'Окно теста, дней': 13,
      'Окно последнего теста, дней': 6,
      'Балл за посещение': 11,
      'Балл за верный ответ': 12,
      'Балл за задание': 17,
      'Балл за продажу': 19,
      'Минимальная сумма продажи': 12_345,
    },
    never: [
      /сентябр|октябр|с 04\.09\.2023|по 05\.10\.2023/,
      /\b14 дн|\b7 дн|\+ (14|7)\b/,
      /\bот 10 000/,
      /^[13] за |\b[13] балла? (за|один)/,
    ],
    told: [
      'срок с 03.09.2023 по 06.10.2023',
      'Тест открыт 13 дн. с начала блока, последний — 6 дн.',
      'участник получает 11 баллов один раз',
      'она даёт 12 баллов за верный ответ',
      'участник получает 17 баллов один раз',
      'от 12 345 руб. в период марафона даёт 19 баллов',
    ],
  },
  webinars: {
    programme: webinars,
    sample: webinarsDemo(),
    settings: {
      'Программа до, дней': 16,
      'Смета до, дней': 17,
      'Материалы до, дней': 8,
      'Отказ без последствий до, дней': 41,
      'Слушателей для зачёта': 21,
      'Баллы за вебинар': 101,
      'Предел бонусов': 76_543,
      'Доля бонусов при нарушениях, %': 51,
      'Штраф за изменение программы': 31,
      'Штраф за размещение': 41,
      'Минимум доклада, минут': 61,
      'Явка от, %': 35,
      'Явка до, %': 45,
      'Количественный отчёт, раб. дней': 2,
      'Документы, раб. дней': 6,
      'Рассылка после, раб. дней': 4,
    },
    never: [
      /недел[июь] до|2 недели/,
      /рабоч(ий|их) д/,
      /\b25 слушател|\b100 баллов|больше 80 000|\b100 %/,
      /минус 20 /,
      /\b30 минут|30–40|\b(30|40) %/,
    ],
    told: [
      'отметка «позже недели» (меньше чем за 41 день до начала)',
      '101 балл при 21 слушателе и больше',
      'для 21 слушателя при явке 35 %',
      'не больше 76 543',
      'при нарушениях — 51 %',
      'минус 31 балл',
      'минус 41 балл',
      'короче 61 минуты',
    ],
  },
  referral: {
    programme: referral,
    sample: referralDemo(),
    settings: {
      'Ставка юрлица, %': 16,
      'Срок юрлица, месяцев': 25,
      'Вознаграждение физлица': 3210,
      'Порог физлица': 5432,
      'Минимум вывода юрлица': 2345,
      'Клиентов для вывода юрлица': 5,
      'Обучение обязательно': 'нет',
    },
    never: [
      /\b15 %/,
      /\b24 мес|двух? (года|лет)|два года/,
      /получает 3 000|от 5 000|от 2 000/,
      /два клиента|втор(ого|ой) клиент|из 2$|нужно 2$/,
      /обученн/,
    ],
    told: [
      'Юрлицо получает 16 % подтверждённой абонентской платы клиента за месяц, 25 месяцев с его регистрации',
      'Физлицо получает 3 210 один раз',
      'от 5 432',
      'весь баланс от 2 345 ₽, когда подписан договор и клиентов с оплатой не меньше 5',
    ],
  },
  resellers: {
    programme: resellers,
    sample: resellersDemo(),
    settings: {
      Валюта: 'USD',
      'Порог закупок': 3_456_789,
      'Ставка до порога, %': 3,
      'Ставка свыше порога, %': 5,
      'Расчёт баллов': 'сверх порога',
      'Срок накопления': 'всё время',
      'Ответ на заявку, рабочих дней': 6,
    },
    never: [/KZT/, /До 3 000 000/, /— [24] %/, /складываются с 1 января/, /5 рабочих/],
    told: ['складываются с первой покупки', 'До 3 456 789 USD включительно — 3 %, свыше — 5 %'],
  },
  technocom: {
    programme: technocom,
    sample: technocomDemo(),
    settings: {
      'Предварительное закрепление, дней': 61,
      'Продление, дней': 21,
      'Отчётная дата': '14.01',
      'Предупреждение через, дней': 4,
      'Открепление через, дней': 12,
      'Уточнение, суток': 2,
      'Срочный, раб. дней': 2,
      'Высокий, раб. дней': 4,
      'Нормальный, раб. дней': 22,
      'Консультация, раб. дней': 6,
      'Скоро для Срочного, часов': 1,
      'Ответ на запрос закрепления, раб. дней': 7,
      'Часы авторизованного': 70,
      'Часы официального': 150,
      'Ответ на запрос часов, раб. дней': 10,
      'Проект и счёт, раб. дней': 6,
      'Подписанные сканы, раб. дней': 6,
      'Оплата, раб. дней': 6,
      'Акт после оплаты, месяцев': 2,
      'Оригиналы, дней': 8,
      'Возврат оригиналов, дней': 9,
    },
    never: [
      /\b(60|30) (календарных )?дней|не больше 30|на месяц|от 1 до 30/,
      /(отчёт.* (до|к)|дата|без отчёта —) 15\.01/,
      /третий день|всего не меньше 10$|3-й день/,
      /\b(1|3|5|21) рабоч|3 суток|недел[яи]|: месяц/,
      /80 или 160|лимит[а-яё «»]*(— )?(80|160)\b/,
    ],
    told: [
      '61 календарный день и продление',
      ' + 61 день',
      'не больше чем на 21 день',
      'отчёта нет 4-й день и дольше; у партнёра есть 7 дней после предупреждения, всего не меньше 12',
      'Ответ на запрос часов — за 10 рабочих дней',
      'лимит из «Настроек» — 70 ч',
    ],
  },
};

describe.each(Object.entries(CASES))('%s', (_, { programme, sample, settings, never, told }) => {
  const tabs = sampleTabs(programme, sample.rows);
  const changed = play(programme, { now: sample.now, tabs, settings: { ...sample.settings, ...settings } });
  const all = [...declaredTexts(programme), ...toldTexts(programme, changed)];
  const texts = [...new Set(all.map(plain))];

  test.each(never)('no text contains %s', (words) => {
    expect(texts.filter((text) => words.test(text))).toEqual([]);
  });
  test.each(told)('«%s»', (words) => {
    expect(texts.some((text) => text.includes(words))).toBe(true);
  });
});
