// The programme's menu actions: «Проверить клиента…», «Открепить клиента…» (п. 3.1, 3.3).
import { describe, expect, test } from '@jest/globals';
import { day, type Outcome, play, type Typed } from '../harness.js';
import { Refusal } from '../../../src/rules/programme.js';
import { actions } from '../../../src/rules/technocom/actions.js';
import { technocom } from '../../../src/rules/technocom/index.js';
import { CONFIRMED, INN, INN_OTHER, LISTED, noon, PARTNERS, request } from './scenes.js';

/** Plays registry rows. */
const registry = (now: string, rows: readonly Typed[]): Outcome =>
  play(technocom, { now: noon(now), tabs: { Представители: PARTNERS, 'Реестр клиентов': rows } });
/** Runs a menu action on registry rows. */
const run = (name: string, now: string, rows: readonly Typed[], ...args: readonly string[]) =>
  registry(now, rows).act(name, ...args);

describe('«Проверить клиента…»', () => {
  const rows = [
    request(CONFIRMED),
    request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-10' }),
    request({ 'Договор или контракт': '77', Партнёр: 'Бета' }),
  ];
  test('shows who holds the client and until when', () => {
    const plan = run('checkClient', '2024-03-12', rows, INN);
    expect(plan.message).toBe(
      'Ромашка-Пример, 12/5: держит партнёр Альфа — Предварительно закреплён до 04.05.2024.\nРомашка-Пример, 77: держит партнёр Бета — На рассмотрении.',
    );
    expect(plan.fill).toBeUndefined();
    const line = (Строка: number, Партнёр: string, Статус: string, more: Typed = {}) => ({
      Клиент: 'Ромашка-Пример',
      ИНН: INN,
      'Договор или контракт': '12/5',
      Партнёр,
      Статус,
      Держит: 'да',
      'Закреплён до': '',
      'Отчёт до': '',
      Строка,
      ...more,
    });
    expect(plan.result).toEqual([
      line(2, 'Альфа', 'Предварительно закреплён', { 'Закреплён до': '04.05.2024' }),
      line(3, 'Бета', 'Отклонён: занят', { Держит: 'нет' }),
      line(4, 'Бета', 'На рассмотрении', { 'Договор или контракт': '77' }),
    ]);
  });
  test('for a fixed client it shows the day of the report', () => {
    const plan = run('checkClient', '2024-04-12', [request(LISTED)], ` ${INN} `);
    expect(plan.message).toContain('Закреплён, отчёт до 15.01.2025');
    expect(plan.result).toMatchObject([{ 'Закреплён до': '', 'Отчёт до': '15.01.2025' }]);
  });
  test('a client whose licences are bought stays fixed; the partner is named as in «Представители»', () => {
    const rows = [request({ ...CONFIRMED, 'Лицензии куплены': '2024-03-06', Партнёр: 'аЛЬФА' })];
    const plan = run('checkClient', '2024-03-12', rows, INN);
    expect(plan.message).toBe(
      'Ромашка-Пример, 12/5: держит партнёр Альфа — Предварительно закреплён до 04.05.2024 (лицензии куплены: останется закреплённым).',
    );
    expect(plan.result).toMatchObject([{ Партнёр: 'Альфа' }]);
    const detached = run('detachClient', '2024-03-12', rows, INN);
    expect(detached.message).toContain('откреплён от партнёра Альфа 12.03.2024');
    expect(detached.result).toMatchObject({ Партнёр: 'Альфа' });
  });
  test('other clients, rows in error and future requests are not shown', () => {
    const others = [
      request({ ИНН: INN_OTHER }),
      request({ Подтверждено: 'скоро' }),
      request({ 'Дата запроса': '2024-03-13 10:00' }),
      ...rows.slice(2),
    ];
    expect(run('checkClient', '2024-03-12', others, INN).result).toMatchObject([{ Строка: 5 }]);
  });
  test.each([
    ['nobody holds it', '2024-06-12', [request(CONFIRMED)], INN, 'сейчас никто не держит: он свободен'],
    ['not in the registry', '2024-06-12', [request()], INN_OTHER, 'в реестре нет: он свободен'],
  ])('%s', (_rule, now, list, inn, message) => {
    expect(run('checkClient', now, list, inn).message).toContain(message);
  });
  test.each([
    ['7204196794', '«7204196794»: '],
    ['Завод «Ромашка»', '«Завод „Ромашка“»: '],
    [' ', 'Впишите ИНН: '],
    ['', 'Впишите ИНН: '],
  ])('an invalid ИНН is refused: «%s»', (inn, beginning) => {
    expect(() => run('checkClient', '2024-03-12', rows, inn)).toThrow(new RegExp(`^${beginning}`));
  });
});

