// Script and style of the page: the client's sources beside this file, bundled when the workbench starts.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface Assets {
  readonly script: string;
  readonly style: string;
  readonly icon: string;
}

/** `folder` contains main.ts and style.css. */
export async function buildAssets(folder: URL): Promise<Assets> {
  const { outputFiles } = await build({
    entryPoints: ['main.ts', 'style.css'].map((name) => fileURLToPath(new URL(name, folder))),
    outdir: 'assets',
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });
  const text = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: text('.js'), style: text('.css'), icon: ICON };
}

/** A sheet with a tick: according to the rules. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f5f8b"/><path d="M8 10h9M8 16h6M8 22h4" stroke="#fff" stroke-opacity=".55" stroke-width="2.4" stroke-linecap="round"/><path d="m14.5 20.5 4 4 7.5-10" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>';
