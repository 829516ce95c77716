// Windows over the page: the add-on's questions, and its HTML in a sandboxed frame without scripts. The page can
// reach into the frame, for the keyboard; nothing in it can reach the page.
import type { Answer, ButtonSet, Dialog, Button, Question } from '../protocol.js';
import { closeButton, h } from './dom.js';

const CAPTIONS: Readonly<Record<Button, string>> = {
  OK: 'ОК',
  CANCEL: 'Отмена',
  YES: 'Да',
  NO: 'Нет',
  CLOSE: 'Закрыть',
};
/** The main button first. */
const BUTTONS: Readonly<Record<ButtonSet, readonly [Button, ...Button[]]>> = {
  OK: ['OK'],
  OK_CANCEL: ['OK', 'CANCEL'],
  YES_NO: ['YES', 'NO'],
  YES_NO_CANCEL: ['YES', 'NO', 'CANCEL'],
};

/** A key pressed within this time was meant for what was there before and is no answer. */
const UNREAD_MS = 500;

/** The number of questions asked, for the ids of their texts. */
let count = 0;

/**
 * Asks and waits for a button; the cross and Esc answer «CLOSE». `amidTyping`: appeared while the user was
 * typing, so the button that refuses has the focus.
 */
export function ask(question: Question, amidTyping = false): Promise<Answer> {
  return new Promise((answered) => {
    const id = `asked-${String(++count)}`;
    const field =
      question.kind === 'prompt'
        ? h('input', { type: 'text', class: 'field', autocomplete: 'off', 'aria-labelledby': id })
        : null;
    let press: Button = 'CLOSE';
    const [main, ...others] = BUTTONS[question.buttons];
    const button = (one: Button): HTMLButtonElement =>
      h(
        'button',
        {
          type: one === main ? 'submit' : 'button',
          class: one === main ? 'primary' : 'plain',
          onclick: () => {
            press = one;
            if (one !== main) box.close();
          },
        },
        CAPTIONS[one],
      );
    const box = h(
      'dialog',
      { class: 'question', 'aria-label': question.title, 'aria-describedby': id },
      h(
        'form',
        {
          method: 'dialog',
          onsubmit: () => {
            // Enter in the field presses the main button.
            press = main;
          },
        },
        closeButton(() => {
          box.close();
        }),
        question.title === '' ? null : h('h2', {}, question.title),
        h('p', { class: 'asked', id }, question.text),
        field,
        h('div', { class: 'buttons' }, button(main), ...others.map(button)),
      ),
    );
    box.addEventListener('close', () => {
      box.remove();
      answered({ question, press, text: field?.value ?? '' });
    });
    document.body.append(box);
    box.showModal();
    ignoreUnread(box, field);
    (field ?? box.querySelector<HTMLElement>(amidTyping ? '.plain' : '.primary'))?.focus();
  });
}

/**
 * A window just shown ignores the keys of somebody who has not read it: pressed too early, or held since before. Text
 * goes into its field at once.
 */
function ignoreUnread(box: HTMLElement, field: HTMLInputElement | null): void {
  const shownAt = performance.now();
  let pressed = '';
  const onDown = (event: KeyboardEvent): void => {
    const { key, repeat, target } = event;
    const isAnswer = key === 'Enter' || (key === ' ' && target !== field);
    // Esc refuses, so it never comes too early.
    const isUnread = field === null ? key !== 'Escape' : isAnswer && field.value === '';
    const isEarly = isUnread && performance.now() - shownAt < UNREAD_MS;
    if (isEarly || (repeat && isAnswer)) event.preventDefault();
    else pressed = key;
  };
  // Space presses a button when it is released.
  const onUp = (event: KeyboardEvent): void => {
    if (event.key !== pressed) event.preventDefault();
  };
  box.addEventListener('keydown', onDown, true);
  box.addEventListener('keyup', onUp, true);
}

const DEFAULT_SIZE = { width: 640, height: 480 } as const;

export function showDialog({ title, html, width, height }: Dialog): Promise<void> {
  return new Promise((closed) => {
    const frame = h('iframe', {
      // No scripts; links may open windows. The same origin lets the page scroll it and hear its keys.
      sandbox: 'allow-same-origin allow-popups allow-popups-to-escape-sandbox',
      title,
      referrerpolicy: 'no-referrer',
    });
    frame.srcdoc = html;
    frame.style.width = `${String(width ?? DEFAULT_SIZE.width)}px`;
    frame.style.height = `${String(height ?? DEFAULT_SIZE.height)}px`;
    const close = (): void => {
      box.close();
    };
    frame.addEventListener('load', () => {
      // With the focus in the frame the browser's own keys scroll it, but Esc does not reach the dialog.
      frame.contentDocument?.addEventListener('keydown', ({ key }) => {
        if (key === 'Escape') close();
      });
      frame.focus();
    });
    const box = h(
      'dialog',
      { class: 'framed', 'aria-label': title },
      h('header', {}, h('h2', {}, title), closeButton(close)),
      frame,
    );
    box.addEventListener('click', (event) => {
      if (event.target === box) close();
    });
    box.addEventListener('close', () => {
      box.remove();
      closed();
    });
    document.body.append(box);
    box.showModal();
    ignoreUnread(box, null);
  });
}
