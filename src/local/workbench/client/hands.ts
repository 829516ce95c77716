// User input in the grid: keyboard, pointer and clipboard.
import type { Target } from '../protocol.js';
import { type ClipboardOptions, listenToClipboard } from './clipboard.js';
import { type EditsOptions, openEdits } from './edits.js';
import { type KeysOptions, listenToKeys } from './keys.js';
import { listenToPointer, type PointerOptions } from './pointer.js';
import { openTyping, type TypingOptions } from './typing.js';

type HandsOptions = EditsOptions & TypingOptions & KeysOptions & PointerOptions & ClipboardOptions;

export interface Hands {
  /** Types into a cell as if through its editor. */
  readonly type: (text: string, target: Target) => void;
  /** Whether there is typed text that has not been saved yet. */
  readonly isDirty: () => boolean;
}

export function openHands(options: HandsOptions): Hands {
  const edits = openEdits(options);
  const typing = openTyping(options, edits);
  listenToKeys(options, typing);
  listenToPointer(options, typing, edits);
  listenToClipboard(options, typing, edits);
  return { type: typing.type, isDirty: () => edits.isWaiting() || typing.isDirty() };
}
