using JobLogs.Protocol.Cursors;
using JobLogs.Storage;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Http;

/// <summary>
/// Turns places into cursors and back. There are two kinds: a job's (good in every view of that job and of its runs)
/// and the all-jobs kind. Both are sealed with the database's salt.
/// </summary>
internal sealed class CursorCodec(ILogStore store)
{
    /// <summary>The most bytes that <see cref="Format"/> writes.</summary>
    public const int MaxLength = 96;

    /// <summary>Writes the cursor of a place; returns its length.</summary>
    public int Format(in LogScope scope, in Place place, Span<byte> destination) =>
        CursorText.Format(Fields(scope, place), store.Salt, destination);

    /// <summary>Writes the cursor that a run's stream ends with: the same place, marked with the run; returns its length.</summary>
    public int FormatEnd(in LogScope scope, in Place place, RunId run, Span<byte> destination) =>
        CursorText.Format(Fields(scope, place) with { EndOfRun = run.Number }, store.Salt, destination);

    /// <summary>The cursor of a place.</summary>
    public string ToText(in LogScope scope, in Place place) => CursorText.ToText(Fields(scope, place), store.Salt);

    /// <summary>Reads a cursor; false when it is damaged or none of this scope.</summary>
    public bool TryParse(string text, in LogScope scope, out Place place) => TryParse(text, scope, out place, out _);

    /// <summary>Reads a cursor; false when it is damaged or none of this scope.</summary>
    /// <param name="endOf">The run whose stream ended with this cursor; null for any other.</param>
    public bool TryParse(string text, in LogScope scope, out Place place, out RunId? endOf)
    {
        endOf = null;
        if (!CursorText.TryParse(text, store.Salt, out var fields)
            || fields.AllJobs != scope.Job is null
            || (scope.Job is { } job && job.Number != fields.Job))
        {
            place = default;
            return false;
        }

        endOf = fields.EndOfRun == 0 ? null : new RunId(fields.EndOfRun);
        place = new Place(fields.Commit, new JobId(fields.Job), fields.Seq, fields.Event);
        return true;
    }

    private static CursorFields Fields(in LogScope scope, in Place place) =>
        scope.Job is { } job
            ? new CursorFields(AllJobs: false, job.Number, 0, place.Seq, place.Event)
            : new CursorFields(AllJobs: true, place.Job.Number, place.Commit, place.Seq, place.Event);
}
