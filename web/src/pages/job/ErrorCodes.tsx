import type { FacetValue } from '../../api/facets.ts';
import { ShareBar } from '../../components/charts.tsx';
import { number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';

interface Props {
  readonly job: string;
  readonly codes: readonly FacetValue[];
  /** All errors, those without a code too. */
  readonly errors: number;
  readonly period: string;
}

/** The commonest error codes of a job; each leads to its entries. */
export function ErrorCodes({ job, codes, errors, period }: Props) {
  const text = texts.value.job;
  const without = errors - codes.reduce((sum, code) => sum + code.count, 0);
  const link = (more: string): string => `/explore?job=${encodeURIComponent(job)}&period=${period}&level=ERROR,CRITICAL${more}`;
  return (
    <section class="card">
      <h2>{text.errorCodes}</h2>
      {errors === 0
        ? <p class="soft">{text.noErrors}</p>
        : (
          <table class="list compact">
            <thead>
              <tr><th scope="col">{text.errorCode}</th><th scope="col" class="right">{text.count}</th><th scope="col"><span class="unseen">%</span></th></tr>
            </thead>
            <tbody>
              {codes.map((code) => (
                <tr key={code.value}>
                  <th scope="row" class="mono"><a href={link('&error_code=' + encodeURIComponent(code.value))}>{code.value}</a></th>
                  <td class="right number">{number(code.count)}</td>
                  <td class="wide"><ShareBar share={code.count / errors} kind="bad" /></td>
                </tr>
              ))}
              {without > 0 && codes.length < 10 && (
                <tr>
                  <th scope="row"><a href={link('')}>{text.noCode}</a></th>
                  <td class="right number">{number(without)}</td>
                  <td class="wide"><ShareBar share={without / errors} kind="bad" /></td>
                </tr>
              )}
            </tbody>
          </table>
        )}
    </section>
  );
}
