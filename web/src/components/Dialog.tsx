import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { texts } from '../state/language.ts';
import { Icon } from './icons.tsx';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly wide?: boolean;
  /** Whether a click beside it leaves it open, since what was typed would be lost. */
  readonly keep?: boolean;
}

/** A modal dialog: the browser's own, so that focus stays inside, Escape closes it and focus goes back to where it was. */
export function Dialog(props: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) {
        opener.focus();
      }
    };
  }, []);
  return (
    <dialog ref={dialog} class={props.wide ? 'wide' : undefined} aria-labelledby={title} onClose={props.onClose} onClick={(event) => !props.keep && event.target === dialog.current && dialog.current?.close()}>
      <div class="dialog">
        <header>
          <h2 id={title}>{props.title}</h2>
          <button type="button" class="button quiet only-icon" aria-label={texts.value.common.close} onClick={() => dialog.current?.close()}>
            <Icon name="cross" />
          </button>
        </header>
        {props.children}
      </div>
    </dialog>
  );
}