describe('«Открепить клиента…»', () => {
  const both = [request(CONFIRMED), request({ ...CONFIRMED, 'Договор или контракт': 'ГК 77' })];
  const early = (until: string): string => `Внимание: срок партнёра ещё не вышел (до ${until}).`;
  test('fills Откреплён with today; message and result name the client', () => {
    const plan = run('detachClient', '2024-04-12', [request(CONFIRMED)], INN);
    expect(plan.fill).toEqual([{ tab: 'registry', row: 2, column: 'detached', value: day('2024-04-12') }]);
    expect(plan.message).toBe(
      `Клиент Ромашка-Пример (12/5) откреплён от партнёра Альфа 12.04.2024. ${early('04.05.2024')}`,
    );
    expect(plan.result).toEqual({
      Клиент: 'Ромашка-Пример',
      Партнёр: 'Альфа',
      Откреплён: '12.04.2024',
      Строка: 2,
    });
  });
  test.each<[string, string, string | null]>([
    ['the report is not due yet', '2025-01-15', '15.01.2025'],
    ['the report is late', '2025-01-16', '25.01.2025'],
    ['warned', '2025-01-25', '25.01.2025'],
    ['the time to answer is over', '2025-01-26', null],
  ])('until when the partner had time: %s', (_when, now, until) => {
    const { message } = run('detachClient', now, [request(LISTED)], INN);
    const [, more = ''] = message.split(/(?<=20\d\d\.) (?=Внимание)/);
    expect(more).toBe(until === null ? '' : early(until));
  });
  test('a date that staff have typed is not replaced', () => {
    const rows = [request({ ...LISTED, Откреплён: '2025-12-31' })];
    expect(() => run('detachClient', '2024-06-01', rows, INN)).toThrow(
      'В строке 2 уже стоит «Откреплён» 31.12.2025. Чтобы открепить раньше, измените эту дату.',
    );
  });
  test('the confirmation names the ИНН and the contract; an invalid ИНН is refused', () => {
    const [, { confirm }] = actions;
    expect(confirm?.question([INN, '12/5'])).toBe(`Открепить клиента с ИНН ${INN} по договору «12/5»?`);
    expect(confirm?.question([INN, 'ГК «Дом»'])).toContain('по договору «ГК „Дом“»?');
    expect(() => confirm?.question(['чепуха'])).toThrow(Refusal);
  });
  test.each<[string, string]>([
    ['2025-01-15', ` ${early('15.01.2025')}`],
    ['2025-01-26', ''],
  ])('the question of %s says whom it detaches from whom', (now, more) => {
    const { facts } = registry(now, [request(LISTED)]);
    const detach = technocom.actions[1];
    const confirm = detach?.looks ? null : detach?.confirm;
    expect(confirm?.caution?.(facts, [INN])).toBe(
      ` Это Ромашка-Пример (12/5), его держит партнёр Альфа. В «Откреплён» встанет сегодняшняя дата, появится письмо партнёру.${more}`,
    );
  });
  test('asks for the contract if the client has several', () => {
    expect(() => run('detachClient', '2024-04-12', both, INN)).toThrow(
      'несколько договоров: «12/5», «ГК 77»',
    );
    const quoted = [request(CONFIRMED), request({ ...CONFIRMED, 'Договор или контракт': 'ГК «Дом»' })];
    expect(() => run('detachClient', '2024-04-12', quoted, INN)).toThrow('«12/5», «ГК „Дом“»');
    expect(run('detachClient', '2024-04-12', both, INN, ' гк77 ').fill?.[0]?.row).toBe(3);
  });
  test.each<[string, string, readonly Typed[], readonly string[], string]>([
    [
      'nobody holds it',
      '2024-06-12',
      [request(CONFIRMED)],
      [INN],
      `Клиента с ИНН ${INN} сейчас никто не держит: откреплять некого.`,
    ],
    ['no such contract', '2024-04-12', both, [INN, '5'], 'по этому договору сейчас никто не держит'],
    ['still under review', '2024-04-12', [request()], [INN], 'заполните «Отклонено»'],
  ])('refused: %s', (_rule, now, rows, args, why) => {
    expect(() => run('detachClient', now, rows, ...args)).toThrow(why);
  });
});

test('the parameters of the actions: the ИНН, the contract if needed', () => {
  expect(
    actions.map(({ parameters }) =>
      parameters.map(({ name, optional = false }) => `${name}${optional ? '' : '*'}`),
    ),
  ).toEqual([['ИНН*'], ['ИНН*', 'Договор']]);
});
