// What Apps Script needs: function declarations, plain ES2019, no globals of Node or a browser, and exactly
// the scopes required.
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import vm from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { newWorkbook, type MenuItem, ownRealm, type UiDriver } from '../../src/local/host.js';
import { programmes } from '../../src/rules/registry.js';
import { calendarTab } from '../../src/sheets/shared-tabs.js';
import { fail, messageOf } from './failures.js';
import { open } from './open.js';
import { CODE } from './samples.js';

const ABSENT = [
  'setTimeout',
  'setInterval',
  'queueMicrotask',
  'fetch',
  'URL',
  'URLSearchParams',
  'TextEncoder',
  'TextDecoder',
  'crypto',
  'atob',
  'btoa',
  'structuredClone',
  'process',
  'Buffer',
  'require',
  'module',
  'performance',
  'WebAssembly',
  'window',
  'document',
];
const bare = (): vm.Context => {
  const context = vm.createContext({});
  for (const name of ABSENT) vm.runInContext(`delete globalThis.${name}`, context);
  return context;
};
const source = ts.createSourceFile('Code.js', CODE, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);

describe('the bundle', () => {
  test('loads in a bare V8 context, touching no service', () => {
    const context = bare();
    vm.runInContext(CODE, context);
    for (const name of ABSENT)
      expect([name, vm.runInContext(`typeof ${name}`, context)]).toEqual([name, 'undefined']);
  });

  test('every global function is a top-level declaration, so that Apps Script finds menu items and triggers', () => {
    const declared = source.statements.flatMap((one) =>
      ts.isFunctionDeclaration(one) && one.name ? [one.name.text] : [],
    );
    const expected = [
      ...[
        'onOpen',
        'onInstall',
        'doGet',
        'recompute',
        'whatChanges',
        'explain',
        'deadlinesToday',
        'previewLetters',
      ],
      ...['send', 'daily', 'tick', 'setup', 'demo', 'automate', 'erasePerson', 'selfTest', 'help'],
      ...programmes.flatMap(({ actions }) => actions.map(({ name }) => name)),
    ];
    expect(declared).toEqual(expect.arrayContaining(expected));
    expect(new Set(declared).size).toBe(declared.length);
    const context = bare();
    vm.runInContext(CODE, context);
    const entries = vm.runInContext('Object.keys(__reglament)', context) as string[];
    expect([...entries].sort()).toEqual([...declared].sort());
  });

  test('there is one other global, and nothing else runs at the top level but its creation', () => {
    const others = source.statements.filter((one) => !ts.isFunctionDeclaration(one));
    const names = others.flatMap((one) =>
      ts.isVariableStatement(one)
        ? one.declarationList.declarations.map(({ name }) => name.getText(source))
        : [],
    );
    expect(names).toEqual(['__reglament']);
  });

  test('is ES2019: no private names, class fields, static blocks, `?.`, `??`, bigint literals or modules', () => {
    const found = new Set<string>();
    const walk = (node: ts.Node): void => {
      if (ts.isPrivateIdentifier(node)) found.add('#private');
      if (ts.isPropertyDeclaration(node)) found.add('class field');
      if (ts.isClassStaticBlockDeclaration(node)) found.add('static block');
      if (ts.isBigIntLiteral(node)) found.add('bigint');
      if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isExportAssignment(node))
        found.add('module');
      if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
        found.add('import()');
      if (node.kind === ts.SyntaxKind.QuestionDotToken) found.add('?.');
      if (
        [
          ts.SyntaxKind.QuestionQuestionToken,
          ts.SyntaxKind.QuestionQuestionEqualsToken,
          ts.SyntaxKind.BarBarEqualsToken,
          ts.SyntaxKind.AmpersandAmpersandEqualsToken,
        ].includes(node.kind)
      )
        found.add(ts.SyntaxKind[node.kind]);
      ts.forEachChild(node, walk);
    };
    walk(source);
    expect([...found]).toEqual([]);
  });
});

/**
 * The scopes that each service requires, from the authorisation section of Google's reference of each method.
 */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  SpreadsheetApp: ['spreadsheets', 'script.container.ui'],
  Sheets: ['spreadsheets'],
  MailApp: ['script.send_mail'],
  ScriptApp: ['script.scriptapp'],
  Session: ['userinfo.email'],
  LockService: [],
  PropertiesService: [],
  CacheService: [],
  HtmlService: [],
  Utilities: [],
};
/** Matches the services of Apps Script as they are named in code. */
const SERVICE =
  /(?<![\w$.])([A-Z]\w*(?:App|Service)|Sheets|Session|Utilities|Drive|Gmail|Calendar|Docs|Slides|People|Jdbc|Maps)(?=[.)\s,;?&|])/g;

describe('the manifest', () => {
  const manifest = JSON.parse(readFileSync('appsscript.json', 'utf8')) as {
    readonly oauthScopes: readonly string[];
    readonly [key: string]: unknown;
  };
  const named = [...new Set([...CODE.matchAll(SERVICE)].map(([, name = '']) => name))];

  test('the bundle only uses services that are in this table', () => {
    expect(named.sort()).toEqual(Object.keys(SCOPES).sort());
  });

  test('asks for exactly the scopes that these services need', () => {
    const needed = named.flatMap((name) => SCOPES[name] ?? [`? ${name}`]);
    expect([...manifest.oauthScopes].sort()).toEqual(
      [...new Set(needed)].map((scope) => `https://www.googleapis.com/auth/${scope}`).sort(),
    );
  });

  test('is a V8 project with the advanced Sheets service and a web page that anyone may read', () => {
    expect({ ...manifest, oauthScopes: [] }).toEqual({
      oauthScopes: [],
      timeZone: expect.stringMatching(/^[A-Z][a-z]+\/[A-Z][a-z]+$/),
      runtimeVersion: 'V8',
      exceptionLogging: 'STACKDRIVER',
      dependencies: {
        enabledAdvancedServices: [{ userSymbol: 'Sheets', version: 'v4', serviceId: 'sheets' }],
      },
      webapp: { executeAs: 'USER_DEPLOYING', access: 'ANYONE_ANONYMOUS' },
    });
  });
});

