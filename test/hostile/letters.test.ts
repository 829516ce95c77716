// Letters with hostile cells: what is sent has one valid recipient and no injected header, in the call to the
// mail service and in the .eml; all other letters state why they were not sent.
import { describe, expect, test } from '@jest/globals';
import { compose, type SentLetter } from '../../src/local/host.js';
import { programmes } from '../../src/rules/registry.js';
import { fail } from '../bundle/failures.js';
import { open, type Opened } from '../bundle/open.js';
import { type Cell, table } from '../bundle/tables.js';
import { nowOf, sampleOf, wrongWrites } from './support.js';
import { HOSTILE, isLong } from './values.js';

const marathon = programmes.find(({ id }) => id === 'marathon') ?? fail('no marathon');
/** The simplest form of an address; the add-on sends letters to no other. */
const ADDRESS = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;
const UNSEEN = new RegExp('[\\u0000-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]');

/** Sends «Письма» with one waiting letter for each column and hostile value, with that value in its cell. */
function sentOver(
  columns: readonly string[],
  values = HOSTILE,
): Opened & { readonly rows: readonly (readonly Cell[])[] } {
  const book = sampleOf(marathon);
  const [head = []] = book.values('Письма');
  const letter: Readonly<Record<string, Cell>> = {
    Программа: 'Марафон',
    Кому: 'anna@example.com',
    Тема: 'Тема',
    Текст: 'Текст',
    'Отправить не раньше': 45_000,
    Создано: 45_000,
    Статус: 'в очереди',
    Попыток: 0,
  };
  const rows: Cell[][] = [[...head]];
  for (const column of columns)
    for (const { cell } of values)
      rows.push(
        head.map((header) => {
          if (header === column) return cell;
          return header === 'Ключ' ? `marathon.score/x${rows.length}/h/d` : (letter[String(header)] ?? null);
        }),
      );
  book.setRows('Письма', rows);
  const opened = open(book, { now: nowOf(marathon), quota: 10_000 });
  // No letter was queued ahead by the rules, so the tick sends the queue as it is.
  opened.run('tick');
  return { ...opened, rows };
}

describe('letters with hostile cells', () => {
  test('each cell of a waiting letter in turn: sent letters have valid recipients, the others say why not', () => {
    const [head = []] = sampleOf(marathon).values('Письма');
    const sent = sentOver(head.map(String));
    const { host, rows, book } = sent;
    expect(wrongWrites(sent)).toEqual([]);
    expect(host.mails.length).toBeGreaterThan(800);
    const given = new Set(
      rows.flatMap((row) =>
        ['Кому', 'Копия'].map((name) =>
          String(row[head.indexOf(name)] ?? '')
            .trim()
            .toLowerCase(),
        ),
      ),
    );
    for (const { to, cc, bcc, replyTo, name, subject } of host.mails) {
      for (const address of cc === undefined ? [to] : [to, cc]) {
        expect(address).toMatch(ADDRESS);
        // The whole address in a cell, not a part of it.
        expect(given.has(address.toLowerCase())).toBe(true);
      }
      expect([bcc, name]).toEqual([undefined, undefined]);
      expect(['partner@pro32.com', undefined]).toContain(replyTo);
      expect(subject).not.toMatch(UNSEEN);
      expect(subject).not.toMatch(/[\ud800-\udfff]/u);
      expect(subject.length).toBeLessThanOrEqual(250);
    }
    const letters = table(book, 'Письма');
    const of = (status: string): typeof letters => letters.filter((row) => row['Статус'] === status);
    expect(of('отправляется')).toEqual([]);
    expect(of('отправлено')).toHaveLength(host.mails.length);
    expect(of('ошибка').filter((row) => row['Причина'] === null)).toEqual([]);
  });

  test('nothing is sent to an invalid address, neither in «Кому» nor in «Копия»', () => {
    const { host, book } = sentOver(['Кому', 'Копия']);
    const refused = table(book, 'Письма').filter((row) => row['Статус'] === 'ошибка');
    expect(refused.length + host.mails.length).toBe(HOSTILE.length * 2);
    expect(refused.length).toBeGreaterThan(0);
    expect(host.mails.length).toBeGreaterThan(0);
    for (const row of refused) expect(row['Причина']).toMatch(/адрес (получателя|в «Копии») неверен/);
    for (const { to, cc } of host.mails)
      expect(['anna@example.com', 'a@example.com']).toEqual(expect.arrayContaining([to, cc ?? to]));
  });

  test('a letter with an unreadable time waits, and «Ошибки» says so', () => {
    const names = ['#REF!', '(huge)', 'script', '(true)', 'after 9999'];
    const { host, book, call } = sentOver(
      ['Отправить не раньше'],
      HOSTILE.filter(({ name }) => names.includes(name)),
    );
    expect(host.mails).toEqual([]);
    call('recompute');
    const told = table(book, 'Ошибки').filter((row) => row['Вкладка'] === 'Письма');
    expect(told.map((row) => [row['Строка'], row['Столбец']])).toEqual(
      names.map((_, index) => [index + 2, 'Отправить не раньше']),
    );
  });

  test('letters created from hostile rows: the recipients are addresses of rows, never texts', () => {
    const payload = 'Директор <x@evil.example>\r\nBcc: y@evil.example';
    let refused = 0;
    for (const programme of programmes) {
      const book = sampleOf(programme);
      for (const tab of Object.values(programme.tabs)) {
        if (tab.role !== 'input') continue;
        const rows = book.values(tab.title);
        Object.values(tab.columns).forEach((column, at) => {
          if (column.kind.type !== 'text' || column.options.computed === true) return;
          rows.forEach((row, index) => {
            const cell = row[at];
            if (index > 0 && typeof cell === 'string') book.set(tab.title, index, at, `${cell} ${payload}`);
          });
        });
      }
      book.setRows('Письма', book.values('Письма').slice(0, 1));
      const opened = open(book, { now: nowOf(programme), quota: 10_000 });
      opened.run('recompute');
      opened.run('send');
      expect([programme.id, opened.host.mails.length]).not.toEqual([programme.id, 0]);
      for (const { to, cc, subject } of opened.host.mails) {
        expect(`${to} ${cc ?? ''}`).not.toContain('evil');
        expect(subject).not.toMatch(/[\r\n]/);
      }
      // A listener's bad address makes a letter in error: it is shown for correction and is not sent.
      const bad = table(book, 'Письма').filter((row) => String(row['Кому']).includes('evil'));
      for (const row of bad) expect([row['Кому'], row['Статус']]).toEqual([row['Кому'], 'ошибка']);
      refused += bad.length;
    }
    expect(refused).toBeGreaterThan(0);
  });
});

