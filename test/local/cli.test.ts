// The command line as a separate process: what `command.test.ts` cannot test.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { built } from '../../src/local/build.mjs';
import { readAssets } from '../../src/local/samples.js';
import { temporaryFolder } from '../temporary.js';

await built();
const [CLI, WORKBENCH, DEMO] = ['cli', 'workbench', 'demo'].map((name) =>
  fileURLToPath(new URL(`../../build/${name}.mjs`, import.meta.url)),
) as [string, string, string];

test.each([
  ['output', 'node "$0" --help | true', 0],
  ['errors', 'node "$0" 2>&1 >/dev/null | true', 2],
])('a closed pipe of the %s is not a failure', (_, line, expected) => {
  const { stderr, status } = spawnSync('bash', ['-o', 'pipefail', '-c', line, CLI], { encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: '', status: expected });
});

test.each(['', '1e3', '-1', '65536'])('the workbench knows no port «%s»', (port) => {
  const { stderr, status } = spawnSync(process.execPath, [WORKBENCH, `--port=${port}`], { encoding: 'utf8' });
  expect({ stderr, status }).toEqual({
    stderr: `Ошибка: --port: «${port}» — нужно число от 0 до 65535\n`,
    status: 2,
  });
});

test.each(['setup', 'demo'])('%s of a programme that there is not is wrong usage', (action) => {
  const folder = temporaryFolder();
  const { stderr, status } = spawnSync(
    process.execPath,
    [CLI, action, 'foo', '--workbook', join(folder, 'k.xlsx')],
    { encoding: 'utf8' },
  );
  expect([stderr, status, readdirSync(folder)]).toEqual([
    expect.stringMatching(/^Ошибка: Программы «foo» нет\. Есть: .*\n$/),
    2,
    [],
  ]);
});

test('the demo has a help of its own', () => {
  const { stdout, status } = spawnSync(process.execPath, [DEMO, '--help'], { encoding: 'utf8' });
  expect([stdout, status]).toEqual([expect.stringContaining('Программы: marathon, webinars'), 0]);
});

test('the workbench knows which programmes have a public page', () => {
  expect(readAssets(pathToFileURL(WORKBENCH).href).published).toEqual(['marathon']);
});

test('a copied tool without the other files of the build says what to do', () => {
  const folder = temporaryFolder();
  const copy = join(folder, 'workbench.mjs');
  cpSync(WORKBENCH, copy);
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const { stderr, status } = spawnSync(process.execPath, [copy, 'book.xlsx'], { encoding: 'utf8' });
  expect([stderr, status]).toEqual([
    expect.stringMatching(/^Ошибка: нет файла \S+: соберите проект, npm run build\n$/),
    1,
  ]);
});
