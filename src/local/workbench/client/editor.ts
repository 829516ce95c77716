// The editor over a cell: a text field, with the listed words below it if the cell has a dropdown.
import { h } from './dom.js';

export type Leave = 'down' | 'right' | 'left' | 'stay';

export interface Editing {
  readonly anchor: HTMLElement;
  readonly text: string;
  readonly words: readonly string[];
  /** The initial text: that of the cell, '' where typing replaces it, or a text that could not be saved. */
  readonly start: string;
  readonly onCommit: (text: string, leave: Leave) => void;
  readonly onCancel: () => void;
}

export interface Editor {
  /** Closes it and saves what was typed. */
  readonly close: () => void;
  /** Whether it holds text that has not been saved yet. */
  readonly isDirty: () => boolean;
  /** Moves it to the current place of its cell. */
  readonly follow: (anchor: HTMLElement) => void;
}

const TALLEST = 240;

export function openEditor({ anchor, text, words, start, onCommit, onCancel }: Editing): Editor {
  const field = h('textarea', {
    class: 'editor',
    rows: 1,
    spellcheck: 'false',
    'aria-label': 'Значение ячейки',
  });
  field.value = start;
  let done = false;
  const end = (): boolean => {
    if (done) return false;
    done = true;
    field.remove();
    list?.root.remove();
    return true;
  };
  const commit = (value: string, leave: Leave): void => {
    if (end()) onCommit(value, leave);
  };
  const list =
    words.length === 0
      ? null
      : openWords(field, words, (word) => {
          commit(word, 'stay');
        });
  const fit = (): void => {
    field.style.height = 'auto';
    field.style.height = `${String(Math.min(TALLEST, field.scrollHeight + 2))}px`;
  };

  field.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      if (end()) onCancel();
    } else if (event.key === 'Enter' && event.altKey) {
      breakLine(field);
      fit();
    } else if (event.key === 'Enter') commit(field.value, 'down');
    else if (event.key === 'Tab') commit(field.value, event.shiftKey ? 'left' : 'right');
    else if (list && event.key === 'ArrowDown') field.value = list.step(1);
    else if (list && event.key === 'ArrowUp') field.value = list.step(-1);
    else return;
    event.preventDefault();
  });
  field.addEventListener('input', () => {
    fit();
    list?.mark();
  });
  field.addEventListener('blur', () => {
    commit(field.value, 'stay');
  });

  const follow = (over: HTMLElement): void => {
    const box = over.getBoundingClientRect();
    field.style.left = `${String(box.left)}px`;
    field.style.top = `${String(box.top)}px`;
    field.style.minHeight = `${String(box.height)}px`;
    const width = Math.max(box.width, text.length > 20 ? 420 : 0);
    field.style.width = `${String(Math.min(width, window.innerWidth - box.left - 16))}px`;
    list?.follow(box);
  };
  document.body.append(field);
  list?.show();
  follow(anchor);
  fit();
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  return {
    close: () => {
      commit(field.value, 'stay');
    },
    isDirty: () => field.value !== (start === '' ? '' : text),
    follow,
  };
}

/** Breaks the line at the cursor, as Alt+Enter does in spreadsheets. */
export function breakLine(field: HTMLTextAreaElement): void {
  field.setRangeText('\n', field.selectionStart, field.selectionEnd, 'end');
}

interface Words {
  readonly root: HTMLElement;
  readonly show: () => void;
  /** Marks the word that the field holds: the one that Enter would save. */
  readonly mark: () => void;
  /** Marks the next word (1) or the previous one (−1) and returns it. */
  readonly step: (by: 1 | -1) => string;
  /** Moves it below the cell, or above it where there is no room. */
  readonly follow: (cell: DOMRect) => void;
}

/** The list of words below a field. */
function openWords(
  field: HTMLTextAreaElement,
  words: readonly string[],
  onPick: (word: string) => void,
): Words {
  const root = h('div', {
    class: 'menu-panel context words',
    role: 'listbox',
    id: 'words',
    'aria-label': 'Значения на выбор',
  });
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-controls', root.id);
  field.setAttribute('aria-expanded', 'true');
  let marked = -1;
  const option = (word: string, at: number): HTMLElement =>
    h(
      'button',
      {
        type: 'button',
        role: 'option',
        id: `word-${String(at)}`,
        tabindex: -1,
        class: at === marked ? 'marked' : '',
        'aria-selected': String(at === marked),
        // Earlier than `click`: before the field loses the focus and commits its text.
        onpointerdown: (event: PointerEvent) => {
          event.preventDefault();
          onPick(word);
        },
      },
      word,
    );
  const draw = (): void => {
    root.replaceChildren(...words.map(option));
    root.querySelector('.marked')?.scrollIntoView({ block: 'nearest' });
    if (marked === -1) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', `word-${String(marked)}`);
  };
  const mark = (): void => {
    marked = words.indexOf(field.value);
    draw();
  };
  return {
    root,
    mark,
    show: () => {
      mark();
      document.body.append(root);
    },
    step: (by) => {
      marked = (marked + by + words.length + (marked === -1 && by < 0 ? 1 : 0)) % words.length;
      draw();
      return words[marked] ?? '';
    },
    follow: (cell) => {
      root.style.left = `${String(cell.left)}px`;
      root.style.minWidth = `${String(cell.width)}px`;
      const below = cell.bottom + 4;
      const fits = below + root.offsetHeight < window.innerHeight - 8;
      root.style.top = `${String(fits ? below : cell.top - root.offsetHeight - 4)}px`;
    },
  };
}
