import { useEffect, useRef } from 'preact/hooks';
import { logPath, type LogFilter } from '../../api/entries.ts';
import { address, type Query } from '../../api/request.ts';
import { texts } from '../../state/language.ts';

/** Downloads of a run's log: whole, or what a filter leaves. The server streams them, whatever their size. */
export function DownloadMenu({ run, filter, isFiltered }: { readonly run: string; readonly filter: LogFilter; readonly isFiltered: boolean }) {
  const { log } = texts.value;
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event): void => {
      const outside = event.type === 'keydown' ? (event as KeyboardEvent).key === 'Escape' : !menu.current?.contains(event.target as Node);
      if (menu.current?.open && outside) {
        menu.current.open = false;
      }
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', close);
    };
  }, []);
  const list = (title: string, conditions: LogFilter) => (
    <div class="download-group">
      <strong>{title}</strong>
      {(['text', 'ndjson', 'csv'] as const).map((format) => (
        <a key={format} href={address(`${logPath({ run })}/export`, { format, ...(conditions as Query) })} download onClick={() => (menu.current!.open = false)}>
          {log.formats[format]}
        </a>
      ))}
    </div>
  );
  return (
    <details class="download" ref={menu}>
      <summary class="icon-button" aria-label={log.download} title={log.download}>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M8 2v7M5 6.5 8 9.5l3-3M2.5 10v3.5h11V10" /></svg>
      </summary>
      <div class="download-menu">
        {list(log.downloadAll, {})}
        {isFiltered && list(log.downloadFiltered, filter)}
      </div>
    </details>
  );
}
