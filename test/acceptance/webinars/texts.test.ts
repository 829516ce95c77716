// Texts of announcements, pages and programmes: what must be found in them, and what must not.
// One run for a whole table of hand-made rows.
import { describe, expect, test } from '@jest/globals';
import type { Cells, RawCell, RawRow } from '../cells.js';
import { webinar } from './rows.js';
import { world } from './support.js';

const CLEAN = 'Бесплатный вебинар о продажах, нужна регистрация: info@p.kz';
const WEBINAR = webinar({ Партнёр: 'Тау', 'Программа подана': null, 'Фактическая смета': null });

/** One run for a whole table of rows. */
function rowsOf(
  tab: string,
  rows: readonly RawRow[],
  topic: RawCell = 'Порядок в продажах',
): readonly Cells[] {
  const made = world();
  made.set('Конкуренты', 'Salesforce, Мегаплан; amoCRM');
  made.fillAll({ Вебинары: [{ ...WEBINAR, Тема: topic }], [tab]: rows });
  made.recompute('20.11.2023 10:00');
  return made.lines(tab);
}

describe('announcements', () => {
  const judged = (name: string, row: Cells | undefined, remark: RegExp | null, penalty: number): void => {
    if (remark) expect([name, row?.['Замечания']]).toEqual([name, expect.stringMatching(remark)]);
    else expect([name, row?.['Замечания'] ?? null]).toEqual([name, null]);
    expect([name, row?.['Штраф']]).toEqual([name, penalty]);
  };
  /**
   * Text added to a clean one, or whole cells; the expected «Замечания»; whether it is a placement violation.
   */
  const ADDED: readonly (readonly [string, RegExp | null, boolean])[] = [
    ['', null, false],
    ['Вебинар от «1С-Битрикс»', /1С-Битрикс/, true],
    ['вебинар от 1C–Битрикс', /вебинар от/, true],
    ['ВЕБИНАР ОТ "1С - БИТРИКС"', /ВЕБИНАР/, true],
    ['Вебинара от 1С\u00a0Битрикс', /Вебинара/, true],
    ['Вебинар от ‹1С—Битрикс›', /1С—Битрикс/, true],
    ['Вебинар от `1С‑Битрикс`', /1С‑Битрикс/, true],
    ['Вебинар от ‘1c Bitrix’', /1c Bitrix/, true],
    ['Вебинар — от «1С»-«Битрикс»', /Вебинар/, true],
    ['Вебинар. От 1С-Битрикс придёт письмо', null, false],
    ['Вебинар для тех, кто ушёл от 1С-Битрикс', null, false],
    ['При поддержке «1С-Битрикс»', null, false],
    ['Вебинар от партнёра 1С-Битрикс', null, false],
    ['Не хуже, чем Salesforce', /Salesforce/, false],
    ['Перейдите с SALESFORCE', /SALESFORCE/, false],
    ['Замена Мегаплану', /Мегаплану/, false],
    ['Расскажем о мегаплане', /мегаплане/, false],
    ['Импорт из AmoCRM', /AmoCRM/, false],
    ['Мы ждём Вас', /Вас/, false],
    ['Мы ждём вас', null, false],
    ['Это Ваш шанс, и Вам решать', /Ваш.*Вам/, false],
    ['Вы узнаете больше', null, false],
    ['Приходите!\nВам понравится', null, false],
    ['Приходите,\nВам понравится', null, false],
    ['мы ждём ВАС', null, false],
    ['Придите. Вас ждут', null, false],
    ['Спросите: Вам интересно?', /Вам/, false],
    ['Что дальше? Вы решите', null, false],
    ['• Вы научитесь', null, false],
    ['Выгода для всех, Вася', null, false],
    ['как Вашему отделу, так и с Вами', /Вашему.*Вами/, false],
  ];
  test('findings of a text added to a clean one', () => {
    const rows = rowsOf(
      'Анонсы',
      ADDED.map(([text]) => ({
        Вебинар: 'В1',
        Канал: 'ВК',
        Текст: `${CLEAN}. ${text}`,
        'Логотип организатора': true,
      })),
    );
    ADDED.forEach(([text, remark, violation], index) => {
      judged(text, rows[index], remark, violation ? 20 : 0);
    });
  });

  const CELLS: readonly (readonly [string, Cells, RegExp | null, number])[] = [
    ['no logo', { 'Логотип организатора': false }, /логотип/, 20],
    [
      'both are one violation',
      { 'Логотип организатора': 'нет', Текст: `${CLEAN} Вебинар от 1С-Битрикс` },
      /логотип/,
      20,
    ],
    ['not free', { Текст: 'Вебинар, регистрация: info@p.kz' }, /бесплатно/, 0],
    ['free in another form', { Текст: 'О бесплатном вебинаре; по регистрации: +7 (701) 123-45-67' }, null, 0],
    ['no registration', { Текст: 'Бесплатно! info@p.kz' }, /регистрация/, 0],
    ['no contact', { Текст: 'Бесплатно, регистрация' }, /контакт/, 0],
    ['cold, clean', { 'Холодная база': true }, null, 0],
    ['cold, vendor', { 'Холодная база': true, Текст: `${CLEAN} о 1С-Битрикс` }, /1С-Битрикс/, 0],
    ['cold, product', { 'Холодная база': true, Текст: `${CLEAN} о Битрикс24` }, /Битрикс24/, 0],
    ['cold, latin', { 'Холодная база': true, Текст: `${CLEAN} about BITRIX24` }, /BITRIX24/, 0],
    [
      'cold, an inflection',
      { 'Холодная база': true, Текст: `${CLEAN} о Битрикс24-м и Битриксом` },
      /Битрикс24/,
      0,
    ],
    ['cold, glued', { 'Холодная база': true, Текст: `${CLEAN} bitrix24kz` }, /bitrix24/, 0],
    ['warm, product', { Текст: `${CLEAN} о Битрикс24` }, null, 0],
    ...['Радио', 'ТЕЛЕВИДЕНИЕ', 'газеты', 'Листовки', 'контекстная реклама', 'Баннеры'].map(
      (channel) => [channel, { Канал: channel }, /низкая эффективность/, 0] as const,
    ),
    ['channel of effect', { Канал: 'email-рассылка' }, null, 0],
  ];
  test('cells of an announcement', () => {
    const rows = rowsOf(
      'Анонсы',
      CELLS.map(([, cells]) => ({
        Вебинар: 'В1',
        Канал: 'ВК',
        Текст: CLEAN,
        'Логотип организатора': true,
        ...cells,
      })),
    );
    CELLS.forEach(([name, , remark, penalty], index) => {
      judged(name, rows[index], remark, penalty);
    });
  });
});

