// SpreadsheetApp as far as the bundle uses it: the open spreadsheet, the selection, and the user interface
// through a driver.
import { ServiceError } from '../errors.js';
import type { HtmlOutput } from './html.js';
import type { ExposeOptions, Members, Sandbox } from '../sandbox.js';
import type { ButtonSet, MenuItem, UiDriver } from '../screen.js';
import { type SheetState, openSheets, type Workbook } from '../workbook/model.js';

export interface Selection {
  readonly sheet: string;
  /** 1-based, as in Apps Script. */
  readonly row: number;
  readonly column: number;
}

export interface SpreadsheetOptions {
  readonly workbook: Workbook;
  readonly id: string;
  readonly ui: () => UiDriver | null;
  readonly toast: (text: string, title: string) => void;
  readonly selection: Selection | null;
}

const BUTTONS = { OK: 'OK', CANCEL: 'CANCEL', YES: 'YES', NO: 'NO', CLOSE: 'CLOSE' };
const BUTTON_SETS = { OK: 'OK', OK_CANCEL: 'OK_CANCEL', YES_NO: 'YES_NO', YES_NO_CANCEL: 'YES_NO_CANCEL' };

export function spreadsheetService(options: SpreadsheetOptions, expose: Sandbox['expose']): Members {
  const { workbook, id, ui, selection } = options;
  const free: ExposeOptions = { free: true };
  const sheetView = (sheet: SheetState): object =>
    expose(
      'Sheet',
      {
        getName: () => sheet.title,
        getSheetId: () => sheet.id,
      },
      free,
    );
  const active = (): SheetState => {
    const list = openSheets(workbook.state);
    const sheet = list.find(({ title }) => title === selection?.sheet) ?? list[0];
    if (!sheet) throw new ServiceError('в книге нет листов');
    return sheet;
  };
  const range = (): object | null =>
    selection &&
    expose(
      'Range',
      { getRow: () => selection.row, getColumn: () => selection.column, getSheet: () => sheetView(active()) },
      free,
    );
  const spreadsheet = expose('SpreadsheetApp', {
    getId: () => id,
    getActiveRange: range,
    toast: (text: string, title = '') => {
      options.toast(text, title);
    },
  });
  return {
    getActiveSpreadsheet: () => spreadsheet,
    getUi: () => {
      const driver = ui();
      if (!driver) throw new ServiceError('Cannot call SpreadsheetApp.getUi() from this context.');
      return uiView(driver, expose);
    },
  };
}

function uiView(ui: UiDriver, expose: Sandbox['expose']): object {
  const built = new WeakMap<object, MenuItem>();
  const menu = (title: string): object => {
    const items: MenuItem[] = [];
    const view: object = expose(
      'Menu',
      {
        addItem: (caption: string, handler: string) => {
          items.push({ caption, handler, items: [] });
          return view;
        },
        addSeparator: () => {
          items.push({ caption: null, handler: null, items: [] });
          return view;
        },
        addSubMenu: (sub: object) => {
          const item = built.get(sub);
          if (!item) throw new ServiceError('Invalid argument: menu');
          items.push(item);
          return view;
        },
        addToUi: () => {
          ui.menu?.(title, items);
        },
      },
      { free: true },
    );
    built.set(view, { caption: title, handler: null, items });
    return view;
  };
  /** Google's overloads: (prompt), (prompt, buttons), (title, prompt, buttons). */
  const texts = (args: readonly unknown[]): { title: string; text: string; buttons: ButtonSet } => {
    const isSet = (value: unknown): value is ButtonSet => typeof value === 'string' && value in BUTTON_SETS;
    const last = args[args.length - 1];
    const buttons = args.length > 1 && isSet(last) ? last : 'OK';
    const [first = '', second] = args.length > 1 && isSet(last) ? args.slice(0, -1) : args;
    return second === undefined
      ? { title: '', text: shown(first), buttons }
      : { title: shown(first), text: shown(second), buttons };
  };
  const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  return expose('SpreadsheetApp', {
    Button: BUTTONS,
    ButtonSet: BUTTON_SETS,
    createMenu: menu,
    alert: (...args: unknown[]) => {
      const { title, text, buttons } = texts(args);
      return ui.alert(title, text, buttons);
    },
    prompt: (...args: unknown[]) => {
      const { title, text, buttons } = texts(args);
      const answer = ui.prompt(title, text, buttons);
      return expose(
        'PromptResponse',
        { getSelectedButton: () => answer.button, getResponseText: () => answer.text },
        { free: true },
      );
    },
    showModalDialog: (html: HtmlOutput, title: string) => {
      ui.showDialog({
        title,
        html: html.getContent(),
        width: html.getWidth(),
        height: html.getHeight(),
      });
    },
  });
}
