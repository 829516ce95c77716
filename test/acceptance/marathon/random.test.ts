// Random marathons: the bundle and the oracle must agree on every cell, deadline, error and letter in
// successive runs.
import { test } from '@jest/globals';
import fc from 'fast-check';
import { at, DAY } from '../calendar.js';
import type { RawCell, Tables } from '../cells.js';
import { of, rows } from '../samples.js';
import { noMemory, SEED, type Settings } from './oracle/terms.js';
import { compare, type World, world } from './support.js';

const serials = (...texts: readonly string[]): fc.Arbitrary<RawCell> =>
  fc.oneof(of<RawCell>(...texts.map((one) => at(one) / DAY)), of<RawCell>(...texts));

const EMAILS = ['anna@x.ru', 'boris@x.ru', 'vera@x.ru', 'gleb@x.ru', 'darya@x.ru'];
const address: fc.Arbitrary<RawCell> = fc.oneof(
  { weight: 12, arbitrary: of<RawCell>(...EMAILS) },
  {
    weight: 1,
    arbitrary: of<RawCell>(' ANNA@X.ru ', 'Boris@x.RU\u00a0', 'nobody@x.ru', 'not an address', null),
  },
);
const blockNo: fc.Arbitrary<RawCell> = fc.oneof(
  { weight: 12, arbitrary: of<RawCell>(1, 2, 3) },
  { weight: 1, arbitrary: of<RawCell>('1', '2 ', 7, 1.5, 'один', null) },
);
const flag = of<RawCell>(true, true, 'да', '+', 'ДА', 1, false, 'нет', null, null);

const registration = rows(
  {
    Никнейм: of<RawCell>(
      'Лис',
      'лис',
      'Ёж',
      'Еж',
      '😀',
      'ﬀ',
      'Zed',
      'a',
      'B b',
      'B  b',
      7,
      '-1',
      'А,Б',
      '=A1',
    ),
    ФИО: fc.option(fc.constant<RawCell>('Анна Лис'), { freq: 30 }),
    Компания: fc.constant<RawCell>('ООО'),
    Email: address,
    'Дата регистрации': serials(
      '03.09.2023 23:59',
      '04.09.2023',
      '10.09.2023 12:00',
      '10.09.2023 12:00',
      '20.09.2023 09:00',
      '05.10.2023 23:59',
      '06.10.2023',
    ),
    'На портале': fc.oneof(
      { weight: 4, arbitrary: fc.constant<RawCell>(true) },
      { weight: 1, arbitrary: flag },
    ),
  },
  9,
);
const block = rows(
  {
    Блок: fc.oneof(
      { weight: 9, arbitrary: of<RawCell>(1, 2, 3) },
      { weight: 1, arbitrary: of<RawCell>('4', 5, null) },
    ),
    Тема: fc.option(fc.constant<RawCell>('О продукте'), { freq: 20 }),
    Начало: serials('21.09.2023 11:00', '28.09.2023 11:00', '12.10.2023 00:30', '26.10.2023 11:00'),
    'Тест до': fc.option(
      serials('28.09.2023 11:00', '30.09.2023 09:00', '05.10.2023 18:30', '26.10.2023', '02.11.2023 11:00'),
      {
        freq: 3,
      },
    ),
  },
  5,
);
const tablesArb: fc.Arbitrary<Tables> = fc.record({
  Регистрации: registration,
  Блоки: block,
  Посещения: rows(
    { Блок: blockNo, Email: address, Формат: of<RawCell>(null, 'онлайн', 'Запись', 'ОНЛАЙН', 'зал') },
    12,
  ),
  'Результаты тестов': rows(
    {
      Блок: blockNo,
      Email: address,
      Завершён: serials(
        '21.09.2023 10:59',
        '21.09.2023 11:00',
        '28.09.2023 11:00',
        '05.10.2023 10:59',
        '05.10.2023 11:00',
        '19.10.2023 18:00',
        '02.11.2023 11:00',
      ),
      'Верных ответов': of<RawCell>(8, 8, 5, '3', 0, 9, -1, 2.5, 'много'),
    },
    12,
  ),
  Задания: rows(
    {
      Задание: of<RawCell>('Мем', 'мем *', ' МЕМ', 'Ёлка', 'елка', 'Фото', 5, null),
      Вид: of<RawCell>(null, 'творческое', 'Дополнительное', 'иное'),
      Email: address,
      Дата: of<RawCell>(null, at('01.10.2023') / DAY, 'вчера'),
      Принято: flag,
    },
    10,
  ),
  Продажи: rows(
    {
      Дата: serials('20.09.2023', '21.09.2023', '03.11.2023 18:00', '04.11.2023', '15.10.2023'),
      Email: address,
      Продукт: fc.constant<RawCell>('PRO32'),
      Вид: of<RawCell>('новая', 'Новая', 'продление', 'UPGRADE', 'обмен'),
      'Сумма РРЦ': of<RawCell>(10_000, '10 000,00 руб.', '9\u00a0999,99', 50_000, 'дорого'),
      Подтверждена: flag,
    },
    10,
  ),
  'Дополнительные баллы': rows(
    {
      Email: address,
      Баллы: of<RawCell>(1, -2, 0.1, 0.2, '0,3', 'два'),
      'За что': fc.constant<RawCell>('активность'),
    },
    6,
  ),
});
const settingsArb = fc.record({
  attendance: of(1, 2),
  answer: of(1, 0.5),
  lastBlock: of<number | null>(null, null, 1, 2),
  testDays: of(14, 10),
  questions: of(8, 5),
  minimum: of(10_000, 9_999.99),
});
const MOMENTS = [
  '03.09.2023 08:00',
  '20.09.2023 08:00',
  '20.09.2023 11:00',
  '21.09.2023 11:00',
  '27.09.2023 08:00',
  '02.10.2023 08:00',
  '04.10.2023 12:00',
  '05.10.2023 11:00',
  '11.10.2023 12:00',
  '12.10.2023 00:30',
  '25.10.2023 08:00',
  '30.10.2023 08:00',
  '02.11.2023 11:00',
  '03.11.2023 08:00',
  '03.11.2023 23:59',
  '04.11.2023 00:00',
  '04.11.2023 08:00',
  '06.11.2023 08:00',
].map(at);

