// Short messages in the corner. They disappear by themselves, except failures, which must be closed.
import { closeButton, h } from './dom.js';

const STAYS_MS = 10_000;
const MOST = 4;

const region = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });

export function mountToasts(root: Element): void {
  root.append(region);
}

export function toast(text: string, tone: 'plain' | 'bad' = 'plain'): void {
  // A repeated failure is not shown twice.
  const shown = [...region.querySelectorAll('.bad p')].some((one) => one.textContent === text);
  if (tone === 'bad' && shown) return;
  const close = (): void => {
    box.remove();
  };
  const box = h('div', { class: `toast ${tone}` }, h('p', {}, text), closeButton(close));
  region.append(box);
  // A failure may hold the only copy of what was typed, so it is not removed to make room.
  const passing = [...region.querySelectorAll('.plain')].filter((one) => one !== box);
  for (const old of passing.slice(0, Math.max(0, region.children.length - MOST))) old.remove();
  if (tone === 'plain') setTimeout(close, STAYS_MS);
}
