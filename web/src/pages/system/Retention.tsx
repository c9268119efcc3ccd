import { useState } from 'preact/hooks';
import { cleanUp, type CleanupResult } from '../../api/system.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { moment, number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { may } from '../../state/session.ts';
import { toast } from '../../state/toasts.ts';

/** How long entries are kept, and cleaning up by hand: counted first. */
export function Retention({ days }: { readonly days: number }) {
  const { system: text, common } = texts.value;
  const [typed, setTyped] = useState(String(days === 0 ? 90 : days));
  const [counted, setCounted] = useState<CleanupResult | null>(null);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);

  const clean = async (dryRun: boolean): Promise<void> => {
    setBusy(true);
    try {
      const result = await cleanUp(Number(typed), dryRun);
      setCounted(dryRun ? result : null);
      setAsking(false);
      if (!dryRun) {
        toast(text.deleted(number(result.deleted_count)));
      }
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), 'bad');
    }
    setBusy(false);
  };

  const cutoff = counted === null ? '' : moment(Date.parse(counted.cutoff));
  return (
    <section class="card">
      <h2>{text.retention}</h2>
      <p>{days === 0 ? text.retentionNever : text.retentionDays(number(days))}</p>
      {may('admin') && (
        <form class="clean" onSubmit={(event) => { event.preventDefault(); void clean(true); }}>
          <label>
            {text.cleanUp}
            <span class="with-unit"><input class="small" inputMode="numeric" value={typed} onInput={(event) => { setTyped(event.currentTarget.value); setCounted(null); }} /><span>{text.days}</span></span>
          </label>
          <button type="submit" class="button" disabled={busy}>{text.count}</button>
          {counted && (
            <p role="status">
              {text.wouldDelete(number(counted.deleted_count), cutoff)}{' '}
              {counted.deleted_count > 0 && <button type="button" class="button danger" onClick={() => setAsking(true)}>{text.remove}</button>}
            </p>
          )}
        </form>
      )}
      {asking && counted && (
        <Dialog title={text.removeTitle} onClose={() => setAsking(false)}>
          <p>{text.removeHint(number(counted.deleted_count), cutoff)}</p>
          <footer>
            <button type="button" class="button" autofocus onClick={() => setAsking(false)}>{common.cancel}</button>
            <button type="button" class="button danger" disabled={busy} onClick={() => void clean(false)}>{text.remove}</button>
          </footer>
        </Dialog>
      )}
    </section>
  );
}
