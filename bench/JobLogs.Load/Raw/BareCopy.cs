using System.Diagnostics;
using JobLogs.Load.Entries;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Writing;
using Npgsql;

namespace JobLogs.Load.Raw;

/// <summary>
/// The raw limit of storing in PostgreSQL: binary COPY of the same rows, encoded beforehand, into one table like <c>entries</c> with its
/// primary key and nothing else; one transaction after the other, each as durable as the database makes it.
/// </summary>
internal sealed class BareCopy : IAsyncDisposable
{
    private const int Batches = 100;
    private readonly NpgsqlConnection _connection;
    private readonly int _each;
    private readonly byte[][] _encoded;
    private int _next;

    private BareCopy(NpgsqlConnection connection, int each, byte[][] encoded)
    {
        _connection = connection;
        _each = each;
        _encoded = encoded;
    }

    /// <summary>A table in an empty schema.</summary>
    public static async Task<BareCopy> CreateAsync(string connectionString, int each)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, WriteBufferSize = 64 * 1024 }.ConnectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand(
            """
            CREATE TABLE bare (
                key bigint, commit_no bigint, run bigint, timestamp bigint, duration_ms bigint, day date, attempt integer, level smallint, truncated boolean,
                message text, details text, step text, paper_id text, error_code text, logger_name text, trace_id text, span_id text, exception text,
                place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY)
            """,
            connection);
        await create.ExecuteNonQueryAsync();
        var sample = new SampleEntries(seed: 1);
        return new BareCopy(connection, each, [.. Enumerable.Range(0, Batches).Select(_ => Encode(sample, each))]);
    }

    /// <summary>Copies at least <paramref name="rows"/> rows; returns rows a second.</summary>
    public async Task<double> RowsPerSecondAsync(int rows)
    {
        var start = Stopwatch.GetTimestamp();
        var written = 0;
        for (; written < rows; written += _each)
        {
            await using var target = await _connection.BeginRawBinaryCopyAsync($"COPY bare ({RowEncoder.Columns}) FROM STDIN (FORMAT BINARY)");
            await target.WriteAsync(_encoded[_next++ % Batches]);
        }

        return written / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static byte[] Encode(SampleEntries sample, int count)
    {
        var encoder = new RowEncoder();
        encoder.Begin();
        for (var index = 0; index < count; index++)
        {
            var entry = sample.Next();
            entry.Run = new RunId(1L << 35);
            encoder.Write(entry, new DateOnly(2026, 1, 2));
        }

        encoder.End();
        return encoder.Written.ToArray();
    }
}
