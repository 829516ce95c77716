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
  const list = words.length === 0 ? null : h('div', { class: 'menu-panel context words', role: 'listbox' });
  let done = false;
  let marked = words.indexOf(text);

  const end = (): boolean => {
    if (done) return false;
    done = true;
    field.remove();
    list?.remove();
    return true;
  };
  const commit = (value: string, leave: Leave): void => {
    if (end()) onCommit(value, leave);
  };
  const fit = (): void => {
    field.style.height = 'auto';
    field.style.height = `${String(Math.min(TALLEST, field.scrollHeight + 2))}px`;
  };
  const drawList = (): void => {
    list?.replaceChildren(
      ...words.map((word, at) =>
        h(
          'button',
          {
            type: 'button',
            role: 'option',
            tabindex: -1,
            class: at === marked ? 'marked' : '',
            'aria-selected': String(at === marked),
            // Earlier than `click`: before the field loses the focus and commits its text.
            onpointerdown: (event: PointerEvent) => {
              event.preventDefault();
              commit(word, 'stay');
            },
          },
          word,
        ),
      ),
    );
    list?.querySelector('.marked')?.scrollIntoView({ block: 'nearest' });
  };
  const choose = (step: number): void => {
    marked = (marked + step + words.length + (marked === -1 && step < 0 ? 1 : 0)) % words.length;
    field.value = words[marked] ?? '';
    drawList();
  };

  field.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      if (end()) onCancel();
    } else if (event.key === 'Enter' && event.altKey) {
      field.setRangeText('\n', field.selectionStart, field.selectionEnd, 'end');
      fit();
    } else if (event.key === 'Enter') commit(field.value, 'down');
    else if (event.key === 'Tab') commit(field.value, event.shiftKey ? 'left' : 'right');
    else if (list && event.key === 'ArrowDown') choose(1);
    else if (list && event.key === 'ArrowUp') choose(-1);
    else return;
    event.preventDefault();
  });
  field.addEventListener('input', fit);
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
    if (!list) return;
    list.style.left = `${String(box.left)}px`;
    list.style.minWidth = `${String(box.width)}px`;
    const below = box.bottom + 4;
    const fits = below + list.offsetHeight < window.innerHeight - 8;
    list.style.top = `${String(fits ? below : box.top - list.offsetHeight - 4)}px`;
  };
  document.body.append(field);
  if (list) {
    drawList();
    document.body.append(list);
  }
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
