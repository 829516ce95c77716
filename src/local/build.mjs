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
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import vm from 'node:vm';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TOOLS = ['cli', 'demo', 'workbench'];
/** Holds the functions of the entry points. */
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
  const lines = [...names].sort().map((name) => `function ${name}(...a){return ${GLOBAL}.${name}(...a)}\n`);
  return `${iife.trimEnd()}\n${lines.join('')}`;
}

/** Bundles with esbuild in memory, in UTF-8. */
async function bundle(options) {
  // Loaded only if something is outdated.
  const { build } = await import('esbuild');
  return build({
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    ...options,
  });
}

/** The value of an expression after a script, in a bare context without services and Node's globals. */
function valueAfter(script, expression) {
  const context = vm.createContext({});
  vm.runInContext(script, context);
  return vm.runInContext(expression, context);
}

/** Ids of the programmes that have a file: the names of their folders. */
const programmesWith = (file) =>
  readdirSync(join(ROOT, 'src/rules')).filter((id) => existsSync(join(ROOT, 'src/rules', id, file)));

/**
 * The piece that stands for the modules whose code runs when it is first needed: a CommonJS module with a getter for
 * each of their exports. What is imported from such a module is read where it is used.
 */
const LATER = './later.js';

/** What has to run before everything else: a piece of its own, because a piece runs after those that it imports. */
const FIRST = 'older-runtimes';

/** Leaves the imports of those modules (paths of sources) to that piece. */
const importedLater = (modules) => ({
  name: 'imported-later',
  setup({ onResolve }) {
    onResolve({ filter: /^\.+\/.*\.js$/ }, ({ path, resolveDir }) =>
      modules.includes(join(resolveDir, path).replace(/\.js$/, '.ts'))
        ? { path: LATER, external: true }
        : null,
    );
  },
});

/**
 * The code in pieces: the menu, one for each programme, one for the actions, and what several of them share.
 * Path → code.
 */
async function piecesOf(entry) {
  const later = ['src/entries.ts', ...programmesWith('index.ts').map((id) => `src/rules/${id}/index.ts`)];
  const { outputFiles, metafile } = await bundle({
    plugins: [importedLater(later.map((path) => join(ROOT, path)))],
    entryPoints: [`src/${FIRST}.ts`, entry, ...later],
    metafile: true,
    splitting: true,
    format: 'esm',
    outdir: ROOT,
  });
  const getters = Object.entries(metafile.outputs)
    .filter(([, { entryPoint }]) => later.includes(entryPoint))
    .flatMap(([path, { exports }]) =>
      exports.map((name) => `get ${name}() { return require('./${path}').${name}; }`),
    );
  return new Map([
    ...outputFiles.map(({ path, text }) => [path, text]),
    [join(ROOT, LATER), `module.exports = { ${getters.join(', ')} };`],
  ]);
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
 * every module that is required by itself, which would take 17 KB.
 */
async function bundleCode(entry) {
  const { outputFiles } = await bundle({
    plugins: [fromMemory(await piecesOf(entry))],
    stdin: {
      contents: `import './${FIRST}.js'; import { entryPoints } from './main.js'; ${GLOBAL} = entryPoints;`,
      resolveDir: ROOT,
    },
    format: 'iife',
    ...APPS_SCRIPT,
    banner: { js: `"use strict";var ${GLOBAL};` },
    minify: true,
  });
  const iife = await compact(outputFiles[0].text);
  // Code that needs a service or a Node global while loading fails here rather than in Google.
  return withEntryPoints(iife, [...valueAfter(iife, `Object.keys(${GLOBAL})`)]);
}

/**
 * The contents of build/samples.json: the sample rows of every programme that has some, by the name of its
 * folder, which is its id.
 */
async function collectSamples() {
  const ids = programmesWith('demo.ts');
  const wrong = ids.filter((id) => !/^[a-z][a-z0-9]*$/.test(id));
  if (wrong.length > 0)
    throw new Error(
      `имя папки программы — одно простое слово: ${wrong.map((id) => `src/rules/${id}`).join(', ')}`,
    );
  const samples = ids.map((id) => `export { demo as ${id} } from './src/rules/${id}/demo.js';`);
  const { outputFiles } = await bundle({
    stdin: { contents: samples.join('\n'), resolveDir: ROOT },
    format: 'iife',
    globalName: 'samples',
  });
  return valueAfter(
    outputFiles[0].text,
    'JSON.stringify(Object.fromEntries(Object.entries(samples).map(([id, demo]) => [id, demo()])))',
  );
}

/**
 * The code of build/running.js: which programmes a workbook runs, and the zone of what belongs to none, as every run of
 * the add-on finds it (src/run/scene.ts). For the workbench alone: in Google nobody would call it.
 */
const RUNNING = `
  import { programmes } from './src/rules/registry.js';
  import { readScene } from './src/run/scene.js';
  import { googleHost } from './src/sheets/google.js';
  globalThis.running = () => {
    const host = googleHost();
    const listed = readScene(host, programmes, { settings: 'whole' });
    // If «Настройки» lists none, the tabs decide.
    const { zone, enabled } = listed.enabled.length > 0 ? listed : readScene(host, programmes);
    return { zone: zone.name, programmes: enabled.map(({ id }) => id) };
  };
`;
async function bundleRunning() {
  const { outputFiles } = await bundle({
    stdin: { contents: RUNNING, resolveDir: ROOT },
    format: 'iife',
    minify: true,
  });
  return outputFiles[0].text;
}

/** Bundles a tool as one module; packages stay external. */
export async function bundleTool(entry, language = { target: 'node20' }) {
  const { outputFiles } = await bundle({
    entryPoints: [entry],
    platform: 'node',
    format: 'esm',
    ...language,
    packages: 'external',
  });
  return outputFiles[0].text;
}

/** The contents of build/page.json: the workbench's page, and the programmes with a public page to link to. */
async function pageAssets() {
  const { outputFiles } = await bundle({
    entryPoints: ['main.ts', 'style.css'].map((name) => `src/local/workbench/client/${name}`),
    outdir: 'page',
    format: 'iife',
    target: 'es2022',
  });
  const text = (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text;
  return JSON.stringify({ script: text('.js'), style: text('.css'), published: programmesWith('page.ts') });
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
  job('dist/Code.js', () => bundleCode('src/main.ts'));
  job('dist/appsscript.json', () => readFileSync(join(ROOT, 'appsscript.json'), 'utf8'));
  job('build/samples.json', collectSamples);
  job('build/page.json', pageAssets);
  job('build/running.js', bundleRunning);
  for (const tool of TOOLS) job(`build/${tool}.mjs`, () => bundleTool(`src/local/${tool}.ts`));
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

/** The bundle's code, that of build/running.js and the sample rows, rebuilt if a source has changed. */
export async function built() {
  await buildAll();
  const read = (path) => readFileSync(join(ROOT, path), 'utf8');
  return {
    code: read('dist/Code.js'),
    running: read('build/running.js'),
    samples: JSON.parse(read('build/samples.json')),
  };
}

/** Time of the latest change to any input of a build. */
function newestSource() {
  let newest = 0;
  const see = (path) => {
    newest = Math.max(newest, statSync(path).mtimeMs);
  };
  // Folders are listed too: their own time changes when files are deleted.
  for (const name of readdirSync(join(ROOT, 'src'), { recursive: true })) see(join(ROOT, 'src', name));
  for (const name of ['src', 'package-lock.json', 'appsscript.json']) see(join(ROOT, name));
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