describe('landing pages', () => {
  const WANTED = [
    'Название',
    'Дата',
    'Аудитория',
    'Программа',
    'Тайминг',
    'Форма регистрации',
    'Обязательные поля',
    'Согласие на обработку',
    'Согласие для 1С-Битрикс',
    'Контакты организатора',
    'Логотип организатора',
    'Сообщение о приёме',
    'Письмо-подтверждение',
  ];
  const page = (more: Cells = {}): RawRow => ({
    Вебинар: 'В1',
    Адрес: 'https://p.kz',
    Платформа: 'Сайты.24',
    ...Object.fromEntries(WANTED.map((name) => [name, true])),
    ...more,
  });
  test('accepted only if complete', () => {
    const bad: readonly Cells[] = [
      ...WANTED.map((name) => ({ [name]: false })),
      ...['CAPTCHA', 'Подтверждение по ссылке', 'Реклама услуг'].map((name) => ({ [name]: true })),
      { Платформа: 'другая' },
      { Текст: 'Мы ждём Вас' },
      { Текст: 'Лучше, чем Мегаплан' },
      { Текст: 'Вебинар от «1С-Битрикс»' },
    ];
    const good: readonly Cells[] = [
      {},
      { Платформа: 'битрикс24.сайты' },
      { Платформа: '1С-Битрикс: Управление сайтом', Текст: 'Ждём вас на вебинаре при поддержке 1С-Битрикс' },
    ];
    const rows = rowsOf('Посадочные', [...bad, ...good].map(page));
    expect(rows.map((row) => row['Принята'])).toEqual([...bad.map(() => 'нет'), ...good.map(() => 'да')]);
    rows.forEach((row, index) => {
      expect(row['Замечания'] !== null).toBe(index < bad.length);
    });
  });
});

describe('programme', () => {
  const talk = (more: Cells = {}): RawRow => ({
    Вебинар: 'В1',
    Начало: '11:00',
    Окончание: '11:30',
    Тема: 'Битрикс24 в отделе',
    Спикер: 'Ким',
    Компания: 'Тау',
    Продукт: 'Битрикс24',
    ...more,
  });
  const remarks = (rows: readonly RawRow[], topic?: string): RawCell[] =>
    rowsOf('Доклады', rows, topic).map((row) => row['Замечания'] ?? null);
  test('the product talk', () => {
    expect(remarks([talk()])).toEqual([null]);
    expect(remarks([talk({ Окончание: '11:29' })])).toEqual([expect.stringMatching(/короче 30/)]);
    expect(remarks([talk({ Тема: 'Обзор' })])).toEqual([expect.stringMatching(/Битрикс24/)]);
    expect(remarks([talk({ Тема: 'Обзор' })], 'Всё о Битрикс24')).toEqual([null]);
    expect(remarks([talk({ Тема: 'Salesforce и Битрикс24' })])).toEqual([
      expect.stringMatching(/Salesforce/),
    ]);
  });
  test('times as cells and as text; adjacent talks do not overlap', () => {
    const next = (start: RawCell, end: RawCell): RawRow =>
      talk({ Начало: start, Окончание: end, Продукт: null, Тема: 'Кейс' });
    expect(remarks([talk(), next(11.5 / 24, 12 / 24)])).toEqual([null, null]);
    expect(remarks([talk(), next('11:29', '12:00')])).toEqual([
      expect.stringMatching(/пересекается/),
      expect.stringMatching(/пересекается/),
    ]);
  });
  test('«Проверки» says whether there is one', () => {
    const made = world();
    made.fillAll({ Вебинары: [WEBINAR], Доклады: [talk()] });
    made.recompute('20.11.2023 10:00');
    const answers = new Set(made.lines('Проверки').map((row) => row['Выполнено']));
    expect([...answers].every((word) => ['да', 'нет', 'позже'].includes(String(word)))).toBe(true);
    expect(
      made.lines('Проверки').find((row) => String(row['Требование']).includes('доклад о продукте')),
    ).toMatchObject({
      Выполнено: 'да',
    });
  });
});
