// The line below the menus: name and whole text of the selected cell, and the search within the sheet.
import type { Target } from '../protocol.js';
import { h, icon, ICONS } from './dom.js';
import { breakLine } from './editor.js';

export interface BarEvents {
  /** `name` is what was typed as the name of a cell. */
  readonly onJump: (name: string) => void;
  /** `target` is the cell whose text was changed, even if another one is selected by then. */
  readonly onType: (text: string, target: Target) => void;
  readonly onFind: (text: string) => void;
  readonly onLeave: () => void;
}

/** The selected cell: its name, its whole text and where it is. */
interface Shown {
  readonly name: string;
  readonly text: string;
  readonly target: Target;
}

export interface Bar {
  readonly root: HTMLElement;
  readonly update: (cell: Shown) => void;
  /** Whether it holds text that has not been saved yet. */
  readonly isDirty: () => boolean;
  readonly find: () => void;
}

export function openBar({ onJump, onType, onFind, onLeave }: BarEvents): Bar {
  const name = openName(onJump, onLeave);
  const text = openText(onType, onLeave);
  const search = h('input', {
    type: 'search',
    placeholder: 'Найти на вкладке',
    'aria-label': 'Найти на вкладке',
    onkeydown: ({ key }: KeyboardEvent) => {
      if (key === 'Enter' && search.value !== '') onFind(search.value);
      if (key === 'Escape') onLeave();
    },
  });
  return {
    root: h(
      'div',
      { class: 'bar' },
      name.field,
      h('div', { class: 'cell-text-box' }, text.field),
      h('label', { class: 'search' }, icon(ICONS.search), search),
    ),
    find: () => {
      search.focus();
      search.select();
    },
    update: (cell) => {
      name.show(cell.name);
      text.update(cell);
    },
    isDirty: text.isDirty,
  };
}

/** The field with the name of what is selected; another name typed there selects that. */
function openName(onJump: BarEvents['onJump'], onLeave: () => void) {
  let shown = '';
  const field = h('input', {
    type: 'text',
    class: 'cell-name',
    'aria-label': 'Адрес ячейки',
    autocomplete: 'off',
  });
  field.addEventListener('focus', () => {
    field.select();
  });
  field.addEventListener('blur', () => {
    field.value = shown;
  });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' && event.key !== 'Enter') return;
    const typed = field.value.trim();
    onLeave();
    if (event.key === 'Enter') onJump(typed);
  });
  return {
    field,
    show: (name: string): void => {
      shown = name;
      if (document.activeElement !== field) field.value = name;
    },
  };
}

/** The field with the selected cell's whole text. It grows over the sheet while it has the focus. */
function openText(onType: BarEvents['onType'], onLeave: () => void) {
  const field = h('textarea', {
    class: 'cell-text',
    rows: 1,
    spellcheck: 'false',
    'aria-label': 'Содержимое ячейки',
  });
  let shown: Shown | null = null;
  /** The cell selected while the text of another one was being saved. */
  let next: Shown | null = null;
  const isFocused = (): boolean => document.activeElement === field;
  const fit = (): void => {
    field.style.height = '';
    if (isFocused()) field.style.height = `${String(Math.min(280, field.scrollHeight + 2))}px`;
  };
  const show = (cell: Shown): void => {
    shown = cell;
    next = null;
    field.value = cell.text;
    fit();
  };
  const isDirty = (): boolean => isFocused() && shown !== null && field.value !== shown.text;

  field.addEventListener('focus', fit);
  field.addEventListener('input', fit);
  field.addEventListener('blur', () => {
    const typed = field.value;
    if (shown && typed !== shown.text) {
      onType(typed, shown.target);
      shown = { ...shown, text: typed };
    }
    if (next) show(next);
    fit();
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') field.value = shown?.text ?? '';
    else if (event.key === 'Enter' && event.altKey) {
      breakLine(field);
      fit();
      event.preventDefault();
      return;
    } else if (event.key !== 'Enter') return;
    event.preventDefault();
    onLeave();
  });
  return {
    field,
    update: (cell: Shown): void => {
      if (isDirty()) next = cell;
      else show(cell);
    },
    isDirty,
  };
}
