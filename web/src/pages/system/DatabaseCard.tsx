import type { DatabaseStatus } from '../../api/system.ts';
import { bytes, number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { Facts } from './Facts.tsx';

/** The database: the truth. */
export function DatabaseCard({ database }: { readonly database: DatabaseStatus }) {
  const text = texts.value.system;
  return (
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
  );
}
