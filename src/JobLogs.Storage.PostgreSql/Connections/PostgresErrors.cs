using Npgsql;

namespace JobLogs.Storage.PostgreSql.Connections;

/// <summary>What Npgsql's exceptions mean to whoever uses the store.</summary>
internal static class PostgresErrors
{
    /// <summary>The exception to throw in place of one of Npgsql's.</summary>
    /// <param name="failure">What it threw.</param>
    /// <param name="place">Host and database, for the text.</param>
    public static Exception ToException(NpgsqlException failure, string place) => failure is PostgresException refused
        ? OfServer(refused, place)
        : new StoreUnavailableException("store_unavailable", $"The database {place} doesn't answer: {Reason(failure)}", failure);

    /// <summary>Whether the connection is gone, so that another one may have more luck.</summary>
    public static bool IsLost(Exception failure) => failure switch
    {
        PostgresException refused => refused.SqlState is "57P01" or "57P02" or "57P03" or "57P05" or "25P03" || refused.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException other => other.InnerException is not TimeoutException,
        _ => false,
    };

    private static Exception OfServer(PostgresException refused, string place) => refused.SqlState switch
    {
        "53100" => Unavailable("disk_full", $"There is no room for the database {place}: {refused.MessageText}. Nothing was written; make room and try again.", refused),
        "25006" => Unavailable("store_read_only", $"The database {place} can't be written: {refused.MessageText}. Point the server at the primary.", refused),
        "42501" => Unavailable("store_read_only", $"The user may not do this in {place}: {refused.MessageText}. Make it the owner of the database, or of the schema.", refused),
        "55P03" => Unavailable("store_locked", $"Others hold what this needs in {place}: {refused.MessageText}.", refused),
        "XX001" or "XX002" => Unavailable("store_corrupt", $"The database {place} is damaged: {refused.MessageText}. Restore it from a backup.", refused),
        "3D000" => Unavailable("store_unavailable", $"{refused.MessageText}. Make it: CREATE DATABASE … ENCODING 'UTF8'.", refused),
        _ when IsPassing(refused.SqlState) => Unavailable("store_unavailable", $"The database {place} can't do this now: {refused.MessageText}.", refused),

        // Constraint, syntax, type: mistakes of this program, which no later try mends.
        _ => new InvalidOperationException($"PostgreSQL refused a statement: {refused.MessageText} (code {refused.SqlState}).", refused),
    };

    // Connection, authorisation, rollback by the server, resources, intervention, system.
    private static bool IsPassing(string state) => state[..2] is "08" or "28" or "40" or "53" or "57" or "58" || state == "25P03";

    private static string Reason(NpgsqlException failure) => failure.InnerException?.Message ?? failure.Message;

    private static StoreUnavailableException Unavailable(string code, string message, Exception inner) => new(code, message, inner);
}
