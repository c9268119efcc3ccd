import { texts } from '../state/language.ts';
import { chooseShortcuts, shortcuts, shortcutsOn } from '../state/shortcuts.ts';
import { Dialog } from './Dialog.tsx';

/** What can be done by key here and now. */
export function Help(props: { readonly onClose: () => void }) {
  const { help } = texts.value;
  return (
    <Dialog title={help.title} onClose={props.onClose}>
      <dl class="keys">
        {shortcuts.value.map((shortcut) => (
          <div key={shortcut.keys}>
            <dt>{shortcut.keys.split(' ').map((key) => <kbd key={key}>{key}</kbd>)}</dt>
            <dd>{shortcut.label()}</dd>
          </div>
        ))}
        <div>
          <dt><kbd>Tab</kbd></dt>
          <dd>{help.tab}</dd>
        </div>
        <div>
          <dt><kbd>Esc</kbd></dt>
          <dd>{help.escape}</dd>
        </div>
      </dl>
      <label class="check">
        <input type="checkbox" checked={shortcutsOn.value} onChange={(event) => chooseShortcuts(event.currentTarget.checked)} />
        {help.on}
      </label>
    </Dialog>
  );
}
