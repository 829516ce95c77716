// HTML (spec 00, «Values»): text put into HTML is escaped, only http(s) becomes a link.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { documentOf, escapeHtml, html, link, table } from '../../src/ui/html.js';

/** What a browser shows for escaped text. */
const unescaped = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
const nasty = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '</style><img src=x onerror=alert(1)>',
    '"><svg/onload=1>',
    "' onmouseover='x",
    '&lt;b&gt;',
    '${x}',
  ),
);
/** The tags of a page, without the content of their attributes and without optional line breaks. */
const tagsOf = (page: string): string[] =>
  (page.replace(/"[^"]*"/g, '""').match(/<[^>]*>/g) ?? []).filter((tag) => tag !== '<wbr>');

describe('escaping', () => {
  test('no <, > or quote of a value survives, and what is shown is the value itself', () => {
    fc.assert(
      fc.property(nasty, (value) => {
        expect(escapeHtml(value)).not.toMatch(/[<>"']/);
        expect(unescaped(escapeHtml(value))).toBe(value);
      }),
    );
  });

  test('a template escapes its values, once, and leaves ready HTML as it is', () => {
    expect(html`<b>${'<i>'}</b>${html`<u>${'&'}</u>`}${[html`<s>1</s>`, html`<s>${2}</s>`]}`.html).toBe(
      '<b>&lt;i&gt;</b><u>&amp;</u><s>1</s><s>2</s>',
    );
  });

  test('a clause keeps its number on its line, in texts and in tables', () => {
    const text = 'Ответ (п. 6.2), п. 3.1, 3.4, тип. Номер';
    const shown = 'Ответ (п.\u00a06.2), п.\u00a03.1, 3.4, тип. Номер';
    expect(html`${text}`.html).toBe(shown);
    expect(table({ headers: [], rows: [[text]] }).html).toContain(`<td>${shown}</td>`);
  });

  test('whatever a value contains, a document has the same tags', () => {
    const page = (value: string): string =>
      documentOf(
        value,
        html`${table({ headers: [value], rows: [[value, link(value, 'https://example.com')]] })}
          <p title="${value}">${value}</p>`,
        'page',
      ).html;
    fc.assert(
      fc.property(nasty, (value) => {
        expect(tagsOf(page(value))).toEqual(tagsOf(page('x')));
      }),
    );
  });
});

describe('a link', () => {
  test.each([
    ['http://example.com', true],
    ['https://example.com/a?b=1&c=2#d', true],
    ['HTTPS://EXAMPLE.COM', true],
    ['javascript:alert(1)', false],
    ['JaVaScRiPt:alert(1)', false],
    ['data:text/html,<script>', false],
    ['//example.com', false],
    ['/path', false],
    ['mailto:a@b.ru', false],
    ['https://example.com" onclick="x', false],
    ['https://example.com/ two', false],
    [' https://example.com', false],
    ['java\nscript:https://example.com', false],
    ['https://', false],
    ['', false],
  ])('%s becomes a link: %s', (href, becomes) => {
    const { html: made } = link('текст', href);
    expect(made.startsWith('<a ')).toBe(becomes);
    if (becomes) expect(made).toContain('rel="noopener noreferrer"');
    else expect(made).toBe('текст');
  });

  test('any address becomes an http(s) link or plain text', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.webUrl()), (href) => {
        const made = link('т', href).html;
        expect(
          made === 'т' ||
            /^<a href="https?:[^"<>]+" target="_blank" rel="noopener noreferrer">т<\/a>$/i.test(made),
        ).toBe(true);
      }),
    );
  });
});

describe('a table', () => {
  test('has its headers, rows and number columns', () => {
    expect(table({ headers: ['Имя', 'Итого'], rows: [['Анна', '5']], numeric: [1] }).html).toBe(
      '<div class="scroll"><table style="--c1:&quot;Имя&quot;;--c2:&quot;Итого&quot;"><thead><tr><th>Имя</th><th class="num">Итого</th></tr></thead><tbody><tr><td>Анна</td><td class="num">5</td></tr></tbody></table></div>',
    );
  });
});
