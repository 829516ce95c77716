// The workbench over HTTP, for this machine only: one page, its script and style, the public page, and a
// small JSON API. Other sites can neither read nor post: the Host is checked, and the API requires the page's
// random token.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ServiceError } from '../errors.js';
import { WorkbookFileError } from '../host.js';
import { type Assets, ICON, workbenchPage } from './page.js';
import { queries, read, readJson, shapes } from './requests.js';
import { problemOf } from './run.js';
import { RequestRefused, type Session } from './session.js';

export interface ServerOptions {
  readonly session: Session;
  readonly assets: Assets;
}

/** The page has the token of an earlier run and must fetch the new one. */
class StalePage extends Error {}

class TooLarge extends Error {}

export const HOST = '127.0.0.1';
const LARGEST_BODY = 8 * 1024 * 1024;

/** Only the workbench's own script, nothing from other sites; dialogs bring their own styles. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** The public page has no script at all. */
const PUBLIC_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly policy?: string;
}

const html = (body: string, policy: string): Reply => ({
  status: 200,
  type: 'text/html; charset=utf-8',
  body,
  policy,
});
const json = (value: unknown): Reply => ({
  status: 200,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value ?? null),
});
/** The page shows it as a sentence, others may follow. */
const line = (status: number, body: string): Reply => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${body}${/[.!?…]$/.test(body) ? '' : '.'}\n`,
});

export function createWorkbench({ session, assets }: ServerOptions): Server {
  const token = randomBytes(24).toString('base64url');
  /** Requests are processed one after another. */
  let turn: Promise<unknown> = Promise.resolve();
  const queued = <T>(work: () => T | Promise<T>): Promise<T> => {
    const next = turn.then(work);
    turn = next.catch(() => undefined);
    return next;
  };

  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const host = request.headers.host ?? '';
    const port = String(request.socket.localPort ?? '');
    if (host !== `${HOST}:${port}` && host !== `localhost:${port}`)
      throw new RequestRefused(`Стенд отвечает только по адресу http://${HOST}:${port}.`);
    const url = urlOf(request.url ?? '/', host);
    if (request.method === 'GET') {
      const page = await pageReply(url.pathname);
      if (page) return page;
    }
    const name = /^\/api\/([A-Za-z]+)$/.exec(url.pathname)?.[1];
    if (name === undefined) return line(404, 'Такой страницы здесь нет.');
    checkToken(request, token);
    const isPost = request.method === 'POST';
    if (!isPost && request.method !== 'GET') throw new RequestRefused('Стенд понимает только GET и POST.');
    if (isPost) checkPost(request, host);
    const data = isPost ? readJson(await bodyOf(request)) : Object.fromEntries(url.searchParams);
    const work = (isPost ? deeds : answers).get(name);
    return work ? json(await queued(() => work(data))) : line(404, 'Такого запроса нет.');
  };

  const pageReply = async (path: string): Promise<Reply | null> => {
    if (path === '/') return html(workbenchPage(token), PAGE_POLICY);
    if (path === '/workbench.js')
      return { status: 200, type: 'text/javascript; charset=utf-8', body: assets.script };
    if (path === '/workbench.css')
      return { status: 200, type: 'text/css; charset=utf-8', body: assets.style };
    if (path === '/favicon.svg') return { status: 200, type: 'image/svg+xml', body: ICON };
    return path === '/page' ? html(await queued(session.page), PUBLIC_POLICY) : null;
  };

  /** What is asked for with GET, by name. */
  const answers = new Map<string, (query: unknown) => unknown>([
    ['book', session.book],
    ['sheet', (query) => session.sheet(read(queries.sheet, query).id)],
    ['rows', (query) => session.rows(read(queries.rows, query))],
    ['find', (query) => session.find(read(queries.find, query))],
    ['letters', session.letters],
  ]);
  /** What is done with POST, by name. */
  const deeds = new Map<string, (body: unknown) => unknown>([
    ['call', (body) => session.call(read(shapes.call, body))],
    ['edit', (body) => session.edit(read(shapes.edit, body))],
    ['editRows', (body) => session.editRows(read(shapes.editRows, body))],
    ['step', (body) => session.step(read(shapes.step, body).way)],
    [
      'clock',
      (body) => {
        session.setClock(read(shapes.clock, body));
      },
    ],
  ]);

  return createServer((request, response) => {
    void answer(request)
      .catch(replyOf)
      .then((reply) => {
        send(response, reply);
      });
  });
}

/**
 * Statuses of errors: 403 for a page of an earlier run, 400 for a user's mistake, 413 for too much at once, 409 for an unusable file;
 * anything else is an internal error.
 */
function replyOf(error: unknown): Reply {
  if (error instanceof StalePage) return line(403, error.message);
  if (error instanceof TooLarge) return line(413, error.message);
  if (error instanceof RequestRefused || error instanceof ServiceError) return line(400, error.message);
  if (error instanceof WorkbookFileError) return line(409, error.message);
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return line(500, `Сбой: ${problemOf(error)}`);
}

function send(response: ServerResponse, { status, type, body, policy }: Reply): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    ...(policy === undefined ? {} : { 'content-security-policy': policy }),
  });
  response.end(body);
}

function urlOf(path: string, host: string): URL {
  try {
    return new URL(path, `http://${host}`);
  } catch {
    throw new RequestRefused('Адрес не понят.');
  }
}

function checkToken(request: IncomingMessage, token: string): void {
  const given = Buffer.from(String(request.headers['x-reglament-token'] ?? ''));
  const wanted = Buffer.from(token);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    throw new StalePage('Страница устарела: обновите её.');
}

function checkPost(request: IncomingMessage, host: string): void {
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `http://${host}`)
    throw new RequestRefused('Запрос пришёл с другого сайта и не выполнен.');
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    throw new RequestRefused('Запрос должен быть в JSON.');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size <= LARGEST_BODY) chunks.push(bytes);
  }
  // Read to its end all the same: otherwise the page would get no answer.
  if (size > LARGEST_BODY) throw new TooLarge('Запрос слишком велик: вставляйте меньшими частями.');
  return Buffer.concat(chunks).toString('utf8');
}
