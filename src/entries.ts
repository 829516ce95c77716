// The functions that the menu, the triggers, the page and the command line call, a line or two each. In the
// bundle none of this runs until one is called (main.ts).
import { type Programme, Refusal, type WritingAction } from './rules/programme.js';
import { programmes } from './rules/registry.js';
import { exclusively, persistently } from './run/attempts.js';
import { askedMode, automate, isOnWord } from './run/automation.js';
import { futureChanges } from './run/changes.js';
import { daily, tick } from './run/daily.js';
import { urgentDeadlines } from './run/deadlines.js';
import { fillDemo } from './run/demo.js';
import { erase, erasedAddress, erasureQuestion } from './run/erase/erase.js';
import { explainCell } from './run/explain.js';
import { notePageAddress } from './run/page-address.js';
import { programmeList, publicPages } from './run/published.js';
import { letterPreview, sendQuestion } from './run/preview.js';
import { actionTitle, cautionOf, lookUp, type MenuCall, performAction } from './run/programme-action.js';
import { type DecidedScene, decideScene, readDecided, readScene } from './run/scene.js';
import { checksSummary, selfChecks } from './run/selftest.js';
import { send } from './run/sending.js';
import { connect, namesIn } from './run/setup.js';
import { recomputeNow } from './run/shell.js';
import { googleHost } from './sheets/google.js';
import type { Host } from './sheets/ports.js';
import { columnTones } from './sheets/tones.js';
import {
  changesDialog,
  deadlinesDialog,
  explanationDialog,
  lettersDialog,
  resultDialog,
} from './ui/dialogs.js';
import { helpPage } from './ui/help.js';
import { programmesOf } from './ui/menu.js';
import { servePage } from './ui/page.js';
import type { Titled } from './ui/html.js';
import { argument, confirmed, NARROW, perform, type Shown, SMALL, WIDE } from './ui/perform.js';
import type { ActionReport } from './run/report.js';
import { type SharedEntry, TABS_PROPERTY } from './names.js';

/** A global function of the bundle; each checks its own arguments. */
export type Entry = (...args: readonly unknown[]) => unknown;

const run =
  <T>(work: (host: Host, args: readonly unknown[]) => Shown<T>): Entry =>
  (...args) => {
    const host = googleHost();
    return perform(host, () => {
      if (!host.isStaff(args[0]))
        throw new Refusal('Это действие доступно только сотрудникам из меню таблицы.');
      return work(host, args);
    });
  };

const FIRST_STEPS =
  'Дальше: проверьте «Настройки», внесите строки на вкладки с синей шапкой и выберите «Регламент → Пересчитать».';

const toasted = (report: ActionReport): Shown<ActionReport> => ({
  value: report,
  show: (screen) => screen.toast(report.message),
});
/** An action that writes: no other run may write meanwhile. */
const locked = (host: Host, work: () => ActionReport): Shown<ActionReport> =>
  toasted(exclusively(host, work));
const dialog = <T>(
  value: T,
  { title, html }: Titled,
  size: { readonly width: number; readonly height: number },
): Shown<T> => ({
  value,
  show: (screen) => screen.show(title, html, size),
});
const words = (args: readonly unknown[]): string[] =>
  args.filter((arg): arg is string => typeof arg === 'string');

/** The workbook with every programme's decision, for actions that only look. */
const looked = (host: Host): DecidedScene => persistently(() => readDecided(host, programmes));

function programmeAction(programme: Programme, name: string): Entry {
  return run((host, given) => {
    const action = programme.actions.find((one) => one.name === name);
    if (!action) throw new Error(`${programme.id} has no action ${name}`);
    const title = actionTitle(action);
    const args = action.parameters.map(({ prompt, optional, check }, index) => {
      const known = given[index] ?? (optional && !host.screen ? '' : undefined);
      const typed = argument(host, known, title, prompt);
      check?.(typed);
      return typed;
    });
    const report = action.looks
      ? lookUp(looked(host), { programme, action, args })
      : askAndPerform(host, { programme, action, args });
    if (report.result === undefined) return toasted(report);
    const size = Array.isArray(report.result) && report.result.length > 0 ? WIDE : SMALL;
    const page = resultDialog(title, report.message, report.result, columnTones([programme]));
    return dialog(report, page, size);
  });
}

function askAndPerform(host: Host, call: MenuCall<WritingAction>): ActionReport {
  const { confirm } = call.action;
  if (confirm) {
    const question = confirm.question(call.args);
    const caution = host.screen && confirm.caution ? cautionOf(looked(host), call) : '';
    confirmed(host, actionTitle(call.action), question + caution);
  }
  return exclusively(host, () => performAction(host, programmes, call));
}

