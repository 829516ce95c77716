// One run of the add-on for the page, with its questions, dialogs and toasts. The bundle is synchronous, the
// page is not: a question without an answer ends the run, which is rolled back and repeated once the answer
// is there.
import { messageLine, Terminated } from '../errors.js';
import { createHost, type HostOptions, type SentLetter, type UiDriver } from '../host.js';
import type { Answer, BookView, CallOutcome, Dialog, Button, Question } from './protocol.js';

export interface RunOptions extends Omit<HostOptions, 'ui'> {
  readonly handler: string;
  /** A trigger has no screen: it asks and shows nothing. */
  readonly trigger: boolean;
  readonly answers: readonly Answer[];
}

export interface RunResult {
  readonly outcome: CallOutcome;
  /** Letters that the run has sent. */
  readonly mails: readonly SentLetter[];
}

const REFUSALS: readonly Button[] = ['CANCEL', 'NO', 'CLOSE'];

/** Ends a run that needs an answer. */
class NeedsAnswer extends Error {}

export function runHandler({ handler, trigger, answers, ...options }: RunOptions): RunResult {
  const { core } = options.workbook;
  const before = core.state;
  const screen = openScreen(answers);
  const host = createHost({ ...options, ...(trigger ? {} : { ui: screen.driver }) });
  let problem: string | null = null;
  let result: unknown;
  try {
    result = host.call(handler);
  } catch (error) {
    problem = problemOf(error);
  }
  const open = screen.open();
  if (open) {
    // Rolls back the run, whatever the bundle did after the signal or wrote before it.
    core.state = before;
    return { outcome: { kind: 'question', ...open }, mails: [] };
  }
  const said = trigger ? messageOf(result) : null;
  // An expected failure ends with null and its message in a toast; a question that was refused is none.
  const isFailure = result === null && !REFUSALS.includes(answers.at(-1)?.press ?? 'OK');
  const refusal = isFailure ? (host.toasts.at(-1) ?? null) : null;
  const toasts = refusal === null ? host.toasts : host.toasts.slice(0, -1);
  return {
    outcome: {
      kind: 'done',
      toasts: said === null ? toasts : [...toasts, said],
      dialogs: screen.dialogs,
      problem: problem ?? refusal,
    },
    mails: host.mails,
  };
}

/** The menus added by `onOpen`, run as in Google when a sheet with a bound script is opened. */
export function readMenus(options: HostOptions): BookView['menus'] {
  const menus: BookView['menus'][number][] = [];
  const { driver } = openScreen([]);
  const ui: UiDriver = {
    ...driver,
    menu: (title, items) => {
      menus.push({ title, items });
    },
  };
  createHost({ ...options, ui }).call('onOpen', [], { trigger: 'simple' });
  return menus;
}

interface Screen {
  readonly driver: UiDriver;
  readonly dialogs: readonly Dialog[];
  /** The pending question, and the number of answers used before it. */
  readonly open: () => { readonly question: Question; readonly answered: number } | null;
}

function openScreen(answers: readonly Answer[]): Screen {
  const dialogs: Dialog[] = [];
  let used = 0;
  let open: { readonly question: Question; readonly answered: number } | null = null;
  const ask = (question: Question): Answer => {
    const answer = answers[used];
    if (open || !answer || !isSame(answer.question, question)) {
      open ??= { question, answered: used };
      throw new NeedsAnswer(question.title);
    }
    used++;
    return answer;
  };
  return {
    dialogs,
    open: () => open,
    driver: {
      alert: (title, text, buttons) => ask({ kind: 'alert', title, text, buttons }).press,
      prompt: (title, text, buttons) => {
        const { press, text: typed } = ask({ kind: 'prompt', title, text, buttons });
        return { button: press, text: typed };
      },
      showDialog: (dialog) => {
        dialogs.push(dialog);
      },
      toast: () => undefined,
    },
  };
}

const isSame = (a: Question, b: Question): boolean =>
  a.kind === b.kind && a.title === b.title && a.text === b.text && a.buttons === b.buttons;

/** The message in a trigger's report, which no screen would have shown. */
function messageOf(report: unknown): string | null {
  return typeof report === 'object' && report !== null && 'message' in report ? String(report.message) : null;
}

export const problemOf = (error: unknown): string =>
  error instanceof Terminated ? `Запуск остановлен: ${error.message}` : messageLine(error);
