// Contacts of a request (п. 3.1): clear mistakes in an address or a phone number are reported, everything
// else is accepted.
import { describe, expect, test } from '@jest/globals';
import { contactFault } from '../../../src/rules/technocom/contacts.js';
import type { Typed } from '../harness.js';
import { request, scene } from './scenes.js';

test.each([
  'Иван Примеров',
  'Иван Примеров, ivan@example.com',
  'Иван <ivan@example.com>; +7 900 000-00-00 доб. 12',
  'почта: иван@пример.рф.',
  'телеграм @ivan_primerov',
  '+7 (900) 000-00-00',
  '8 (3452) 12-34-56',
  '(3452) 12-34-56',
  '812 123-45-67',
  '12-34-56, каб. 7',
  '79000000000',
  '+375 29 000-00-00',
  '+86 138 0000 0000',
  'с 8 до 17, 8-800-000-00-00',
  'договор 12/5 от 8.11.2024',
  'удалено-1a2b3c4d',
  '((ivan@mail.example.com)),;: Иван',
  '«ivan@example.com»!!',
  '+1234 5678',
  '+123 456 789 012 345',
  '(3452) 7-12-34-56-78',
  '7 12-34-5',
  '8 12-34-56-78 9',
  '8 900 123-45-67\n8 900 765-43-21',
])('«%s» is accepted', (text) => {
  expect(contactFault(text)).toBeNull();
});

test.each([
  ['ivan@', 'ivan@'],
  ['Иван, ivan@example', 'ivan@example'],
  ['ivan@@example.com', 'ivan@@example.com'],
  ['пишите на ivan@.com!', 'ivan@.com'],
  ['+7 900 000-00-0', '+7 900 000-00-0'],
  ['Иван, +7 900 000-00-000', '+7 900 000-00-000'],
  ['8 (900) 000-00', '8 (900) 000-00'],
  ['8-900-000-00-000', '8-900-000-00-000'],
  ['+1 234', '+1 234'],
  ['+123 4567', '+123 4567'],
  ['8 1234567', '8 1234567'],
  ['8 12345678', '8 12345678'],
  ['ivan@example.com@', 'ivan@example.com@'],
  ['+12345 678901 234567', '+12345 678901 234567'],
])('«%s»: %s is reported', (text, part) => {
  expect(contactFault(text)?.what).toContain(`«${part}»`);
});

describe('a warning in «Ошибки», except for a rejected row; the row still counts', () => {
  const outcome = (cells: Typed) => scene('2024-03-12', { 'Реестр клиентов': [request(cells)] });
  const FAULT = 'Реестр клиентов!2[Контакт 2]: (предупреждение) «ivan@» не похоже на адрес электронной почты';
  test.each([
    ['На рассмотрении', {}, [FAULT]],
    ['Запрос неполный', { Адрес: '' }, [FAULT]],
    ['Предварительно закреплён', { Подтверждено: '2024-03-05' }, [FAULT]],
    ['Отклонён', { Отклонено: '2024-03-05' }, []],
  ])('%s', (status, cells, problems) => {
    const { computed, problems: told } = outcome({ 'Контакт 2': 'ivan@', ...cells });
    expect(computed['Реестр клиентов']?.[0]?.['Статус']).toBe(status);
    expect(told).toEqual(problems);
  });
});