/** Functions of every workbook, by name. */
const shared = {
  doGet: (request) => {
    const host = googleHost();
    const pages = () => publicPages(persistently(() => decideScene(host, readScene(host, programmes))));
    const { title, html } = servePage(host, request, pages, () => notePageAddress(host));
    return (
      HtmlService.createHtmlOutput(html)
        .setTitle(title)
        // Google ignores meta tags in the page's own head.
        .addMetaTag('viewport', 'width=device-width, initial-scale=1')
    );
  },
  recompute: run((host) =>
    locked(
      host,
      () =>
        recomputeNow(host, programmes, { action: 'recompute', title: 'Пересчитать', ahead: false }).report,
    ),
  ),
  whatChanges: run((host) => {
    const { shown, aged, ...report } = futureChanges(looked(host));
    const totals = report.result.totals.filter(({ difference }) => difference !== 0);
    return dialog(
      report,
      changesDialog(report.message, shown, totals, columnTones(programmes), aged),
      shown.length === 0 ? SMALL : WIDE,
    );
  }),
  explain: run((host, [tab, row, header]) => {
    const selected = host.screen?.selection() ?? null;
    if (typeof tab === 'string' && (!Number.isInteger(Number(row ?? NaN)) || header === undefined))
      throw new Refusal('Назовите вкладку, номер строки и столбец, например ["Рейтинг",5,"Итого"].');
    const asked =
      typeof tab === 'string'
        ? { tab, row: Number(row), header: String(header) }
        : selected && { ...selected, header: selected.column };
    if (!asked) throw new Refusal('Выделите ячейку и повторите.');
    const explanation = explainCell(looked(host), asked);
    return dialog(explanation, explanationDialog(explanation), NARROW);
  }),
  deadlinesToday: run((host) => {
    const lines = urgentDeadlines(looked(host));
    return dialog(lines, deadlinesDialog(lines), lines.length === 0 ? SMALL : WIDE);
  }),
  previewLetters: run((host) => {
    const preview = letterPreview(looked(host));
    const { lines } = preview;
    return dialog(lines, lettersDialog(preview), lines.length === 0 ? SMALL : WIDE);
  }),
  send: run((host) => {
    const question = host.screen && sendQuestion(host, programmes);
    const title = 'Отправить письма';
    if (question) confirmed(host, title, question);
    return locked(host, () =>
      send(host, programmes, { action: 'send', title, started: host.now(), retell: false }),
    );
  }),
  daily: run((host) => toasted(daily(host, programmes))),
  tick: run((host) => toasted(tick(host, programmes))),
  setup: run((host, args) => {
    const names = words(args);
    const list = programmes.map(({ title }) => title).join(', ');
    const asked =
      names.length > 0
        ? names
        : namesIn(
            programmes,
            argument(
              host,
              undefined,
              'Подключить программу',
              `Какие программы подключить? Впишите через запятую. Есть: ${list}.`,
            ),
          );
    return locked(host, () => {
      const report = connect(host, programmes, asked);
      const isNew = Object.keys(report.changed).length > 0;
      return isNew ? { ...report, message: `${report.message}\n${FIRST_STEPS}` } : report;
    });
  }),
  demo: run((host, [name, sample]) => {
    const asked = argument(host, name, 'Пример', 'Какую программу заполнить примером?');
    return locked(host, () => fillDemo(host, programmes, asked, sample));
  }),
  automate: run((host, [mode]) => {
    const isOn = typeof mode === 'string' ? isOnWord(mode) : mode;
    const asked = typeof isOn === 'boolean' ? isOn : askedMode(host);
    return locked(host, () => automate(host, programmes, asked));
  }),
  erasePerson: run((host, [address]) => {
    const title = 'Удалить персональные данные';
    const asked = argument(
      host,
      address,
      title,
      'Email человека, чьи данные удалить. Вместе с ними удаляются данные в строках с флажком «Удалить данные»; если email не вписать — только они.',
    );
    const whose = erasedAddress(asked);
    confirmed(host, title, erasureQuestion(whose));
    return locked(host, () => erase(host, programmes, whose));
  }),
  selfTest: run((host) => {
    const checks = exclusively(host, () => selfChecks(host, programmes));
    return dialog(checks, resultDialog('Самопроверка', checksSummary(checks), checks), WIDE);
  }),
  programmeList: () => programmeList(programmes),
  help: run((host) => {
    const present = programmesOf(programmes, host.store.get(TABS_PROPERTY) ?? '');
    return dialog('Справка открыта.', helpPage(present), NARROW);
  }),
} satisfies Readonly<Record<SharedEntry, Entry>>;

/** All of them, including the programmes' own menu actions. */
export const entries: Readonly<Record<string, Entry>> = {
  ...shared,
  ...Object.fromEntries(
    programmes.flatMap((programme) =>
      Object.values(programme.menu).map(({ name }) => [name, programmeAction(programme, name)]),
    ),
  ),
};
