using Npgsql;

namespace JobLogs.Storage.PostgreSql.Connections;

/// <summary>Columns that may be null.</summary>
internal static class Columns
{
    /// <summary>A bigint, or null.</summary>
    public static long? LongOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    /// <summary>An integer, or null.</summary>
    public static int? IntOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    /// <summary>A text, or null.</summary>
    public static string? TextOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A date, or null.</summary>
    public static DateOnly? DayOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    /// <summary>An array of texts.</summary>
    public static string[] Texts(this NpgsqlDataReader row, int column) => row.GetFieldValue<string[]>(column);
}
