// The command line as a separate process: what `command.test.ts` cannot test.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { built } from '../../src/local/build.mjs';

await built();
const [CLI, WORKBENCH] = ['cli', 'workbench'].map((name) =>
  fileURLToPath(new URL(`../../build/${name}.mjs`, import.meta.url)),
) as [string, string];

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
