import { useState } from 'preact/hooks';
import { listKeys, revokeKey, type ApiKey } from '../../api/keys.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Icon } from '../../components/icons.tsx';
import { Moment } from '../../components/Moment.tsx';
import { texts } from '../../state/language.ts';
import { useResource } from '../../state/resource.ts';
import { toast } from '../../state/toasts.ts';
import { NewKeyDialog } from './NewKeyDialog.tsx';

/** The API keys: who may use the server, and as what. */
export function Keys() {
  const { system: text, jobs } = texts.value;
  const keys = useResource('keys', listKeys);
  const [dialog, setDialog] = useState<'new' | ApiKey | null>(null);
  // A server that knows no keys has nothing to show here.
  if (keys.error?.status === 404) {
    return null;
  }
  return (
    <section class="keys-section">
      <div class="head">
        <div>
          <h2>{text.keys}</h2>
          <p class="soft">{text.keysHint}</p>
        </div>
        <button type="button" class="button" onClick={() => setDialog('new')}><Icon name="key" />{text.newKey}</button>
      </div>
      {keys.data === null
        ? keys.error && <Failure error={keys.error} retry={keys.reload} />
        : keys.data.keys.length === 0
          ? <p class="soft">{text.noKeys}</p>
          : (
            <table class="list">
              <thead>
                <tr>
                  <th scope="col">{text.keyName}</th><th scope="col">{text.role}</th><th scope="col">{text.keyStatus}</th>
                  <th scope="col">{text.createdAt}</th><th scope="col">{text.lastUsed}</th><th scope="col">{text.expires}</th><th scope="col"><span class="unseen">{jobs.columns.actions}</span></th>
                </tr>
              </thead>
              <tbody>
                {keys.data.keys.map((key) => (
                  <tr key={key.id} data-disabled={key.status !== 'active' || undefined}>
                    <th scope="row">{key.name}<span class="under"><code>{key.prefix}…</code></span></th>
                    <td data-label={text.role}>{text.roles[key.role]}</td>
                    <td data-label={text.keyStatus}>{text.keyStatuses[key.status]}</td>
                    <td data-label={text.createdAt}><Moment at={key.created_at} /></td>
                    <td data-label={text.lastUsed}>{key.last_used_at === null ? <span class="soft">{text.never}</span> : <Moment at={key.last_used_at} />}</td>
                    <td data-label={text.expires}>{key.expires_at === null ? <span class="soft">{text.never}</span> : <Moment at={key.expires_at} />}</td>
                    <td class="actions">{key.status === 'active' && <button type="button" class="button danger" onClick={() => setDialog(key)}>{text.revoke}</button>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
      {dialog === 'new' && <NewKeyDialog onClose={() => setDialog(null)} onMade={keys.reload} />}
      {dialog !== null && dialog !== 'new' && <RevokeDialog apiKey={dialog} onClose={() => setDialog(null)} onDone={keys.reload} />}
    </section>
  );
}

function RevokeDialog({ apiKey, onClose, onDone }: { readonly apiKey: ApiKey; readonly onClose: () => void; readonly onDone: () => void }) {
  const { system: text, common } = texts.value;
  const revoke = async (): Promise<void> => {
    try {
      await revokeKey(apiKey.id);
      toast(text.revoked(apiKey.name));
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), 'bad');
    }
    onClose();
    onDone();
  };
  return (
    <Dialog title={text.revokeTitle(apiKey.name)} onClose={onClose}>
      <p>{text.revokeHint}</p>
      <footer>
        <button type="button" class="button" autofocus onClick={onClose}>{common.cancel}</button>
        <button type="button" class="button danger" onClick={() => void revoke()}>{text.revoke}</button>
      </footer>
    </Dialog>
  );
}
