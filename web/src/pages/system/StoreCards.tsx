import type { Stores } from '../../api/system.ts';
import { bytes, number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { Facts } from './Facts.tsx';

/** The database, and the copy with its lag. */
export function StoreCards({ stores }: { readonly stores: Stores }) {
  const text = texts.value.system;
  const { database, elasticsearch } = stores;
  return (
    <>
      <section class="card">
        <h2>{text.database}</h2>
        <Facts
          facts={[
            [text.kind, database.kind],
            [text.entries, number(database.entries)],
            [text.size, bytes(database.size_bytes)],
            [text.commits, number(database.last_commit)],
            [text.schema, String(database.schema_version)],
          ]}
        />
      </section>
      <section class="card">
        <h2>{text.elasticsearch}</h2>
        {elasticsearch.enabled
          ? <Facts facts={Object.entries(elasticsearch).filter(([name]) => name !== 'enabled').map(([name, value]) => [name.replaceAll('_', ' '), shown(value)])} />
          : <p class="soft">{text.noCopy}</p>}
      </section>
    </>
  );
}

/** A copy tells of itself in its own words: numbers in the reader's form, the rest as it is. */
function shown(value: unknown): string | null {
  return value === null ? null : typeof value === 'number' ? number(value) : typeof value === 'object' ? JSON.stringify(value) : String(value);
}
