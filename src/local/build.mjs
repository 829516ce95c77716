// Builds the outputs: src/main.ts → dist/Code.js for Apps Script, and this folder's tools → build/*.mjs for
// Node. Skips outputs that are newer than every source. Files are replaced atomically, because several
// processes may build at once.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TOOLS = ['cli', 'demo', 'workbench'];
const GLOBAL = '__reglament';
/**
 * The language of the bundle. V8 compiles functions a tenth faster than arrows, whose parameters it first
 * takes for an expression.
 */
export const APPS_SCRIPT = { target: 'es2019', supported: { arrow: false } };
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/**
 * Adds one top-level function per entry point, by which Apps Script finds menu items, triggers and dialogs'
 * calls.
 */
export function withEntryPoints(iife, names) {
  const wrong = names.filter((name) => !IDENTIFIER.test(name) || name === GLOBAL);
  if (wrong.length > 0) throw new Error(`не годятся в имена функций: ${wrong.join(', ')}`);
  const lines = [...names]
    .sort()
    .map((name) => `function ${name}(...a){return ${GLOBAL}.entryPoints.${name}(...a)}\n`);
  return `${iife.trimEnd()}\n${lines.join('')}`;
}

/**
 * Rewrites `import` to `import()` in the registry and in main.ts for the bundle, so that a programme's modules, and
 * all that actions need, run when they are first used and not when the sheet is opened.
 */
export function importedOnDemand(source, file) {
  const modules = new Map();
  const used = new Set();
  const code = source
    .replace(/^import \{ (\w+) \} from '(\.\/(?:\w+\/index|entries)\.js)';$/gm, (_line, name, module) => {
      modules.set(name, module);
      return '';
    })
    .replace(/\(\) => (\w+)\b/g, (arrow, name) => {
      if (!modules.has(name)) return arrow;
      used.add(name);
      return `() => import('${modules.get(name)}').${name}`;
    });
  for (const [name, module] of modules)
    if (!used.has(name))
      throw new Error(`${file}: ${name} из ${module} должно стоять только как () => ${name}`);
  return code;
}

const onDemand = {
  name: 'on-demand',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/](?:rules[\\/]registry|main)\.ts$/ }, ({ path }) => ({
      contents: importedOnDemand(readFileSync(path, 'utf8'), relative(ROOT, path)),
      loader: 'ts',
    }));
  },
};

/**
 * A piece with `require` instead of `import()`, which Apps Script lacks. `count`: how many there are; a text that
 * looks like one must not be changed.
 */
export function requiredInstead(code, count) {
  let found = 0;
  const text = code.replace(/\bimport\(("[^"]+")\)/g, (_import, module) => {
    found++;
    return `require(${module})`;
  });
  if (found !== count) throw new Error(`обращений import("…"): ${count}, а похоже на них: ${found}`);
  return text;
}

/**
 * The code that runs when it is first needed, in pieces: one for the menu, one for each programme, one for the
 * actions, and what several of them share. Path → code.
 */
async function piecesOf(entry) {
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    plugins: [onDemand],
    entryPoints: { main: entry },
    absWorkingDir: ROOT,
    metafile: true,
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    outdir: ROOT,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });
  const imports = ({ path }) =>
    metafile.outputs[relative(ROOT, path)].imports.filter(({ kind }) => kind === 'dynamic-import').length;
  return new Map(outputFiles.map((piece) => [piece.path, requiredInstead(piece.text, imports(piece))]));
}

/** Loads the pieces from memory. */
const fromMemory = (pieces) => ({
  name: 'from-memory',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /./ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path),
      namespace: 'memory',
    }));
    onLoad({ filter: /./, namespace: 'memory' }, ({ path }) => ({
      contents: pieces.get(path),
      resolveDir: dirname(path),
    }));
  },
});

/**
 * The same code, minified a second time: esbuild gives a name to each variable of the whole file, oxc gives the same
 * few short names to the variables of every function, of which gzip makes 3 % less.
 */
async function compact(code) {
  const { minifySync } = await import('oxc-minify');
  const { target } = APPS_SCRIPT;
  const { code: text, errors } = minifySync('Code.js', code, { compress: { target }, mangle: true });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('; '));
  return text.trimEnd();
}

/**
 * The code of dist/Code.js for an entry file that exports `entryPoints`. Put together from pieces: esbuild wraps
 * each module that is required by itself, all five hundred of them, which takes 17 KB.
 */
async function bundleCode(entry) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    plugins: [fromMemory(await piecesOf(entry))],
    entryPoints: ['main.js'],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    format: 'iife',
    globalName: GLOBAL,
    ...APPS_SCRIPT,
    banner: { js: '"use strict";' },
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });
  const iife = await compact(outputFiles[0].text);
  const { default: vm } = await import('node:vm');
  // A bare context: code that needs a service or a Node global while loading fails here rather than in
  // Google.
  const context = vm.createContext({});
  vm.runInContext(iife, context, { filename: 'Code.js' });
  const names = vm.runInContext(`Object.keys(${GLOBAL}.entryPoints)`, context);
  return withEntryPoints(iife, [...names]);
}

