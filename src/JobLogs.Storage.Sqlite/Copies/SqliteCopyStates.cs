using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Copies;

/// <summary>Reads what the database remembers of its copies.</summary>
internal sealed class SqliteCopyStates(ReaderPool readers) : ICopyStates
{
    /// <inheritdoc />
    public ValueTask<CopyState?> FindAsync(string copy, CancellationToken cancellationToken) =>
        readers.ReadAsync(copy, CopyRows.Find, cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<DeadLetter>> DeadLettersAsync(string copy, long skip, int limit, CancellationToken cancellationToken) =>
        readers.ReadAsync((copy, skip, limit), DeadLetters, cancellationToken);

    /// <inheritdoc />
    public ValueTask<bool> HasDeadLettersAsync(string copy, JobId? job, CancellationToken cancellationToken) =>
        readers.ReadAsync((copy, job), HasDeadLetters, cancellationToken);

    private static PageOf<DeadLetter> DeadLetters(Connection connection, (string Copy, long Skip, int Limit) asked)
    {
        var letters = new List<DeadLetter>();
        var rows = connection.Prepare($"{DeadLetterRows.Select} WHERE copy = ? ORDER BY id LIMIT ? OFFSET ?")
            .Bind(1, asked.Copy).Bind(2, asked.Limit).Bind(3, asked.Skip);
        while (rows.Step())
        {
            letters.Add(DeadLetterRows.Read(rows));
        }

        var count = connection.Prepare("SELECT count(*) FROM dead_letters WHERE copy = ?").Bind(1, asked.Copy);
        count.Step();
        var total = count.Long(0);
        count.Reset();
        return new PageOf<DeadLetter>(letters, total);
    }

    private static bool HasDeadLetters(Connection connection, (string Copy, JobId? Job) asked)
    {
        var rows = connection.Prepare("SELECT 1 FROM dead_letters WHERE copy = ?1 AND (?2 IS NULL OR job = ?2) LIMIT 1")
            .Bind(1, asked.Copy).Bind(2, (long?)asked.Job?.Number);
        var found = rows.Step();
        rows.Reset();
        return found;
    }
}
