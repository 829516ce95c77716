// Shared by the tests of the bundle: a user in front of the screen.
import type { Button, Dialog, UiDriver } from '../../src/local/host.js';

/** A user in front of the screen: gives the prepared answers and records what was shown. */
export function watcher(
  answers: { readonly text?: string; readonly alert?: Button; readonly prompt?: Button } = {},
): {
  readonly ui: UiDriver;
  readonly shown: string[];
  readonly dialogs: Dialog[];
} {
  const shown: string[] = [];
  const dialogs: Dialog[] = [];
  return {
    shown,
    dialogs,
    ui: {
      alert: (title, text) => {
        shown.push(`${title}: ${text}`);
        return answers.alert ?? 'YES';
      },
      prompt: (title, text) => {
        shown.push(`${title}: ${text}`);
        return { button: answers.prompt ?? 'OK', text: answers.text ?? '' };
      },
      showDialog: (dialog) => dialogs.push(dialog),
      toast: (text) => shown.push(text),
    },
  };
}