/**
 * The contents of build/samples.json: the sample rows of every programme that has some, by the name of its
 * folder, which is its id.
 */
async function collectSamples() {
  const { build } = await import('esbuild');
  const rules = join(ROOT, 'src/rules');
  const ids = programmesWith('demo.ts');
  const wrong = ids.filter((id) => !/^[a-z][a-z0-9]*$/.test(id));
  if (wrong.length > 0)
    throw new Error(
      `имя папки программы — одно простое слово: ${wrong.map((id) => `src/rules/${id}`).join(', ')}`,
    );
  const contents = ids.map((id) => `export { demo as ${id} } from './${id}/demo.js';`).join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: rules, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'samples',
    logLevel: 'silent',
  });
  const { default: vm } = await import('node:vm');
  const context = vm.createContext({});
  vm.runInContext(outputFiles[0].text, context, { filename: 'samples.js' });
  const json = vm.runInContext(
    'JSON.stringify(Object.fromEntries(Object.entries(samples).map(([id, demo]) => [id, demo()])))',
    context,
  );
  return JSON.parse(json);
}

/** Bundles a tool as one module; packages stay external. */
export async function bundleTool(entry, language = { target: 'node20' }) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    ...language,
    packages: 'external',
    charset: 'utf8',
    logLevel: 'silent',
  });
  return outputFiles[0].text;
}

/** Ids of the programmes that have a file: the names of their folders. */
const programmesWith = (file) => {
  const rules = join(ROOT, 'src/rules');
  return readdirSync(rules).filter((id) => existsSync(join(rules, id, file)));
};

/** The contents of build/page.json: the workbench's page, and the programmes with a public page to link to. */
async function pageAssets() {
  const { build } = await import('esbuild');
  const client = join(ROOT, 'src/local/workbench/client');
  const { outputFiles } = await build({
    entryPoints: ['main.ts', 'style.css'].map((name) => join(client, name)),
    outdir: 'page',
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });
  const text = (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text;
  return { script: text('.js'), style: text('.css'), published: programmesWith('page.ts') };
}

/** Builds outdated outputs; returns the paths written with their sizes. */
export async function buildAll() {
  const started = new Date();
  const newest = newestSource();
  const jobs = [];
  const job = (path, make) => {
    const output = join(ROOT, path);
    if (!existsSync(output) || statSync(output).mtimeMs < newest) jobs.push({ output, make });
  };
  job('dist/Code.js', () => bundleCode(join(ROOT, 'src/main.ts')));
  job('dist/appsscript.json', async () => readFileSync(join(ROOT, 'appsscript.json'), 'utf8'));
  job('build/samples.json', async () => JSON.stringify(await collectSamples()));
  job('build/page.json', async () => JSON.stringify(await pageAssets()));
  for (const tool of TOOLS) job(`build/${tool}.mjs`, () => bundleTool(join(ROOT, `src/local/${tool}.ts`)));
  return Promise.all(
    jobs.map(async ({ output, make }) => {
      const text = await make();
      mkdirSync(dirname(output), { recursive: true });
      const temporary = join(dirname(output), `.${basename(output)}.${process.pid}.tmp`);
      writeFileSync(temporary, text);
      // Dated with the start of the build: a source changed meanwhile is newer.
      utimesSync(temporary, started, started);
      renameSync(temporary, output);
      return { output, bytes: Buffer.byteLength(text) };
    }),
  );
}

/** The bundle's code and the sample rows, rebuilt if a source has changed. */
export async function built() {
  await buildAll();
  const read = (path) => readFileSync(join(ROOT, path), 'utf8');
  return { code: read('dist/Code.js'), samples: JSON.parse(read('build/samples.json')) };
}

/** Time of the latest change to any input of a build. */
function newestSource() {
  let newest = 0;
  const see = (path) => {
    newest = Math.max(newest, statSync(path).mtimeMs);
  };
  const walk = (folder) => {
    // A folder's own time changes when files are deleted.
    see(folder);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else see(path);
    }
  };
  walk(join(ROOT, 'src'));
  for (const name of ['package-lock.json', 'appsscript.json']) see(join(ROOT, name));
  return newest;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const quiet = process.argv.includes('--quiet');
  try {
    const written = await buildAll();
    if (!quiet) {
      for (const { output, bytes } of written) {
        process.stdout.write(`${output.slice(ROOT.length)}  ${(bytes / 1024).toFixed(1)} КБ\n`);
      }
      if (written.length === 0) process.stdout.write('всё собрано\n');
    }
  } catch (error) {
    process.stderr.write(`Ошибка: сборка не удалась: ${error.message}\n`);
    process.exitCode = 1;
  }
}
