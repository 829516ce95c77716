// The adjustable clock at the top of the page.
import type { BookView } from '../protocol.js';
import { h } from './dom.js';

export interface Clock {
  readonly root: HTMLElement;
  readonly update: (clock: BookView['clock']) => void;
}

/**
 * `onClock` gets `03.11.2023 10:00`, or null for the computer's own clock. `onLeave` takes over the focus from a field
 * that is done with and from a button that disappears.
 */
export function openClock(onClock: (text: string | null) => void, onLeave: () => void): Clock {
  let known = '';
  const now = h('input', {
    type: 'text',
    class: 'now',
    id: 'now',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const button = (caption: string, title: string, run: () => void): HTMLElement =>
    h('button', { type: 'button', class: 'tool', title, onclick: run }, caption);
  const real = button('Сегодня', 'Вернуть часы компьютера', () => {
    onClock(null);
    onLeave();
  });
  now.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') now.value = known;
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    now.blur();
    onLeave();
  });
  // A time that was typed also applies if a button is pressed right after it.
  now.addEventListener('blur', () => {
    const typed = now.value.trim();
    if (typed !== known && typed !== '') onClock(typed);
    else now.value = known;
  });
  return {
    root: h(
      'div',
      { class: 'clock' },
      h('label', { for: 'now' }, 'Сейчас'),
      now,
      button('+1 день', 'Перевести часы на сутки вперёд', () => {
        onClock(nextDay(known));
      }),
      real,
    ),
    update: ({ text, zone, real: isReal }) => {
      known = text;
      now.title = `Который час для «Регламента» (${zone}). Впишите другой — и увидите, что будет тогда`;
      if (document.activeElement !== now) now.value = known;
      real.hidden = isReal;
    },
  };
}

/** The same time on the next day. */
function nextDay(stamp: string): string {
  const [, day, month, year, time] = /^(\d{2})\.(\d{2})\.(\d{4}) (\S+)$/.exec(stamp) ?? [];
  const next = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day) + 1));
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(next.getUTCDate())}.${two(next.getUTCMonth() + 1)}.${String(next.getUTCFullYear())} ${time ?? ''}`;
}
