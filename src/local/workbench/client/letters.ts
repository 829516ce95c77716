// «Письма»: the letters sent in this session, newest first; each opens to show its text.
import type { LetterView } from '../protocol.js';
import { get } from './api.js';
import { clear, closeButton, h } from './dom.js';

export interface LettersPanel {
  readonly root: HTMLElement;
  readonly toggle: () => void;
  /** Updates the list if the panel is open. */
  readonly refresh: () => Promise<void>;
}

/** `onLeave` takes over the focus when the panel is closed from within. */
export function openLetters(onProblem: (error: unknown) => void, onLeave: () => void): LettersPanel {
  const list = h('div', { class: 'letter-list' });
  const hide = (): void => {
    root.hidden = true;
    onLeave();
  };
  const root = h(
    'aside',
    { class: 'letters-panel', hidden: true, 'aria-label': 'Отправленные письма' },
    h('header', {}, h('h2', {}, 'Отправленные письма'), closeButton(hide)),
    h(
      'p',
      { class: 'quiet' },
      'Настоящая почта не уходит: каждое письмо лежит файлом .eml в папке outbox рядом с книгой.',
    ),
    list,
  );
  const refresh = async (): Promise<void> => {
    if (root.hidden) return;
    const letters = await get<readonly LetterView[]>('letters');
    clear(list);
    if (letters.length === 0)
      list.append(
        h(
          'p',
          { class: 'empty' },
          'В этом сеансе писем ещё не было. Выберите «Регламент → Отправить письма».',
        ),
      );
    for (const letter of [...letters].reverse()) list.append(letterBox(letter));
  };
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
  return {
    root,
    refresh,
    toggle: () => {
      root.hidden = !root.hidden;
      if (root.hidden) return;
      refresh().catch(onProblem);
      root.querySelector('button')?.focus();
    },
  };
}

const letterBox = ({ at, to, cc, subject, body }: LetterView): HTMLElement =>
  h(
    'details',
    { class: 'letter-box' },
    h(
      'summary',
      {},
      h('span', { class: 'subject' }, subject),
      h('span', { class: 'quiet' }, cc === '' ? to : `${to}, копия ${cc}`),
      h('span', { class: 'quiet when' }, at),
    ),
    h('pre', {}, body),
  );
