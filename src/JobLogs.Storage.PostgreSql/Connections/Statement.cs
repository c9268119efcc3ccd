using Npgsql;
using NpgsqlTypes;

namespace JobLogs.Storage.PostgreSql.Connections;

/// <summary>SQL and its parameters, in the order of their numbers.</summary>
internal sealed class Statement(string sql)
{
    /// <summary>What goes into a batch.</summary>
    public NpgsqlBatchCommand Command { get; } = new(sql);

    /// <summary>Adds a parameter.</summary>
    public Statement With(long value) => Add(new NpgsqlParameter<long> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bigint });

    /// <summary>Adds a parameter.</summary>
    public Statement With(long? value) => value is { } given ? With(given) : Null(NpgsqlDbType.Bigint);

    /// <summary>Adds a parameter.</summary>
    public Statement With(int value) => Add(new NpgsqlParameter<int> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Integer });

    /// <summary>Adds a parameter.</summary>
    public Statement With(int? value) => value is { } given ? With(given) : Null(NpgsqlDbType.Integer);

    /// <summary>Adds a parameter.</summary>
    public Statement With(bool value) => Add(new NpgsqlParameter<bool> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Boolean });

    /// <summary>Adds a parameter.</summary>
    public Statement With(Guid value) => Add(new NpgsqlParameter<Guid> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Uuid });

    /// <summary>Adds a parameter.</summary>
    public Statement With(DateOnly value) => Add(new NpgsqlParameter<DateOnly> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Date });

    /// <summary>Adds a parameter.</summary>
    public Statement With(string? value) => value is null
        ? Null(NpgsqlDbType.Text)
        : Add(new NpgsqlParameter<string> { TypedValue = StorableText.Of(value), NpgsqlDbType = NpgsqlDbType.Text });

    /// <summary>Adds a parameter.</summary>
    public Statement With(byte[] value) => Add(new NpgsqlParameter<byte[]> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bytea });

    /// <summary>Adds a parameter.</summary>
    public Statement With(IEnumerable<long> values) => List(values.ToArray(), NpgsqlDbType.Bigint);

    /// <summary>Adds a parameter.</summary>
    public Statement With(IEnumerable<long?> values) => List(values.ToArray(), NpgsqlDbType.Bigint);

    /// <summary>Adds a parameter.</summary>
    public Statement With(IEnumerable<int> values) => List(values.ToArray(), NpgsqlDbType.Integer);

    /// <summary>Adds a parameter.</summary>
    public Statement With(IEnumerable<double> values) => List(values.ToArray(), NpgsqlDbType.Double);

    /// <summary>Adds a parameter.</summary>
    public Statement With(IEnumerable<DateOnly> values) => List(values.ToArray(), NpgsqlDbType.Date);

    /// <summary>Adds a parameter.</summary>
    public Statement With(IEnumerable<byte[]> values) => List(values.ToArray(), NpgsqlDbType.Bytea);

    /// <summary>Adds a parameter.</summary>
    public Statement With(IEnumerable<string?>? values) => values is null
        ? Null(NpgsqlDbType.Array | NpgsqlDbType.Text)
        : List(values.Select(value => value is null ? null : StorableText.Of(value)).ToArray(), NpgsqlDbType.Text);

    private Statement List<T>(T[] values, NpgsqlDbType of) =>
        Add(new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | of });

    private Statement Null(NpgsqlDbType type) => Add(new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = type });

    private Statement Add(NpgsqlParameter parameter)
    {
        Command.Parameters.Add(parameter);
        return this;
    }
}
