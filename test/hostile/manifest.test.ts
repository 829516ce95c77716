// What the add-on requests and stores: the fewest scopes, no secret in any tab, no code generated from texts,
// dependencies pinned and locked.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { programmes } from '../../src/rules/registry.js';
import type { Setting } from '../../src/rules/settings.js';
import type { Tab } from '../../src/rules/tabs.js';
import { sharedTabs } from '../../src/sheets/shared-tabs.js';
import { connected, open } from '../bundle/open.js';
import { CODE } from '../bundle/samples.js';

const readJson = (name: string): unknown => JSON.parse(readFileSync(name, 'utf8'));

interface Manifest {
  readonly oauthScopes: readonly string[];
  readonly webapp: { readonly executeAs: string; readonly access: string };
  readonly urlFetchWhitelist?: unknown;
  readonly addOns?: unknown;
  readonly executionApi?: unknown;
}
interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, string>>;
}
interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      Partial<Package> & {
        readonly version?: string;
        readonly resolved?: string;
        readonly integrity?: string;
        readonly link?: true;
        readonly inBundle?: true;
      }
    >
  >;
}

describe('the manifest', () => {
  const manifest = readJson('appsscript.json') as Manifest;

  /** For each scope the calls in the bundle that need it: without any of them the scope must be removed. */
  const NEEDED: Readonly<Record<string, RegExp>> = {
    spreadsheets: /\bSheets\.Spreadsheets\b|\.batchUpdate\(/,
    'script.container.ui': /\.showModalDialog\(|\.createMenu\(/,
    'script.scriptapp': /\.newTrigger\(|\.getProjectTriggers\(/,
    'script.send_mail': /\.sendEmail\(/,
    'userinfo.email': /\.getActiveUser\(/,
  };

  test('requests these scopes, each of which the bundle needs', () => {
    expect(manifest.oauthScopes).toEqual(
      Object.keys(NEEDED).map((scope) => `https://www.googleapis.com/auth/${scope}`),
    );
    for (const [scope, words] of Object.entries(NEEDED))
      expect([scope, words.test(CODE)]).toEqual([scope, true]);
  });

  test('no other access: no fetching, no API of its own, no mailbox, no drive', () => {
    expect(manifest).not.toHaveProperty('urlFetchWhitelist');
    expect(manifest).not.toHaveProperty('executionApi');
    expect(manifest).not.toHaveProperty('addOns');
    expect(CODE).not.toMatch(/\b(UrlFetchApp|GmailApp|DriveApp|DocumentApp|CalendarApp|ContactsApp|Jdbc)\b/);
  });

  test('the page is for everybody and runs as its owner, who alone can see the workbook', () => {
    expect(manifest.webapp).toEqual({ executeAs: 'USER_DEPLOYING', access: 'ANYONE_ANONYMOUS' });
  });
});

describe('secrets', () => {
  const SECRET = /парол|секрет|токен|ключ доступа|ключ api|api.?key|password|secret|token|bearer/i;

  test('no column and no parameter is for a secret', () => {
    const tabs: readonly Tab[] = [
      ...Object.values(sharedTabs),
      ...programmes.flatMap((programme): readonly Tab[] => Object.values(programme.tabs)),
    ];
    const names = tabs.flatMap((tab) => [
      tab.title,
      ...Object.values(tab.columns).map(({ header }) => header),
    ]);
    const parameters = programmes.flatMap((programme) =>
      Object.values(programme.settings).map((one: Setting) => one.header),
    );
    expect(names.length + parameters.length).toBeGreaterThan(400);
    expect([...names, ...parameters].filter((name) => SECRET.test(name))).toEqual([]);
  });

  test('properties only store which sheet is which and which letters are being sent', () => {
    const book = connected('marathon');
    const { run } = open(book);
    run('recompute');
    run('send');
    const { document, script } = book.core.state.host.properties;
    expect(script).toEqual({});
    expect(Object.keys(document).filter((name) => !['tabs', 'flight'].includes(name))).toEqual([]);
    expect(JSON.stringify(document)).not.toContain('@');
  });

  test('the bundle contains none', () => {
    expect(CODE).not.toMatch(/AIza[\w-]{30}|-----BEGIN|ya29\.|xox[bp]-|ghp_\w{30}/);
  });
});

describe('the code', () => {
  /** Every identifier and property that turns a text into code or markup. */
  const MAKERS = new Set([
    ...['eval', 'Function', 'innerHTML', 'outerHTML', 'insertAdjacentHTML', 'document.write'],
    ...['setFormula', 'setFormulas', 'createTemplate', 'createTemplateFromFile', 'evaluate'],
  ]);
  const makersIn = (file: string, code: string): readonly string[] => {
    const found: string[] = [];
    const walk = (node: ts.Node): void => {
      if (ts.isIdentifier(node) && MAKERS.has(node.text)) {
        const isCall = ts.isCallExpression(node.parent) || ts.isNewExpression(node.parent);
        const isProperty = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
        if (isProperty ? node.text !== 'evaluate' : isCall && node.parent.expression === node)
          found.push(`${file}: ${node.text}`);
      }
      ts.forEachChild(node, walk);
    };
    walk(ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true));
    return found;
  };

  test('is not generated from texts: nothing in the source or the bundle evaluates code or inserts markup', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const found = files.flatMap((name) => makersIn(name, readFileSync(join('src', name), 'utf8')));
    // The add-on's own function `evaluate` evaluates rows, not code.
    expect(found.filter((one) => !one.endsWith(': evaluate'))).toEqual([]);
    // zod compiles its checks from the add-on's own schemas; no text of a cell goes into them.
    expect(makersIn('Code.js', CODE).filter((one) => one !== 'Code.js: Function')).toEqual([]);
  });

  test('writes no formula: no request contains one', () => {
    expect(CODE).not.toContain('formulaValue');
  });
});

describe('dependencies', () => {
  const own = readJson('package.json') as Package;
  const lock = readJson('package-lock.json') as Lock;
  const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

  test('are pinned exactly', () => {
    const all = { ...own.dependencies, ...own.devDependencies, ...own.overrides };
    expect(Object.keys(all).length).toBeGreaterThan(20);
    // «npm:typescript@7.0.2»: under another name.
    const loose = Object.entries(all).filter(
      ([, version]) => !EXACT.test(version.replace(/^npm:[^@]+@/, '')),
    );
    expect(loose).toEqual([]);
  });

  test('the lock file agrees, with a checksum for every package and no private host', () => {
    const root = lock.packages[''];
    expect([root?.dependencies, root?.devDependencies]).toEqual([own.dependencies, own.devDependencies]);
    const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
    expect(packages.filter(([, { version }]) => !EXACT.test(version ?? '')).map(([path]) => path)).toEqual(
      [],
    );
    const unchecked = packages.filter(
      ([, { integrity, inBundle }]) => !inBundle && !(integrity ?? '').startsWith('sha512-'),
    );
    expect(unchecked.map(([path]) => path)).toEqual([]);
    expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  test('the packages that run in Google have no dependencies of their own', () => {
    const names = Object.keys(own.dependencies);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const one = lock.packages[`node_modules/${name}`];
      expect([name, one?.version, one?.dependencies]).toEqual([name, own.dependencies[name], undefined]);
    }
  });
});
