// The line below the menus: name and whole text of the selected cell, and the search within the sheet.
import type { Target } from '../protocol.js';
import { h, icon, ICONS } from './dom.js';
import type { Spot } from './grid.js';

export interface BarEvents {
  readonly onJump: (spot: Spot) => void;
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
  const name = h('input', {
    type: 'text',
    class: 'cell-name',
    'aria-label': 'Адрес ячейки',
    autocomplete: 'off',
  });
  const text = h('textarea', {
    class: 'cell-text',
    rows: 1,
    spellcheck: 'false',
    'aria-label': 'Содержимое ячейки',
  });
  const search = h('input', {
    type: 'search',
    placeholder: 'Найти на вкладке',
    'aria-label': 'Найти на вкладке',
  });
  let shown: Shown | null = null;
  /** The cell selected while the text of another one was being saved. */
  let next: Shown | null = null;

  name.addEventListener('focus', () => {
    name.select();
  });
  name.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' && event.key !== 'Enter') return;
    const spot = event.key === 'Enter' ? spotOf(name.value) : null;
    if (spot) onJump(spot);
    else name.value = (next ?? shown)?.name ?? '';
    onLeave();
  });

  /** The field grows over the sheet while it has the focus. */
  const fit = (): void => {
    text.style.height = '';
    if (document.activeElement === text)
      text.style.height = `${String(Math.min(280, text.scrollHeight + 2))}px`;
  };
  const show = (cell: Shown): void => {
    shown = cell;
    next = null;
    text.value = cell.text;
    fit();
  };
  const isDirty = (): boolean =>
    document.activeElement === text && shown !== null && text.value !== shown.text;
  text.addEventListener('focus', fit);
  text.addEventListener('input', fit);
  text.addEventListener('blur', () => {
    const typed = text.value;
    if (shown && typed !== shown.text) {
      onType(typed, shown.target);
      shown = { ...shown, text: typed };
    }
    if (next) show(next);
    fit();
  });
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') text.value = shown?.text ?? '';
    else if (event.key === 'Enter' && event.altKey) {
      text.setRangeText('\n', text.selectionStart, text.selectionEnd, 'end');
      fit();
      event.preventDefault();
      return;
    } else if (event.key !== 'Enter') return;
    event.preventDefault();
    onLeave();
  });

  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && search.value !== '') onFind(search.value);
    if (event.key === 'Escape') onLeave();
  });

  return {
    root: h(
      'div',
      { class: 'bar' },
      name,
      h('div', { class: 'cell-text-box' }, text),
      h('label', { class: 'search' }, icon(ICONS.search), search),
    ),
    find: () => {
      search.focus();
      search.select();
    },
    update: (cell) => {
      name.value = cell.name;
      if (isDirty()) next = cell;
      else show(cell);
    },
    isDirty,
  };
}

/** Parses a cell's name such as `B7`; null when it is none. */
function spotOf(typed: string): Spot | null {
  const [, letters, digits] = /^([A-Za-z]{1,3})(\d{1,7})$/.exec(typed.trim()) ?? [];
  if (letters === undefined) return null;
  const column =
    Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, column };
}
