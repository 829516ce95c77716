// What the add-on shows and asks on the screen. Types only: the workbench's page has them too.

export type Button = 'OK' | 'CANCEL' | 'YES' | 'NO' | 'CLOSE';
export type ButtonSet = 'OK' | 'OK_CANCEL' | 'YES_NO' | 'YES_NO_CANCEL';

export interface Dialog {
  readonly title: string;
  readonly html: string;
  readonly width: number | null;
  readonly height: number | null;
}

export interface MenuItem {
  /** null: a separator. */
  readonly caption: string | null;
  readonly handler: string | null;
  readonly items: readonly MenuItem[];
}

/** Answers for the user: a test's script or the workbench. */
export interface UiDriver {
  readonly alert: (title: string, text: string, buttons: ButtonSet) => Button;
  readonly prompt: (
    title: string,
    text: string,
    buttons: ButtonSet,
  ) => { readonly button: Button; readonly text: string };
  readonly showDialog: (dialog: Dialog) => void;
  readonly toast: (text: string, title: string) => void;
  readonly menu?: (title: string, items: readonly MenuItem[]) => void;
}
