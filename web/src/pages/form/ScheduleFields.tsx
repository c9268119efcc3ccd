import { useMemo } from 'preact/hooks';
import { Field } from '../../components/Field.tsx';
import { ownZone } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { zoneNames } from '../../state/zones.ts';
import { CronPreview } from './CronPreview.tsx';
import type { PartProps } from './JobForm.tsx';

const presets = { quarter: '*/15 * * * *', hourly: '@hourly', nightly: '0 3 * * *', workdays: '0 9 * * 1-5', weekly: '0 8 * * 1', monthly: '0 0 1 * *' } as const;

/** When it runs, and what that means. */
export function ScheduleFields({ draft, set, wrong }: PartProps) {
  const text = texts.value.form;
  const zones = useMemo(zoneNames, []);
  return (
    <fieldset class="schedule">
      <legend>{text.when}</legend>
      <div>
        <Field label={text.cron} hint={text.cronHint} error={wrong('cron_expression')}>
          {(control) => <input {...control} class="mono" name="cron_expression" autocomplete="off" spellcheck={false} value={draft.cron_expression} onInput={(event) => set({ cron_expression: event.currentTarget.value })} />}
        </Field>
        <div class="presets" role="group" aria-label={text.presets}>
          {Object.entries(presets).map(([name, expression]) => (
            <button key={name} type="button" aria-pressed={draft.cron_expression === expression} onClick={() => set({ cron_expression: expression })}>
              {text.presetNames[name as keyof typeof presets]}
            </button>
          ))}
        </div>
        <Field label={text.timezone} hint={text.timezoneHint(ownZone)} error={wrong('timezone')}>
          {(control) => (
            <>
              <input {...control} name="timezone" list="zones" autocomplete="off" spellcheck={false} value={draft.timezone} onInput={(event) => set({ timezone: event.currentTarget.value })} />
              <datalist id="zones">{zones.map((zone) => <option key={zone} value={zone} />)}</datalist>
            </>
          )}
        </Field>
        <label class="check">
          <input type="checkbox" name="enabled" checked={draft.enabled} onChange={(event) => set({ enabled: event.currentTarget.checked })} />
          {text.enabled}
        </label>
      </div>
      <CronPreview expression={draft.cron_expression.trim()} timezone={draft.timezone.trim()} />
    </fieldset>
  );
}