/** Header fields, unfolded according to RFC 5322. */
async function parsed(letter: SentLetter): Promise<{
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}> {
  const source = (await compose(letter)).toString('latin1');
  const end = source.indexOf('\r\n\r\n');
  const fields = source
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  return {
    headers: fields.map((field) => {
      const colon = field.indexOf(':');
      return [field.slice(0, colon), field.slice(colon + 1).trim()] as const;
    }),
    body: source.slice(end + 4),
  };
}

const quotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text
      .replace(/_/g, ' ')
      .replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
    'latin1',
  );
/** Decodes the encoded words (RFC 2047) of a field, as a mail reader does. */
function decoded(field: string): string {
  const joined = field.replace(/(=\?utf-8\?[qb]\?[^?]*\?=)\s+(?==\?)/gi, '$1');
  return joined.replace(/(?:=\?utf-8\?[qb]\?[^?]*\?=)+/gi, (run) =>
    Buffer.concat(
      [...run.matchAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi)].map(([, how = '', text = '']) =>
        how.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : quotedPrintable(text),
      ),
    ).toString('utf8'),
  );
}

const OWN_HEADERS =
  'Content-Transfer-Encoding Content-Type Cc Date From MIME-Version Message-ID Reply-To Subject To'.split(
    ' ',
  );

test('the .eml has only the add-on’s own headers, each once, one recipient and the original subject', async () => {
  const { host } = sentOver(['Кому', 'Копия', 'Тема', 'Текст']);
  // Only a few of the long ones: megabytes take time and show nothing new.
  const chosen = host.mails.filter(
    ({ subject, body }, index) => index % 40 === 0 || subject.length + body.length < 1_000,
  );
  expect(HOSTILE.filter(isLong).length).toBeGreaterThan(8);
  expect(chosen.length).toBeGreaterThan(200);
  for (const letter of chosen) {
    const { headers, body } = await parsed(letter);
    const names = headers.map(([name]) => name);
    expect(names.filter((name) => !OWN_HEADERS.includes(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(names.includes('Cc')).toBe(letter.cc !== undefined);
    const value = (name: string): string => headers.find(([one]) => one === name)?.[1] ?? '';
    expect(value('To')).toBe(letter.to);
    expect(value('Reply-To')).toBe('partner@pro32.com');
    expect(value('Cc')).toBe(letter.cc ?? '');
    expect(decoded(value('Subject')).replace(/ +/g, ' ')).toBe(letter.subject.replace(/ +/g, ' '));
    expect(body).not.toMatch(/^(to|subject):/im);
  }
});
