// Shows the notes of cells over them; the notes of headers say what to enter.
import { h } from './dom.js';

const DELAY_MS = 250;

export interface Tooltip {
  readonly show: (anchor: HTMLElement, text: string) => void;
  readonly hide: () => void;
}

export function openTooltip(): Tooltip {
  const box = h('div', { class: 'tooltip', role: 'tooltip', id: 'tooltip', hidden: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  document.body.append(box);
  const hide = (): void => {
    clearTimeout(timer);
    box.hidden = true;
  };
  return {
    hide,
    show: (anchor, text) => {
      hide();
      timer = setTimeout(() => {
        const place = anchor.getBoundingClientRect();
        if (place.width === 0) return;
        box.textContent = text;
        box.hidden = false;
        box.style.left = `${String(Math.max(8, Math.min(place.left, window.innerWidth - box.offsetWidth - 8)))}px`;
        const below = place.bottom + 6;
        const fits = below + box.offsetHeight < window.innerHeight - 8;
        box.style.top = `${String(fits ? below : place.top - box.offsetHeight - 6)}px`;
      }, DELAY_MS);
    },
  };
}