describe('before anyone has authorised the script', () => {
  const driver = (menus: Record<string, readonly MenuItem[]>): UiDriver => ({
    alert: () => 'OK',
    prompt: () => ({ button: 'CANCEL', text: '' }),
    showDialog: () => undefined,
    toast: () => undefined,
    menu: (title, items) => {
      menus[title] = items;
    },
  });

  test.each(['onOpen', 'onInstall'])('%s creates the menu and uses only the UI', (name) => {
    const menus: Record<string, readonly MenuItem[]> = {};
    const { as, records, host } = open(newWorkbook(), { ui: driver(menus) });
    as({ trigger: 'simple', authMode: 'NONE' }, name);
    expect([...new Set(records.map(({ service }) => service))]).toEqual(['SpreadsheetApp']);
    const items = menus['Регламент'] ?? [];
    expect(
      items
        .filter(({ items: sub, caption }) => caption !== null && sub.length === 0)
        .map(({ caption }) => caption),
    ).toEqual([
      ...[
        'Пересчитать',
        'Что изменится?',
        'Почему такая цифра?',
        'Сроки на сегодня',
        'Предпросмотр писем',
        'Отправить письма',
      ],
      ...[
        'Подключить программу…',
        'Автоматически каждый день',
        'Удалить персональные данные…',
        'Самопроверка',
        'Справка',
      ],
    ]);
    const handlers = items.flatMap(({ handler, items: sub }) => [handler, ...sub.map((one) => one.handler)]);
    for (const handler of handlers)
      if (handler !== null) expect([handler, host.has(handler)]).toEqual([handler, true]);
  });

  test("each programme's own actions are in its submenu", () => {
    const menus: Record<string, readonly MenuItem[]> = {};
    open(newWorkbook(), { ui: driver(menus) }).as({ trigger: 'simple', authMode: 'NONE' }, 'onOpen');
    const submenus = (menus['Регламент'] ?? []).filter(({ items }) => items.length > 0);
    expect(submenus.map(({ caption, items }) => [caption, items.map((one) => one.handler)])).toEqual(
      programmes
        .filter(({ actions }) => actions.length > 0)
        .map(({ title, actions }) => [title, actions.map(({ name }) => name)]),
    );
  });

  test.each<[string, readonly string[], readonly string[]]>([
    [
      'nothing is connected',
      [],
      programmes.filter(({ actions }) => actions.length > 0).map(({ title }) => title),
    ],
    ['one programme is connected', ['referral'], ['Рефералы']],
    ['two are connected', ['technocom', 'marathon'], ['Марафон', 'Техноком']],
    ['one of two has no items of its own', ['resellers', 'referral'], ['Рефералы']],
  ])('once authorised, the submenus are those of the workbook: %s', (_, connected, expected) => {
    const menus: Record<string, readonly MenuItem[]> = {};
    const { as, call } = open(newWorkbook(), { ui: driver(menus) });
    const submenus = (): (string | null)[] =>
      (menus['Регламент'] ?? []).filter(({ items }) => items.length > 0).map(({ caption }) => caption);
    if (connected.length > 0) {
      call('setup', ...connected);
      // Set-up itself updates the menu already shown.
      expect(submenus()).toEqual(expected);
      delete menus['Регламент'];
    }
    as({ trigger: 'simple' }, 'onOpen');
    expect(submenus()).toEqual(expected);
  });

  test('runs no code of a programme beyond its card, and nothing that only actions need', async () => {
    const session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    const opened = open(newWorkbook(), { ui: driver({}), realms: ownRealm() });
    opened.as({ trigger: 'simple', authMode: 'NONE' }, 'onOpen');
    const { result } = await session.post('Profiler.takePreciseCoverage');
    session.disconnect();
    const functions = result
      .filter(({ url }) => url.endsWith('dist/Code.js'))
      .flatMap((one) => one.functions);
    // Texts at the top level of their modules: for each, the innermost function around it is the module
    // itself.
    const texts: readonly (readonly [string, string])[] = [
      ...programmes.map(({ id, letters }) => [id, Object.values(letters)[0]?.subject ?? fail(id)] as const),
      ['sheets/shared-tabs.ts', calendarTab.about],
      ['sheets/patience.ts', 'Таблицы, чтение'],
    ];
    const ran = texts.map(([id, text]) => {
      const offset = CODE.indexOf(text);
      const around = functions
        .map(({ ranges }) => ranges[0] ?? fail('no range'))
        .filter(({ startOffset, endOffset }) => startOffset <= offset && offset < endOffset)
        .sort((a, b) => a.endOffset - a.startOffset - (b.endOffset - b.startOffset));
      return [id, offset > 0, around[0]?.count];
    });
    expect(ran).toEqual(texts.map(([id]) => [id, true, 0]));
  });

  test('the host refuses anything else completely', () => {
    const { as, book } = open(newWorkbook(), { ui: driver({}) });
    expect(messageOf(() => as({ authMode: 'NONE' }, 'recompute'))).toMatch(/permission/);
    expect(book.titles()).toEqual(['Лист1']);
  });
});
