// The top of the page: the file, its menus, the clock, the two triggers, letters and the public page.
import type { BookView } from '../protocol.js';
import { openClock } from './clock.js';
import { clear, h, icon, ICONS } from './dom.js';
import { menuButton } from './menu.js';

export interface HeadEvents {
  readonly onRun: (handler: string, caption: string) => void;
  /** `03.11.2023 10:00`; null: the computer's own clock. */
  readonly onClock: (text: string | null) => void;
  readonly onLetters: () => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  /** Takes over the focus of what is done with. */
  readonly onLeave: () => void;
}

export interface Head {
  readonly root: HTMLElement;
  readonly update: (book: BookView) => void;
}

/** A caption that a low window leaves to its icon (style.css). */
const captioned = (caption: string): HTMLElement => h('span', { class: 'caption' }, caption);

const DAILY = 'Ежедневный запуск';
const TICK = 'Пятиминутный запуск';

export function openHead({ onRun, onClock, onLetters, onUndo, onRedo, onLeave }: HeadEvents): Head {
  const title = h('h1', {});
  // Long paths are cut at the left, because their end says more; hence the isolation.
  const path = h('bdi', {});
  const file = h('span', { class: 'quiet file' }, path);
  const menus = h('nav', { class: 'menus', 'aria-label': 'Меню' });
  const step = (caption: string, keys: string, path: string, run: () => void): HTMLButtonElement =>
    h(
      'button',
      { type: 'button', class: 'ghost', title: `${caption} (${keys})`, 'aria-label': caption, onclick: run },
      icon(path),
    );
  const undo = step('Отменить правку', 'Ctrl+Z', ICONS.undo, onUndo);
  const redo = step('Вернуть правку', 'Ctrl+Y', ICONS.redo, onRedo);
  const clock = openClock(onClock, onLeave);
  const count = h('span', { class: 'count' });
  const page = h(
    'a',
    {
      class: 'tool',
      href: '/page',
      target: '_blank',
      title: 'Публичная страница, какой её видят участники',
      hidden: true,
    },
    icon(ICONS.open),
    captioned('Страница'),
  );
  let drawnMenus = '';

  const tool = (caption: string, hint: string, path: string, run: () => void): HTMLElement =>
    h('button', { type: 'button', class: 'tool', title: hint, onclick: run }, icon(path), captioned(caption));

  const root = h(
    'header',
    { class: 'top' },
    h('img', { src: '/favicon.svg', alt: '', width: 34, height: 34 }),
    h(
      'div',
      { class: 'names' },
      h('div', { class: 'line' }, title, file),
      h('div', { class: 'line' }, menus, undo, redo),
    ),
    h(
      'div',
      { class: 'tools' },
      clock.root,
      tool(
        DAILY,
        'То, что раз в сутки делает автоматический запуск: пересчёт и отправка писем из очереди',
        ICONS.day,
        () => onRun('daily', DAILY),
      ),
      tool(TICK, 'То, что делается каждые пять минут: письма, которым пришло время', ICONS.clock, () =>
        onRun('tick', TICK),
      ),
      h(
        'button',
        { type: 'button', class: 'tool', title: 'Письма, отправленные в этом сеансе', onclick: onLetters },
        icon(ICONS.letter),
        captioned('Письма'),
        count,
      ),
      page,
    ),
  );

  return {
    root,
    update: (book) => {
      title.textContent = book.title;
      path.textContent = book.file;
      file.title = book.file;
      document.title = `${book.title} — Регламент`;
      clock.update(book.clock);
      count.textContent = book.letters === 0 ? '' : String(book.letters);
      page.hidden = !book.page;
      undo.disabled = !book.undo;
      redo.disabled = !book.redo;
      const key = JSON.stringify(book.menus);
      if (key === drawnMenus) return;
      drawnMenus = key;
      clear(menus);
      menus.append(...book.menus.map((menu) => menuButton(menu.title, menu.items, onRun)));
    },
  };
}