/** Staff send every draft that is due and note it: what was not sent has told nobody anything. */
function sendDue(made: World, now: number): void {
  made.drafts().forEach(({ status, notBefore }, index) => {
    if (status === 'черновик' && notBefore <= now) made.edit('Письма', index + 2, 'Статус', 'отправлено');
  });
}

test('every cell, deadline, error row and letter, over successive runs', () => {
  fc.assert(
    fc.property(
      tablesArb,
      settingsArb,
      fc.array(fc.record({ now: of(...MOMENTS), ahead: fc.boolean() }), { minLength: 1, maxLength: 4 }),
      fc.array(of<RawCell>('', 'ДА', 'нет'), { maxLength: 2 }),
      fc.array(
        fc.record({
          index: fc.nat(3),
          start: serials('25.09.2023 11:00', '13.10.2023 10:00', '27.10.2023 11:00'),
        }),
        {
          maxLength: 3,
        },
      ),
      (typed, changed, moments, cancels, moves) => {
        let tables = typed;
        const made = world();
        const settings: Settings = { ...SEED, ...changed };
        made.fillAll(tables);
        made.set('Балл за посещение', settings.attendance);
        made.set('Балл за верный ответ', settings.answer);
        made.set('Последний блок', settings.lastBlock);
        made.set('Окно теста, дней', settings.testDays);
        made.set('Вопросов в тесте', settings.questions);
        made.set('Минимальная сумма продажи', settings.minimum);
        const memory = noMemory();
        const order = [...moments].sort((a, b) => a.now - b.now);
        for (const [index, { now, ahead }] of order.entries()) {
          const move = index > 0 ? moves[index - 1] : undefined;
          if (move) {
            const moved = (tables['Блоки'] ?? []).map((row, at) =>
              row && at === move.index ? { ...row, Начало: move.start } : row,
            );
            tables = { ...tables, Блоки: moved };
            made.fill('Блоки', moved);
          }
          const { draw } = compare(made, tables, now, { settings, memory, ahead });
          sendDue(made, now);
          const expected = draw('зерно 7');
          if (expected.length === 0) continue;
          const before = made.letters().length;
          made.call('draw', now, 'зерно 7');
          const drawn = made.lines('Розыгрыши').slice(-expected.length);
          const seen = drawn.map((one) => ({
            nomination: one['Номинация'],
            candidates: one['Претенденты'],
            hash: one['Хеш'],
            winner: one['Победитель'],
          }));
          if (JSON.stringify(seen) !== JSON.stringify(expected))
            throw new Error(JSON.stringify({ seen, expected }));
          // A draw also recomputes: its letters are compared together with those of this run.
          compare(made, tables, now, { settings, memory, ahead, before });
          sendDue(made, now);
          cancels.forEach((cancel, index) => {
            if (index >= drawn.length) return;
            made.edit('Розыгрыши', drawn[index]?.row ?? 2, 'Отменён', cancel);
            if (index === 0) made.edit('Розыгрыши', drawn[index]?.row ?? 2, 'Причина отмены', 'ошиблись');
          });
        }
      },
    ),
    { numRuns: 60, seed: 20230921, endOnFailure: true },
  );
});
