// Messages in the corner. Short ones disappear by themselves; failures and, as in Google, long ones must be closed.
import { closeButton, h } from './dom.js';

const STAYS_MS = 10_000;
/** A message of this length is read within that time. */
const SHORT = 120;
const MOST = 4;

const region = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });

let leave = (): void => undefined;

/** `onLeave` takes over the focus when the toast that had it is gone. */
export function mountToasts(root: Element, onLeave: () => void): void {
  root.append(region);
  leave = onLeave;
}

export function toast(text: string, tone: 'plain' | 'bad' = 'plain'): void {
  // A repeated failure is not shown twice.
  const shown = [...region.querySelectorAll('.bad p')].some((one) => one.textContent === text);
  if (tone === 'bad' && shown) return;
  const close = (): void => {
    const hadFocus = box.contains(document.activeElement);
    box.remove();
    if (hadFocus) leave();
  };
  const cross = closeButton(close);
  // The focus stays in an editor with the text that could not be saved: leaving it would save it again, and fail again.
  cross.addEventListener('pointerdown', (event) => {
    event.preventDefault();
  });
  const box = h('div', { class: `toast ${tone}` }, h('p', {}, text), cross);
  region.append(box);
  // A failure may hold the only copy of what was typed, so it is not removed to make room.
  const passing = [...region.querySelectorAll('.plain')].filter((one) => one !== box);
  for (const old of passing.slice(0, Math.max(0, region.children.length - MOST))) old.remove();
  if (tone === 'plain' && text.length <= SHORT) setTimeout(close, STAYS_MS);
}
