using JobLogs.Storage.PostgreSql.Days;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>
/// Copies entries into their day's table, sorted by key. Hot: rows go from the batches' memory through one buffer to the
/// connection.
/// </summary>
internal sealed class EntryCopy
{
    private const int FlushBytes = 64 * 1024;

    private readonly RowEncoder _rows = new();
    private DateOnly _preparedThrough;

    /// <summary>A commit failed, and with it went the tables that it made.</summary>
    public void Forget() => _preparedThrough = default;

    /// <summary>Copies what commands appended.</summary>
    public async ValueTask WriteAsync(
        NpgsqlConnection connection, List<AppendedEntries> appended, DateOnly day, long commit, CancellationToken cancellationToken)
    {
        if (day > _preparedThrough)
        {
            await DayTables.EnsureAsync(connection, day, cancellationToken);
            _preparedThrough = day.AddDays(CommitDay.Ahead);
        }

        appended.Sort(static (left, right) => (left.Job, left.FirstSeq).CompareTo((right.Job, right.FirstSeq)));
        await using var target = await connection.BeginRawBinaryCopyAsync(
            $"COPY {CommitDay.Table(day)} ({RowEncoder.Columns}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        try
        {
            _rows.Clear();
            _rows.Begin();
            foreach (var entries in appended)
            {
                for (var (index, next) = (0, entries.FirstSeq); index < entries.Command.Batch.Count;)
                {
                    Encode(entries, day, commit, ref index, ref next);
                    if (_rows.Written.Length >= FlushBytes)
                    {
                        await target.WriteAsync(_rows.Written, cancellationToken);
                        _rows.Clear();
                    }
                }
            }

            _rows.End();
            await target.WriteAsync(_rows.Written, cancellationToken);
        }
        catch
        {
            await CancelAsync(target);
            throw;
        }
    }

    private static async ValueTask CancelAsync(NpgsqlRawCopyStream target)
    {
        try
        {
            await target.CancelAsync();
        }
        catch (NpgsqlException)
        {
            // The connection is gone, which is why.
        }
    }

    // As many as the buffer takes.
    private void Encode(in AppendedEntries appended, DateOnly day, long commit, ref int index, ref long next)
    {
        var batch = appended.Command.Batch;
        for (; index < batch.Count && _rows.Written.Length < FlushBytes; index++)
        {
            var entry = batch[index];
            if (entry.Offset >= appended.FirstOffset)
            {
                entry.Job = appended.Job;
                entry.Run = appended.Run;
                entry.Seq = next++;
                entry.Commit = commit;
                _rows.Write(entry, day);
            }
        }
    }
}
