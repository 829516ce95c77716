// Requests to the server. A refused one throws a `Problem` with a Russian message.

/** Its message is shown to the user unchanged. */
export class Problem extends Error {}

const TOKEN = 'meta[name="reglament-token"]';
const tokenOf = (page: Document): string => page.querySelector<HTMLMetaElement>(TOKEN)?.content ?? '';
let token = tokenOf(document);

async function reach(path: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch {
    throw new Problem('Стенд не отвечает. Запущен ли он (npm start)?');
  }
}

async function request(path: string, init: RequestInit, type?: string): Promise<unknown> {
  const send = (): Promise<Response> =>
    reach(path, {
      ...init,
      headers: { 'x-reglament-token': token, ...(type === undefined ? {} : { 'content-type': type }) },
    });
  let response = await send();
  if (response.status === 403) {
    // The workbench has been restarted and has a new token.
    const page = await (await reach('/')).text();
    token = tokenOf(new DOMParser().parseFromString(page, 'text/html'));
    response = await send();
  }
  if (!response.ok) throw new Problem((await response.text()).trim());
  return response.json();
}

let posts = 0;
/** Whether a write is in progress. */
export const isPosting = (): boolean => posts > 0;

export async function get<T>(
  name: string,
  query: Readonly<Record<string, string | number>> = {},
): Promise<T> {
  const text = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
  return (await request(`/api/${name}?${text.toString()}`, {})) as T;
}

/** The write asked for last. */
let last: Promise<unknown> = Promise.resolve();

/** Writes reach the server in the order in which they were asked for, however fast the user is. */
export async function post<T>(name: string, body: object): Promise<T> {
  const init = { method: 'POST', body: JSON.stringify(body) };
  const send = (): Promise<unknown> => request(`/api/${name}`, init, 'application/json');
  const sent = last.then(send, send);
  last = sent;
  posts++;
  try {
    return (await sent) as T;
  } finally {
    posts--;
  }
}
