// Questions to the server. What it refuses comes as a `Problem` with its Russian line.

/** Said to the person as it stands. */
export class Problem extends Error {}

const token = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="reglament-token"]')?.content ?? '';

async function request(path: string, init: RequestInit, type?: string): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      ...init,
      headers: { 'x-reglament-token': token(), ...(type === undefined ? {} : { 'content-type': type }) },
    });
  } catch {
    throw new Problem('Стенд не отвечает. Запущен ли он? (npm start)');
  }
  if (!response.ok) throw new Problem((await response.text()).trim());
  return response.json();
}

export async function get<T>(
  name: string,
  query: Readonly<Record<string, string | number>> = {},
): Promise<T> {
  const text = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
  return (await request(`/api/${name}?${text.toString()}`, {})) as T;
}

export async function post<T>(name: string, body: object): Promise<T> {
  const init = { method: 'POST', body: JSON.stringify(body) };
  return (await request(`/api/${name}`, init, 'application/json')) as T;
}
