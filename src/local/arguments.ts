// Parses the command line into a command, or an error message. Pure: opens nothing.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { readNow } from './clock.js';
import { messageLine } from './errors.js';

export interface Command {
  readonly action: string;
  /** The bundle's function and its arguments. */
  readonly name: string;
  readonly args: readonly unknown[];
  readonly workbook: string;
  readonly out: string | null;
  /** Epoch milliseconds; null: the real clock. */
  readonly now: number | null;
  readonly mail: string | null;
  readonly quota: number;
  readonly record: string | null;
  readonly dryRun: boolean;
  readonly json: boolean;
}

export type Parsed =
  | { readonly kind: 'run'; readonly command: Command }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly problem: string };

const OPTIONS = {
  workbook: { type: 'string' },
  out: { type: 'string' },
  now: { type: 'string' },
  mail: { type: 'string' },
  'mail-quota': { type: 'string' },
  record: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

/** A function for `call`, and what staff call it. */
export interface Named {
  readonly name: string;
  readonly about: string;
}

/** Text of `--help`. */
export const helpOf = (
  programmes: readonly { readonly id: string }[],
  functions: readonly Named[],
): string => `Регламент: тот же код, что в Google Таблицах, над файлом .xlsx

  npm run local -- ДЕЙСТВИЕ --workbook КНИГА.xlsx [ключи]

Действия
  setup ПРОГРАММА…      создать вкладки программ: ${programmes.map(({ id }) => id).join(', ')}
  demo ПРОГРАММА        заполнить вкладки программы примером
  recompute             «Пересчитать»
  daily                 ежедневный запуск: пересчёт и отправка писем
  tick                  пятиминутный запуск: письма, которым пришло время
  send                  «Отправить письма»
  call ИМЯ [JSON]       любая другая функция меню, аргументы списком JSON:
                        call explain '["Рейтинг",5,"Итого"]'

Функции для call
${functions.map(({ name, about }) => `  ${name.padEnd(21)} ${about}`).join('\n')}

Ключи
  --workbook КНИГА.xlsx книга; если её нет, setup и demo её создадут,
                        а recompute и daily скажут, что её нет
  --out ФАЙЛ.xlsx       куда записать; без ключа — в ту же книгу
  --now ВРЕМЯ           который час, например 2023-10-06T12:00:00+03:00; без ключа — часы компьютера
  --mail ПАПКА          куда складывать письма (.eml); без ключа — outbox рядом с книгой
  --mail-quota N        сколько адресатов почта ещё примет сегодня; без ключа — 100
  --record ФАЙЛ.jsonl   записать каждое обращение к службам Google
  --dry-run             только с recompute: показать, что изменится, и ничего не записать
  --json                один объект JSON на выходе
  --help                эта справка

Код завершения: 0 — сделано, 1 — не удалось (причина одной строкой), 2 — ошибка в команде
`;

const WITHOUT_ARGUMENTS = ['recompute', 'daily', 'tick', 'send'];

export function parseCommand(argv: readonly string[]): Parsed {
  const wrong = (problem: string): Parsed => ({ kind: 'wrong', problem });
  let values;
  let words: readonly string[];
  try {
    const parsed = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
    values = parsed.values;
    words = parsed.positionals;
  } catch (error) {
    return wrong(optionProblem(error));
  }
  if (values.help === true) return { kind: 'help' };
  const [action, ...rest] = words;
  if (action === undefined) return wrong('не указано действие; список действий: --help');
  const call = callOf(action, rest, values['dry-run'] === true);
  if ('problem' in call) return wrong(call.problem);
  for (const name of ['workbook', 'out', 'mail', 'record'] as const) {
    if (values[name] === '') return wrong(`--${name}: пустое значение`);
  }
  if (values.workbook === undefined) return wrong('не указана книга: --workbook КНИГА.xlsx');
  const now = values.now === undefined ? null : readNow(values.now);
  if (typeof now === 'string') return wrong(`--now: ${now}`);
  const quota = values['mail-quota'] ?? '100';
  if (!/^\d{1,9}$/.test(quota)) return wrong(`--mail-quota: «${quota}» — нужно целое число от 0`);
  return {
    kind: 'run',
    command: {
      action,
      ...call,
      workbook: values.workbook,
      out: values.out ?? null,
      now,
      mail: values.mail ?? null,
      quota: Number(quota),
      record: values.record ?? null,
      dryRun: values['dry-run'] === true,
      json: values.json === true,
    },
  };
}

type Call = { readonly name: string; readonly args: readonly unknown[] } | { readonly problem: string };

function callOf(action: string, words: readonly string[], dryRun: boolean): Call {
  if (dryRun && action !== 'recompute') return { problem: '--dry-run бывает только с recompute' };
  if (WITHOUT_ARGUMENTS.includes(action)) {
    if (words.length > 0) return { problem: `${action}: лишнее слово «${words[0] ?? ''}»` };
    return { name: dryRun ? 'whatChanges' : action, args: [] };
  }
  if (action === 'setup') {
    return words.length === 0
      ? { problem: 'setup: укажите программу, например setup marathon' }
      : { name: 'setup', args: words };
  }
  if (action === 'demo') {
    return words.length === 1
      ? { name: 'demo', args: words }
      : { problem: 'demo: укажите одну программу, например demo marathon' };
  }
  if (action !== 'call') return { problem: `нет действия «${action}»; список действий: --help` };
  const [name, json = '[]', extra] = words;
  if (name === undefined)
    return { problem: 'call: укажите имя функции, например call selfTest; список: --help' };
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return { problem: `call: «${name}» — не имя функции` };
  if (extra !== undefined)
    return { problem: `call: лишнее слово «${extra}»; аргументы передаются одним списком JSON` };
  try {
    const args: unknown = JSON.parse(json);
    return Array.isArray(args)
      ? { name, args }
      : { problem: `call: аргументы должны быть списком JSON, например '["Рейтинг",5]'` };
  } catch {
    return { problem: `call: «${json}» — не JSON` };
  }
}

function optionProblem(error: unknown): string {
  const message = messageLine(error);
  const option = /'(-[^'\s]*)/.exec(message)?.[1] ?? '';
  if (message.startsWith('Unknown option')) return `нет ключа ${option}; список ключей: --help`;
  if (message.includes('does not take an argument')) return `${option}: этот ключ без значения`;
  return `${option}: нужно значение`;
}
