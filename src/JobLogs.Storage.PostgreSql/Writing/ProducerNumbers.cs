using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>What number is due next from each producer of a run.</summary>
internal sealed class ProducerNumbers
{
    private readonly Dictionary<(RunId Run, string Producer), long> _due = [];
    private readonly HashSet<(RunId Run, string Producer)> _moved = [];

    /// <summary>The question whose answer <see cref="ReadAsync"/> reads.</summary>
    public static Statement Question(IReadOnlyList<StoreCommand> commands)
    {
        var named = commands.OfType<AppendEntries>().Where(append => append.Producer is not null).ToList();
        return new Statement("SELECT p.run, p.producer, p.next_number FROM producers p WHERE (p.run, p.producer) IN (SELECT * FROM unnest($1, $2))")
            .With(named.Select(append => append.Run.Number)).With(named.Select(append => append.Producer));
    }

    /// <summary>Reads the answer.</summary>
    public async ValueTask ReadAsync(NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        while (await rows.ReadAsync(cancellationToken))
        {
            _due[(new RunId(rows.GetInt64(0)), rows.GetString(1))] = rows.GetInt64(2);
        }
    }

    /// <summary>The number due next; producers begin with 1.</summary>
    public long Next(RunId run, string producer) => _due.GetValueOrDefault((run, StorableText.Of(producer)), 1);

    /// <summary>Keeps the number that is due next.</summary>
    public void Save(RunId run, string producer, long next)
    {
        var key = (run, StorableText.Of(producer));
        _due[key] = next;
        _moved.Add(key);
    }

    /// <summary>Writes those that have moved.</summary>
    public void Write(Pipeline pipeline)
    {
        if (_moved.Count > 0)
        {
            pipeline.Write(new Statement("""
                INSERT INTO producers (run, producer, next_number) SELECT * FROM unnest($1, $2, $3)
                ON CONFLICT (run, producer) DO UPDATE SET next_number = excluded.next_number
                """)
                .With(_moved.Select(moved => moved.Run.Number)).With(_moved.Select(moved => moved.Producer)).With(_moved.Select(moved => _due[moved])));
            _moved.Clear();
        }
    }
}
