using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.PostgreSql.Copies;

/// <summary>Reads what the database remembers of its copies.</summary>
internal sealed class PostgresCopyStates(ReaderPool readers) : ICopyStates
{
    /// <inheritdoc />
    public ValueTask<CopyState?> FindAsync(string copy, CancellationToken cancellationToken) => readers.ReadAsync(
        copy, static (reader, copy, cancellationToken) => reader.FirstAsync(CopyRows.Find(copy), CopyRows.Read, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<DeadLetter>> DeadLettersAsync(string copy, long skip, int limit, CancellationToken cancellationToken) => readers.ReadAsync(
        (copy, skip, limit),
        static (reader, asked, cancellationToken) => reader.PageAsync(
            new Statement($"{DeadLetterRows.Select} WHERE copy = $1 ORDER BY id LIMIT $2 OFFSET $3").With(asked.copy).With(asked.limit).With(asked.skip),
            new Statement("SELECT count(*) FROM dead_letters WHERE copy = $1").With(asked.copy),
            DeadLetterRows.Read,
            cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public async ValueTask<bool> HasDeadLettersAsync(string copy, JobId? job, CancellationToken cancellationToken) => await readers.ReadAsync(
        (copy, job),
        static (reader, asked, cancellationToken) => reader.ScalarAsync(
            new Statement("SELECT 1::bigint FROM dead_letters WHERE copy = $1 AND ($2::integer IS NULL OR job = $2) LIMIT 1")
                .With(asked.copy).With(asked.job?.Number),
            cancellationToken),
        cancellationToken) is not null;
}
