// Every programme's folder contains the files that README.md («Write a programme») promises.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { programmes } from '../../src/rules/registry.js';

const promised = [...readFileSync('README.md', 'utf8').matchAll(/^\| `(\w+\.ts)` +\|/gm)].map(
  ([, name = '']) => name,
);
/** The files that every programme needs. */
const CORE = ['card.ts', 'tabs.ts', 'settings.ts', 'decide.ts', 'letters.ts', 'index.ts'];

test('the table lists the files of a programme', () => {
  expect(promised).toEqual(expect.arrayContaining(CORE));
});

test('each folder is a programme', () => {
  const folders = readdirSync('src/rules', { withFileTypes: true }).filter((one) => one.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(programmes.map(({ id }) => id).sort());
});

describe.each(programmes.map(({ id, menu }) => ({ id, menu })))('$id', ({ id, menu }) => {
  const folder = `src/rules/${id}`;
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const wiring = files.includes('index.ts') ? readFileSync(`${folder}/index.ts`, 'utf8') : '';

  test('has the promised files', () => {
    const optional: readonly string[] = [
      ...(Object.keys(menu).length === 0 ? ['actions.ts'] : []),
      ...(wiring.includes('noPage') ? ['page.ts'] : []),
    ];
    expect(promised.filter((name) => !files.includes(name) && !optional.includes(name))).toEqual([]);
    expect(optional.filter((name) => files.includes(name))).toEqual([]);
  });

  test('is wired from these files', () => {
    expect(
      [...wiring.matchAll(/from '\.\/(\w+)\.js'/g)].filter(([, name]) => !promised.includes(`${name}.ts`)),
    ).toEqual([]);
  });

  test.each([
    ['columns.test.ts', 'declares'],
    ['parameters.test.ts', 'tellsParameters'],
  ])('has tests, among them %s with %s(…)', (name, check) => {
    const file = `test/rules/${id}/${name}`;
    expect(existsSync(file) ? readFileSync(file, 'utf8') : 'no such file').toMatch(
      new RegExp(`^${check}\\(\\s*${id},`, 'm'),
    );
  });
});
