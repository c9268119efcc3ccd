using JobLogs.Storage.Model;

namespace JobLogs.Storage.PostgreSql.Days;

/// <summary>The day of a commit, in UTC, which names the partition of its entries.</summary>
internal static class CommitDay
{
    /// <summary>How many days beyond the present one have their partition ahead.</summary>
    public const int Ahead = 2;

    /// <summary>The day of an instant.</summary>
    public static DateOnly Of(long micros) => DateOnly.FromDateTime(Clock.FromMicros(micros).UtcDateTime);

    /// <summary>The table that holds a day's entries.</summary>
    public static string Table(DateOnly day) => $"entries_{day:yyyyMMdd}";

    /// <summary>The day as SQL has it.</summary>
    public static string Literal(DateOnly day) => $"'{day:yyyy-MM-dd}'";
}
